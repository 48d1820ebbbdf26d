from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.calendars import is_working_day, working_days_until
from models.rules.escalations import escalation_day, escalation_owed

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
        (date(2025, 12, 19), "escalated"),
        (date(2025, 12, 22), "escalated, week 2"),
        (date(2025, 12, 29), "escalated, week 3"),
        (date(2026, 6, 15), "escalated, week 27"),
    ],
)
def test_then_the_chair_is_told_once_a_week(today: date, rule: str | None) -> None:
    owed = escalation_owed(date(2025, 12, 15), today, NONE)

    assert (owed.rule if owed else None) == rule


def test_a_weekly_word_that_falls_on_a_day_off_comes_on_the_next_working_day() -> None:
    first = date(2025, 12, 17)
    on_day_off, after = (
        escalation_owed(first, day, CHRISTMAS) for day in (date(2025, 12, 24), date(2025, 12, 29))
    )

    assert on_day_off == escalation_owed(first, date(2025, 12, 23), CHRISTMAS)
    assert after is not None
    assert (after.rule, after.on, after.until) == (
        "escalated, week 2",
        date(2025, 12, 29),
        date(2025, 12, 31),
    )


@given(days, st.integers(0, 400), few_days_off)
def test_on_any_day_after_the_first_one_word_holds(
    first: date, later: int, days_off: frozenset[date]
) -> None:
    today = first + timedelta(days=later)
    owed = escalation_owed(escalation_day(first, first, days_off), today, days_off)

    assert owed is None or (owed.on <= today < owed.until and is_working_day(owed.on, days_off))
