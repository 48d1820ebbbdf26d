"""Contacts: the people to write to about a prospect."""

from datetime import datetime

from sqlalchemy.orm import Mapped

from models.database import Id, belongs_to, index
from models.ledger import Fact


class Contact(Fact):
    """A person on either side. Their details, and nothing else, may be blanked when they ask."""

    __tablename__ = "contacts"
    __table_args__ = (index("prospect_id"),)

    id: Mapped[Id]
    prospect_id: Mapped[str] = belongs_to("prospects")
    side: Mapped[str]
    """"ours" or "theirs"."""
    role: Mapped[str]
    """"mayor's office", "volunteer"."""
    name: Mapped[str]
    title: Mapped[str]
    email: Mapped[str]
    phone: Mapped[str]
    blanked_at: Mapped[datetime | None]


def contact_named(name: str, *, prospect_id: str, side: str, role: str, act_id: int) -> Contact:
    """Make the contact of whom a name is known, or one line as it was typed."""
    return Contact(
        prospect_id=prospect_id,
        side=side,
        role=role,
        name=name,
        title="",
        email="",
        phone="",
        blanked_at=None,
        act_id=act_id,
    )
