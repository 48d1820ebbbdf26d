"""A deadline that is put off by agreement, in the records."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from models.agenda_matters import due_matters
from models.commission import commission_of
from models.database import Database
from models.dated_steps import dates_between
from models.extensions import NewExtension, extend, extendable
from models.finding import prospect_by_id
from models.meetings import Meeting
from models.moved_dates import moved_in_words
from models.rebuilding import rebuild_everything
from models.recollection import story_of
from models.refusals import NotAllowed
from tests.builders import STRANGER, Office, refused
from tests.models.calendar_builders import DISCUSS, cancelled, due, scheduled

MEETINGS = ("2026-01-08", "2026-02-26", "2026-03-26", "2026-04-23", "2026-05-28")
APR, MAY, JUN = date(2026, 4, 23), date(2026, 5, 28), date(2026, 6, 30)


def with_deadline(office: Office) -> str:
    """Record an inquiry that must be discussed by Apr 23."""
    for day in MEETINGS:
        scheduled(office.on("2026-01-02"), day)
    return office.inquiry()


def extended(office: Office, prospect_id: str, *, by: str = "U1", **said: Any) -> list[str]:  # noqa: ANN401  fields of many types
    """Put the discussion off; gives what is said to have moved."""
    usual = {"step_id": DISCUSS, "on": JUN, "agreed_by": "the City Council.", "reason": "Elections"}
    new = NewExtension(**{"prospect_id": prospect_id, **usual, **said})
    with office.writing(by) as (session, asker):
        done = extend(session, new, asker, commission_of(session), office.now)
        return moved_in_words([done.moved], office.today)


def test_the_new_date_is_kept_listed_and_told_with_the_old_one(milpitas: Office) -> None:
    loreto = with_deadline(milpitas)
    said = extended(milpitas, loreto)
    with milpitas.workspace.reading() as session:
        commission = commission_of(session)
        story = story_of(session, prospect_by_id(session, loreto), size=1).entries
        (listed,) = [
            row for row in dates_between(session, JUN, commission, milpitas.today) if not row.is_goal
        ]

    assert said == [
        (
            "Loreto, Mexico: Discuss the possible relationship at a commission meeting moved from Thu, Apr 23 "
            "to Tue, Jun 30, because the City Council agreed to it."
        )
    ]
    assert due(milpitas, loreto) == JUN == listed.on
    assert listed.basis == (
        "extended from Apr 23, 2026 to Jun 30, 2026 by agreement of the City Council, recorded Jan 15, 2026: "
        "Elections; first counted as third commission meeting after the inquiry of Jan 15, 2026"
    )
    assert [(entry.what, entry.said, entry.reason) for entry in story] == [
        (
            "deadline extended",
            (
                (
                    "“Discuss the possible relationship at a commission meeting”: Apr 23, 2026 to Jun 30, 2026, "
                    "because the City Council agreed to it"
                ),
            ),
            "Elections",
        )
    ]


def test_a_later_change_of_the_calendar_moves_it_no_more_and_counting_anew_keeps_it(
    milpitas: Office, database: Database
) -> None:
    loreto = with_deadline(milpitas)
    extended(milpitas, loreto, on=date(2026, 5, 1))
    change = cancelled(milpitas, "2026-03-26")
    rebuild_everything(database, milpitas.now)

    assert (change.moved, due(milpitas, loreto)) == ((), date(2026, 5, 1))


def test_undone_it_gives_the_deadline_as_it_is_counted_by_then(milpitas: Office) -> None:
    loreto = with_deadline(milpitas)
    extended(milpitas, loreto)
    act = milpitas.last_act()
    cancelled(milpitas, "2026-03-26")
    milpitas.undo(act)

    assert due(milpitas, loreto) == MAY


def test_an_extension_may_be_extended_and_that_be_taken_back(milpitas: Office) -> None:
    loreto = with_deadline(milpitas)
    extended(milpitas, loreto, on=MAY)
    extended(milpitas, loreto)
    first, second = milpitas.standing(loreto, DISCUSS).due, milpitas.last_act()
    milpitas.undo(second)
    then = milpitas.standing(loreto, DISCUSS).due

    assert [(each.on, each.was) for each in (first, then) if each] == [(JUN, MAY), (MAY, APR)]


def test_a_discussion_that_was_put_off_is_on_the_agenda_of_the_last_meeting_up_to_the_new_day(
    milpitas: Office,
) -> None:
    loreto = with_deadline(milpitas)
    extended(milpitas, loreto, on=date(2026, 6, 10))
    with milpitas.workspace.reading() as session:
        commission = commission_of(session)
        found = {
            str(each.on): [
                matter.step_id for matter in due_matters(session, each, commission, milpitas.today)
            ]
            for each in session.scalars(select(Meeting))
        }

    assert found == {**{key: [] for key in MEETINGS}, MEETINGS[-1]: [DISCUSS]}


@pytest.mark.parametrize(
    ("said", "message", "field"),
    [
        ({"on": None}, "Please choose the new date.", "on"),
        ({"on": APR}, "An extension is later than Thu, Apr 23, the deadline now.", "on"),
        ({"on": date(9999, 12, 31)}, "That is more than ten years ahead. Please check the year.", "on"),
        ({"agreed_by": " . "}, "Please say who agreed to it.", "agreed_by"),
        ({"agreed_by": "x" * 121}, "That is too long: at most 120 characters, please.", "agreed_by"),
        ({"reason": " "}, "Please give the reason; it is kept with the record.", "reason"),
        ({"reason": "x" * 301}, "That is too long: at most 300 characters, please.", "reason"),
        ({"step_id": "nothing"}, "That step is no longer there. Please choose again.", "step"),
        (
            {"step_id": "form"},
            "“Get the completed request form” has no deadline with a date, so none can be extended.",
            "step",
        ),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    one_engine: Office, said: dict[str, Any], message: str, field: str
) -> None:
    loreto = with_deadline(one_engine)
    with refused(message, field):
        extended(one_engine, loreto, **said)


def test_a_step_that_is_done_and_a_file_that_is_closed_are_not_extended(one_engine: Office) -> None:
    loreto = with_deadline(one_engine)
    one_engine.complete(loreto, "form")
    one_engine.complete(loreto, DISCUSS, out_of_order=True)
    with refused(
        "“Discuss the possible relationship at a commission meeting” is done already. I changed nothing.",
        "step",
    ):
        extended(one_engine, loreto)
    one_engine.turn(loreto, closed=True)
    with refused("The file on Loreto, Mexico is closed. The chair or staff can reopen it."):
        extended(one_engine, loreto)

    assert extendable(one_engine.progress(loreto)) == []


def test_steps_with_a_deadline_are_offered(one_engine: Office) -> None:
    loreto = with_deadline(one_engine)

    assert [each.step.id for each in extendable(one_engine.progress(loreto))] == [DISCUSS]
    assert extendable(replace(one_engine.progress(loreto), closed_on=APR)) == []


@pytest.mark.parametrize("by", ["U3", STRANGER])
def test_only_officers_extend(one_engine: Office, by: str) -> None:
    loreto = with_deadline(one_engine)
    with pytest.raises(NotAllowed):
        extended(one_engine, loreto, by=by)
