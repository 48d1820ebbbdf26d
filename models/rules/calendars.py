"""Calendar arithmetic: months that clamp, working days, meetings that count."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from models.rules.policy import Span, Unit

AGENDA_LEAD_HOURS = 72
"""Elapsed hours by which the agenda of a regular meeting is posted ahead, unless the body says otherwise."""

LONGEST_GAP = timedelta(weeks=5)
"""The longest time from one meeting of a monthly body to the next."""

_SATURDAY = 5
_DAY = timedelta(days=1)
_ONE_WORKING_DAY = Span(count=1, unit=Unit.WORKING_DAYS)


class MeetingKind(StrEnum):
    """What sort of meeting it is."""

    REGULAR = "regular"
    ADJOURNED_REGULAR = "adjourned_regular"
    SPECIAL = "special"
    WORKSHOP = "workshop"

    @property
    def in_words(self) -> str:
        """What such a meeting is called: "adjourned regular meeting"."""
        name = self.value.replace("_", " ")
        return name if self is MeetingKind.WORKSHOP else f"{name} meeting"


class MeetingStatus(StrEnum):
    """Where a meeting stands."""

    SCHEDULED = "scheduled"
    NOTICED = "noticed"
    IN_SESSION = "in_session"
    HELD = "held"
    """Convened with a quorum, even if it was continued on another date."""
    HELD_NO_QUORUM = "held_no_quorum"
    ADJOURNED = "adjourned"
    """Put off to another date before it convened with a quorum."""
    CANCELLED = "cancelled"


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """One meeting of a body, as far as counting goes."""

    starts_at: datetime
    """Aware, in the body's zone."""
    kind: MeetingKind = MeetingKind.REGULAR
    status: MeetingStatus = MeetingStatus.SCHEDULED
    continues: date | None = None
    """The date of the meeting that it continues: both count once."""

    @property
    def on(self) -> date:
        """The local calendar date it starts on."""
        return self.starts_at.date()


@dataclass(frozen=True, kw_only=True)
class CountingRule:
    """What a body may choose about which of its meetings count towards a deadline."""

    count_no_quorum: bool = False
    count_special: bool = False
    exclude_if_under_72h: bool = False
    """Leave out a meeting whose agenda was due to be posted before the day counted from."""


BY_DEFINITION = CountingRule()
"""Only regular meetings with a quorum."""

_REGULAR_KINDS = frozenset({MeetingKind.REGULAR, MeetingKind.ADJOURNED_REGULAR})
_EXPECTED = frozenset({MeetingStatus.SCHEDULED, MeetingStatus.NOTICED, MeetingStatus.IN_SESSION})
_WITHOUT_QUORUM = frozenset({MeetingStatus.HELD_NO_QUORUM, MeetingStatus.ADJOURNED})


def span_after(day: date, span: Span, days_off: Collection[date] = frozenset()) -> date:
    """Give the day that lies a span after `day`, which is day 0; months and years clamp to the month's end."""
    if span.unit is Unit.WORKING_DAYS:
        return _move_working_days(day, span.count, timedelta(days=1), days_off)
    return day + _calendar_length(span)


def span_before(day: date, span: Span, days_off: Collection[date] = frozenset()) -> date:
    """Give the day that lies a span before `day`, which is day 0; months and years clamp to the month's end."""
    if span.unit is Unit.WORKING_DAYS:
        return _move_working_days(day, span.count, timedelta(days=-1), days_off)
    return day - _calendar_length(span)


def is_working_day(day: date, days_off: Collection[date] = frozenset()) -> bool:
    """Tell whether a day is neither on a weekend nor a day off."""
    return day.weekday() < _SATURDAY and day not in days_off


def first_working_day(day: date, days_off: Collection[date] = frozenset()) -> date:
    """Give `day`, or the next working day when it is none."""
    return span_after(day - _DAY, _ONE_WORKING_DAY, days_off)


def last_working_day(day: date, days_off: Collection[date] = frozenset()) -> date:
    """Give `day`, or the working day before when it is none."""
    return span_before(day + _DAY, _ONE_WORKING_DAY, days_off)


def working_days_until(day: date, today: date, days_off: Collection[date] = frozenset()) -> int:
    """Count the working days from tomorrow up to and including `day`; 0 when it is not later than today."""
    ahead = (today + timedelta(days=n) for n in range(1, (day - today).days + 1))
    return sum(is_working_day(each, days_off) for each in ahead)


def meetings_counted(
    meetings: Iterable[Meeting], after: date, rule: CountingRule = BY_DEFINITION
) -> tuple[Meeting, ...]:
    """List, earliest first, the meetings on days later than `after` that count towards a deadline.

    Regular and adjourned regular ones that met with a quorum, are still expected, or went by unrecorded;
    a meeting and its continuation count once, on the first of their days that counts.
    """
    in_order = sorted(meetings, key=lambda meeting: meeting.starts_at)
    by_day = {meeting.on: meeting for meeting in in_order if meeting.kind in _REGULAR_KINDS}
    first_of_chain: dict[datetime, Meeting] = {}
    for meeting in in_order:
        if _may_count(meeting, after, rule):
            first_of_chain.setdefault(_origin(meeting, by_day).starts_at, meeting)
    return tuple(meeting for meeting in first_of_chain.values() if meeting.on > after)


def scheduled_regular_dates(meetings: Iterable[Meeting], after: date) -> tuple[date, ...]:
    """List every regular date later than `after`, whatever became of it: the strictest way to count."""
    return tuple(
        sorted({each.on for each in meetings if each.kind is MeetingKind.REGULAR and each.on > after})
    )


def late_beginning(meetings: Iterable[Meeting], start: date) -> date | None:
    """Give the day that a body's calendar begins on, where meetings after `start` may be missing before it; else None.

    None are taken to be missing when the first known meeting, whatever its kind and whatever became of it, is at most
    five weeks after `start`: a new commission's calendar begins with its next meeting.
    """
    begins = min((meeting.on for meeting in meetings), default=start)
    return begins if begins > start + LONGEST_GAP else None


def is_held(meeting: Meeting, today: date) -> bool:
    """Tell whether a counted meeting lies behind us; one that went by unrecorded is taken as held."""
    return meeting.status not in _EXPECTED or meeting.on < today


def is_unrecorded(meeting: Meeting, today: date) -> bool:
    """Tell whether a meeting's day has passed and nobody has recorded what became of it."""
    return meeting.status in _EXPECTED and meeting.on < today


def agenda_deadline(starts_at: datetime, lead_hours: int = AGENDA_LEAD_HOURS) -> datetime:
    """Give the last moment to post an agenda: elapsed hours, so clock changes do not stretch or shrink them."""
    return (starts_at.astimezone(UTC) - timedelta(hours=lead_hours)).astimezone(starts_at.tzinfo)


def first_actionable(
    counted: Iterable[Meeting], now: datetime, lead_hours: int = AGENDA_LEAD_HOURS
) -> Meeting | None:
    """Give the first of the counted meetings, earliest first, whose agenda can still be posted in time."""
    return next((each for each in counted if agenda_deadline(each.starts_at, lead_hours) >= now), None)


def _calendar_length(span: Span) -> relativedelta:
    lengths = {
        Unit.DAYS: relativedelta(days=span.count),
        Unit.WEEKS: relativedelta(weeks=span.count),
        Unit.MONTHS: relativedelta(months=span.count),
        Unit.YEARS: relativedelta(years=span.count),
    }
    return lengths[span.unit]


def _move_working_days(day: date, count: int, pace: timedelta, days_off: Collection[date]) -> date:
    left = count
    while left:
        day += pace
        left -= is_working_day(day, days_off)
    return day


def _may_count(meeting: Meeting, after: date, rule: CountingRule) -> bool:
    if meeting.status is MeetingStatus.CANCELLED:
        return False
    if meeting.status in _WITHOUT_QUORUM and not rule.count_no_quorum:
        return False
    if meeting.kind not in _REGULAR_KINDS and not (
        rule.count_special and meeting.kind is MeetingKind.SPECIAL
    ):
        return False
    return not (rule.exclude_if_under_72h and agenda_deadline(meeting.starts_at).date() < after < meeting.on)


def _origin(meeting: Meeting, by_day: dict[date, Meeting]) -> Meeting:
    """Follow continuations back to the meeting that they began with."""
    while meeting.continues in by_day and meeting.continues < meeting.on:
        meeting = by_day[meeting.continues]
    return meeting
