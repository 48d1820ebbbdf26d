"""A meeting as people are told of it: its day, its agenda's deadline, who is expected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from models.rules.calendars import MeetingKind, MeetingStatus
from models.rules.wording import date_in_words, day_in_words, moment_in_words, plural

STATUS_IN_WORDS = {
    MeetingStatus.SCHEDULED: "scheduled",
    MeetingStatus.NOTICED: "scheduled, agenda posted",
    MeetingStatus.IN_SESSION: "in session",
    MeetingStatus.HELD: "held",
    MeetingStatus.HELD_NO_QUORUM: "held without a quorum",
    MeetingStatus.ADJOURNED: "adjourned to another date",
    MeetingStatus.CANCELLED: "cancelled",
}
"""What is said of a meeting in each status."""
AHEAD = frozenset({MeetingStatus.SCHEDULED, MeetingStatus.NOTICED})
"""The statuses of a meeting that has neither begun nor been recorded."""


@dataclass(frozen=True, kw_only=True)
class MeetingSeen:
    """A meeting of the calendar."""

    id: str
    kind: MeetingKind
    status: MeetingStatus
    starts_at: datetime
    """In the body's zone."""
    place: str = ""
    link: str = ""
    reason: str = ""

    @property
    def on(self) -> date:
        """The local calendar date it starts on."""
        return self.starts_at.date()

    @property
    def is_ahead(self) -> bool:
        """Whether it has neither begun nor been recorded."""
        return self.status in AHEAD

    def is_unrecorded(self, today: date) -> bool:
        """Tell whether its day has passed and nobody has recorded what became of it."""
        return self.is_ahead and self.on < today

    def called(self, today: date) -> str:
        """Name it by kind and day: "regular meeting of Thu, May 28"."""
        return f"{self.kind.in_words} of {day_in_words(self.on, today)}"

    def moment(self, today: date) -> str:
        """Say when it begins: "Thu, May 28, 6:00 PM"."""
        return moment_in_words(self.starts_at, today)

    def short(self, today: date) -> str:
        """Name it by its day, for the cause of what it moved: "the meeting of May 28"."""
        return f"the meeting of {date_in_words(self.on, today)}"


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """Until when the agenda of a meeting is to be posted."""

    at: datetime
    """In the body's zone."""
    do_by: date
    """The last working day on or before it."""
    is_past: bool = False

    def in_words(self, today: date) -> str:
        """Say it, with the working day to do it on: "Agenda must be posted by Sat, Jan 17, 6:30 PM. …"."""
        moment = moment_in_words(self.at, today)
        if self.is_past:
            return f"Agenda was to be posted by {moment}."
        early = f" Do it by {day_in_words(self.do_by, today)}." if self.do_by < self.at.date() else ""
        return f"Agenda must be posted by {moment}.{early}"


@dataclass(frozen=True, kw_only=True)
class PostingSeen:
    """The legal posting of an agenda."""

    at: datetime
    """In the body's zone."""
    place: str
    by: str
    link: str = ""
    is_late: bool = False
    id: str = ""

    def in_words(self, today: date) -> str:
        """Say where, when and by whom; and that it was late, where it was."""
        moment = moment_in_words(self.at, today)
        late = ": late, after the deadline" if self.is_late else ""
        seen = f" See {self.link}" if self.link else ""
        return f"Legally posted at {self.place}, {moment}, by {self.by}{late}.{seen}"


@dataclass(frozen=True, kw_only=True)
class Expected:
    """How many seats will be filled at a meeting, by what people have said."""

    members: int
    """Holders who have not said no."""
    of: int
    """All holders."""
    alternates: int = 0
    """How many can sit in for those who have, or in a vacant seat where the bylaws let them."""
    quorum: int
    absent: tuple[str, ...] = ()
    """Who can't attend, by name: for officers and staff alone."""

    @property
    def seats(self) -> int:
        """How many seats will be filled."""
        return self.members + self.alternates

    @property
    def is_possible(self) -> bool:
        """Whether a quorum can still come together."""
        return self.seats >= self.quorum

    @property
    def in_words(self) -> str:
        """Say who is expected and what is needed: "6 of 7 members expected, and an alternate can sit in; a quorum is 4"."""
        alternates = "an alternate" if self.alternates == 1 else f"{self.alternates} alternates"
        besides = f", and {alternates} can sit in" if self.alternates else ""
        return f"{self.members} of {plural(self.of, 'member')} expected{besides}; a quorum is {self.quorum}"


@dataclass(frozen=True, kw_only=True)
class MeetingCard:
    """All that is said of a meeting before it begins."""

    meeting: MeetingSeen
    deadline: Deadline
    posting: PostingSeen | None
    musts: int
    """How many items must be discussed there."""
    expected: Expected
    attends: bool
    """Whether the asker has not said that they can't."""
    asked: bool = True
    """Whether the asker is one who is to attend; staff are not."""
    later: tuple[MeetingSeen, ...] = ()
    unrecorded: tuple[MeetingSeen, ...] = ()
    """Meetings of the past that nobody recorded, the latest first."""
