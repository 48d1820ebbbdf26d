"""Meetings: when each body meets, and what became of it."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped

from models.database import Id, Record, belongs_to, index, unique


class Meeting(Record):
    """One meeting. Its status may change; a cancelled one is kept, with the reason."""

    __tablename__ = "meetings"
    __table_args__ = (unique("body", "starts_at"), index("on"))

    id: Mapped[Id]
    body: Mapped[str]
    """The body's name in the policy: "commission", "council"."""
    starts_at: Mapped[datetime]
    on: Mapped[date]
    """The calendar date at the place of the meeting."""
    kind: Mapped[str]
    """As in `models.rules.calendars.MeetingKind`."""
    status: Mapped[str]
    """As in `models.rules.calendars.MeetingStatus`."""
    reason: Mapped[str]
    """Why it was cancelled or adjourned."""
    continues: Mapped[str | None] = belongs_to("meetings")
    """The adjourned meeting that it continues: both count once."""
    place: Mapped[str]
