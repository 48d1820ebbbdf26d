"""What a day is that no one works on, by its name."""

from __future__ import annotations

from datetime import date

import holidays

from models.commission import Commission
from models.rules.calendars import is_working_day
from models.rules.patterns import WEEKDAY_NAMES
from models.rules.wording import day_in_words


def day_off_in_words(day: date, commission: Commission, today: date) -> str:
    """Say why no one works on a day: "Thu, Nov 26 is Thanksgiving Day."; empty for a working day."""
    if is_working_day(day, commission.days_off(day)):
        return ""
    name = _holiday(day, commission) or _weekend(day) or "one of the commission's days off"
    return f"{day_in_words(day, today)} is {name}."


def _holiday(day: date, commission: Commission) -> str:
    """Give the name of a public holiday, where the commission keeps it."""
    if day not in commission.days_off(day):
        return ""
    return str(holidays.country_holidays("US", subdiv=commission.state, years=day.year).get(day, ""))


def _weekend(day: date) -> str:
    return "" if is_working_day(day) else f"a {WEEKDAY_NAMES[day.weekday()]}"
