from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.calendars import is_working_day
from models.rules.notices import Kind
from models.rules.snoozing import SNOOZABLE, Snooze, fault_of_pick, last_pick, picked, snooze_choices

NONE: frozenset[date] = frozenset()
FRIDAY, SATURDAY = date(2025, 12, 12), date(2025, 12, 13)

days = st.dates(date(2024, 1, 1), date(2027, 12, 31))
few_days_off = st.frozensets(days, max_size=5)
kinds = st.sampled_from(Kind)


def test_a_matter_may_wait_until_tomorrow_monday_or_the_day_before() -> None:
    choices = snooze_choices(Kind.DEADLINE, date(2025, 12, 17), date(2025, 12, 11), NONE)

    assert choices == {
        Snooze.TOMORROW: FRIDAY,
        Snooze.MONDAY: date(2025, 12, 15),
        Snooze.DAY_BEFORE: date(2025, 12, 16),
    }


def test_no_choice_lies_past_the_deadline() -> None:
    assert snooze_choices(Kind.DEADLINE, FRIDAY, date(2025, 12, 10), NONE) == {
        Snooze.TOMORROW: date(2025, 12, 11),
        Snooze.DAY_BEFORE: date(2025, 12, 11),
    }
    assert snooze_choices(Kind.DEADLINE, SATURDAY, FRIDAY, NONE) == {}


def test_past_the_deadline_it_waits_one_working_day_at_a_time() -> None:
    assert snooze_choices(Kind.DEADLINE, date(2025, 12, 9), FRIDAY, NONE) == {
        Snooze.TOMORROW: date(2025, 12, 15)
    }


def test_their_silence_waits_past_its_day() -> None:
    assert snooze_choices(Kind.SILENCE, FRIDAY, FRIDAY, frozenset({date(2025, 12, 15)})) == {
        Snooze.TOMORROW: date(2025, 12, 16),
        Snooze.MONDAY: date(2025, 12, 16),
    }


@given(kinds, days, days, few_days_off)
def test_a_snooze_ends_on_a_later_working_day_and_not_past_a_date_ahead(
    kind: Kind, on: date, today: date, days_off: frozenset[date]
) -> None:
    chosen = set(snooze_choices(kind, on, today, days_off).values())
    bounded = kind is not Kind.SILENCE and today <= on

    assert {day for day in chosen if day <= today or not is_working_day(day, days_off)} == set()
    assert {day for day in chosen if bounded and day > on} == set()


@pytest.mark.parametrize("kind", sorted(set(Kind) - SNOOZABLE))
def test_what_is_said_once_cannot_be_put_off(kind: Kind) -> None:
    assert snooze_choices(kind, FRIDAY, date(2025, 12, 8), NONE) == {}


def test_an_overdue_review_waits_one_working_day_over_the_holidays() -> None:
    holidays = frozenset(date(2025, 12, day) for day in (24, 25, 26))

    assert snooze_choices(Kind.REVIEW, date(2025, 12, 19), date(2025, 12, 23), holidays) == {
        Snooze.TOMORROW: date(2025, 12, 29)
    }


@pytest.mark.parametrize(
    ("kind", "on", "last"),
    [
        (Kind.DEADLINE, date(2025, 12, 19), date(2025, 12, 19)),
        (Kind.DEADLINE, date(2025, 12, 8), None),
        (Kind.REVIEW, date(2025, 12, 1), None),
        (Kind.GOAL, date(2025, 12, 1), date(2026, 2, 6)),
        (Kind.SILENCE, date(2025, 12, 19), date(2026, 2, 6)),
        (Kind.MEETING, date(2025, 12, 19), None),
    ],
)
def test_a_day_can_be_picked_up_to_a_date_ahead(kind: Kind, on: date, last: date | None) -> None:
    assert last_pick(kind, on, date(2025, 12, 8)) == last


@pytest.mark.parametrize(
    ("day", "fault"),
    [
        (date(2025, 12, 8), "That day has come already. Please choose a later one."),
        (date(2025, 12, 20), "That is too late. Please choose a day up to Fri, Dec 19."),
        (date(2025, 12, 19), ""),
    ],
)
def test_a_day_that_cannot_be_picked_is_refused_with_the_last_that_can(day: date, fault: str) -> None:
    assert fault_of_pick(day, date(2025, 12, 19), date(2025, 12, 8)) == fault


def test_a_day_off_that_was_picked_means_the_working_day_before_it_where_one_is_left() -> None:
    saturday, sunday = date(2025, 12, 13), date(2025, 12, 7)

    assert [picked(saturday, date(2025, 12, 8), NONE), picked(sunday, date(2025, 12, 5), NONE)] == [
        date(2025, 12, 12),
        date(2025, 12, 8),
    ]
