"""Calendar files (.ics): meetings and deadlines for anybody's calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from icalendar import STATUS, TRANSP, Calendar, Event

from models.rules.calendar_entries import CalendarEntry
from models.rules.documents import printable

MADE_BY = "-//Clerk//Sister-city calendar//EN"


def calendar_file(name: str, entries: Sequence[CalendarEntry], now: datetime) -> bytes:
    """Write a calendar as a file of RFC 5545, as it stands `now`."""
    calendar = Calendar()
    calendar.add("prodid", MADE_BY)
    calendar.add("version", "2.0")
    calendar.calendar_name = printable(name)
    for entry in entries:
        calendar.add_component(_event(entry, now))
    years = [entry.starts_at.year for entry in entries if entry.starts_at]
    if years:
        first, last = date(min(years) - 1, 1, 1), date(max(years) + 2, 1, 1)
        calendar.add_missing_timezones(first_date=first, last_date=last)
    written: bytes = calendar.to_ical()
    return written


def _event(entry: CalendarEntry, now: datetime) -> Event:
    start, end = (
        (entry.starts_at, _end(entry.starts_at, entry.minutes)) if entry.starts_at else (entry.day, None)
    )
    return Event.new(
        uid=entry.uid,
        stamp=now,
        summary=printable(entry.title),
        start=start,
        end=end,
        location=printable(entry.place) or None,
        description=printable(entry.description) or None,
        status=STATUS.CANCELLED if entry.cancelled else None,
        transparency=TRANSP.TRANSPARENT if entry.day else None,  # a deadline keeps nobody busy all day
    )


def _end(starts_at: datetime, minutes: int) -> datetime:
    """Count elapsed minutes: the clocks may change during a meeting."""
    return (starts_at.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(starts_at.tzinfo)
