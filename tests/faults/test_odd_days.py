"""Rules that name a day which not every month or year has."""

from __future__ import annotations

from models.rules.recurrence import meeting_dates
from tests.models.rules.builders import at, day


def test_monthly_on_the_31st_leaves_out_the_months_that_have_none() -> None:
    found = meeting_dates("FREQ=MONTHLY;BYMONTHDAY=31", at("2026-01-31 18:00"), day("2026-12-31"))
    assert [f"{each:%m-%d}" for each in found] == [
        "01-31",
        "03-31",
        "05-31",
        "07-31",
        "08-31",
        "10-31",
        "12-31",
    ]


def test_monthly_on_the_last_day_has_every_month() -> None:
    found = meeting_dates("FREQ=MONTHLY;BYMONTHDAY=-1", at("2028-01-31 18:00"), day("2028-04-30"))
    assert [f"{each:%m-%d}" for each in found] == ["01-31", "02-29", "03-31", "04-30"]


def test_yearly_on_the_leap_day_comes_in_leap_years_alone() -> None:
    found = meeting_dates("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", at("2024-02-29 18:00"), day("2033-01-01"))
    assert [each.date() for each in found] == [day("2024-02-29"), day("2028-02-29"), day("2032-02-29")]
