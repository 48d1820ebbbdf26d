"""To which day a matter may be put off."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum

from models.rules.calendars import first_working_day, last_working_day, span_after
from models.rules.notices import DEADLINES, Kind
from models.rules.policy import Span, Unit
from models.rules.wording import day_in_words

SNOOZABLE = DEADLINES | {Kind.GOAL, Kind.SILENCE}
"""What may be put off; the rest is said once, or stands by a day that nobody can move."""
_NEXT = Span(count=1, unit=Unit.WORKING_DAYS)
_DAY = timedelta(days=1)
_WEEK = 7
LONGEST_SNOOZE = timedelta(days=60)
"""So far ahead a day can be picked where no date of ours sets an end."""


class Snooze(StrEnum):
    """To when a matter may be put off."""

    TOMORROW = "tomorrow"
    MONDAY = "monday"
    DAY_BEFORE = "day-before"


def snooze_choices(kind: Kind, on: date, today: date, days_off: Collection[date]) -> dict[Snooze, date]:
    """List the working days that a matter may be put off to: none past a date ahead, one at a time past a deadline."""
    if kind not in SNOOZABLE:
        return {}
    tomorrow = span_after(today, _NEXT, days_off)
    if on < today and kind in DEADLINES:
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


def last_pick(kind: Kind, on: date, today: date) -> date | None:
    """Give the last day that can be picked to put a matter off to; None where no day can be picked."""
    if kind not in SNOOZABLE or (kind in DEADLINES and on <= today):
        return None
    return on if on > today and kind is not Kind.SILENCE else today + LONGEST_SNOOZE


def fault_of_pick(day: date, last: date, today: date) -> str:
    """Say why a matter cannot be put off to a day; empty for a day that fits."""
    if day <= today:
        return "That day has come already. Please choose a later one."
    return f"That is too late. Please choose a day up to {day_in_words(last, today)}." if day > last else ""


def picked(day: date, today: date, days_off: Collection[date]) -> date:
    """Give the working day on which a matter comes back that was put off to a day: no later, where one is left before it."""
    before = last_working_day(day, days_off)
    return before if before > today else first_working_day(day, days_off)
