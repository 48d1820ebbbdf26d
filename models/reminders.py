"""Reminders: which nudges are owed to whom, each at most once."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped

from models.database import Id, Record, belongs_to, index, unique

WAITING = text("state = 'waiting'")


class Reminder(Record):
    """One nudge owed to one person. It changes as it is snoozed, carried by a message, or missed."""

    __tablename__ = "reminders"
    __table_args__ = (
        unique("rule", "occurrence", "recipient"),
        index("prospect_id", "step_id"),
        index("recipient", "state"),
        index("outbox_id"),
        index("meeting_id"),
        Index(None, "at", sqlite_where=WAITING, postgresql_where=WAITING),
    )

    id: Mapped[Id]
    rule: Mapped[str]
    """Which rule owes it: "30 days before"."""
    occurrence: Mapped[str]
    """The event and date that caused it; a new event makes a new one."""
    recipient: Mapped[str]
    """The id of a member."""
    prospect_id: Mapped[str | None] = belongs_to("prospects")
    step_id: Mapped[str | None]
    meeting_id: Mapped[str | None] = belongs_to("meetings")
    due_at: Mapped[str]
    """The local time it is owed at, "2026-03-08T09:00": it stays when the zone's rules change."""
    zone: Mapped[str]
    """The IANA time zone of `due_at`."""
    at: Mapped[datetime]
    """The same, as computed: what the tick looks for."""
    valid_until: Mapped[datetime]
    """Past this it is listed as missed, not sent."""
    state: Mapped[str]
    """"waiting", "sent", "missed" or "cancelled"."""
    snoozed_until: Mapped[datetime | None]
    told_at: Mapped[datetime | None]
    """When a note first told of it, and an announcement when it first said who else hears; putting it off leaves that."""
    outbox_id: Mapped[str | None] = belongs_to("outbox")
    """The message that carried it."""
