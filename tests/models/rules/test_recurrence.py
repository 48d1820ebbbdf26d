from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.recurrence import RecurrenceFault, meeting_dates
from tests.models.rules.builders import LOS_ANGELES, at, day

FOURTH_THURSDAYS = "FREQ=MONTHLY;BYMONTH=1,2,3,4,5,6,9,10,11,12;BYDAY=4TH"


def test_fourth_thursdays_except_in_summer_stay_at_six_across_clock_changes() -> None:
    found = meeting_dates(FOURTH_THURSDAYS, at("2026-01-22 18:00"), day("2026-11-26"))

    assert [f"{each:%m-%d %H:%M %z}" for each in found] == [
        "01-22 18:00 -0800",
        "02-26 18:00 -0800",
        "03-26 18:00 -0700",
        "04-23 18:00 -0700",
        "05-28 18:00 -0700",
        "06-25 18:00 -0700",
        "09-24 18:00 -0700",
        "10-22 18:00 -0700",
        "11-26 18:00 -0800",
    ]


def test_the_fourth_thursday_is_not_the_last() -> None:
    last = meeting_dates("FREQ=MONTHLY;BYDAY=-1TH", at("2026-01-29 18:00"), day("2026-02-28"))

    assert [each.date() for each in last] == [day("2026-01-29"), day("2026-02-26")]


def test_a_rule_may_be_written_with_its_prefix_and_in_small_letters() -> None:
    found = meeting_dates("rrule:freq=weekly;interval=2;count=2", at("2026-01-08 19:00"), day("2026-12-31"))

    assert found == (at("2026-01-08 19:00"), at("2026-01-22 19:00"))


def test_a_rule_that_ends_before_its_start_gives_no_meeting() -> None:
    assert meeting_dates("FREQ=WEEKLY", at("2026-01-08 19:00"), day("2026-01-07")) == ()


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", "never lands on a date"),
        ("FREQ=WEEKLY;BYMONTH=2;BYMONTHDAY=30", "never lands on a date"),
        ("FREQ=MONTHLY;BYDAY=4TH", "The first meeting, 2026-01-08, is not a date of the rule"),
        ("FREQ=MONTHLY;BYDAY=4XX", '"BYDAY=4XX" cannot be read'),
        ("FREQ=MONTHLY;BYMONTH=13", '"BYMONTH=13" cannot be read'),
        ("FREQ=DAILY", '"FREQ=DAILY" cannot be read'),
        ("FREQ=MONTHLY;INTERVAL=0", '"INTERVAL=0" cannot be read'),
        ("BYDAY=4TH", "needs FREQ=WEEKLY, MONTHLY or YEARLY"),
        ("FREQ=MONTHLY;BYHOUR=1,2", 'meetings do not use "BYHOUR"'),
        ("FREQ=MONTHLY\nEXDATE:20260108T190000", "cannot be read"),
        ("", 'meetings do not use ""'),
    ],
)
def test_a_rule_that_gives_no_calendar_is_refused_with_the_reason(rule: str, words: str) -> None:
    with pytest.raises(RecurrenceFault, match=words):
        meeting_dates(rule, at("2026-01-08 19:00"), day("2027-01-08"))


def test_a_start_without_a_zone_is_refused() -> None:
    with pytest.raises(RecurrenceFault, match="needs a time zone"):
        meeting_dates("FREQ=WEEKLY", at("2026-01-08 19:00").replace(tzinfo=None), day("2027-01-08"))


NUMBERS = st.integers(-60, 60).map(str)
WEEKDAYS = st.sampled_from(["MO", "4TH", "-1FR", "5SU", "99SA", "0WE", "XX"])
PARTS = st.one_of(
    st.sampled_from(["FREQ=MONTHLY", "FREQ=YEARLY", "FREQ=WEEKLY", "FREQ", "=", "UNTIL=20270101"]),
    st.builds(
        "{}={}".format, st.sampled_from(["BYMONTH", "BYMONTHDAY", "BYSETPOS", "COUNT", "INTERVAL"]), NUMBERS
    ),
    st.builds("{}={}".format, st.sampled_from(["BYDAY", "WKST"]), WEEKDAYS),
)


@given(rule=st.text(max_size=30) | st.lists(PARTS, max_size=5).map(";".join))
def test_any_text_gives_meetings_or_a_fault_and_ends(rule: str) -> None:
    start = at("2026-01-08 19:00")
    try:
        found = meeting_dates(rule, start, day("2028-12-31"))
    except RecurrenceFault:
        return
    assert found[0] == start


@given(
    first=st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001  the zone follows
    weeks=st.integers(1, 8),
)
def test_a_weekly_rule_keeps_its_time_of_day_its_weekday_and_its_pace(first: datetime, weeks: int) -> None:
    start = first.replace(tzinfo=LOS_ANGELES, second=0, microsecond=0)
    until = start.date() + timedelta(days=365)
    found = meeting_dates(f"FREQ=WEEKLY;INTERVAL={weeks}", start, until)
    expected: list[date] = [start.date() + timedelta(weeks=weeks * n) for n in range(365 // (7 * weeks) + 1)]

    assert [each.date() for each in found] == expected
    assert {each.time() for each in found} == {start.time()}
