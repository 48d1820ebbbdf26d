"""Due dates: what the rules made of a prospect's facts, kept so that lists, notes and reminders can look it up by date."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from models.database import Record, belongs_to, index


class DueDate(Record):
    """The date of an open step. Replaced in the same transaction as any fact it rests on."""

    __tablename__ = "due_dates"
    __table_args__ = (index("on", "prospect_id"),)

    prospect_id: Mapped[str] = belongs_to("prospects", primary_key=True)
    step_id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    """"due", or "goal": a wish of the commission's own, never overdue."""
    on: Mapped[date]
    basis: Mapped[str]
    """How it was counted, in one sentence."""
