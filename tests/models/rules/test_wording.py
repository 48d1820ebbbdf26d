from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from models.rules.wording import (
    ago,
    date_in_words,
    day_in_words,
    full_date,
    listed,
    moment_in_words,
    ordinal,
    plural,
    roughly,
    time_in_words,
)
from tests.models.rules.builders import day

TODAY = day("2025-11-14")


def test_a_day_has_its_weekday_and_a_spelled_month() -> None:
    assert day_in_words(day("2025-12-01"), TODAY) == "Mon, Dec 1"


def test_the_year_is_said_when_it_is_not_todays() -> None:
    assert day_in_words(day("2026-01-20"), TODAY) == "Tue, Jan 20, 2026"
    assert date_in_words(day("2026-05-28"), TODAY) == "May 28, 2026"
    assert date_in_words(day("2025-05-28"), TODAY) == "May 28"
    assert full_date(TODAY) == "Nov 14, 2025"


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (1, "first"),
        (3, "third"),
        (10, "tenth"),
        (11, "11th"),
        (12, "12th"),
        (21, "21st"),
        (22, "22nd"),
        (113, "113th"),
    ],
)
def test_small_ranks_are_words_and_large_ones_figures(number: int, word: str) -> None:
    assert ordinal(number) == word


def test_a_count_agrees_with_its_noun() -> None:
    assert plural(1, "day") == "1 day"
    assert plural(0, "day") == "0 days"
    assert plural(2, "city", "cities") == "2 cities"


def test_items_are_joined_as_in_speech() -> None:
    assert listed(()) == ""
    assert listed(("a",)) == "a"
    assert listed(("a", "b")) == "a and b"
    assert listed(("a", "b", "c")) == "a, b and c"


def test_a_moment_has_its_day_and_its_time() -> None:
    at = datetime(2025, 12, 1, 18, 30, tzinfo=ZoneInfo("America/Los_Angeles"))
    assert moment_in_words(at, TODAY) == "Mon, Dec 1, 6:30 PM"


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [(0, 5, "12:05 AM"), (9, 0, "9:00 AM"), (12, 0, "12:00 PM"), (18, 2, "6:02 PM"), (23, 59, "11:59 PM")],
)
def test_a_time_of_day_is_written_with_am_and_pm(hour: int, minute: int, words: str) -> None:
    at = datetime(2026, 3, 8, hour, minute, tzinfo=ZoneInfo("America/Los_Angeles"))
    assert time_in_words(at) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (14, "about 2 weeks"),
        (52, "about 7 weeks"),
        (87, "about 12 weeks"),
        (88, "about 3 months"),
        (365, "about 12 months"),
    ],
)
def test_a_long_time_is_said_in_weeks_up_to_about_three_months(days: int, words: str) -> None:
    assert roughly(days) == words


@pytest.mark.parametrize(
    ("earlier", "words"),
    [
        (timedelta(seconds=20), "a minute ago"),
        (timedelta(minutes=12), "12 minutes ago"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(hours=9), "9 hours ago"),
        (timedelta(hours=11), "on Sat, Mar 7"),
    ],
)
def test_how_long_ago_is_said_in_minutes_hours_or_by_the_day(earlier: timedelta, words: str) -> None:
    now = datetime(2026, 3, 8, 10, 30, tzinfo=ZoneInfo("America/Los_Angeles"))
    assert ago((now.astimezone(UTC) - earlier), now, now.date()) == words
