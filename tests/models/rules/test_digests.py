"""When the channel's digest goes out, and how many lines it holds."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from models.rules.digests import (
    MOST_LINES,
    Digest,
    DigestPlan,
    Group,
    When,
    before_meeting,
    cut,
    day_of_the_week_before,
    hour_in_words,
    weeks_near,
)

LOS_ANGELES = ZoneInfo("America/Los_Angeles")
TODAY = date(2025, 11, 12)


def weekly(weekday: int = 0, hour: int = 9) -> DigestPlan:
    return DigestPlan(when=When.WEEKLY, weekday=weekday, hour=hour)


def test_a_weekly_digest_goes_out_on_its_day_of_this_week_and_of_the_next() -> None:
    this, following = weeks_near(weekly(), TODAY, set())

    assert (this.on, this.until, following.on) == (date(2025, 11, 10), date(2025, 11, 16), date(2025, 11, 17))


def test_a_day_off_puts_it_forward_to_the_working_day_before_also_into_the_week_before() -> None:
    memorial_day, thanksgiving = {date(2026, 5, 25)}, {date(2025, 11, 27)}
    _, following = weeks_near(weekly(), date(2026, 5, 20), memorial_day)
    this, _ = weeks_near(weekly(weekday=3), date(2025, 11, 24), thanksgiving)

    assert (following.on, following.about, following.subject) == (
        date(2026, 5, 22),
        date(2026, 5, 25),
        "week:2026-05-25|2026-05-22",
    )
    assert (this.on, this.about) == (date(2025, 11, 26), date(2025, 11, 27))


def test_a_week_has_one_name_whatever_its_day() -> None:
    assert {weeks_near(weekly(day), TODAY, set())[0].name for day in range(5)} == {"week:2025-11-10"}


def test_the_digest_of_the_week_before_went_out_on_its_own_day() -> None:
    presidents_day = {date(2026, 2, 16)}
    this, _ = weeks_near(weekly(), date(2026, 2, 23), presidents_day)

    assert [day_of_the_week_before(this, days_off) for days_off in (presidents_day, set())] == [
        date(2026, 2, 13),
        date(2026, 2, 16),
    ]


@pytest.mark.parametrize(
    ("meeting", "on"),
    [("2026-01-20", "2026-01-16"), ("2026-01-22", "2026-01-21"), ("2026-03-02", "2026-02-27")],
)
def test_before_a_meeting_it_goes_out_on_the_working_day_before(meeting: str, on: str) -> None:
    king = {date(2026, 1, 19)}

    assert before_meeting("m1", date.fromisoformat(meeting), king).on == date.fromisoformat(on)


@pytest.mark.parametrize(("monday", "utc"), [("2026-03-02", 17), ("2026-03-09", 16), ("2026-11-02", 17)])
def test_its_hour_is_the_commissions_whatever_the_clocks_do(monday: str, utc: int) -> None:
    this, _ = weeks_near(weekly(), date.fromisoformat(monday), set())

    assert this.moment(9, LOS_ANGELES).astimezone(ZoneInfo("UTC")) == datetime.fromisoformat(
        f"{monday}T{utc:02}:00"
    ).replace(tzinfo=ZoneInfo("UTC"))


def test_what_has_no_room_is_left_out_and_counted_and_no_heading_is_pushed_out() -> None:
    groups = (
        Group(heading="Overdue", lines=tuple("abcdefghijklmno")),
        Group(heading="Due this week", lines=tuple("ABCDEFGHIJ")),
        Group(heading="Coming up", lines=("x", "y")),
    )
    shown = cut(Digest(about=TODAY, meeting_on=None, groups=groups, by="Dana Ito"))

    assert [(group.heading, len(group.lines)) for group in shown.groups] == [
        ("Overdue", 15),
        ("Due this week", 3),
        ("Coming up", 2),
    ]
    assert (shown.more, MOST_LINES) == (7, 20)


def test_it_is_said_in_words() -> None:
    plans = [DigestPlan(), weekly(4, 16), DigestPlan(when=When.MEETINGS, hour=12)]

    assert [plan.in_words() for plan in plans] == [
        "off",
        "each Friday at 4 PM",
        "the day before each meeting at 12 PM",
    ]
    assert [hour_in_words(hour) for hour in (9, 11, 12, 13)] == ["9 AM", "11 AM", "12 PM", "1 PM"]


def test_its_title_names_the_week_or_the_meeting() -> None:
    week = Digest(about=date(2025, 11, 17), meeting_on=None, groups=(), by="")
    meeting = Digest(about=date(2026, 1, 19), meeting_on=date(2026, 1, 20), groups=(), by="")

    assert (week.title(TODAY), meeting.title(TODAY)) == (
        "Sister cities: week of Mon, Nov 17",
        "Sister cities: before the meeting of Tue, Jan 20, 2026",
    )
