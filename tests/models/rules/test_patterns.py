"""Reading and writing the pattern that a body meets by."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from models.rules.patterns import EVERY_MONTH, LAST, Pattern, pattern_in, pattern_of_most, weeks_of

ZONE = ZoneInfo("America/Los_Angeles")


def evenings(*days: str) -> list[datetime]:
    """Give some days at six in the evening."""
    return [datetime.fromisoformat(f"{day}T18:00").replace(tzinfo=ZONE) for day in days]


@pytest.mark.parametrize(
    ("pattern", "rule", "words"),
    [
        (
            Pattern(week=4, weekday=3, at=time(18)),
            "FREQ=MONTHLY;BYDAY=4TH",
            "the fourth Thursday of each month",
        ),
        (
            Pattern(week=LAST, weekday=0, at=time(18), months=(1, 3, 5)),
            "FREQ=MONTHLY;BYMONTH=1,3,5;BYDAY=-1MO",
            "the last Monday of Jan, Mar and May",
        ),
    ],
)
def test_a_pattern_is_a_recurrence_rule(pattern: Pattern, rule: str, words: str) -> None:
    assert (pattern.rule, pattern.in_words()) == (rule, words)


def test_its_meetings_keep_the_local_hour_over_a_clock_change() -> None:
    moments = Pattern(week=1, weekday=0, at=time(19)).moments(date(2026, 2, 3), date(2026, 4, 30), ZONE)

    assert [f"{at:%Y-%m-%d %H:%M %z}" for at in moments] == [
        "2026-03-02 19:00 -0800",
        "2026-04-06 19:00 -0700",
    ]
    assert Pattern(week=1, weekday=0, at=time(19)).moments(date(2026, 2, 3), date(2026, 2, 9), ZONE) == ()


@pytest.mark.parametrize(
    ("day", "weeks"),
    [("2026-01-22", (4,)), ("2026-02-26", (4, LAST)), ("2026-01-29", (5, LAST)), ("2026-01-01", (1,))],
)
def test_a_day_may_be_both_the_fourth_and_the_last(day: str, weeks: tuple[int, ...]) -> None:
    assert weeks_of(date.fromisoformat(day)) == weeks


@pytest.mark.parametrize(
    ("days", "pattern"),
    [
        (("2026-01-22", "2026-02-26"), Pattern(week=4, weekday=3, at=time(18), months=EVERY_MONTH)),
        (("2026-01-29", "2026-02-26"), Pattern(week=LAST, weekday=3, at=time(18), months=EVERY_MONTH)),
        (("2026-01-22", "2026-02-25"), None),
        (("2026-01-22", "2026-02-12"), None),
        ((), None),
        (
            ("2026-01-08", "2026-03-12", "2026-05-14", "2026-11-12"),
            Pattern(week=2, weekday=3, at=time(18), months=(1, 3, 5, 11)),
        ),
    ],
)
def test_a_pattern_is_read_from_meetings(days: tuple[str, ...], pattern: Pattern | None) -> None:
    assert pattern_in(evenings(*days)) == pattern


@pytest.mark.parametrize(
    ("days", "pattern"),
    [
        (("2026-10-22", "2026-12-17", "2027-01-28"), Pattern(week=4, weekday=3, at=time(18))),
        (("2026-10-22", "2026-12-17"), None),
        ((), None),
    ],
)
def test_an_exception_leaves_the_pattern_of_most(days: tuple[str, ...], pattern: Pattern | None) -> None:
    assert pattern_of_most(evenings(*days)) == pattern
