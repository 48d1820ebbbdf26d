"""Correspondence: what went back and forth, and the papers that prove it."""

from datetime import date, datetime

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from models.database import Id, belongs_to, index
from models.ledger import Fact


class Letter(Fact):
    """A letter, an e-mail, a call or a visit. Its summary and people, and nothing else, may be blanked on request."""

    __tablename__ = "letters"
    __table_args__ = (index("prospect_id", "dated_on"), index("answer_by"), index("follow_up_on"))

    id: Mapped[Id]
    prospect_id: Mapped[str] = belongs_to("prospects")
    direction: Mapped[str]
    """"in" or "out"."""
    what: Mapped[str]
    """What it is: "letter of intent", "invitation"."""
    medium: Mapped[str]
    dated_on: Mapped[date]
    logged_at: Mapped[datetime]
    whom: Mapped[str]
    """The person it went to or came from."""
    signer: Mapped[str]
    language: Mapped[str]
    translated_by: Mapped[str]
    summary: Mapped[str]
    turn: Mapped[str | None]
    """Who owes the next word: "us", "them", or nobody."""
    answer_by: Mapped[date | None]
    follow_up_on: Mapped[date | None]
    permalink: Mapped[str | None]
    """The Slack message it was logged from, as long as Slack keeps it."""
    blanked_at: Mapped[datetime | None]


class Paper(Fact):
    """A document itself, byte for byte, so that every backup holds it."""

    __tablename__ = "papers"
    __table_args__ = (index("prospect_id", "step_id"), index("letter_id"))

    id: Mapped[Id]
    prospect_id: Mapped[str] = belongs_to("prospects")
    letter_id: Mapped[str | None] = belongs_to("letters")
    step_id: Mapped[str | None]
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    """Bytes."""
    sha256: Mapped[str]
    """As 64 hexadecimal digits."""
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    """Read only when asked for: lists of papers stay light."""
