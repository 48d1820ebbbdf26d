"""To which day a matter may be put off."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum

from models.rules.calendars import first_working_day, last_working_day, span_after
from models.rules.notices import DEADLINES, Kind
from models.rules.policy import Span, Unit

SNOOZABLE = DEADLINES | {Kind.GOAL, Kind.SILENCE}
"""What may be put off; the rest is said once, or stands by a day that nobody can move."""
_NEXT = Span(count=1, unit=Unit.WORKING_DAYS)
_DAY = timedelta(days=1)
_WEEK = 7


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
