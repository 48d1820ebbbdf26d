"""The meetings that a commission file asks for: its calendars, and the single meetings that depart from them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, time
from typing import TypeAlias
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from models.rules.calendars import MeetingStatus
from models.rules.commission_kinds import CLOCK_TIME
from models.rules.commission_values import APART, Calendar, PlannedMeeting, SingleMeeting
from models.rules.policy_faults import Fault
from models.rules.policy_kinds import Misreading
from models.rules.recurrence import RecurrenceFault, meeting_dates

LONGEST_CALENDAR = relativedelta(years=10)

_NEEDS_REASON = frozenset({MeetingStatus.CANCELLED, MeetingStatus.ADJOURNED})


Key: TypeAlias = tuple[str, date, bool]
"""Body, day, and whether the meeting is apart from the calendar."""


def planned_meetings(
    calendars: Sequence[Calendar], singles: Sequence[SingleMeeting], zone: ZoneInfo
) -> tuple[PlannedMeeting, ...]:
    """Give the meetings that calendars and single meetings make together, earliest first."""
    times = {calendar.body: calendar.at for calendar in calendars}
    planned = {
        (calendar.body, at.date(), False): PlannedMeeting(
            body=calendar.body, starts_at=at, place=calendar.place
        )
        for calendar in calendars
        for at in _dates(calendar, zone)
    }
    for single in singles:
        at = single.at or times.get(single.body, time())
        starts_at = datetime.combine(single.on, at, tzinfo=zone)
        planned[_key(single)] = _named(planned.get(_key(single)), single, starts_at)
    return tuple(sorted(planned.values(), key=lambda meeting: (meeting.starts_at, meeting.body)))


def meeting_faults(
    calendars: Sequence[tuple[str, Calendar]], singles: Sequence[tuple[str, SingleMeeting]], zone: ZoneInfo
) -> Iterator[Fault]:
    """List what is wrong with calendars and single meetings; each comes with its place in the file."""
    for place, calendar in calendars:
        yield from (Fault.at(place, found) for found in _calendar_faults(calendar, zone))
    bodies = {calendar.body for _, calendar in calendars}
    meetings = planned_meetings([each for _, each in calendars], [each for _, each in singles], zone)
    for position, (place, single) in enumerate(singles):
        earlier = [each for _, each in singles[:position]]
        found = [*_single_faults(single, bodies), *_clashes(single, earlier, meetings)]
        yield from (Fault.at(place, each) for each in found)


def _key(single: SingleMeeting) -> Key:
    return single.body, single.on, single.kind in APART


def _dates(calendar: Calendar, zone: ZoneInfo) -> tuple[datetime, ...]:
    """Give a calendar's meetings; none where it is at fault."""
    return () if list(_calendar_faults(calendar, zone)) else _landings(calendar, zone)


def _landings(calendar: Calendar, zone: ZoneInfo) -> tuple[datetime, ...]:
    first = datetime.combine(calendar.start, calendar.at, tzinfo=zone)
    return meeting_dates(calendar.rule, first, calendar.until)


def _named(planned: PlannedMeeting | None, single: SingleMeeting, starts_at: datetime) -> PlannedMeeting:
    return PlannedMeeting(
        body=single.body,
        starts_at=starts_at,
        kind=single.kind,
        status=single.status,
        reason=single.reason,
        continues=single.continues,
        place=single.place or (planned.place if planned else None),
        by_name=True,
    )


def _calendar_faults(calendar: Calendar, zone: ZoneInfo) -> Iterator[Misreading]:
    if not calendar.start <= calendar.until <= calendar.start + LONGEST_CALENDAR:
        problem = f"{calendar.until} is not within ten years after the start, {calendar.start}."
        yield Misreading(field="until", problem=problem, expected="a later day, at most ten years later")
        return
    try:
        _landings(calendar, zone)
    except RecurrenceFault as fault:
        expected = "a rule such as FREQ=MONTHLY;BYDAY=4TH, and a start that is a date of it"
        yield Misreading(field="rule", problem=str(fault), expected=expected)


def _single_faults(single: SingleMeeting, bodies: Collection[str]) -> Iterator[Misreading]:
    if single.at is None and single.body not in bodies:
        problem = f"missing, and there is no calendar [meetings.{single.body}] that says it."
        yield Misreading(field="at", problem=problem, expected=CLOCK_TIME.words)
    if single.status in _NEEDS_REASON and not single.reason:
        yield Misreading(
            field="reason", problem=f"missing for a meeting that is {single.status}.", expected="why"
        )


def _clashes(
    single: SingleMeeting, earlier: Sequence[SingleMeeting], meetings: Sequence[PlannedMeeting]
) -> Iterator[Misreading]:
    own = [meeting for meeting in meetings if meeting.body == single.body]
    if _key(single) in map(_key, earlier):
        problem = f"a table above is about the {single.body}'s meeting of {single.on} too."
        yield Misreading(field="date", problem=problem, expected="one table a meeting")
    that_day = [each.starts_at for each in own if each.on == single.on]
    if len(set(that_day)) < len(that_day):
        problem = f"the {single.body} meets twice at one moment."
        yield Misreading(field="at", problem=problem, expected="another time for one of the two meetings")
    if single.continues and not any(each.on == single.continues < single.on for each in own):
        problem = f"the {single.body} has no earlier meeting on {single.continues}."
        yield Misreading(
            field="continues", problem=problem, expected="the day of an earlier meeting of the body"
        )
