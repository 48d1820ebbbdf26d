from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.calendars import is_working_day, working_days_until
from models.rules.escalations import Heard, escalation_day, escalation_owed, heard_of, owner_hears

NONE: frozenset[date] = frozenset()
MONDAY = date(2025, 12, 8)
CHRISTMAS = frozenset(date(2025, 12, day) for day in (24, 25, 26))

days = st.dates(date(2024, 1, 1), date(2027, 12, 31))
few_days_off = st.frozensets(days, max_size=5)


def test_the_chair_is_told_five_working_days_after_the_deadline() -> None:
    assert escalation_day(MONDAY, date(2025, 12, 10), NONE) == date(2025, 12, 15)


def test_the_chair_is_told_a_working_day_after_an_announcement_that_came_late() -> None:
    assert escalation_day(MONDAY, date(2025, 12, 23), CHRISTMAS) == date(2025, 12, 29)
    assert escalation_day(date(2028, 2, 29), date(2028, 3, 10), NONE) == date(2028, 3, 13)


@given(days, days, few_days_off)
def test_the_chair_is_never_told_before_a_working_day_has_passed_since_the_announcement(
    on: date, announced: date, days_off: frozenset[date]
) -> None:
    told = escalation_day(on, announced, days_off)

    assert (told > announced, is_working_day(told, days_off)) == (True, True)
    assert working_days_until(told, on, days_off) >= 5


@pytest.mark.parametrize(
    ("today", "rule"),
    [
        (date(2025, 12, 14), None),
        (date(2025, 12, 15), "escalated"),
        (date(2026, 6, 15), "escalated"),
    ],
)
def test_the_first_word_to_the_chair_is_the_first_however_late(today: date, rule: str | None) -> None:
    owed = escalation_owed(date(2025, 12, 15), None, today, NONE)

    assert (owed.rule if owed else None) == rule


@pytest.mark.parametrize(
    ("today", "rule"),
    [
        (date(2025, 12, 24), None),
        (date(2025, 12, 25), "escalated, week 3"),
        (date(2026, 6, 15), "escalated, week 3"),
    ],
)
def test_then_the_chair_is_told_a_week_after_the_last_word(today: date, rule: str | None) -> None:
    heard = heard_of([("escalated, week 2", date(2025, 12, 18)), ("escalated", date(2025, 12, 10))])
    owed = escalation_owed(date(2025, 12, 9), heard, today, NONE)

    assert heard == Heard(first=date(2025, 12, 10), last=date(2025, 12, 18), words=2)
    assert (owed.rule if owed else None) == rule


def test_a_weekly_word_that_falls_on_a_day_off_comes_on_the_next_working_day() -> None:
    heard = heard_of([("escalated", date(2025, 12, 17))])
    on_day_off, after = (
        escalation_owed(date(2025, 12, 17), heard, day, CHRISTMAS)
        for day in (date(2025, 12, 24), date(2025, 12, 29))
    )

    assert on_day_off is None
    assert after is not None
    assert (after.on, after.until) == (date(2025, 12, 29), date(2026, 1, 5))


def test_the_owner_hears_that_the_chair_is_told_within_a_week_of_its_first_word() -> None:
    first, heard = date(2025, 12, 15), heard_of([("escalated", date(2025, 12, 16))])
    owed = [
        owner_hears(first, each, date(2025, 12, day), NONE)
        for each, day in ((None, 14), (None, 31), (heard, 16), (heard, 22), (heard, 23))
    ]

    assert [each is not None for each in owed] == [False, True, True, True, False]


@given(days, st.integers(0, 400), st.integers(0, 400), few_days_off)
def test_a_word_to_the_chair_is_owed_on_a_working_day_and_a_week_after_the_last(
    first: date, last: int, later: int, days_off: frozenset[date]
) -> None:
    heard = heard_of([("escalated", first + timedelta(days=last))])
    today = first + timedelta(days=later)
    owed = escalation_owed(first, heard, today, days_off)

    assert owed is None or (owed.on <= today < owed.until and today >= first + timedelta(days=last + 7))
