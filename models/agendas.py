"""Agendas: what a meeting is to deal with, and what became of each item."""

from datetime import date

from sqlalchemy.orm import Mapped

from models.database import Id, belongs_to, index
from models.ledger import Fact


class AgendaItem(Fact):
    """An item of an agenda as it was last written; of the rows of one `item` the latest standing one counts."""

    __tablename__ = "agenda_items"
    __table_args__ = (index("meeting_id"), index("prospect_id"))

    id: Mapped[Id]
    item: Mapped[str]
    """What all versions of it share: the id of the first."""
    meeting_id: Mapped[str] = belongs_to("meetings")
    place: Mapped[int]
    """Where it stands among the items, from 1."""
    title: Mapped[str]
    kind: Mapped[str]
    """As in `models.rules.agendas.ItemKind`."""
    prospect_id: Mapped[str | None] = belongs_to("prospects")
    step_id: Mapped[str | None]
    presenter: Mapped[str]
    why: Mapped[str]
    """Why it is there: "must be discussed by this meeting, the third after the inquiry"."""
    state: Mapped[str]
    """As in `models.rules.agendas.ItemState`: suggested, listed, removed."""


class ItemOutcome(Fact):
    """What became of an item at its meeting; the latest standing one counts."""

    __tablename__ = "item_outcomes"
    __table_args__ = (index("meeting_id"),)

    id: Mapped[Id]
    meeting_id: Mapped[str] = belongs_to("meetings")
    item: Mapped[str]
    outcome: Mapped[str]
    """As in `models.rules.agendas.ItemResult`."""
    note: Mapped[str]
    until: Mapped[date | None]
    """Of a continued item: to which day."""
