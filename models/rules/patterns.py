"""The pattern that a monthly body meets by: "the fourth Thursday at 6 PM, except in July and August"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from models.rules.recurrence import meeting_dates
from models.rules.wording import MONTHS, listed, ordinal

LAST = -1
WEEKS = (1, 2, 3, 4, LAST)
"""Which of its weekdays in a month. The fourth is not the last: some months have five."""
EVERY_MONTH = tuple(range(1, 13))
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_A_WEEK = 7
_LOOKED_AT = 12
"""The latest meetings that a pattern is read from."""


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """One weekday of each month, or of some months."""

    week: int
    """1 to 4, or LAST."""
    weekday: int
    """0 for Monday."""
    at: time
    months: tuple[int, ...] = EVERY_MONTH

    @property
    def rule(self) -> str:
        """The pattern as a recurrence rule."""
        months = "" if self.months == EVERY_MONTH else f"BYMONTH={','.join(map(str, self.months))};"
        return f"FREQ=MONTHLY;{months}BYDAY={self.week}{_CODES[self.weekday]}"

    def in_words(self) -> str:
        """Say it: "the fourth Thursday of Jan, Feb and Mar"."""
        week = "last" if self.week == LAST else ordinal(self.week)
        months = listed(tuple(MONTHS[month - 1] for month in self.months))
        whole = "each month" if self.months == EVERY_MONTH else months
        return f"the {week} {WEEKDAY_NAMES[self.weekday]} of {whole}"

    def fits(self, day: date) -> bool:
        """Tell whether the pattern lands on a day."""
        return day.month in self.months and day.weekday() == self.weekday and self.week in weeks_of(day)

    def moments(self, since: date, until: date, zone: ZoneInfo) -> tuple[datetime, ...]:
        """List the meetings from `since` to `until`, both included."""
        days = (since + timedelta(days=n) for n in range((until - since).days + 1))
        first = next(filter(self.fits, days), None)
        if first is None:
            return ()
        return meeting_dates(self.rule, datetime.combine(first, self.at, tzinfo=zone), until)


def weeks_of(day: date) -> tuple[int, ...]:
    """Say which of its weekdays in its month a day is: its number and, where it is so, the last."""
    is_last = (day + timedelta(days=_A_WEEK)).month != day.month
    return ((day.day - 1) // _A_WEEK + 1, *((LAST,) if is_last else ()))


def pattern_in(meetings: Sequence[datetime]) -> Pattern | None:
    """Read the pattern that the latest of some regular meetings follow, in order; None where they follow none."""
    latest = meetings[-_LOOKED_AT:]
    weekdays = {at.weekday() for at in latest}
    weeks = [week for week in WEEKS if all(week in weeks_of(at.date()) for at in latest)]
    if len(weekdays) != 1 or not weeks:
        return None
    return Pattern(week=weeks[0], weekday=weekdays.pop(), at=latest[-1].time(), months=_months_in(latest))


def pattern_of_most(meetings: Sequence[datetime]) -> Pattern | None:
    """Read the pattern that more than half of the latest regular meetings follow; None where there is none."""
    latest = meetings[-_LOOKED_AT:]
    places = Counter((week, at.weekday()) for at in latest for week in weeks_of(at.date()) if week in WEEKS)
    for (week, weekday), count in places.most_common(1):
        if count > len(latest) / 2:
            return Pattern(week=week, weekday=weekday, at=latest[-1].time())
    return None


def _months_in(latest: Sequence[datetime]) -> tuple[int, ...]:
    """Give the months met in; all of them while less than a year is known."""
    spans_a_year = (latest[-1].date() - latest[0].date()).days >= 300  # noqa: PLR2004 - ten months apart or more
    return tuple(sorted({at.month for at in latest})) if spans_a_year else EVERY_MONTH
