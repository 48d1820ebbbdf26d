from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.calendars import is_working_day, working_days_until
from models.rules.notices import (
    LATEST_NOTICE,
    LATEST_SILENCE,
    Kind,
    Rhythm,
    Stage,
    discuss_notice,
    is_note_time,
    last_day_spoken_of,
    meeting_notice,
    note_moment,
    notice_owed,
    notices,
    posting_notice,
)
from models.rules.policy import Span, Unit

NONE: frozenset[date] = frozenset()
FRIDAY, SATURDAY = date(2025, 12, 12), date(2025, 12, 13)
LOS_ANGELES = ZoneInfo("America/Los_Angeles")

days = st.dates(date(2024, 1, 1), date(2027, 12, 31))
few_days_off = st.frozensets(days, max_size=5)
kinds = st.sampled_from([Kind.DEADLINE, Kind.REVIEW, Kind.GOAL, Kind.SILENCE])
rhythms = st.sampled_from(Rhythm)
spans = st.builds(Span, count=st.integers(1, 400), unit=st.sampled_from(Unit))
reminds = st.lists(spans, max_size=4)


def days_of(kind: Kind, on: date, days_off: frozenset[date] = NONE) -> list[date]:
    return [notice.on for notice in notices(kind, on, days_off)]


def test_a_deadline_is_spoken_of_a_week_and_three_working_days_before_on_the_day_and_two_after() -> None:
    assert days_of(Kind.DEADLINE, FRIDAY) == [
        date(2025, 12, 5),
        date(2025, 12, 9),
        FRIDAY,
        date(2025, 12, 16),
    ]


def test_the_week_before_is_a_quiet_line() -> None:
    assert [notice.rule for notice in notices(Kind.DEADLINE, FRIDAY, NONE) if notice.is_quiet] == [
        "coming up"
    ]
    assert [notice for notice in notices(Kind.GOAL, FRIDAY, NONE) if notice.is_quiet] == []


def test_on_a_weekend_the_word_of_the_day_comes_earlier_and_the_overdue_one_later() -> None:
    assert days_of(Kind.DEADLINE, SATURDAY)[1:] == [date(2025, 12, 10), FRIDAY, date(2025, 12, 16)]


def test_a_day_off_moves_what_comes_before_earlier() -> None:
    assert days_of(Kind.DEADLINE, FRIDAY, frozenset({FRIDAY}))[1:3] == [date(2025, 12, 9), date(2025, 12, 11)]


def test_a_goal_is_never_overdue() -> None:
    assert days_of(Kind.GOAL, FRIDAY) == [date(2025, 12, 9), FRIDAY]


def test_their_silence_is_spoken_of_when_the_answer_was_expected_or_on_the_next_working_day() -> None:
    assert days_of(Kind.SILENCE, FRIDAY)[0] == FRIDAY
    assert days_of(Kind.SILENCE, SATURDAY)[0] == date(2025, 12, 15)


def test_a_silence_that_lasts_is_asked_about_every_other_month_for_a_year() -> None:
    assert days_of(Kind.SILENCE, date(2025, 12, 31)) == [
        date(2025, 12, 31),
        date(2026, 3, 2),
        date(2026, 4, 30),
        date(2026, 6, 30),
        date(2026, 8, 31),
        date(2026, 11, 2),
        date(2026, 12, 31),
    ]


@pytest.mark.parametrize(
    ("today", "rule"),
    [
        (date(2025, 12, 4), None),
        (date(2025, 12, 8), "coming up"),
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

    assert last_day_spoken_of(found[0].on, remind, days_off, reviews=kind is Kind.REVIEW) >= on
    assert found[-1].until <= on + (LATEST_SILENCE if kind is Kind.SILENCE else LATEST_NOTICE)


@given(days, few_days_off)
def test_only_the_overdue_notice_comes_after_a_deadline(on: date, days_off: frozenset[date]) -> None:
    ahead, itself, late = notices(Kind.DEADLINE, on, days_off)[-3:]

    assert (ahead.on < itself.on <= on < late.on, working_days_until(late.on, on, days_off)) == (True, 2)


THANKSGIVING, DAY_AFTER = date(2025, 11, 27), date(2025, 11, 28)
CHRISTMAS = frozenset(date(2025, 12, day) for day in (24, 25, 26))


@pytest.mark.parametrize(
    ("on", "days_off", "expected"),
    [
        (
            THANKSGIVING,
            frozenset({THANKSGIVING, DAY_AFTER}),
            [date(2025, 11, 20), date(2025, 11, 24), date(2025, 11, 26), date(2025, 12, 2)],
        ),
        (
            date(2025, 12, 25),
            CHRISTMAS,
            [date(2025, 12, 18), date(2025, 12, 19), date(2025, 12, 23), date(2025, 12, 30)],
        ),
        (
            date(2025, 12, 29),
            CHRISTMAS,
            [date(2025, 12, 19), date(2025, 12, 29), date(2025, 12, 31)],
        ),
        (
            date(2028, 2, 29),
            NONE,
            [date(2028, 2, 22), date(2028, 2, 24), date(2028, 2, 29), date(2028, 3, 2)],
        ),
        (
            date(2026, 1, 31),
            NONE,
            [date(2026, 1, 23), date(2026, 1, 28), date(2026, 1, 30), date(2026, 2, 3)],
        ),
    ],
    ids=["Thanksgiving", "Christmas", "after Christmas no quiet line is left", "leap day", "month's end"],
)
def test_days_off_and_ends_of_months_move_each_notice_its_own_way(
    on: date, days_off: frozenset[date], expected: list[date]
) -> None:
    assert days_of(Kind.DEADLINE, on, days_off) == expected


def test_a_review_is_spoken_of_three_two_and_one_months_and_a_week_before() -> None:
    found = notices(Kind.REVIEW, date(2026, 6, 1), NONE)

    assert [(notice.rule, notice.on, notice.chair_too) for notice in found] == [
        ("90 days before", date(2026, 3, 3), False),
        ("60 days before", date(2026, 4, 2), False),
        ("30 days before", date(2026, 5, 1), True),
        ("7 days before", date(2026, 5, 25), True),
        ("on the day", date(2026, 6, 1), False),
        ("2 working days after", date(2026, 6, 3), False),
    ]


def test_a_review_whose_step_says_when_to_remind_is_spoken_of_then_and_to_the_owner_alone() -> None:
    found = notices(Kind.REVIEW, date(2026, 6, 1), NONE, [Span(count=30, unit=Unit.DAYS)])

    assert [(notice.on, notice.chair_too) for notice in found] == [
        (date(2026, 5, 1), False),
        (date(2026, 6, 1), False),
        (date(2026, 6, 3), False),
    ]


@given(kinds, days, few_days_off, reminds)
def test_what_comes_before_a_date_comes_on_a_working_day_not_after_it(
    kind: Kind, on: date, days_off: frozenset[date], remind: list[Span]
) -> None:
    ahead = [each for each in notices(kind, on, days_off, remind) if each.stage is Stage.AHEAD]

    assert [each for each in ahead if each.on > on or not is_working_day(each.on, days_off)] == []


@given(kinds, days, st.dates(date(2023, 12, 1), date(2028, 1, 31)), few_days_off, reminds, rhythms)
def test_at_most_one_notice_of_a_date_holds_on_any_day_in_any_rhythm(
    kind: Kind, on: date, today: date, days_off: frozenset[date], remind: list[Span], rhythm: Rhythm
) -> None:
    holds = [each for each in notices(kind, on, days_off, remind) if each.on <= today < each.until]
    owed = notice_owed(kind, on, today, days_off, remind, rhythm)

    assert len(holds) <= 1
    if rhythm is not Rhythm.WEEKLY:
        assert owed in {*holds, None}


@pytest.mark.parametrize(
    ("today", "rule"),
    [
        (date(2025, 12, 9), None),
        (FRIDAY, "on the day"),
        (date(2025, 12, 16), "2 working days after"),
    ],
)
def test_who_wants_to_hear_on_the_day_hears_nothing_before(today: date, rule: str | None) -> None:
    owed = notice_owed(Kind.DEADLINE, FRIDAY, today, NONE, rhythm=Rhythm.DAY)

    assert (owed.rule if owed else None) == rule


@pytest.mark.parametrize(
    ("monday", "rule"),
    [
        (date(2025, 12, 1), "coming up"),
        (date(2025, 12, 8), "on the day, in the week's note"),
        (date(2025, 12, 15), "on the day"),
        (date(2025, 12, 22), "2 working days after"),
    ],
)
def test_who_wants_to_hear_weekly_hears_on_monday_of_what_falls_in_the_week(monday: date, rule: str) -> None:
    owed = notice_owed(Kind.DEADLINE, FRIDAY, monday, NONE, rhythm=Rhythm.WEEKLY)

    assert (owed.rule if owed else None) == rule


def test_that_a_date_has_passed_is_never_said_beforehand_in_a_weekly_rhythm() -> None:
    monday = notice_owed(Kind.DEADLINE, date(2025, 12, 9), date(2025, 12, 8), NONE, rhythm=Rhythm.WEEKLY)

    assert (monday.rule if monday else None) == "on the day, in the week's note"


def test_what_a_meeting_must_discuss_is_told_three_working_days_before_its_agenda_is_posted() -> None:
    notice = discuss_notice(date(2026, 4, 23), date(2026, 4, 20), NONE)

    assert (notice.on, notice.until) == (date(2026, 4, 15), date(2026, 4, 23))


def test_an_agenda_is_told_of_two_working_days_before_the_last_one_to_post_it() -> None:
    assert posting_notice(date(2026, 4, 20), NONE).on == date(2026, 4, 16)
    assert posting_notice(date(2026, 4, 18), NONE).on == date(2026, 4, 15)
    assert posting_notice(date(2025, 12, 28), CHRISTMAS).on == date(2025, 12, 19)


def test_a_meeting_is_told_of_two_working_days_before() -> None:
    notice = meeting_notice(date(2025, 12, 1), frozenset({THANKSGIVING, DAY_AFTER}))

    assert (notice.on, notice.until) == (date(2025, 11, 25), date(2025, 12, 2))


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
        (datetime(2025, 12, 13, 0, 59, tzinfo=UTC), True),
        (datetime(2025, 12, 13, 1, 0, tzinfo=UTC), False),
        (datetime(2025, 12, 13, 18, 0, tzinfo=UTC), False),
        (datetime(2025, 12, 11, 18, 0, tzinfo=UTC), False),
    ],
    ids=["before nine", "at nine", "before five", "at five", "on a Saturday", "on a day off"],
)
def test_notes_go_out_from_nine_to_five_on_working_days(now: datetime, *, is_time: bool) -> None:
    assert is_note_time(now, LOS_ANGELES, frozenset({date(2025, 12, 11)})) is is_time


def test_a_reader_may_choose_the_hour() -> None:
    at_eleven = datetime(2025, 12, 12, 19, 0, tzinfo=UTC)

    assert is_note_time(at_eleven, LOS_ANGELES, NONE, time(11)) is True
    assert is_note_time(at_eleven, LOS_ANGELES, NONE, time(14)) is False


@pytest.mark.parametrize(
    ("now", "is_time"),
    [(datetime(2026, 3, 9, 15, 59, tzinfo=UTC), False), (datetime(2026, 3, 9, 16, 0, tzinfo=UTC), True)],
)
def test_nine_is_nine_on_the_day_after_the_clocks_went_forward(now: datetime, *, is_time: bool) -> None:
    assert is_note_time(now, LOS_ANGELES, NONE) is is_time
