from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.calendars import is_working_day, working_days_until
from models.rules.notices import (
    LATEST_NOTICE,
    Kind,
    Snooze,
    is_note_time,
    last_day_spoken_of,
    note_moment,
    notice_owed,
    notices,
    snooze_choices,
)
from models.rules.policy import Span, Unit

NONE: frozenset[date] = frozenset()
FRIDAY, SATURDAY = date(2025, 12, 12), date(2025, 12, 13)
LOS_ANGELES = ZoneInfo("America/Los_Angeles")

days = st.dates(date(2024, 1, 1), date(2027, 12, 31))
few_days_off = st.frozensets(days, max_size=5)
kinds = st.sampled_from(Kind)
spans = st.builds(Span, count=st.integers(1, 400), unit=st.sampled_from(Unit))
reminds = st.lists(spans, max_size=4)


def days_of(kind: Kind, on: date, days_off: frozenset[date] = NONE) -> list[date]:
    return [notice.on for notice in notices(kind, on, days_off)]


def test_a_deadline_is_spoken_of_three_working_days_before_on_the_day_and_two_after() -> None:
    assert days_of(Kind.DEADLINE, FRIDAY) == [date(2025, 12, 9), FRIDAY, date(2025, 12, 16)]


def test_on_a_weekend_the_word_of_the_day_comes_earlier_and_the_overdue_one_later() -> None:
    assert days_of(Kind.DEADLINE, SATURDAY) == [date(2025, 12, 10), FRIDAY, date(2025, 12, 16)]


def test_a_day_off_moves_what_comes_before_earlier() -> None:
    assert days_of(Kind.DEADLINE, FRIDAY, frozenset({FRIDAY}))[:2] == [date(2025, 12, 9), date(2025, 12, 11)]


def test_a_goal_is_never_overdue() -> None:
    assert days_of(Kind.GOAL, FRIDAY) == [date(2025, 12, 9), FRIDAY]


def test_their_silence_is_spoken_of_when_the_answer_was_expected_or_on_the_next_working_day() -> None:
    assert days_of(Kind.SILENCE, FRIDAY) == [FRIDAY]
    assert days_of(Kind.SILENCE, SATURDAY) == [date(2025, 12, 15)]


@pytest.mark.parametrize(
    ("today", "rule"),
    [
        (date(2025, 12, 8), None),
        (date(2025, 12, 9), "3 working days before"),
        (date(2025, 12, 11), "3 working days before"),
        (FRIDAY, "on the day"),
        (date(2025, 12, 15), "on the day"),
        (date(2025, 12, 16), "2 working days after"),
        (date(2026, 1, 14), "2 working days after"),
        (date(2026, 1, 15), None),
    ],
)
def test_after_downtime_only_the_latest_notice_is_owed(today: date, rule: str | None) -> None:
    owed = notice_owed(Kind.DEADLINE, FRIDAY, today, NONE)

    assert (owed.rule if owed else None) == rule


@given(kinds, days, few_days_off, reminds)
def test_notices_fall_on_working_days_in_order_and_follow_one_another(
    kind: Kind, on: date, days_off: frozenset[date], remind: list[Span]
) -> None:
    found = notices(kind, on, days_off, remind)

    assert [is_working_day(notice.on, days_off) for notice in found] == [True] * len(found)
    assert [notice.until for notice in found[:-1]] == [notice.on for notice in found[1:]]
    assert sorted(notice.on for notice in found) == [notice.on for notice in found]


@given(kinds, days, few_days_off, reminds)
def test_nothing_is_said_outside_the_days_that_are_searched(
    kind: Kind, on: date, days_off: frozenset[date], remind: list[Span]
) -> None:
    found = notices(kind, on, days_off, remind)

    assert last_day_spoken_of(found[0].on, remind, days_off) >= on
    assert found[-1].until <= on + LATEST_NOTICE


@given(days, few_days_off)
def test_only_the_overdue_notice_comes_after_a_deadline(on: date, days_off: frozenset[date]) -> None:
    ahead, itself, late = notices(Kind.DEADLINE, on, days_off)

    assert (ahead.on < itself.on <= on < late.on, working_days_until(late.on, on, days_off)) == (True, 2)


@given(kinds, days, st.dates(date(2023, 12, 1), date(2028, 1, 31)), few_days_off, reminds)
def test_what_is_owed_today_holds_today(
    kind: Kind, on: date, today: date, days_off: frozenset[date], remind: list[Span]
) -> None:
    found = notices(kind, on, days_off, remind)
    owed = notice_owed(kind, on, today, days_off, remind)

    assert ([owed] if owed else []) == [each for each in found if each.on <= today < each.until]


def test_a_step_that_says_when_to_remind_of_it_is_spoken_of_then_instead() -> None:
    remind = [Span(count=count, unit=Unit.DAYS) for count in (7, 30, 60)]
    found = notices(Kind.DEADLINE, date(2026, 5, 15), NONE, remind)

    assert [(notice.rule, notice.on) for notice in found] == [
        ("60 days before", date(2026, 3, 16)),
        ("30 days before", date(2026, 4, 15)),
        ("7 days before", date(2026, 5, 8)),
        ("on the day", date(2026, 5, 15)),
        ("2 working days after", date(2026, 5, 19)),
    ]


def test_two_times_to_remind_that_fall_on_one_working_day_make_one_word() -> None:
    remind = [Span(count=count, unit=Unit.DAYS) for count in (5, 6)]
    owed = [
        notice_owed(Kind.GOAL, FRIDAY, day, NONE, remind) for day in (date(2025, 12, 5), date(2025, 12, 8))
    ]

    assert {notice.rule for notice in owed if notice} == {"6 days before the goal"}


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


def test_nine_oclock_is_nine_where_the_reader_is() -> None:
    assert note_moment(date(2025, 12, 12), LOS_ANGELES) == datetime(2025, 12, 12, 17, tzinfo=UTC)
    assert note_moment(date(2025, 7, 11), LOS_ANGELES) == datetime(2025, 7, 11, 16, tzinfo=UTC)


def test_a_time_that_a_clock_change_leaves_out_moves_forward() -> None:
    assert note_moment(date(2026, 3, 8), LOS_ANGELES, time(2, 30)) == datetime(2026, 3, 8, 10, 30, tzinfo=UTC)
    assert note_moment(date(2011, 12, 30), ZoneInfo("Pacific/Apia")) == datetime(2011, 12, 30, 19, tzinfo=UTC)


def test_of_a_time_that_comes_twice_the_first_counts() -> None:
    assert note_moment(date(2026, 11, 1), LOS_ANGELES, time(1, 30)) == datetime(
        2026, 11, 1, 8, 30, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("now", "is_time"),
    [
        (datetime(2025, 12, 12, 16, 59, tzinfo=UTC), False),
        (datetime(2025, 12, 12, 17, 0, tzinfo=UTC), True),
        (datetime(2025, 12, 13, 18, 0, tzinfo=UTC), False),
        (datetime(2025, 12, 11, 18, 0, tzinfo=UTC), False),
    ],
    ids=["before nine", "at nine", "on a Saturday", "on a day off"],
)
def test_notes_go_out_from_nine_on_working_days(now: datetime, *, is_time: bool) -> None:
    assert is_note_time(now, LOS_ANGELES, frozenset({date(2025, 12, 11)})) is is_time
