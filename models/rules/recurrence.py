"""Meeting dates from a recurrence rule (RFC 5545), for instance `FREQ=MONTHLY;BYDAY=4TH`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from itertools import takewhile

from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr

_CALENDAR_CYCLE_YEARS = 400
_WEEKDAY = "(?:MO|TU|WE|TH|FR|SA|SU)"
_PARTS = {
    "FREQ": "WEEKLY|MONTHLY|YEARLY",
    "INTERVAL": "[1-9][0-9]{0,2}",
    "COUNT": "[1-9][0-9]{0,2}",
    "BYMONTH": "(?:[1-9]|1[0-2])",
    "BYMONTHDAY": "-?(?:[1-9]|[12][0-9]|3[01])",
    "BYDAY": rf"(?:[+-]?[1-5])?{_WEEKDAY}",
    "BYSETPOS": "-?[1-9][0-9]?",
    "WKST": _WEEKDAY,
}
"""The parts of a rule that a meeting calendar needs, and how each is written; parts in BY take several values."""


class RecurrenceFault(ValueError):
    """A recurrence rule that gives no meeting calendar; its message says why."""


def meeting_dates(rule: str, start: datetime, until: date) -> tuple[datetime, ...]:
    """List the meetings of a rule from `start` to `until` inclusive, at the same time of day in `start`'s zone.

    Raises RecurrenceFault for a rule that cannot be read, never lands on a date, or does not land on `start`.
    """
    if start.tzinfo is None:
        message = "The first meeting needs a time zone."
        raise RecurrenceFault(message)
    found = tuple(takewhile(lambda at: at.date() <= until, _landings(rule, start, until)))
    return tuple(at.replace(tzinfo=start.tzinfo) for at in found)


def _landings(rule: str, start: datetime, until: date) -> Iterator[datetime]:
    """Walk the rule in local time, having checked that it lands on its start.

    The walk ends by itself only at the last year that a date can hold. Days and weekdays repeat every 400 years,
    so it is done as late as that allows: a rule that never lands ends soon instead of after eight thousand years.
    """
    local = start.replace(tzinfo=None)
    last_year = max(until.year, start.year)
    cycles = (date.max.year - last_year) // _CALENDAR_CYCLE_YEARS
    shift = relativedelta(years=cycles * _CALENDAR_CYCLE_YEARS)
    landings = (at - shift for at in _read(rule, local + shift))
    first = next(landings, None)
    if first is None:
        message = f"The rule {rule} never lands on a date."
        raise RecurrenceFault(message)
    if first != local:
        message = f"The first meeting, {local:%Y-%m-%d}, is not a date of the rule {rule}."
        raise RecurrenceFault(message)
    yield first
    yield from landings


def _read(rule: str, start: datetime) -> Iterator[datetime]:
    plain = rule.strip().upper().removeprefix("RRULE:")
    parts = dict(part.partition("=")[::2] for part in plain.split(";"))
    for name, value in parts.items():
        _check_part(name, value)
    if "FREQ" not in parts:
        message = f"The rule {rule} needs FREQ=WEEKLY, MONTHLY or YEARLY."
        raise RecurrenceFault(message)
    return iter(rrulestr(";".join(f"{name}={value}" for name, value in parts.items()), dtstart=start))


def _check_part(name: str, value: str) -> None:
    one = _PARTS.get(name)
    if one is None:
        message = f'A rule has parts such as FREQ=MONTHLY;BYDAY=4TH; meetings do not use "{name}".'
        raise RecurrenceFault(message)
    values = value.split(",") if name.startswith("BY") else [value]
    if not all(re.fullmatch(one, each) for each in values):
        message = f'"{name}={value}" cannot be read in the rule of a meeting calendar.'
        raise RecurrenceFault(message)
