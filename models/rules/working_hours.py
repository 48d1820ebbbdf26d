"""When somebody may be written to: from nine to five on a working day, where they are."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from models.rules.calendars import first_working_day, is_working_day, last_working_day

BEGINS, ENDS = time(9), time(17)
EVENING_ENDS = time(21)
"""Until then what cannot wait for the next morning is still told."""
EARLY_AFTERNOON = time(13)
"""When a last call goes out that would otherwise come at night or on a day off: half a day is left to act on it."""
LAST_CALL = timedelta(hours=4)
"""How long before an agenda has to be posted its last call goes out."""
_DAY = timedelta(days=1)


def in_working_hours(at: datetime, zone: ZoneInfo, days_off: Collection[date]) -> bool:
    """Tell whether a moment lies in somebody's working hours."""
    local = at.astimezone(zone)
    return is_working_day(local.date(), days_off) and BEGINS <= local.time() < ENDS


def next_working_moment(now: datetime, zone: ZoneInfo, days_off: Collection[date]) -> datetime:
    """Give now, where those are somebody's working hours, else the next nine o'clock of a working day of theirs."""
    if in_working_hours(now, zone, days_off):
        return now
    local = now.astimezone(zone)
    day = local.date() if local.time() < BEGINS else local.date() + _DAY
    return _moment(first_working_day(day, days_off), BEGINS, zone)


def word_moment(
    now: datetime, zone: ZoneInfo, days_off: Collection[date], before: datetime
) -> datetime | None:
    """Give when to tell somebody what is of use only `before` a moment; None where no hour of theirs is left.

    What the next morning would be too late for is told in the evening of a working day, and never at night.
    """
    at = next_working_moment(now, zone, days_off)
    if at < before:
        return at
    local = now.astimezone(zone)
    is_evening = is_working_day(local.date(), days_off) and BEGINS <= local.time() < EVENING_ENDS
    return now if is_evening and now < before else None


def last_call(deadline: datetime, zone: ZoneInfo, days_off: Collection[date]) -> datetime:
    """Give when to speak of a deadline for the last time: four elapsed hours before it, or earlier.

    Where that falls at night or on a day off for whoever is told, it is one in the afternoon of the last working day
    before it.
    """
    at = deadline.astimezone(UTC) - LAST_CALL
    if in_working_hours(at, zone, days_off):
        return at
    day = last_working_day(at.astimezone(zone).date(), days_off)
    early = _moment(day, EARLY_AFTERNOON, zone)
    return early if early <= at else _moment(last_working_day(day - _DAY, days_off), EARLY_AFTERNOON, zone)


def _moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)
