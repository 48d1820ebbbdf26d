from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.typed_dates import UnreadableDay, read_day
from models.rules.wording import MONTHS, day_in_words, full_date
from tests.models.rules.builders import DAYS, day

WEDNESDAY = day("2025-11-12")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", "2025-11-12"),
        ("Tomorrow", "2025-11-13"),
        (" yesterday ", "2025-11-11"),
        ("next Monday", "2025-11-17"),
        ("next wednesday", "2025-11-19"),
        ("friday", "2025-11-14"),
        ("next Fri", "2025-11-14"),
        ("Dec 1", "2025-12-01"),
        ("dec. 1st", "2025-12-01"),
        ("December 1", "2025-12-01"),
        ("Sept 3", "2025-09-03"),
        ("12/1", "2025-12-01"),
        ("12/1/2027", "2027-12-01"),
        ("2026-12-01", "2026-12-01"),
        ("1 Dec 2026", "2026-12-01"),
        ("1 Dec", "2025-12-01"),
        ("Dec 1, 2026", "2026-12-01"),
        ("Mon, Dec 1", "2025-12-01"),
        ("Dec\u00a01", "2025-12-01"),
        ("Jan 20", "2026-01-20"),
        ("Feb 29, 2028", "2028-02-29"),
    ],
)
def test_a_day_is_read_as_people_type_it(text: str, expected: str) -> None:
    assert read_day(text, WEDNESDAY) == day(expected)


def test_without_a_year_the_nearest_one_is_meant() -> None:
    assert read_day("Dec 20", day("2026-01-05")) == day("2025-12-20")
    assert read_day("Jan 5", day("2025-12-20")) == day("2026-01-05")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("31 Nov", "I couldn't read “31 Nov”. Try “Nov 30” or “next Friday”."),
        ("2/30", "I couldn't read “2/30”. Try “Feb 28” or “next Friday”."),
        ("Feb 29, 2026", "I couldn't read “Feb 29, 2026”. Try “Feb 28, 2026” or “next Friday”."),
        ("Dec 32", "I couldn't read “Dec 32”. Try “Dec 31” or “next Friday”."),
        ("13/1", "I couldn't read “13/1”. Try “Nov 12” or “next Friday”."),
        ("Tue, Dec 1", "I couldn't read “Tue, Dec 1”. Try “Mon, Dec 1” or “next Friday”."),
        ("soon", "I couldn't read “soon”. Try “Nov 12” or “next Friday”."),
        ("next month", "I couldn't read “next month”. Try “Nov 12” or “next Friday”."),
        ("", "I couldn't read “”. Try “Nov 12” or “next Friday”."),
    ],
)
def test_what_cannot_be_read_is_quoted_with_a_day_that_can(text: str, words: str) -> None:
    with pytest.raises(UnreadableDay) as fault:
        read_day(text, WEDNESDAY)

    assert str(fault.value) == words


def test_a_long_text_is_quoted_in_part() -> None:
    with pytest.raises(UnreadableDay) as fault:
        read_day("x" * 3000, WEDNESDAY)

    assert str(fault.value) == f"I couldn't read “{'x' * 40}…”. Try “Nov 12” or “next Friday”."


@given(meant=DAYS, today=DAYS)
def test_every_way_that_clerk_writes_a_day_is_read_back(meant: date, today: date) -> None:
    ways = [meant.isoformat(), full_date(meant), f"{meant.day} {MONTHS[meant.month - 1]} {meant.year}"]

    assert {read_day(way, today) for way in ways} == {meant}


@given(today=DAYS, ahead=st.integers(-180, 180))
def test_a_day_near_today_is_read_back_without_its_year(today: date, ahead: int) -> None:
    meant = today + timedelta(days=ahead)
    year_unsaid = day_in_words(meant, meant)

    assert read_day(year_unsaid, today) == meant


@given(text=st.text(max_size=20) | st.from_regex(r"[0-9]{1,4}[/ -][0-9A-Za-z]{1,4}", fullmatch=True))
def test_any_text_is_a_day_or_is_refused(text: str) -> None:
    try:
        read = read_day(text, WEDNESDAY)
    except UnreadableDay:
        return
    assert read_day(read.isoformat(), WEDNESDAY) == read
