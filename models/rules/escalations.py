"""When the chair hears of a deadline that has passed: announced to its owner before, then once a week."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from models.rules.calendars import first_working_day, span_after
from models.rules.notices import Notice, Stage
from models.rules.policy import Span, Unit

ESCALATED = "escalated"
"""The rule of the first word to the chair."""
_LATER = f"{ESCALATED}, week "
_PATIENCE = Span(count=5, unit=Unit.WORKING_DAYS)
_NOTICE = Span(count=1, unit=Unit.WORKING_DAYS)
_WEEK = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What the chair was told of a deadline, in one or several words."""

    first: date
    last: date
    words: int
    """The number of the last word: 2 of the second week's."""


def heard_of(told: Iterable[tuple[str, date]]) -> Heard | None:
    """Sum up words to the chair, each with its rule and the day on which it was told; None where there was none."""
    words = list(told)
    if not words:
        return None
    days = [day for _, day in words]
    return Heard(first=min(days), last=max(days), words=max(_number(rule) for rule, _ in words))


def _number(rule: str) -> int:
    return 1 if rule == ESCALATED else int(rule.removeprefix(_LATER))


def escalation_day(on: date, announced: date, days_off: Collection[date]) -> date:
    """Give the day on which the chair is told: five working days after a deadline, and one after it was announced."""
    return max(span_after(on, _PATIENCE, days_off), span_after(announced, _NOTICE, days_off))


def escalation_owed(
    first: date, heard: Heard | None, today: date, days_off: Collection[date]
) -> Notice | None:
    """Give the word to the chair that is owed today: the first one, or one a week after the last that was told."""
    on = max(first, first_working_day(heard.last + _WEEK, days_off)) if heard else first
    if today < on:
        return None
    rule = f"{_LATER}{heard.words + 1}" if heard else ESCALATED
    return Notice(rule=rule, on=on, until=first_working_day(today + _WEEK, days_off), stage=Stage.LATE)


def owner_hears(first: date, heard: Heard | None, today: date, days_off: Collection[date]) -> Notice | None:
    """Give the word to the owner that the chair is told, which holds for a week from the chair's first one."""
    until = first_working_day((heard.first if heard else today) + _WEEK, days_off)
    if not first <= today < until:
        return None
    return Notice(rule=ESCALATED, on=first, until=until, stage=Stage.LATE)
