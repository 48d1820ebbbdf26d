"""What stands in a calendar file: a meeting at its hour, a deadline on its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

USUAL_MINUTES = 120
"""How long a meeting is taken to last when nobody said."""


@dataclass(frozen=True, kw_only=True)
class CalendarEntry:
    """One entry of a calendar; ValueError unless it has either an hour with its zone, or a day."""

    uid: str
    """Stays the same as long as the matter does, so that a calendar replaces the entry instead of adding another."""
    title: str
    starts_at: datetime | None = None
    """Of a meeting: aware, in the zone of its place."""
    day: date | None = None
    """Of a deadline, which takes no hour."""
    minutes: int = USUAL_MINUTES
    place: str = ""
    cancelled: bool = False
    description: str = ""

    def __post_init__(self) -> None:
        """Check when it is."""
        if (self.starts_at is None) == (self.day is None):
            raise ValueError("an entry of a calendar has either an hour or a day")
        if self.starts_at and self.starts_at.tzinfo is None:
            raise ValueError("the hour of a meeting needs its zone")
