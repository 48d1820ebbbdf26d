"""Days, ordinals and plurals in words. Months are always spelled: 03/04 means two things in two countries."""

from __future__ import annotations

from datetime import date, datetime

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NOON = 12
MOST_WEEKS = 12
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

_ORDINALS = (
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)


def full_date(day: date) -> str:
    """Write a day with its year: "Jan 15, 2026"."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def date_in_words(day: date, today: date) -> str:
    """Write a day without its weekday: "May 28", with the year when it is not today's."""
    return f"{MONTHS[day.month - 1]} {day.day}" if day.year == today.year else full_date(day)


def day_in_words(day: date, today: date) -> str:
    """Write a day with its weekday: "Mon, Dec 1", with the year when it is not today's."""
    return f"{WEEKDAYS[day.weekday()]}, {date_in_words(day, today)}"


def time_in_words(at: datetime) -> str:
    """Write a time of day in the zone of `at`: "6:02 PM"."""
    return f"{at.hour % NOON or NOON}:{at:%M} {'AM' if at.hour < NOON else 'PM'}"


def moment_in_words(at: datetime, today: date) -> str:
    """Write a moment in the zone of `at`: "Sat, Jan 17, 6:30 PM", with the year when it is not today's."""
    return f"{day_in_words(at.date(), today)}, {time_in_words(at)}"


def ago(at: datetime, now: datetime, today: date) -> str:
    """Say how long ago something was: "a minute ago", "3 hours ago", from the next day on by its day."""
    minutes = int((now - at).total_seconds() // 60)
    if minutes < 60:  # noqa: PLR2004 - of an hour
        return "a minute ago" if minutes <= 1 else f"{minutes} minutes ago"
    day = at.astimezone(now.tzinfo).date()
    return plural(minutes // 60, "hour") + " ago" if day == today else f"on {day_in_words(day, today)}"


def roughly(days: int) -> str:
    """Write a long time as people think of it: "about 7 weeks", beyond some three months "about 4 months"."""
    weeks = round(days / 7)
    return f"about {plural(weeks, 'week')}" if weeks <= MOST_WEEKS else f"about {round(days / 30.4)} months"


def ordinal(number: int) -> str:
    """Write a rank: "third" up to ten, then "11th"; `number` is not negative."""
    if number < len(_ORDINALS):
        return _ORDINALS[number]
    teens = number % 100 in {11, 12, 13}
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def plural(count: int, noun: str, nouns: str | None = None) -> str:
    """Write a count with its noun: "1 day", "2 days"; `nouns` where adding an s is not enough."""
    return f"{count} {noun if count == 1 else nouns or noun + 's'}"


def listed(items: tuple[str, ...], joined_by: str = "and") -> str:
    """Join items as in speech: "a", "a and b", "a, b and c"."""
    return f" {joined_by} ".join(part for part in (", ".join(items[:-1]), *items[-1:]) if part)
