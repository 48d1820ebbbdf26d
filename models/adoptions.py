"""Adopted minutes: frozen as they stood when a vote adopted them."""

from sqlalchemy.orm import Mapped

from models.columns import Details
from models.database import Id, belongs_to, index
from models.ledger import Fact


class AdoptedMinutes(Fact):
    """The minutes of a meeting, word for word, as a motion adopted them."""

    __tablename__ = "adopted_minutes"
    __table_args__ = (index("meeting_id"),)

    id: Mapped[Id]
    meeting_id: Mapped[str] = belongs_to("meetings")
    motion_id: Mapped[str] = belongs_to("motions")
    document: Mapped[Details]
    """A `models.rules.documents.Document`, as JSON."""
