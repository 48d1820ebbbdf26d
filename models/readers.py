"""Who reads a note, and the place and hour they read it at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from models.commission import Commission
from models.members import Member
from models.rules.notices import Rhythm, is_note_time, note_moment


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Someone a note is for, and the place they read it in."""

    member: Member
    commission: Commission
    now: datetime

    @property
    def zone(self) -> ZoneInfo:
        """Their own time zone, else the one that Slack gives for them, else the commission's."""
        named = self.member.zone or self.member.slack_zone
        return ZoneInfo(named) if named else self.commission.zone

    @property
    def hour(self) -> time:
        """The local time of their note."""
        return time(self.member.note_hour)

    @property
    def rhythm(self) -> Rhythm:
        """How often they want to hear of what is theirs."""
        return Rhythm(self.member.rhythm)

    @property
    def today(self) -> date:
        """The calendar date where they are."""
        return self.now.astimezone(self.zone).date()

    @property
    def days_off(self) -> frozenset[date]:
        """The commission's days off, weekends apart."""
        return self.commission.days_off(self.today)

    @property
    def is_time(self) -> bool:
        """Whether their note may go out now."""
        return is_note_time(self.now, self.zone, self.days_off, self.hour)

    def note_of(self, day: date) -> datetime:
        """Give the moment of their note of a day."""
        return note_moment(day, self.zone, self.hour)
