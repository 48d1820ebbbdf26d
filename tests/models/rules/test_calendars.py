from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.calendars import (
    BY_DEFINITION,
    CountingRule,
    Meeting,
    MeetingKind,
    MeetingStatus,
    agenda_deadline,
    first_actionable,
    is_held,
    is_unrecorded,
    is_working_day,
    last_working_day,
    meetings_counted,
    scheduled_regular_dates,
    span_after,
    span_before,
    working_days_until,
)
from models.rules.policy import Span, Unit
from tests.models.rules.builders import CANCELLED, DAYS, HELD, at, calendars, day, meeting

THANKSGIVING = day("2025-11-27")
REGULAR_DATES = ("2026-01-08", "2026-03-05", "2026-05-07", "2026-09-03", "2026-11-05", "2027-01-07")
NO_QUORUM = MeetingStatus.HELD_NO_QUORUM


def regular_meetings(**changed: MeetingStatus) -> tuple[Meeting, ...]:
    """Build the regular meetings of the written examples; `may=CANCELLED` changes the one in May."""
    return tuple(
        meeting(on, changed.get("may", MeetingStatus.SCHEDULED) if on == "2026-05-07" else HELD)
        for on in REGULAR_DATES
    )


def counted_days(meetings: tuple[Meeting, ...], after: str, rule: CountingRule = BY_DEFINITION) -> list[str]:
    return [each.on.isoformat() for each in meetings_counted(meetings, day(after), rule)]


@pytest.mark.parametrize(
    ("start", "count", "unit", "expected"),
    [
        ("2026-01-15", 120, Unit.DAYS, "2026-05-15"),
        ("2026-12-25", 2, Unit.WEEKS, "2027-01-08"),
        ("2026-08-31", 6, Unit.MONTHS, "2027-02-28"),
        ("2027-08-31", 6, Unit.MONTHS, "2028-02-29"),
        ("2026-12-31", 2, Unit.MONTHS, "2027-02-28"),
        ("2024-02-29", 1, Unit.YEARS, "2025-02-28"),
        ("2024-02-29", 4, Unit.YEARS, "2028-02-29"),
        ("2025-11-14", 10, Unit.WORKING_DAYS, "2025-12-01"),
        ("2025-11-15", 1, Unit.WORKING_DAYS, "2025-11-17"),
        ("2025-11-15", 0, Unit.WORKING_DAYS, "2025-11-15"),
    ],
)
def test_a_span_is_counted_from_the_day_after_and_clamps_to_the_months_end(
    start: str, count: int, unit: Unit, expected: str
) -> None:
    assert span_after(day(start), Span(count=count, unit=unit), {THANKSGIVING}) == day(expected)


@pytest.mark.parametrize(
    ("start", "count", "unit", "expected"),
    [
        ("2026-05-15", 120, Unit.DAYS, "2026-01-15"),
        ("2026-03-31", 1, Unit.MONTHS, "2026-02-28"),
        ("2025-12-01", 10, Unit.WORKING_DAYS, "2025-11-14"),
    ],
)
def test_a_span_before_a_day_counts_back_the_same_way(
    start: str, count: int, unit: Unit, expected: str
) -> None:
    assert span_before(day(start), Span(count=count, unit=unit), {THANKSGIVING}) == day(expected)


def test_working_days_left_count_the_last_day_and_not_today() -> None:
    assert working_days_until(day("2025-12-01"), day("2025-11-26"), {THANKSGIVING}) == 2
    assert working_days_until(day("2025-11-30"), day("2025-11-28")) == 0
    assert working_days_until(day("2025-11-26"), day("2025-11-28")) == 0


@given(start=DAYS, months=st.integers(0, 60))
def test_months_keep_the_day_of_the_month_or_end_with_the_month(start: date, months: int) -> None:
    found = span_after(start, Span(count=months, unit=Unit.MONTHS))
    ends_its_month = (found + timedelta(days=1)).day == 1

    assert (found.year * 12 + found.month) - (start.year * 12 + start.month) == months
    assert found.day == start.day or (ends_its_month and found.day < start.day)


@given(start=DAYS, count=st.integers(0, 30), days_off=st.sets(DAYS, max_size=8), another=DAYS)
def test_one_more_day_off_never_makes_a_working_day_date_earlier(
    start: date, count: int, days_off: set[date], another: date
) -> None:
    span = Span(count=count, unit=Unit.WORKING_DAYS)

    assert span_after(start, span, days_off | {another}) >= span_after(start, span, days_off)
    assert span_before(start, span, days_off | {another}) <= span_before(start, span, days_off)


@given(start=DAYS, count=st.integers(1, 30), days_off=st.sets(DAYS, max_size=8))
def test_counting_working_days_forth_and_looking_back_agree(
    start: date, count: int, days_off: set[date]
) -> None:
    found = span_after(start, Span(count=count, unit=Unit.WORKING_DAYS), days_off)

    assert working_days_until(found, start, days_off) == count
    assert is_working_day(found, days_off)


@pytest.mark.parametrize(
    ("received", "counted"),
    [
        ("2026-02-10", ["2026-03-05", "2026-05-07", "2026-09-03"]),
        ("2026-03-05", ["2026-05-07", "2026-09-03", "2026-11-05"]),
        ("2026-03-04", ["2026-03-05", "2026-05-07", "2026-09-03"]),
    ],
)
def test_the_next_regular_meetings_on_later_days_count(received: str, counted: list[str]) -> None:
    assert counted_days(regular_meetings(), received)[:3] == counted


@pytest.mark.parametrize("may", [CANCELLED, NO_QUORUM])
def test_a_meeting_that_is_cancelled_or_lacks_a_quorum_does_not_count(may: MeetingStatus) -> None:
    counted = counted_days(regular_meetings(may=may), "2026-02-10")

    assert counted[:3] == ["2026-03-05", "2026-09-03", "2026-11-05"]


@pytest.mark.parametrize("may", [MeetingStatus.ADJOURNED, NO_QUORUM])
def test_a_meeting_adjourned_without_quorum_counts_on_the_day_it_is_held(may: MeetingStatus) -> None:
    continuation = meeting("2026-05-21", HELD, MeetingKind.ADJOURNED_REGULAR, continues="2026-05-07")
    counted = counted_days((*regular_meetings(may=may), continuation), "2026-02-10")

    assert counted[:3] == ["2026-03-05", "2026-05-21", "2026-09-03"]


def test_a_meeting_and_its_continuation_count_once() -> None:
    continued = meeting("2026-05-21", HELD, MeetingKind.ADJOURNED_REGULAR, continues="2026-05-07")
    again = meeting("2026-05-28", HELD, MeetingKind.ADJOURNED_REGULAR, continues="2026-05-21")
    counted = counted_days((*regular_meetings(may=HELD), continued, again), "2026-02-10")

    assert counted[:3] == ["2026-03-05", "2026-05-07", "2026-09-03"]


def test_the_continuation_of_a_meeting_held_before_the_inquiry_does_not_count() -> None:
    continuation = meeting("2026-03-19", HELD, MeetingKind.ADJOURNED_REGULAR, continues="2026-03-05")

    assert counted_days((*regular_meetings(), continuation), "2026-03-10")[0] == "2026-05-07"


@pytest.mark.parametrize("kind", [MeetingKind.SPECIAL, MeetingKind.WORKSHOP])
def test_special_meetings_and_workshops_do_not_count(kind: MeetingKind) -> None:
    extra = meeting("2026-04-16", HELD, kind)
    counted = counted_days((*regular_meetings(), extra), "2026-02-10")

    assert counted[:3] == ["2026-03-05", "2026-05-07", "2026-09-03"]


def test_a_body_may_count_special_meetings_but_never_workshops() -> None:
    extra = (
        meeting("2026-04-16", HELD, MeetingKind.SPECIAL),
        meeting("2026-04-23", HELD, MeetingKind.WORKSHOP),
    )
    counted = counted_days((*regular_meetings(), *extra), "2026-02-10", CountingRule(count_special=True))

    assert counted[:3] == ["2026-03-05", "2026-04-16", "2026-05-07"]


@pytest.mark.parametrize("may", [MeetingStatus.ADJOURNED, NO_QUORUM])
def test_a_body_may_count_meetings_without_a_quorum(may: MeetingStatus) -> None:
    continuation = meeting("2026-05-21", HELD, MeetingKind.ADJOURNED_REGULAR, continues="2026-05-07")
    meetings = (*regular_meetings(may=may), continuation)
    counted = counted_days(meetings, "2026-02-10", CountingRule(count_no_quorum=True))

    assert counted[:3] == ["2026-03-05", "2026-05-07", "2026-09-03"]


@pytest.mark.parametrize(
    ("received", "first"),
    [("2026-03-01", "2026-03-05"), ("2026-03-02", "2026-03-05"), ("2026-03-03", "2026-05-07")],
)
def test_a_body_may_leave_out_a_meeting_that_came_too_soon_for_its_agenda(received: str, first: str) -> None:
    rule = CountingRule(exclude_if_under_72h=True)

    assert counted_days(regular_meetings(), received, rule)[0] == first


def test_leaving_out_a_meeting_that_came_too_soon_does_not_bring_back_its_continuation() -> None:
    continuation = meeting("2026-03-19", HELD, MeetingKind.ADJOURNED_REGULAR, continues="2026-03-05")
    rule = CountingRule(exclude_if_under_72h=True)

    assert counted_days((*regular_meetings(), continuation), "2026-03-05", rule)[0] == "2026-05-07"


def test_the_strict_count_takes_every_regular_date_whatever_became_of_it() -> None:
    extra = meeting("2026-04-16", HELD, MeetingKind.SPECIAL)
    dates = scheduled_regular_dates((*regular_meetings(may=CANCELLED), extra), day("2026-03-05"))

    assert dates == (day("2026-05-07"), day("2026-09-03"), day("2026-11-05"), day("2027-01-07"))


def test_a_past_meeting_that_nobody_recorded_is_taken_as_held() -> None:
    unrecorded = meeting("2026-05-07")

    assert (is_held(unrecorded, day("2026-05-08")), is_unrecorded(unrecorded, day("2026-05-08"))) == (
        True,
        True,
    )
    assert (is_held(unrecorded, day("2026-05-07")), is_unrecorded(unrecorded, day("2026-05-07"))) == (
        False,
        False,
    )
    assert is_unrecorded(meeting("2026-05-07", HELD), day("2026-05-08")) is False


@pytest.mark.parametrize(
    ("starts_at", "lead_hours", "deadline"),
    [
        ("2026-03-09 19:00", 72, "2026-03-06 18:00"),
        ("2026-11-02 19:00", 72, "2026-10-30 20:00"),
        ("2026-01-20 18:30", 72, "2026-01-17 18:30"),
        ("2026-04-16 19:00", 24, "2026-04-15 19:00"),
    ],
)
def test_an_agenda_is_due_elapsed_hours_ahead_across_clock_changes(
    starts_at: str, lead_hours: int, deadline: str
) -> None:
    found = agenda_deadline(at(starts_at), lead_hours)

    assert found.isoformat() == at(deadline).isoformat()


@pytest.mark.parametrize(
    ("now", "first"),
    [
        ("2026-03-04 22:30", "2026-05-07"),
        ("2026-03-02 19:00", "2026-03-05"),
        ("2026-03-02 19:01", "2026-05-07"),
    ],
)
def test_the_first_actionable_meeting_is_one_whose_agenda_can_still_be_posted(now: str, first: str) -> None:
    counted = meetings_counted(regular_meetings(), at(now).date())
    found = first_actionable(counted, at(now))

    assert found is not None
    assert found.on == day(first)


def test_no_meeting_is_actionable_when_none_is_ahead() -> None:
    assert first_actionable(regular_meetings(), at("2027-01-06 09:00")) is None


@given(meetings=calendars(), order=st.randoms(use_true_random=False), after=DAYS)
def test_the_order_in_which_meetings_are_given_does_not_matter(
    meetings: tuple[Meeting, ...], order: Random, after: date
) -> None:
    shuffled = list(meetings)
    order.shuffle(shuffled)

    assert meetings_counted(shuffled, after) == meetings_counted(meetings, after)


@given(meetings=calendars(), after=st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_counted_meetings_rise_lie_later_and_are_never_cancelled(
    meetings: tuple[Meeting, ...], after: date
) -> None:
    counted = meetings_counted(meetings, after)
    days = [each.on for each in counted]

    assert days == sorted(set(days))
    assert [each for each in counted if each.on <= after or each.status is CANCELLED] == []


def test_the_last_working_day_is_the_day_itself_or_before_the_weekend_and_the_days_off() -> None:
    friday_off = frozenset({day("2026-01-16")})

    assert last_working_day(day("2026-01-15"), friday_off) == day("2026-01-15")
    assert last_working_day(day("2026-01-17"), frozenset()) == day("2026-01-16")
    assert last_working_day(day("2026-01-17"), friday_off) == day("2026-01-15")
