"""When a date is worth a word to whoever looks after it, and to which day that word may be put off."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from operator import itemgetter
from zoneinfo import ZoneInfo

from models.rules.calendars import (
    first_working_day,
    is_working_day,
    last_working_day,
    span_after,
    span_before,
)
from models.rules.phrases import span_in_words
from models.rules.policy import Span, Unit
from models.rules.steps import Standing

NOTE_TIME = time(9)
"""When the daily note goes out, in its reader's zone."""
_AHEAD = (Span(count=3, unit=Unit.WORKING_DAYS),)
_LATE = Span(count=2, unit=Unit.WORKING_DAYS)
_NEXT = Span(count=1, unit=Unit.WORKING_DAYS)
_DAY = timedelta(days=1)
_WEEK = 7
WORTH_A_WORD = timedelta(days=30)
"""How long the last notice of a date is still given after downtime; later, lists alone show the date."""
LATEST_NOTICE = timedelta(days=50)
"""No date is spoken of later after it than this: two working days reach past any holidays."""
_HOLIDAYS = timedelta(days=21)
"""Longer than days off can hold up a few working days."""


class Kind(StrEnum):
    """What sort of date it is."""

    DEADLINE = "due"
    GOAL = "goal"
    """A goal of the commission's own: never due, never overdue."""
    SILENCE = "answer"
    """When an answer from the other side was expected."""


class Snooze(StrEnum):
    """To when a matter may be put off."""

    TOMORROW = "tomorrow"
    MONDAY = "monday"
    DAY_BEFORE = "day-before"


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One occasion to speak of a date: from the day `on` until the day `until`, when another takes its place."""

    rule: str
    on: date
    """A working day."""
    until: date


@dataclass(frozen=True, kw_only=True)
class Ended:
    """How a matter ended that a note has told of."""

    how: str
    """"done", "waived", "not applicable", "snoozed", or "over" for any other change."""
    by: str = ""
    at: datetime | None = None
    """In the reader's zone; of a snooze, when the matter comes back."""
    act_id: int | None = None
    """The act that ended it, where one can be taken back."""


@dataclass(frozen=True, kw_only=True)
class Matter:
    """One matter of a person's daily note."""

    reminder_id: str
    kind: Kind
    prospect_id: str
    city: str
    title: str
    """The step's; empty for the other side's silence."""
    on: date
    since: date
    """Since when the ball lies where it lies."""
    standing: Standing | None = None
    """Where the step stands; None for the other side's silence."""
    on_behalf: str = ""
    """Why the reader gets what is not theirs: "for Lee, who is not on Slack"."""
    ended: Ended | None = None
    choices: Mapping[Snooze, date] = field(default_factory=dict)


def notices(
    kind: Kind, on: date, days_off: Collection[date], remind: Collection[Span] = ()
) -> tuple[Notice, ...]:
    """List the occasions to speak of a date, earliest first; each ends where the next one begins.

    `remind` says how long before the date to speak of it, instead of three working days.
    """
    ahead = [
        (f"{span_in_words(span)} before", last_working_day(span_before(on, span, days_off), days_off))
        for span in remind or _AHEAD
    ]
    before, itself = sorted(ahead, key=itemgetter(1)), last_working_day(on, days_off)
    begins = {
        Kind.DEADLINE: [
            *before,
            ("on the day", itself),
            ("2 working days after", span_after(on, _LATE, days_off)),
        ],
        Kind.GOAL: [*[(f"{rule} the goal", day) for rule, day in before], ("on the goal's day", itself)],
        Kind.SILENCE: [("an answer was expected", first_working_day(on, days_off))],
    }[kind]
    ends = [day for _, day in begins[1:]] + [max(on, begins[-1][1]) + WORTH_A_WORD]
    return tuple(Notice(rule=rule, on=day, until=end) for (rule, day), end in zip(begins, ends, strict=True))


def notice_owed(
    kind: Kind, on: date, today: date, days_off: Collection[date], remind: Collection[Span] = ()
) -> Notice | None:
    """Give the notice that holds today, even if its own day passed unused; None when there is nothing to say."""
    found = notices(kind, on, days_off, remind)
    return next((notice for notice in found if notice.on <= today < notice.until), None)


def last_day_spoken_of(today: date, remind: Collection[Span], days_off: Collection[date]) -> date:
    """Give a day such that no later date is spoken of today, where no step asks to be reminded of earlier than `remind`."""
    return max(span_after(today, span, days_off) for span in (*remind, *_AHEAD)) + _HOLIDAYS


def snooze_choices(kind: Kind, on: date, today: date, days_off: Collection[date]) -> dict[Snooze, date]:
    """List the working days that a matter may be put off to: none past a date ahead, one at a time past a deadline."""
    tomorrow = span_after(today, _NEXT, days_off)
    if on < today and kind is Kind.DEADLINE:
        return {Snooze.TOMORROW: tomorrow}
    monday = first_working_day(today + (_WEEK - today.weekday()) * _DAY, days_off)
    days = {
        Snooze.TOMORROW: tomorrow,
        Snooze.MONDAY: monday,
        Snooze.DAY_BEFORE: last_working_day(on - _DAY, days_off),
    }
    if on < today or kind is Kind.SILENCE:
        return {choice: days[choice] for choice in (Snooze.TOMORROW, Snooze.MONDAY)}
    return {choice: day for choice, day in days.items() if today < day <= on}


def note_moment(day: date, zone: ZoneInfo, at: time = NOTE_TIME) -> datetime:
    """Give the moment of a local time, in UTC: in the gap of a clock change it moves forward, of two the first counts."""
    return datetime.combine(day, at, zone).astimezone(UTC)


def is_note_time(now: datetime, zone: ZoneInfo, days_off: Collection[date]) -> bool:
    """Tell whether the daily note may go out: from nine local time on, on a working day."""
    today = now.astimezone(zone).date()
    return is_working_day(today, days_off) and now >= note_moment(today, zone)
