"""The criteria sheet: short notes on a policy's prompts, each with its source, and when a packet was made of them."""

from sqlalchemy.orm import Mapped

from models.database import Id, belongs_to, index
from models.ledger import Fact


class CriteriaNote(Fact):
    """A short note on one prompt, of a prospect or of a candidate; each person's latest standing one counts."""

    __tablename__ = "criteria_notes"
    __table_args__ = (index("prospect_id"), index("candidate_id"))

    id: Mapped[Id]
    prospect_id: Mapped[str | None] = belongs_to("prospects")
    candidate_id: Mapped[str | None] = belongs_to("candidates")
    """One of the two is named."""
    group: Mapped[str]
    """The criteria group's id in the policy."""
    prompt: Mapped[str]
    """As the policy words it."""
    note: Mapped[str]
    source: Mapped[str]
    """Where it comes from: a web address, a person, a visit."""
    author_id: Mapped[str] = belongs_to("members")
    is_held: Mapped[bool]
    """Written by somebody who sits on a public body: for staff and its author alone, until a packet is made."""


class Packet(Fact):
    """The notes on a prospect or a candidate went into a packet: from then on everybody may read them."""

    __tablename__ = "packets"
    __table_args__ = (index("prospect_id"), index("candidate_id"))

    id: Mapped[Id]
    prospect_id: Mapped[str | None] = belongs_to("prospects")
    candidate_id: Mapped[str | None] = belongs_to("candidates")
