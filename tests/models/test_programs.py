"""Programs and exchanges in the records."""

from datetime import date
from typing import Any

import pytest

from models.commission import commission_of
from models.finding import prospect_by_id
from models.programs import NewProgram, programs_of, record_program
from models.recollection import story_of
from models.refusals import NotAllowed
from tests.builders import TODAY, Office, refused
from tests.models.test_undoing import RESTS


def runs(office: Office, prospect_id: str, *, by: str = "U1", **said: Any) -> int:  # noqa: ANN401  fields of many types
    """Record a program; gives its number."""
    usual = {"title": "Pen pals", "is_test": True, "begins_on": TODAY}
    new = NewProgram(**{"prospect_id": prospect_id, **usual, **said})
    with office.writing(by) as (session, asker):
        return record_program(session, new, asker, commission_of(session), office.now).program.number


def known(office: Office, prospect_id: str) -> list[tuple[int, str, str]]:
    with office.workspace.reading() as session:
        rows = programs_of(session, prospect_by_id(session, prospect_id))
        return [(row.number, row.title, row.outcome) for row in rows]


def test_programs_are_numbered_and_each_counts_as_it_was_recorded_last(milpitas: Office) -> None:
    loreto = milpitas.inquiry()
    assert (runs(milpitas, loreto), runs(milpitas, loreto, title="Firefighters", is_test=False)) == (1, 2)
    runs(milpitas, loreto, number=1, outcome="40 letters.", ends_on=TODAY)
    assert known(milpitas, loreto) == [(1, "Pen pals", "40 letters."), (2, "Firefighters", "")]
    with milpitas.workspace.reading() as session:
        story = story_of(session, prospect_by_id(session, loreto), size=2)
    assert [(entry.what, entry.said) for entry in story.entries] == [
        (
            "program changed",
            (
                (
                    "program 1, “Pen pals”, to test the waters, Jan 15, 2026 to Jan 15, 2026; "
                    "what came of it: 40 letters"
                ),
            ),
        ),
        ("program recorded", ("program 2, “Firefighters”, under the agreement, Jan 15, 2026",)),
    ]

    milpitas.undo(milpitas.last_act())
    assert known(milpitas, loreto) == [(1, "Pen pals", ""), (2, "Firefighters", "")]


def test_a_program_is_taken_back_once_nothing_was_added_to_it(milpitas: Office) -> None:
    loreto = milpitas.inquiry()
    runs(milpitas, loreto)
    recorded = milpitas.last_act()
    runs(milpitas, loreto, title="Firefighters")
    runs(milpitas, loreto, number=1, outcome="40 letters.")
    added = milpitas.last_act()
    with refused(RESTS):
        milpitas.undo(recorded)
    milpitas.undo(added)
    milpitas.undo(recorded)

    assert known(milpitas, loreto) == [(2, "Firefighters", "")]


@pytest.mark.parametrize(
    ("said", "message", "field"),
    [
        ({"title": " "}, "Please say what it is called.", "title"),
        ({"begins_on": None}, "Please choose the day on which it begins.", "begins_on"),
        (
            {"begins_on": date(1026, 1, 15)},
            "That date is more than a lifetime ago. Please check the year.",
            "begins_on",
        ),
        ({"ends_on": date(2026, 1, 14)}, "It cannot end before it begins. Please check the date.", "ends_on"),
        (
            {"begins_on": date(2026, 1, 16), "outcome": "Many letters"},
            "It has not begun yet, so nothing can have come of it.",
            "outcome",
        ),
        ({"number": 7}, "I couldn't find that program.", None),
    ],
)
def test_what_is_missing_or_cannot_be_is_refused_beside_its_field(
    one_engine: Office, said: dict[str, Any], message: str, field: str | None
) -> None:
    loreto = one_engine.inquiry()
    with refused(message, field):
        runs(one_engine, loreto, **said)
    assert known(one_engine, loreto) == []


def test_a_program_ahead_is_recorded_by_officers_in_an_open_file_alone(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    assert runs(one_engine, loreto, begins_on=date(2026, 7, 1)) == 1
    with pytest.raises(NotAllowed):
        runs(one_engine, loreto, by="U3")
    one_engine.turn(loreto, closed=True)
    with refused("The file on Loreto, Mexico is closed. The chair or staff can reopen it."):
        runs(one_engine, loreto)
