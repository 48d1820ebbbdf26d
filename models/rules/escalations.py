"""When the chair hears of a deadline that has passed: announced to its owner before, then once a week."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from models.rules.calendars import first_working_day, span_after
from models.rules.notices import Notice, Stage
from models.rules.policy import Span, Unit

ESCALATED = "escalated"
"""The rule of the first word to the chair."""
_PATIENCE = Span(count=5, unit=Unit.WORKING_DAYS)
_NOTICE = Span(count=1, unit=Unit.WORKING_DAYS)
_WEEK = timedelta(days=7)


def escalation_day(on: date, announced: date, days_off: Collection[date]) -> date:
    """Give the day on which the chair is told: five working days after a deadline, and one after it was announced."""
    return max(span_after(on, _PATIENCE, days_off), span_after(announced, _NOTICE, days_off))


def escalation_owed(first: date, today: date, days_off: Collection[date]) -> Notice | None:
    """Give the word to the chair that holds today: the first one, or that of the latest week; None before the first."""
    if today < first:
        return None
    weeks = (today - first) // _WEEK
    if _day(first, weeks, days_off) > today:
        weeks -= 1
    return Notice(
        rule=ESCALATED if weeks == 0 else f"{ESCALATED}, week {weeks + 1}",
        on=_day(first, weeks, days_off),
        until=_day(first, weeks + 1, days_off),
        stage=Stage.LATE,
    )


def _day(first: date, weeks: int, days_off: Collection[date]) -> date:
    return first_working_day(first + weeks * _WEEK, days_off)
