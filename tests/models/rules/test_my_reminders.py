"""What people type of their reminders, and for how long and for whom somebody may stand in."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.my_reminders import (
    LONGEST_PAUSE,
    TypedReminders,
    UnsureDay,
    day_back,
    fault_of_backup,
    fault_of_return,
    read_words,
)
from models.rules.notices import Rhythm
from models.rules.recipients import Person
from models.rules.typed_dates import UnreadableDay
from models.rules.wording import full_date

TODAY = date(2026, 11, 25)
LEE = Person(member_id="1", name="Lee", slack_id="U1")
DANA = Person(member_id="2", name="Dana", slack_id="U2")


@pytest.mark.parametrize(
    ("rest", "meant"),
    [
        ("", TypedReminders()),
        ("pause until Dec 1", TypedReminders(pauses=True, day="Dec 1")),
        ("Until next Friday", TypedReminders(pauses=True, day="next Friday")),
        ("pause 12/1", TypedReminders(pauses=True, day="12/1")),
        ("mute till tomorrow", TypedReminders(pauses=True, day="tomorrow")),
        ("pause", TypedReminders()),
        ("pause until", TypedReminders()),
        ("Dec 1", TypedReminders(day="Dec 1")),
        ("weekly", TypedReminders(rhythm=Rhythm.WEEKLY)),
        ("Daily", TypedReminders(rhythm=Rhythm.DAILY)),
        ("weekly from Dec 1", TypedReminders(day="weekly from Dec 1")),
        ("Resume", TypedReminders(resumes=True)),
        ("resume Dec 1", TypedReminders(day="resume Dec 1")),
    ],
)
def test_a_pause_is_recorded_at_once_only_where_it_is_named_with_a_day(
    rest: str, meant: TypedReminders
) -> None:
    assert read_words(rest) == meant


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("Dec 1", date(2026, 12, 1)),
        ("Jan 10", date(2027, 1, 10)),
        ("Oct 20, 2027", date(2027, 10, 20)),
        ("Nov 25", date(2026, 11, 25)),
        ("next Friday", date(2026, 11, 27)),
        ("tomorrow", date(2026, 11, 26)),
        ("yesterday", date(2026, 11, 24)),
        ("today", date(2026, 11, 25)),
        ("Oct 20, 2026", date(2026, 10, 20)),
        ("2027-02-28", date(2027, 2, 28)),
        ("Feb 29, 2028", date(2028, 2, 29)),
    ],
)
def test_a_day_without_its_year_is_the_nearest_one(typed: str, day: date) -> None:
    assert day_back(typed, TODAY) == day


def test_a_day_that_does_not_exist_is_not_guessed() -> None:
    with pytest.raises(UnreadableDay) as no:
        day_back("31 Nov", TODAY)

    assert str(no.value) == "I couldn't read “31 Nov”. Try “Nov 30” or “next Friday”."


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "Nov 1",
            (
                "Nov 1 has passed. For a day ahead type one such as “Dec 2”; "
                "for next year write the year: “Nov 1, 2027”."
            ),
        ),
        ("Mar 1", "That is about 3 months ahead. If you mean it, write the year: “Mar 1, 2027”."),
    ],
)
def test_a_day_that_may_be_a_slip_is_asked_for_with_its_year(typed: str, said: str) -> None:
    with pytest.raises(UnsureDay) as no:
        day_back(typed, TODAY)

    assert str(no.value) == said


def test_nothing_that_can_be_read_is_answered_with_a_working_day_ahead() -> None:
    with pytest.raises(UnreadableDay) as no:
        day_back("whenever", TODAY)

    assert str(no.value) == "I couldn't read “whenever”. Try “Dec 2” or “next Friday”."


@given(today=st.dates(date(2024, 1, 1), date(2040, 1, 1)), ahead=st.integers(1, 90))
def test_every_day_of_the_next_ninety_can_be_typed_without_its_year(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    typed = full_date(day).rpartition(",")[0]

    assert day_back(typed, today) == day


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (TODAY + timedelta(days=1), ""),
        (TODAY + LONGEST_PAUSE, ""),
        (TODAY, "Nov 25, 2026 has come already. Name the day on which you are back."),
        (date(2026, 11, 1), "Nov 1, 2026 has come already. Name the day on which you are back."),
        (
            TODAY + LONGEST_PAUSE + timedelta(days=1),
            "That is more than a year ahead. A pause of a year is the longest; please check the date.",
        ),
        (
            date.max,
            "That is more than a year ahead. A pause of a year is the longest; please check the date.",
        ),
    ],
)
def test_a_pause_ends_within_a_year(until: date, said: str) -> None:
    assert fault_of_return(until, TODAY) == said


@pytest.mark.parametrize(
    ("backup", "said"),
    [
        (DANA, ""),
        (None, "That person is not on the roster. Please choose somebody else."),
        (
            replace(DANA, active=False),
            "That person is not on the roster. Please choose somebody else.",
        ),
        (LEE, "Nobody stands in for themselves. Please choose somebody else."),
        (
            replace(DANA, paused_until=date(2026, 12, 1)),
            "Dana is away as well, until Dec 1, 2026. Please choose somebody else.",
        ),
        (replace(DANA, slack_id=None), "Dana can't be reached on Slack. Please choose somebody else."),
        (replace(DANA, account_closed=True), "Dana can't be reached on Slack. Please choose somebody else."),
    ],
)
def test_whoever_stands_in_is_somebody_else_who_is_there(backup: Person | None, said: str) -> None:
    assert fault_of_backup(LEE, backup) == said
