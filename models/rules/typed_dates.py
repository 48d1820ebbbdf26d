"""The days that people type: "Dec 1", "12/1", "tomorrow", "next Monday", "2026-12-01"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from models.rules.wording import MONTHS, WEEKDAYS, date_in_words

_NAMED = {"yesterday": -1, "today": 0, "tomorrow": 1}
_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_YEAR = r"(?P<year>(?:19|20|21)[0-9]{2})"
_DAY = r"(?P<day>[0-9]{1,2})"
_NAME = r"(?P<month>[a-z]{3,9})\.?"
_WEEKDAY = r"(?P<weekday>[a-z]{3,9})"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}-(?P<month>[0-9]{{2}})-{_DAY}",
        rf"(?P<month>[0-9]{{1,2}})/{_DAY}(?:/{_YEAR})?",
        rf"(?:{_WEEKDAY}\.?,? )?{_NAME} {_DAY}(?:st|nd|rd|th)?(?:,? {_YEAR})?",
        rf"(?:{_WEEKDAY}\.?,? )?{_DAY}(?:st|nd|rd|th)? {_NAME}(?:,? {_YEAR})?",
    )
)
_LONGEST_QUOTE = 40


class UnreadableDay(ValueError):
    """I couldn't read “31 Nov”. Try “Nov 30” or “next Friday”."""

    def __init__(self, text: str, try_this: str) -> None:
        """Quote what was typed, and a day that would have been understood."""
        self.text, self.try_this = text, try_this
        quoted = text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"
        super().__init__(f"I couldn't read “{quoted}”. Try “{try_this}” or “next Friday”.")


def read_day(text: str, today: date) -> date:
    """Read a day as people type it; without a year the one nearest to today is meant, month before day.

    Raises UnreadableDay, whose message is for the one who typed it.
    """
    typed = " ".join(text.casefold().split()).rstrip(".")
    if typed in _NAMED:
        return today + timedelta(days=_NAMED[typed])
    if (weekday := _index_of(typed.removeprefix("next "), _WEEKDAY_NAMES)) is not None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    for form in _FORMS:
        if found := form.fullmatch(typed):
            return _read_parts(found.groupdict(default=""), text, today)
    raise UnreadableDay(text, date_in_words(today, today))


def _read_parts(parts: dict[str, str], text: str, today: date) -> date:
    month, day = _month_number(parts["month"]), int(parts["day"])
    years = [int(parts["year"])] if parts.get("year") else [today.year, today.year + 1, today.year - 1]
    days = [found for year in years if (found := _day_that_exists(year, month, day))]
    if not days:
        raise UnreadableDay(text, _nearest_that_exists(years[0], month, day, today))
    nearest = min(days, key=lambda found: abs(found - today))
    if parts.get("weekday") and _index_of(parts["weekday"], _WEEKDAY_NAMES) != nearest.weekday():
        raise UnreadableDay(text, f"{WEEKDAYS[nearest.weekday()]}, {date_in_words(nearest, today)}")
    return nearest


def _month_number(text: str) -> int:
    """Give a month's number from its number or name; 0 when it is neither."""
    index = _index_of(text, _MONTH_NAMES)
    return int(text) if text.isdigit() else 0 if index is None else index + 1


def _index_of(text: str, names: tuple[str, ...]) -> int | None:
    """Find the name that a word of three letters or more begins."""
    matches = [index for index, name in enumerate(names) if len(text) >= len("mon") and name.startswith(text)]
    return matches[0] if matches else None


def _day_that_exists(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest_that_exists(year: int, month: int, day: int, today: date) -> str:
    """Suggest the last day of the month that was meant, or today's date where no month was."""
    if not 1 <= month <= len(MONTHS) or day < 1:
        return date_in_words(today, today)
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return date_in_words(last, today)
