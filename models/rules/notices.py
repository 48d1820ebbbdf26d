"""When a date is worth a word: from which day to which each notice of it holds, and which of them a reader wants."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from operator import attrgetter
from zoneinfo import ZoneInfo

from models.rules.calendars import (
    first_working_day,
    is_working_day,
    last_working_day,
    span_after,
    span_before,
)
from models.rules.phrases import span_in_words
from models.rules.policy import On, Span, Step, Unit

NOTE_HOUR = 9
"""The local hour of the daily note, where its reader chose no other."""
NOTE_TIME = time(NOTE_HOUR)
EVENING = time(17)
"""From then on nobody is written to."""
COMING_UP = "coming up"
"""The rule of the quiet line, a week before a deadline."""
ANNOUNCED = "2 working days after"
"""The rule of the word that a deadline has passed, which says who else will hear of it."""
_ANSWER, _GOALS_DAY = "an answer was expected", "on the goal's day"
MORNING_AFTER = "the morning after"
"""The rule of a word on what should have happened the day before."""
LAST_RULES = frozenset({ANNOUNCED, _ANSWER, _GOALS_DAY})
"""The rules after which no other speaks of the same date."""
IN_WEEK = ", in the week's note"
"""What follows a rule whose word the week's note gives before its own day."""
_AHEAD = (Span(count=3, unit=Unit.WORKING_DAYS),)
_REVIEW_OWN = (Span(count=90, unit=Unit.DAYS), Span(count=60, unit=Unit.DAYS))
_REVIEW_CHAIR = (Span(count=30, unit=Unit.DAYS), Span(count=7, unit=Unit.DAYS))
_STILL_SILENT = tuple(Span(count=count, unit=Unit.MONTHS) for count in range(2, 13, 2))
_LATE = Span(count=2, unit=Unit.WORKING_DAYS)
_BEFORE_MEETING = _LATE
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_SUNDAY = 6
ASKED_FOR = timedelta(days=10)
"""So long after a meeting it is asked what it has discussed, where nobody could be asked before."""
WORTH_A_WORD = timedelta(days=30)
"""How long the last notice of a date is still given after downtime; later, lists alone show the date."""
LATEST_NOTICE = timedelta(days=50)
"""No date of a step is spoken of later after it than this: two working days reach past any holidays."""
LATEST_SILENCE = timedelta(days=420)
"""No silence is spoken of later than this after the day on which an answer was expected."""
_HOLIDAYS = timedelta(days=21)
"""Longer than days off can hold up a few working days."""


class Kind(StrEnum):
    """What sort of matter it is."""

    DEADLINE = "due"
    REVIEW = "review"
    """A deadline on a day that was set: an evaluation, a renewal."""
    GOAL = "goal"
    """A goal of the commission's own: never due, never overdue."""
    SILENCE = "answer"
    """When an answer from the other side was expected."""
    ESCALATED = "escalated"
    """A deadline so long past that the chair hears of it."""
    DISCUSS = "discuss"
    """A meeting by which a matter must be discussed."""
    DISCUSSED = "discussed"
    """A step that a meeting had to discuss, once it was held."""
    POSTING = "posting"
    """An agenda that has to be posted."""
    MEETING = "meeting"
    NEW = "new"
    """A file that somebody else gave to its owner."""
    GAP = "gap"
    """An office or a file that nobody holds."""


DEADLINES = frozenset({Kind.DEADLINE, Kind.REVIEW})


class Rhythm(StrEnum):
    """How often somebody wants to hear of what is theirs."""

    DAILY = "daily"
    DAY = "day"
    """On the day itself and later."""
    WEEKLY = "weekly"
    """On the week's first working day, of everything that falls in that week."""


class Stage(StrEnum):
    """How a notice lies to its date."""

    AHEAD = "ahead"
    DAY = "day"
    LATE = "late"


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One occasion to speak of a date: from the day `on` until the day `until`, when another takes its place."""

    rule: str
    on: date
    """A working day."""
    until: date
    stage: Stage = Stage.DAY
    is_quiet: bool = False
    """Whether it makes no note go, and rides on one that goes anyway."""
    chair_too: bool = False
    """Whether the chair hears of it besides the owner."""


def kind_of(step: Step, *, is_goal: bool) -> Kind:
    """Say what sort of date a step's is."""
    if is_goal:
        return Kind.GOAL
    return Kind.REVIEW if isinstance(step.due, On) else Kind.DEADLINE


def notices(
    kind: Kind, on: date, days_off: Collection[date], remind: Collection[Span] = ()
) -> tuple[Notice, ...]:
    """List the occasions to speak of a date, earliest first; each ends where the next one begins.

    `remind` says how long before the date to speak of it, instead of what is usual for its kind.
    """
    found = _of_silence(on, days_off) if kind is Kind.SILENCE else _of_date(kind, on, days_off, remind)
    ends = [each.on for each in found[1:]] + [max(on, found[-1].on) + WORTH_A_WORD]
    return tuple(replace(each, until=end) for each, end in zip(found, ends, strict=True))


def notice_owed(
    kind: Kind,
    on: date,
    today: date,
    days_off: Collection[date],
    remind: Collection[Span] = (),
    rhythm: Rhythm = Rhythm.DAILY,
) -> Notice | None:
    """Give the notice that holds today, even if its own day passed unused; None when there is nothing to say.

    In a weekly rhythm `today` is the day of the week's note: what falls in the week is said then, by a rule of its own, so
    that the day's own word is still owed to who changes the rhythm before it.
    """
    found = [each for each in notices(kind, on, days_off, remind) if each.on < each.until]
    if rhythm is Rhythm.WEEKLY:
        sunday = today + (_SUNDAY - today.weekday()) * _DAY
        found = [each for each in found if each.on <= (today if each.stage is Stage.LATE else sunday)]
        said = found[-1] if found and today < found[-1].until else None
        is_ahead = said is not None and said.on > today and not said.is_quiet
        return replace(said, rule=f"{said.rule}{IN_WEEK}") if said and is_ahead else said
    holds = next((each for each in found if each.on <= today < each.until), None)
    if holds and rhythm is Rhythm.DAY and holds.stage is Stage.AHEAD:
        return None
    return holds


def discuss_notice(meeting: date, deadline: date, days_off: Collection[date]) -> Notice:
    """Say when to speak of what a meeting must discuss: three working days before its agenda has to be posted."""
    rule = "3 working days before the agenda's deadline"
    return Notice(rule=rule, on=span_before(deadline, _AHEAD[0], days_off), until=meeting, stage=Stage.AHEAD)


def posting_notice(deadline: date, days_off: Collection[date]) -> Notice:
    """Say when to speak of an agenda to be posted: two working days before the last working day to do it on."""
    on = span_before(last_working_day(deadline, days_off), _BEFORE_MEETING, days_off)
    return Notice(rule="2 working days before", on=on, until=deadline + _DAY, stage=Stage.AHEAD)


def unposted_notice(deadline: date, meeting: date, days_off: Collection[date]) -> Notice:
    """Say when to speak of an agenda that was not posted in time: the morning after its deadline, as long as the meeting is ahead."""
    on = first_working_day(deadline + _DAY, days_off)
    return Notice(rule=MORNING_AFTER, on=on, until=meeting + _DAY, stage=Stage.LATE)


def morning_after(meeting: date, days_off: Collection[date]) -> Notice:
    """Say when to ask what a meeting has discussed: the working day after it, and no later than a week from then."""
    on = first_working_day(meeting + _DAY, days_off)
    return Notice(rule=MORNING_AFTER, on=on, until=meeting + ASKED_FOR, stage=Stage.LATE)


def meeting_notice(meeting: date, days_off: Collection[date]) -> Notice:
    """Say when to remind of a meeting: two working days before it."""
    on = span_before(meeting, _BEFORE_MEETING, days_off)
    return Notice(rule="2 working days before", on=on, until=meeting + _DAY, stage=Stage.AHEAD)


def last_day_spoken_of(
    today: date, remind: Collection[Span], days_off: Collection[date], *, reviews: bool = False
) -> date:
    """Give a day such that no later date is spoken of today, where no step asks to be reminded of earlier than `remind`.

    `reviews` says whether there may be dates that are spoken of three months before.
    """
    spans = (*remind, *_AHEAD, *(_REVIEW_OWN if reviews else ()))
    return max(*(span_after(today, span, days_off) for span in spans), today + _WEEK) + _HOLIDAYS


def note_moment(day: date, zone: ZoneInfo, at: time = NOTE_TIME) -> datetime:
    """Give the moment of a local time, in UTC: in the gap of a clock change it moves forward, of two the first counts."""
    return datetime.combine(day, at, zone).astimezone(UTC)


def is_note_time(now: datetime, zone: ZoneInfo, days_off: Collection[date], at: time = NOTE_TIME) -> bool:
    """Tell whether the daily note may go out: on a working day, from the reader's hour until the evening."""
    today = now.astimezone(zone).date()
    is_open = note_moment(today, zone, at) <= now < note_moment(today, zone, EVENING)
    return is_open and is_working_day(today, days_off)


def _of_silence(on: date, days_off: Collection[date]) -> list[Notice]:
    """Ask when an answer was expected, and again every other month for a year, so that no file falls asleep."""
    again = [(f"{span_in_words(span)} later", span_after(on, span)) for span in _STILL_SILENT]
    asked = [(_ANSWER, on), *again]
    return [Notice(rule=rule, on=first_working_day(day, days_off), until=day) for rule, day in asked]


def _of_date(kind: Kind, on: date, days_off: Collection[date], remind: Collection[Span]) -> list[Notice]:
    is_goal = kind is Kind.GOAL
    of_goal = " the goal" if is_goal else ""
    own = remind or (_REVIEW_OWN + _REVIEW_CHAIR if kind is Kind.REVIEW else _AHEAD)
    chair = _REVIEW_CHAIR if kind is Kind.REVIEW and not remind else ()
    ahead = [_ahead(on, span, days_off, of_goal, chair_too=span in chair) for span in own]
    itself = Notice(rule=_GOALS_DAY if is_goal else "on the day", on=last_working_day(on, days_off), until=on)
    late = Notice(rule=ANNOUNCED, on=span_after(on, _LATE, days_off), until=on, stage=Stage.LATE)
    loud = [*sorted(ahead, key=attrgetter("on")), itself, *([] if is_goal else [late])]
    week_before = last_working_day(on - _WEEK, days_off)
    if kind is not Kind.DEADLINE or remind or week_before >= loud[0].on:
        return loud
    quiet = Notice(rule=COMING_UP, on=week_before, until=on, stage=Stage.AHEAD, is_quiet=True)
    return [quiet, *loud]


def _ahead(on: date, span: Span, days_off: Collection[date], of_goal: str, *, chair_too: bool) -> Notice:
    return Notice(
        rule=f"{span_in_words(span)} before{of_goal}",
        on=last_working_day(span_before(on, span, days_off), days_off),
        until=on,
        stage=Stage.AHEAD,
        chair_too=chair_too,
    )
