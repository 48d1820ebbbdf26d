"""Which dates a change of the calendar moves, and that both dates and the cause are kept."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from models.commission import commission_of
from models.database import Database
from models.finding import prospect_by_id
from models.moved_dates import Moved, moved_in_words
from models.progress import rebuild_due_dates
from models.prospects import Prospect
from models.recollection import story_of
from models.refusals import Refusal
from models.rules.due import due_in_words, is_overdue
from tests.builders import LOS_ANGELES, Office, office
from tests.databases import empty
from tests.models.calendar_builders import (
    DISCUSS,
    calendar_of,
    cancelled,
    due,
    moved,
    moves,
    recorded,
    scheduled,
)

SIX = ("2026-01-08", "2026-03-05", "2026-05-07", "2026-09-03", "2026-11-05", "2027-01-07")
"""The regular meetings of the table of published examples."""
MAY, SEP, NOV = date(2026, 5, 7), date(2026, 9, 3), date(2026, 11, 5)


def with_six(milpitas: Office) -> Office:
    """Put the six meetings on the calendar, on Jan 2."""
    early = milpitas.on("2026-01-02")
    for day in SIX:
        scheduled(early, day)
    return early


def inquiry_at(milpitas: Office, local: str) -> str:
    """Record an inquiry at a moment in California, on the day that it then is there."""
    at = datetime.fromisoformat(local).replace(tzinfo=LOS_ANGELES).astimezone(UTC)
    return Office(workspace=milpitas.workspace, now=at).inquiry()


@pytest.mark.parametrize(
    ("received", "day"),
    [
        ("2026-02-10T10:00", SEP),
        ("2026-03-05T10:00", NOV),
        ("2026-03-05T21:30", NOV),
        ("2026-03-04T22:30", SEP),
    ],
)
def test_the_third_regular_meeting_on_a_later_local_date_counts(
    milpitas: Office, received: str, day: date
) -> None:
    with_six(milpitas)

    assert due(milpitas, inquiry_at(milpitas, received)) == day


@pytest.mark.parametrize(
    ("status", "cause"), [("cancelled", "cancelled"), ("held_no_quorum", "held without a quorum")]
)
def test_a_meeting_that_is_cancelled_or_has_no_quorum_moves_the_date_on(
    milpitas: Office, status: str, cause: str
) -> None:
    with_six(milpitas)
    prospect = inquiry_at(milpitas, "2026-02-10T10:00")
    recorded(milpitas.on("2026-05-08"), "2026-05-07", status, "Three came")

    assert due(milpitas, prospect) == NOV
    assert moves(milpitas, prospect) == [(SEP, NOV, f"the meeting of May 7 was recorded as {cause}")]


def test_a_meeting_adjourned_without_a_quorum_counts_on_the_day_it_is_continued(milpitas: Office) -> None:
    with_six(milpitas)
    prospect = inquiry_at(milpitas, "2026-02-10T10:00")
    recorded(milpitas.on("2026-05-08"), "2026-05-07", "adjourned", "Three came", "2026-05-21")
    recorded(milpitas.on("2026-05-22"), "2026-05-21", "held")

    assert due(milpitas, prospect) == SEP
    assert ("2026-05-21", "adjourned_regular", "held") in calendar_of(milpitas)
    assert moves(milpitas, prospect) == []


def test_a_special_meeting_moves_nothing(milpitas: Office) -> None:
    early = with_six(milpitas)
    prospect = inquiry_at(milpitas, "2026-02-10T10:00")
    change = scheduled(early, "2026-04-16", kind="special")

    assert (due(milpitas, prospect), change.moved) == (SEP, ())


def test_the_example_of_milpitas(milpitas: Office) -> None:
    for day in ("2026-01-22", "2026-02-26", "2026-03-26", "2026-04-23"):
        scheduled(milpitas.on("2026-01-02"), day)
    prospect = milpitas.on("2026-01-22").inquiry()
    recorded(milpitas.on("2026-01-23"), "2026-01-22")
    recorded(milpitas.on("2026-02-27"), "2026-02-26")
    before = due(milpitas, prospect)
    cancelled(milpitas.on("2026-03-20"), "2026-03-26")
    without = milpitas.on("2026-04-24")
    recorded(without, "2026-04-23")

    assert (before, due(milpitas, prospect)) == (date(2026, 4, 23), None)

    scheduled(without, "2026-05-28")
    said = without.standing(prospect, DISCUSS).due

    assert said is not None
    assert due_in_words(said, without.today) == "2 of 3 meetings held; the last is Thu, May 28"
    assert due(milpitas, prospect) == date(2026, 5, 28)
    assert moves(milpitas, prospect) == [
        (date(2026, 4, 23), None, "the meeting of Mar 26 was cancelled"),
        (None, date(2026, 5, 28), "a regular meeting was set for May 28"),
    ]
    days = ("2026-05-28", "2026-05-29")
    assert [is_overdue(said, date.fromisoformat(day)) for day in days] == [False, True]


def test_what_moved_is_said_with_both_dates_and_the_cause(milpitas: Office) -> None:
    early = with_six(milpitas)
    prospect = early.inquiry()
    change = cancelled(early, "2026-03-05")

    assert moved_in_words(change.moved, early.today) == [
        (
            "Loreto, Mexico: Discuss the possible relationship at a commission meeting moved from Thu, May 7 "
            "to Thu, Sep 3, because the meeting of Mar 5 was cancelled."
        )
    ]
    assert moved_in_words((), early.today) == ["No deadline changed."]
    assert [each.prospect_id for each in change.moved] == [prospect]


def test_a_date_that_goes_or_comes_is_said_so() -> None:
    gone = Moved(
        prospect_id="1",
        title="Loreto",
        step_id="discuss",
        step_title="Discuss",
        was=MAY,
        on=None,
        cause="it was so",
    )

    assert moved_in_words([gone, replace(gone, was=None, on=MAY, is_goal=True)], date(2026, 1, 2)) == [
        "Loreto: Discuss moved from Thu, May 7 to no date yet, because it was so.",
        "Loreto: our goal for Discuss now has its date, Thu, May 7, because it was so.",
    ]


def test_the_record_of_a_prospect_tells_its_moved_dates(milpitas: Office) -> None:
    early = with_six(milpitas)
    prospect, other = early.inquiry(), early.inquiry("Hakusan", country="JP")
    cancelled(early, "2026-03-05")
    with milpitas.workspace.reading() as session:
        stories = [story_of(session, prospect_by_id(session, each), size=9) for each in (prospect, other)]

    line = (
        (
            "“Discuss the possible relationship at a commission meeting”: May 7, 2026 to Sep 3, 2026, "
            "because the meeting of Mar 5 was cancelled"
        ),
    )
    assert [[(entry.what, entry.said, entry.reason) for entry in story.entries[:1]] for story in stories] == [
        [("meeting cancelled", line, "Storm")]
    ] * 2
    assert [len(story.entries) for story in stories] == [2, 2]


def test_a_closed_file_has_no_date_to_move(milpitas: Office) -> None:
    early = with_six(milpitas)
    prospect = early.inquiry()
    early.turn(prospect, closed=True)

    assert (cancelled(early, "2026-03-05").moved, moves(milpitas, prospect)) == ((), [])


def test_another_workspace_keeps_its_dates(milpitas: Office, cerritos: Office) -> None:
    early, theirs = with_six(milpitas), with_six(cerritos)
    prospect = theirs.inquiry()
    cancelled(early, "2026-03-05")

    assert due(cerritos, prospect) == MAY


DAYS = [date(2026, month, day).isoformat() for month in range(2, 12) for day in (5, 19)]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["schedule", "special", "move", "cancel", "record"]),
        st.integers(0, 19),
        st.integers(0, 19),
    ),
    max_size=12,
)


def one_step(milpitas: Office, verb: str, one: str, other: str) -> None:
    """Do one thing to the calendar; what is refused changes nothing."""
    last = milpitas.on("2026-12-31")
    with suppress(Refusal, NoResultFound):
        match verb:
            case "schedule":
                scheduled(milpitas, one)
            case "special":
                scheduled(milpitas, one, kind="special")
            case "move":
                moved(milpitas, one, other)
            case "cancel":
                cancelled(milpitas, one)
            case _:
                recorded(last, one, "held_no_quorum" if other > one else "held", "As the binder says")


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(steps=STEPS)
def test_after_any_changes_the_kept_dates_are_what_the_rules_give_and_each_move_begins_where_the_last_ended(
    kept_sqlite: Database, steps: list[tuple[str, int, int]]
) -> None:
    empty(kept_sqlite)
    milpitas = office(kept_sqlite).on("2026-01-02")
    for day in SIX[:3]:
        scheduled(milpitas, day)
    prospect = milpitas.inquiry()
    begun = due(milpitas, prospect)
    for verb, one, other in steps:
        one_step(milpitas, verb, DAYS[one], DAYS[other])
    kept, chain = due(milpitas, prospect), moves(milpitas, prospect)

    assert [was for was, _, _ in chain] == [begun, *[on for _, on, _ in chain]][: len(chain)]
    assert kept == (chain[-1][1] if chain else begun)
    with milpitas.workspace.transaction(milpitas.now) as session:
        rebuild_due_dates(
            session, list(session.scalars(select(Prospect))), commission_of(session), milpitas.today
        )
    assert due(milpitas, prospect) == kept
    empty(kept_sqlite)
