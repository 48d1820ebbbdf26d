"""A deadline put off by agreement: the new date, and the old one beside it."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.rules.due import Due, due_in_words, is_overdue, put_off
from models.rules.facts import Extended, Facts
from models.rules.policy import Unit
from models.rules.steps import due_rows, standings
from tests.models.rules.builders import CANCELLED, HELD, THREE_MEETINGS, after, day, meeting, policy, step

AGREED = Extended(
    on=day("2026-06-30"),
    was=day("2026-05-15"),
    agreed_by="the City Council",
    reason="Their election comes first.",
    recorded_on=day("2026-05-10"),
)
APPLY = policy(step("apply", due=after(120, Unit.DAYS, "inquiry")), step("other"))
FACTS = Facts(dates={"inquiry": day("2026-01-15")}, extensions={"apply": AGREED})


def deadline(facts: Facts, today: str = "2026-05-20") -> Due | None:
    return standings(APPLY, "way", facts, day(today))[0].due


def test_an_extension_gives_the_new_date_and_says_the_old_one_and_how_that_was_counted() -> None:
    how = (
        "extended from May 15, 2026 to Jun 30, 2026 by agreement of the City Council, recorded May 10, 2026: "
        "Their election comes first; first counted as 120 days after the inquiry of Jan 15, 2026"
    )

    assert deadline(FACTS) == Due(on=day("2026-06-30"), how=how, basis=how, was=day("2026-05-15"))


def test_the_old_date_is_shown_with_the_new_one_before_on_and_after_the_day() -> None:
    due = deadline(FACTS)
    assert due is not None
    days = [day("2026-05-20"), day("2026-06-30"), day("2027-01-04")]

    assert [due_in_words(due, today) for today in days] == [
        "due Tue, Jun 30 (extended from May 15)",
        "due today (extended from May 15)",
        "overdue since Tue, Jun 30, 2026 (extended from May 15, 2026)",
    ]
    assert due_in_words(due, day("2026-06-29"), []) == (
        "due Tue, Jun 30 (extended from May 15; 1 working day)"
    )


def test_the_agreed_date_holds_when_what_it_was_counted_from_moves_or_goes() -> None:
    later, gone = {"inquiry": day("2026-04-01")}, dict[str, date]()
    found = [deadline(replace(FACTS, dates=dates)) for dates in (later, gone)]

    assert [due.on if due else None for due in found] == [AGREED.on, AGREED.on]
    assert [due.how.partition("first counted as ")[2] if due else None for due in found] == [
        "120 days after the inquiry of Apr 1, 2026",
        "no date yet: needs the inquiry",
    ]


def test_a_deadline_counted_in_meetings_is_a_plain_date_once_it_is_extended() -> None:
    meetings = (
        meeting("2026-02-26", HELD),
        meeting("2026-03-26", CANCELLED),
        meeting("2026-04-23"),
        meeting("2026-05-15"),
    )
    discuss = policy(step("apply", due=THREE_MEETINGS))
    facts = replace(FACTS, meetings={"commission": meetings})
    (found,) = standings(discuss, "way", facts, day("2026-05-10"))

    assert found.due is not None
    assert (found.due.on, found.due.held, found.due.strict, found.due.projected) == (
        AGREED.on,
        None,
        None,
        False,
    )
    assert due_in_words(found.due, day("2026-05-10")) == "due Tue, Jun 30 (extended from May 15)"


def test_a_step_without_a_deadline_is_not_extended() -> None:
    facts = replace(FACTS, extensions={"other": AGREED})

    assert [found.due and found.due.on for found in standings(APPLY, "way", facts, day("2026-05-20"))] == [
        day("2026-05-15"),
        None,
    ]


DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))


@given(begun=DAYS, put_off_by=st.integers(1, 800), today=DAYS)
def test_what_is_kept_of_it_is_the_agreed_date_on_any_day(begun: date, put_off_by: int, today: date) -> None:
    was = begun + timedelta(days=120)
    agreed = replace(AGREED, was=was, on=was + timedelta(days=put_off_by))
    facts = Facts(dates={"inquiry": begun}, extensions={"apply": agreed})
    due = deadline(facts, today.isoformat())

    assert due is not None
    assert (due.on, is_overdue(due, today)) == (agreed.on, today > agreed.on)
    assert [row.on for row in due_rows(standings(APPLY, "way", facts, today))] == [agreed.on]
    assert due_rows(standings(APPLY, "way", facts, today)) == due_rows(standings(APPLY, "way", facts, begun))


def test_a_leap_day_and_the_end_of_a_month_can_be_agreed_on() -> None:
    first = Due(on=day("2028-01-31"), how="on the inquiry of Jan 31, 2028")
    agreed = replace(AGREED, was=day("2028-01-31"), on=day("2028-02-29"))
    due = put_off(first, agreed)

    assert due_in_words(due, day("2028-02-28"), []) == (
        "due Tue, Feb 29 (extended from Jan 31; 1 working day)"
    )
