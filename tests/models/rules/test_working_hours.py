"""When somebody may be written to, and when an agenda's last call goes out."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.calendars import is_working_day
from models.rules.working_hours import (
    LAST_CALL,
    in_working_hours,
    last_call,
    next_working_moment,
    word_moment,
)

LOS_ANGELES, LISBON, APIA = (
    ZoneInfo("America/Los_Angeles"),
    ZoneInfo("Europe/Lisbon"),
    ZoneInfo("Pacific/Apia"),
)
THANKSGIVING = {date(2026, 11, 26), date(2026, 11, 27)}
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - given one
ZONES = st.sampled_from([LOS_ANGELES, LISBON, APIA])
DAYS_OFF = st.sets(st.dates(date(2024, 1, 1), date(2030, 12, 31)), max_size=40)


def local(said: str, zone: ZoneInfo = LOS_ANGELES) -> datetime:
    """Read a local time."""
    return datetime.fromisoformat(said).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("deadline", "called"),
    [
        ("2026-04-20T18:00", "2026-04-20T14:00"),
        ("2026-04-20T13:00", "2026-04-20T09:00"),
        ("2026-04-20T12:59", "2026-04-17T13:00"),
        ("2026-04-20T21:00", "2026-04-20T13:00"),
        ("2026-04-20T20:59", "2026-04-20T16:59"),
        ("2026-04-18T18:00", "2026-04-17T13:00"),
        ("2026-04-20T03:00", "2026-04-17T13:00"),
        ("2026-11-30T09:00", "2026-11-25T13:00"),
        ("2024-03-01T10:00", "2024-02-29T13:00"),
        ("2026-03-08T18:00", "2026-03-06T13:00"),
    ],
)
def test_the_last_call_comes_four_hours_before_and_never_at_night_or_on_a_day_off(
    deadline: str, called: str
) -> None:
    assert last_call(local(deadline), LOS_ANGELES, THANKSGIVING).astimezone(LOS_ANGELES) == local(called)


def test_the_hours_are_those_of_whoever_is_told() -> None:
    assert last_call(local("2026-04-20T18:00"), LISBON, set()) == local("2026-04-20T13:00", LISBON)


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("2026-04-20T09:00", "2026-04-20T09:00"),
        ("2026-04-20T16:59", "2026-04-20T16:59"),
        ("2026-04-20T17:00", "2026-04-21T09:00"),
        ("2026-04-20T08:59", "2026-04-20T09:00"),
        ("2026-04-17T17:00", "2026-04-20T09:00"),
        ("2026-11-25T20:00", "2026-11-30T09:00"),
    ],
)
def test_what_may_wait_waits_for_nine_on_a_working_day(now: str, told: str) -> None:
    assert next_working_moment(local(now), LOS_ANGELES, THANKSGIVING) == local(told)


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [
        ("2026-04-23T16:00", "2026-04-23T18:00", "2026-04-23T16:00"),
        ("2026-04-22T19:00", "2026-04-23T18:00", "2026-04-23T09:00"),
        ("2026-04-23T17:40", "2026-04-23T18:00", "2026-04-23T17:40"),
        ("2026-04-23T18:00", "2026-04-23T18:00", None),
        ("2026-04-23T21:00", "2026-04-24T08:00", None),
        ("2026-04-24T07:00", "2026-04-24T08:00", None),
        ("2026-04-25T10:00", "2026-04-25T18:00", None),
        ("2026-04-24T20:00", "2026-04-25T18:00", "2026-04-24T20:00"),
    ],
)
def test_what_the_next_morning_is_too_late_for_is_told_in_the_evening_and_never_at_night(
    now: str, before: str, told: str | None
) -> None:
    assert word_moment(local(now), LOS_ANGELES, set(), local(before)) == (local(told) if told else None)


@given(MOMENTS, ZONES, DAYS_OFF)
def test_a_last_call_is_in_working_hours_and_leaves_four_hours_at_least(
    deadline: datetime, zone: ZoneInfo, days_off: set[date]
) -> None:
    called = last_call(deadline, zone, days_off)

    assert in_working_hours(called, zone, days_off)
    assert deadline - called >= LAST_CALL


@given(MOMENTS, ZONES, DAYS_OFF)
def test_no_working_day_lies_between_an_earlier_call_and_its_own_hour(
    deadline: datetime, zone: ZoneInfo, days_off: set[date]
) -> None:
    called = last_call(deadline, zone, days_off).astimezone(zone).date()
    own = (deadline - LAST_CALL).astimezone(zone).date()
    between = [called + timedelta(days=n) for n in range(1, (own - called).days)]

    assert [day for day in between if is_working_day(day, days_off)] == []


@given(MOMENTS, ZONES, DAYS_OFF)
def test_what_waits_comes_in_working_hours_and_never_earlier(
    now: datetime, zone: ZoneInfo, days_off: set[date]
) -> None:
    told = next_working_moment(now, zone, days_off)

    assert told >= now
    assert in_working_hours(told, zone, days_off)
