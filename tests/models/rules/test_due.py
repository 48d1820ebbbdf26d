from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from models.rules.calendars import CountingRule, Meeting, MeetingKind, MeetingStatus
from models.rules.due import Due, Urgency, due_by, due_in_words, is_overdue, urgency, window
from models.rules.facts import Facts
from models.rules.policy import Before, Every, EveryYearBy, On, Phrase, Span, Unit, Window
from tests.models.rules.builders import (
    CANCELLED,
    DAYS,
    HELD,
    THREE_MEETINGS,
    after,
    day,
    done,
    meeting,
    waived,
)

TODAY = day("2026-04-24")
MILPITAS_MEETINGS = (
    meeting("2026-01-22", HELD),
    meeting("2026-02-26", HELD),
    meeting("2026-03-26", CANCELLED),
    meeting("2026-04-23", HELD),
    meeting("2026-05-28"),
)
SIX_MONTHS_TO_TWO_YEARS = Window(
    first=Span(count=6, unit=Unit.MONTHS), last=Span(count=2, unit=Unit.YEARS), anchor="signed"
)


def dated(phrase: Phrase, facts: Facts, today: date = TODAY, assumption: str | None = None) -> Due:
    """Work out the date of a phrase that gives one."""
    due = due_by(phrase, facts, today, assumption=assumption)
    assert due is not None
    return due


def from_inquiry(meetings: tuple[Meeting, ...], on: str = "2026-01-22") -> Facts:
    return Facts(dates={"inquiry": day(on)}, meetings={"commission": meetings})


@pytest.mark.parametrize(
    ("phrase", "on", "how"),
    [
        (
            after(120, Unit.DAYS, "application"),
            "2026-05-15",
            "120 days after the application of Jan 15, 2026",
        ),
        (after(1, Unit.MONTHS, "application"), "2026-02-15", "1 month after the application of Jan 15, 2026"),
        (
            after(1, Unit.YEARS, "requested", strictly=True),
            "2026-03-02",
            "more than 1 year after the request of Mar 1, 2025",
        ),
        (
            after(10, Unit.WORKING_DAYS, "received"),
            "2025-12-01",
            "10 working days after the received of Nov 14, 2025",
        ),
        (On(anchor="evaluation"), "2028-03-01", "on the evaluation of Mar 1, 2028"),
        (
            Before(anchor="term-end", span=Span(count=30, unit=Unit.DAYS)),
            "2026-12-01",
            "30 days before the term end of Dec 31, 2026",
        ),
        (Before(anchor="term-end"), "2026-12-30", "before the term end of Dec 31, 2026"),
    ],
)
def test_a_date_says_how_it_was_counted(phrase: Phrase, on: str, how: str) -> None:
    facts = Facts(
        dates={
            "application": day("2026-01-15"),
            "requested": day("2025-03-01"),
            "received": day("2025-11-14"),
            "evaluation": day("2028-03-01"),
            "term-end": day("2026-12-31"),
        },
        days_off=frozenset({day("2025-11-27")}),
    )

    assert dated(phrase, facts) == Due(on=day(on), how=how, basis=how)


@pytest.mark.parametrize("phrase", [after(3, Unit.MONTHS, "signed"), THREE_MEETINGS])
def test_a_missing_start_gives_no_date_and_says_what_is_needed(phrase: Phrase) -> None:
    anchor = {"signed": "signing", "inquiry": "inquiry"}[getattr(phrase, "anchor", "")]

    assert dated(phrase, Facts(), assumption="Ours.") == Due(
        on=None, how=f"no date yet: needs the {anchor}", assumption="Ours."
    )


def test_a_step_that_was_done_is_a_start_and_one_that_was_waived_is_not() -> None:
    phrase = after(2, Unit.WEEKS, "letter")

    assert dated(phrase, Facts(entries={"letter": done("2026-01-02")})).on == day("2026-01-16")
    assert dated(phrase, Facts(entries={"letter": waived("2026-01-02")})).on is None


@pytest.mark.parametrize(
    "phrase",
    [
        Every(span=Span(count=1, unit=Unit.YEARS), anchor="signed"),
        EveryYearBy(month=6, day=30),
        SIX_MONTHS_TO_TWO_YEARS,
    ],
)
def test_a_phrase_that_is_only_shown_gives_nothing(phrase: Phrase) -> None:
    assert due_by(phrase, Facts(dates={"signed": TODAY}), TODAY) is None


def test_a_reading_of_ours_stands_beside_the_date() -> None:
    facts = Facts(dates={"application": day("2026-01-15")})

    assert (
        dated(after(120, Unit.DAYS, "application"), facts, assumption="From receipt.").assumption
        == "From receipt."
    )


def test_milpitas_on_the_day_after_the_second_meeting() -> None:
    due = dated(THREE_MEETINGS, from_inquiry(MILPITAS_MEETINGS))

    assert due == Due(
        on=day("2026-05-28"),
        how=("third commission meeting after the inquiry of Jan 22, 2026: Feb 26 held, Apr 23 held, May 28"),
        basis="third commission meeting after the inquiry of Jan 22, 2026",
        projected=True,
        strict=day("2026-04-23"),
        held=2,
        of=3,
    )
    assert due_in_words(due, TODAY) == "2 of 3 meetings held; the last is Thu, May 28"


@pytest.mark.parametrize(
    ("today", "words", "overdue"),
    [
        ("2026-05-27", "2 of 3 meetings held; the last is Thu, May 28", False),
        ("2026-05-28", "due today", False),
        ("2026-05-29", "overdue since Thu, May 28", True),
        ("2027-01-04", "overdue since Thu, May 28, 2026", True),
    ],
)
def test_milpitas_is_overdue_from_the_day_after_the_third_meeting(
    today: str, words: str, *, overdue: bool
) -> None:
    due = dated(THREE_MEETINGS, from_inquiry(MILPITAS_MEETINGS), day(today))

    assert due_in_words(due, day(today)) == words
    assert is_overdue(due, day(today)) == overdue


def test_milpitas_while_the_third_meeting_is_not_on_the_calendar() -> None:
    due = dated(THREE_MEETINGS, from_inquiry(MILPITAS_MEETINGS[:-1]))

    assert due == Due(
        on=None,
        how="third meeting not yet scheduled (92 days since the inquiry)",
        basis="third commission meeting after the inquiry of Jan 22, 2026",
        strict=day("2026-04-23"),
        held=2,
        of=3,
    )
    assert (
        due_in_words(due, TODAY)
        == "2 of 3 meetings held; third meeting not yet scheduled (92 days since the inquiry)"
    )


def test_a_calendar_that_begins_long_after_the_inquiry_gives_no_date_and_says_so() -> None:
    due = dated(THREE_MEETINGS, from_inquiry(MILPITAS_MEETINGS, "2025-11-10"), assumption="Ours.")

    assert due == Due(
        on=None,
        how="no date yet: the calendar of commission meetings begins Jan 22, 2026, after the inquiry of Nov 10, 2025",
        assumption="Ours.",
    )
    assert due_in_words(due, TODAY) == due.how


@pytest.mark.parametrize(
    ("inquiry", "on"),
    [("2025-12-17", None), ("2025-12-18", "2026-04-23"), ("2026-01-20", "2026-04-23")],
    ids=["more than five weeks before", "five weeks before", "two days before"],
)
def test_a_calendar_may_begin_with_the_next_meeting(inquiry: str, on: str | None) -> None:
    due = dated(THREE_MEETINGS, from_inquiry(MILPITAS_MEETINGS, inquiry))

    assert due.on == (day(on) if on else None)


def test_an_earlier_meeting_of_any_kind_shows_that_the_calendar_is_whole() -> None:
    workshop = meeting("2025-11-03", CANCELLED, MeetingKind.WORKSHOP)

    assert dated(THREE_MEETINGS, from_inquiry((workshop, *MILPITAS_MEETINGS), "2025-11-10")).on == day(
        "2026-04-23"
    )


def test_a_meeting_that_went_by_unrecorded_is_marked() -> None:
    due = dated(THREE_MEETINGS, from_inquiry(MILPITAS_MEETINGS), day("2026-05-29"))

    assert (due.projected, due.held) == (False, 3)
    assert due.how == (
        "third commission meeting after the inquiry of Jan 22, 2026: Feb 26 held, Apr 23 held, May 28 not recorded"
    )


def test_meetings_of_the_next_year_are_written_with_it() -> None:
    meetings = (meeting("2026-12-10", HELD), meeting("2027-01-07", HELD), meeting("2027-02-04"))
    due = dated(THREE_MEETINGS, from_inquiry(meetings, "2026-11-20"), day("2027-01-08"))

    assert due.how == (
        "third commission meeting after the inquiry of Nov 20, 2026: Dec 10 held, Jan 7, 2027 held, Feb 4, 2027"
    )


def test_the_strict_date_is_left_out_where_it_is_the_same() -> None:
    meetings = (meeting("2026-02-26", HELD), meeting("2026-04-23", HELD), meeting("2026-05-28"))

    assert dated(THREE_MEETINGS, from_inquiry(meetings)).strict is None


def test_a_body_that_counts_meetings_without_quorum_says_so() -> None:
    meetings = (
        meeting("2026-02-26", MeetingStatus.HELD_NO_QUORUM),
        meeting("2026-04-16", HELD, MeetingKind.SPECIAL),
        meeting("2026-05-28"),
    )
    facts = replace(
        from_inquiry(meetings),
        counting={"commission": CountingRule(count_no_quorum=True, count_special=True)},
    )

    assert dated(THREE_MEETINGS, facts).how.endswith(": Feb 26 without quorum, Apr 16 held, May 28")


def test_a_window_opens_and_closes_after_its_start_and_clamps() -> None:
    facts = Facts(dates={"signed": day("2026-08-31")})

    assert window(SIX_MONTHS_TO_TWO_YEARS, facts) == (day("2027-02-28"), day("2028-08-31"))
    assert window(SIX_MONTHS_TO_TWO_YEARS, Facts()) is None


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("2025-12-12", "due Fri, Dec 12 (8 working days)"),
        ("2025-12-03", "due Wed, Dec 3 (1 working day)"),
        ("2025-12-02", "due today"),
        ("2025-12-01", "overdue since Mon, Dec 1"),
        ("2026-01-05", "due Mon, Jan 5, 2026 (23 working days)"),
    ],
)
def test_a_date_is_said_with_the_working_days_left(on: str, words: str) -> None:
    holidays = {day("2025-12-25")}

    assert due_in_words(Due(on=day(on), how=""), day("2025-12-02"), holidays) == words


def test_a_weekend_date_after_the_last_working_day_says_so() -> None:
    words = due_in_words(Due(on=day("2025-11-29"), how=""), day("2025-11-28"), set())

    assert words == "due Sat, Nov 29 (no working day left)"


def test_working_days_are_not_said_when_the_days_off_are_unknown() -> None:
    assert due_in_words(Due(on=day("2025-12-12"), how=""), day("2025-12-02")) == "due Fri, Dec 12"


@pytest.mark.parametrize(
    ("today", "said"),
    [
        ("2025-11-14", "our goal: Mon, Dec 1"),
        ("2025-12-01", "our goal: Mon, Dec 1"),
        ("2025-12-15", "our goal was Mon, Dec 1"),
    ],
)
def test_a_goal_is_never_due_nor_overdue(today: str, said: str) -> None:
    goal = Due(on=day("2025-12-01"), how="", is_goal=True)

    assert due_in_words(goal, day(today)) == said
    assert urgency(goal, day(today)) is Urgency.GOAL


def test_no_date_is_said_as_it_is() -> None:
    undated = Due(on=None, how="no date yet: needs the signing")

    assert due_in_words(undated, TODAY) == "no date yet: needs the signing"
    assert urgency(undated, TODAY) is Urgency.UNDATED


@given(on=DAYS, today=DAYS)
def test_a_deadline_is_in_time_up_to_and_including_its_day(on: date, today: date) -> None:
    assert is_overdue(Due(on=on, how=""), today) == (today > on)
