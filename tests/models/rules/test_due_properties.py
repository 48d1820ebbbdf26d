"""What holds of every meeting-counted date, whatever the calendar."""

from dataclasses import replace
from datetime import date

from hypothesis import assume, given
from hypothesis import strategies as st

from models.rules.calendars import Meeting
from models.rules.due import Due, due_by
from models.rules.facts import Facts
from tests.models.rules.builders import CANCELLED, DAYS, THREE_MEETINGS, calendars, day

TODAY = day("2026-04-24")


def dated(facts: Facts, today: date) -> Due:
    due = due_by(THREE_MEETINGS, facts, today)
    assert due is not None
    return due


def due_day(meetings: tuple[Meeting, ...], start: date) -> date:
    """Give the third meeting's day, or the last day of all while it is unknown."""
    return dated(Facts(dates={"inquiry": start}, meetings={"commission": meetings}), TODAY).on or date.max


STARTS = st.dates(date(2026, 1, 1), date(2026, 6, 30))


@given(meetings=calendars(min_size=1), start=STARTS, data=st.data())
def test_cancelling_a_later_meeting_never_makes_the_date_earlier(
    meetings: tuple[Meeting, ...], start: date, data: st.DataObject
) -> None:
    later = [each for each in meetings if each.on > start]
    assume(later)
    gone = data.draw(st.sampled_from(later))
    fewer = tuple(replace(each, status=CANCELLED) if each is gone else each for each in meetings)

    assert due_day(fewer, start) >= due_day(meetings, start)


@given(meetings=calendars(min_size=3), start=STARTS)
def test_the_strict_date_is_said_only_where_it_is_earlier(meetings: tuple[Meeting, ...], start: date) -> None:
    due = dated(Facts(dates={"inquiry": start}, meetings={"commission": meetings}), TODAY)

    assert (due.strict or date.min) < (due.on or date.max)


@given(meetings=calendars(), start=STARTS, one_day=DAYS, another=DAYS)
def test_the_date_and_its_basis_do_not_change_as_days_pass(
    meetings: tuple[Meeting, ...], start: date, one_day: date, another: date
) -> None:
    facts = Facts(dates={"inquiry": start}, meetings={"commission": meetings})
    first, second = dated(facts, one_day), dated(facts, another)

    assert (first.on, first.basis, first.strict) == (second.on, second.basis, second.strict)
