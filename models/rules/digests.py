"""The channel's digest: when it goes out, and what it says. No names, and no opinions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from models.rules.calendars import last_working_day
from models.rules.patterns import WEEKDAY_NAMES
from models.rules.wording import day_in_words

WORKDAYS = WEEKDAY_NAMES[:5]
HOURS = range(9, 17)
"""The hours at which it may go out: within everybody's working hours."""
USUAL_HOUR = 9
MOST_LINES = 20
"""Lines that one digest holds: what a phone shows before anybody tires of it."""
SURE_LINES = 3
"""So many of each heading have room, however long those before it are."""
LAST_WEEK = timedelta(days=10)
"""As far as "last week" may reach: a day off puts a Monday's digest forward to the Friday before."""
SPAN = timedelta(days=6)
"""From the day it is about to the last day of its week."""
COMING_DAYS = timedelta(days=60)
"""So far ahead evaluations are named."""
WORTH_POSTING = timedelta(days=14)
"""Where nothing is due so soon, and nothing changed, there is no digest."""
_DAY = timedelta(days=1)
_A_WEEK = timedelta(days=7)


class When(StrEnum):
    """How often the channel gets a digest."""

    OFF = "off"
    WEEKLY = "weekly"
    MEETINGS = "before meetings"


@dataclass(frozen=True, kw_only=True)
class DigestPlan:
    """When the channel gets its digest, and who decided so."""

    when: When = When.OFF
    weekday: int = 0
    """0 for Monday."""
    hour: int = USUAL_HOUR
    """The hour in the commission's zone."""
    by: str = ""
    """Who set it up; empty for the commission's file."""
    since: datetime | None = None
    """Since when it has been so; nothing where that is not known."""

    def in_words(self) -> str:
        """Say it: "each Monday at 9 AM"."""
        at = hour_in_words(self.hour)
        return {
            When.OFF: "off",
            When.WEEKLY: f"each {WEEKDAY_NAMES[self.weekday]} at {at}",
            When.MEETINGS: f"the day before each meeting at {at}",
        }[self.when]


@dataclass(frozen=True, kw_only=True)
class Period:
    """What one digest is about: a week, or a meeting."""

    name: str
    """The same for the same week or meeting, whatever day it goes out on: each gets one."""
    about: date
    """The first day of the week, or the day before the meeting."""
    on: date
    """The working day on which it goes out."""
    meeting_on: date | None = None

    @property
    def until(self) -> date:
        """The last day of the week that it looks at."""
        return self.about + SPAN

    @property
    def subject(self) -> str:
        """Name it together with its day."""
        return f"{self.name}|{self.on}"

    def moment(self, hour: int, zone: ZoneInfo) -> datetime:
        """Give the moment at which it goes out."""
        return datetime.combine(self.on, time(hour), zone)


@dataclass(frozen=True, kw_only=True)
class Group:
    """The lines below one heading."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Digest:
    """What a digest says."""

    about: date
    meeting_on: date | None
    groups: tuple[Group, ...]
    """Only those that have lines."""
    by: str
    more: int = 0
    """Lines that are left out."""

    def title(self, today: date) -> str:
        """Name the week or the meeting that it is about."""
        if self.meeting_on:
            return f"Sister cities: before the meeting of {day_in_words(self.meeting_on, today)}"
        return f"Sister cities: week of {day_in_words(self.about, today)}"


def hour_in_words(hour: int) -> str:
    """Write a whole hour: "9 AM"."""
    return f"{hour % 12 or 12} {'AM' if hour < 12 else 'PM'}"  # noqa: PLR2004 - noon


def weeks_near(plan: DigestPlan, today: date, days_off: Collection[date]) -> tuple[Period, Period]:
    """Give the digests of this week and of the next, which days off may put forward into this one."""
    monday = today - timedelta(days=today.weekday())
    return _week(plan, monday, days_off), _week(plan, monday + _A_WEEK, days_off)


def _week(plan: DigestPlan, monday: date, days_off: Collection[date]) -> Period:
    about = monday + timedelta(days=plan.weekday)
    return Period(name=f"week:{monday}", about=about, on=last_working_day(about, days_off))


def day_of_the_week_before(period: Period, days_off: Collection[date]) -> date:
    """Give the day on which the digest of the week before went out."""
    return last_working_day(period.about - _A_WEEK, days_off)


def before_meeting(meeting_id: str, on: date, days_off: Collection[date]) -> Period:
    """Give the digest of a meeting: of the working day before it."""
    about = on - _DAY
    going = last_working_day(about, days_off)
    return Period(name=f"meeting:{meeting_id}:{on}", about=about, on=going, meeting_on=on)


def decided_heading(since: date, today: date) -> str:
    """Name the time of which decisions are told."""
    return (
        "Decided last week" if today - since <= LAST_WEEK else f"Decided since {day_in_words(since, today)}"
    )


def cut(digest: Digest) -> Digest:
    """Leave out the lines beyond what one digest holds, and count them; each heading keeps its first few."""
    left, kept = MOST_LINES, []
    for place, group in enumerate(digest.groups, start=1):
        later = sum(min(len(each.lines), SURE_LINES) for each in digest.groups[place:])
        lines = group.lines[: left - later]
        left -= len(lines)
        kept.append(Group(heading=group.heading, lines=lines))
    total = sum(len(group.lines) for group in digest.groups)
    return replace(digest, groups=tuple(kept), more=max(total - MOST_LINES, 0))
