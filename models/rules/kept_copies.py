"""Which nightly copies of the database are kept: the latest, and the first of each of the latest months."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

DAILY = 14
MONTHLY = 12
_NAME = re.compile(r"clerk-(\d{4}-\d\d-\d\d)\.db", re.ASCII)


def name_of_copy(day: date) -> str:
    """Name the file of a night's copy."""
    return f"clerk-{day}.db"


def copies_to_delete(names: Iterable[str]) -> list[str]:
    """Choose the copies that are no longer kept, the oldest first; a file of any other name is never chosen."""
    days = sorted(day for day in map(_day, names) if day)
    first_of_month = {(day.year, day.month): day for day in reversed(days)}
    kept = {*days[-DAILY:], *sorted(first_of_month.values())[-MONTHLY:]}
    return [name_of_copy(day) for day in days if day not in kept]


def latest_copy(names: Iterable[str]) -> str | None:
    """Give the name of the latest copy."""
    days = [day for day in map(_day, names) if day]
    return name_of_copy(max(days)) if days else None


def _day(name: str) -> date | None:
    named = _NAME.fullmatch(name)
    try:
        return date.fromisoformat(named[1]) if named else None
    except ValueError:  # no day of the calendar
        return None
