"""Meetings: when each body meets, what became of it, and what was recorded of its course."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped

from models.database import Id, Record, belongs_to, index, unique
from models.ledger import Fact


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
    link: Mapped[str | None]
    """Where to join it online."""


class Happening(Fact):
    """One thing that happened at a meeting, in the order of recording."""

    __tablename__ = "happenings"
    __table_args__ = (index("meeting_id", "act_id"),)

    id: Mapped[Id]
    meeting_id: Mapped[str] = belongs_to("meetings")
    what: Mapped[str]
    """As in `models.rules.sessions.What`."""
    at: Mapped[datetime]
    member_id: Mapped[str | None] = belongs_to("members")
    """Who presides."""
    item: Mapped[str | None]
    """The agenda item it concerns."""


class Attendance(Fact):
    """One entry of a meeting's roll, in the order of recording."""

    __tablename__ = "attendances"
    __table_args__ = (index("meeting_id", "act_id"),)

    id: Mapped[Id]
    meeting_id: Mapped[str] = belongs_to("meetings")
    member_id: Mapped[str | None] = belongs_to("members")
    """Nothing for somebody who is not on the roster."""
    name: Mapped[str]
    """As the minutes will always show it."""
    capacity: Mapped[str]
    """As in `models.rules.roll.Capacity`."""
    seat: Mapped[int | None]
    mark: Mapped[str]
    """As in `models.rules.roll.Mark`."""
    at: Mapped[datetime]
    for_seat: Mapped[int | None]
    """Of a seated alternate: the voting seat."""
    place: Mapped[str]
    """Where a remote member takes part."""
    ground: Mapped[str]
    """The legal ground for taking part remotely."""
    item: Mapped[str | None]
    """Of a recusal: the agenda item."""
    reason: Mapped[str]


class Posting(Fact):
    """The legal posting of a meeting's agenda. A message in Slack is none. The earliest standing one counts."""

    __tablename__ = "postings"
    __table_args__ = (index("meeting_id"),)

    id: Mapped[Id]
    meeting_id: Mapped[str] = belongs_to("meetings")
    posted_at: Mapped[datetime]
    place: Mapped[str]
    posted_by: Mapped[str]
    link: Mapped[str]


class Regret(Fact):
    """Whether a member can attend a meeting; the latest standing one counts. Nothing else is asked."""

    __tablename__ = "regrets"
    __table_args__ = (index("meeting_id", "member_id"),)

    id: Mapped[Id]
    meeting_id: Mapped[str] = belongs_to("meetings")
    member_id: Mapped[str] = belongs_to("members")
    attends: Mapped[bool]


class MovedDate(Fact):
    """A deadline that a change of the calendar, or of what was held, has moved."""

    __tablename__ = "moved_dates"
    __table_args__ = (index("prospect_id"), index("act_id"))

    id: Mapped[Id]
    prospect_id: Mapped[str] = belongs_to("prospects")
    step_id: Mapped[str]
    was: Mapped[date | None]
    """Nothing where there was no date."""
    on: Mapped[date | None]
    cause: Mapped[str]
