"""Their silence set aside: what ends it, and what goes on meanwhile."""

from datetime import date

import pytest

from models.commission import commission_of
from models.finding import prospect_by_id
from models.parking import park
from models.recollection import story_of
from models.refusals import NotAllowed
from models.rules.progress import Progress
from models.rules.silence import Parked
from tests.builders import STRANGER, TODAY, Office, refused

SILENT = date(2026, 3, 1)


def parked(
    office: Office, prospect_id: str, *, parked: bool = True, by: str = "U1", why: str = "Busy"
) -> int:
    """Park a silence, or take it up again; gives the act."""
    with office.writing(by) as (session, asker):
        done = park(
            session,
            prospect_id,
            parked=parked,
            reason=why,
            asker=asker,
            commission=commission_of(session),
            now=office.now,
        )
        return done.act.id


def written_to(office: Office) -> str:
    """Record an inquiry that was answered today."""
    loreto = office.inquiry()
    office.letter(loreto)
    return loreto


def expected(progress: Progress) -> tuple[date | None, int, date | None]:
    """Say by when an answer is expected, how many letters had none, and since when that is set aside."""
    return progress.answer_by, progress.unanswered, progress.parked.on if progress.parked else None


def test_no_answer_is_expected_while_a_silence_is_parked(milpitas: Office) -> None:
    loreto = written_to(milpitas)
    dated = milpitas.due_rows(loreto)
    before = expected(milpitas.progress(loreto))
    act = parked(milpitas.on("2026-03-02"), loreto)

    assert (before, expected(milpitas.progress(loreto))) == ((SILENT, 1, None), (None, 1, date(2026, 3, 2)))
    assert milpitas.progress(loreto).parked == Parked(act_id=act, on=date(2026, 3, 2), reason="Busy")
    assert milpitas.due_rows(loreto) == dated != {}


@pytest.mark.parametrize(
    ("direction", "then"), [("in", (None, 0, None)), ("out", (date(2026, 4, 17), 2, None))]
)
def test_any_later_letter_ends_it_and_taking_that_back_brings_it_back(
    milpitas: Office, direction: str, then: tuple[date | None, int, date | None]
) -> None:
    loreto = written_to(milpitas)
    parked(milpitas.on("2026-03-02"), loreto)
    later = milpitas.on("2026-03-03")
    later.letter(loreto, direction=direction)
    ended = expected(later.progress(loreto))
    later.undo(later.last_act())

    assert (ended, expected(later.progress(loreto))) == (then, (None, 1, date(2026, 3, 2)))


def test_it_is_taken_up_again_or_taken_back(milpitas: Office) -> None:
    loreto = written_to(milpitas)
    parked(milpitas, loreto)
    taken_up = parked(milpitas, loreto, parked=False, why="")
    again = expected(milpitas.progress(loreto))
    milpitas.undo(taken_up)
    still = expected(milpitas.progress(loreto))

    assert (again, still) == ((SILENT, 1, None), (None, 1, TODAY))


def test_parking_is_taken_back(milpitas: Office) -> None:
    loreto = written_to(milpitas)
    milpitas.undo(parked(milpitas, loreto))

    assert expected(milpitas.progress(loreto)) == (SILENT, 1, None)


def test_the_record_keeps_the_reason(one_engine: Office) -> None:
    loreto = written_to(one_engine)
    parked(one_engine, loreto, why=" Their mayor left ")
    with one_engine.workspace.reading() as session:
        story = story_of(session, prospect_by_id(session, loreto), size=1).entries

    assert [(entry.what, entry.reason) for entry in story] == [("silence parked", "Their mayor left")]


def test_what_cannot_be_is_refused(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    with refused("The next word to Loreto, Mexico is ours, so I am not asking for an answer."):
        parked(one_engine, loreto)
    one_engine.letter(loreto)
    with refused("Please give the reason; it is kept with the record.", "reason"):
        parked(one_engine, loreto, why=" ")
    with refused("That is too long: at most 1,000 characters, please.", "reason"):
        parked(one_engine, loreto, why="x" * 1001)
    with refused("Loreto, Mexico is not parked. I changed nothing."):
        parked(one_engine, loreto, parked=False)
    parked(one_engine, loreto)
    with refused("Loreto, Mexico is parked already. I changed nothing."):
        parked(one_engine, loreto)
    one_engine.turn(loreto, closed=True)
    with refused("The file on Loreto, Mexico is closed. I changed nothing."):
        parked(one_engine, loreto, parked=False)


def test_officers_and_the_owner_park_and_nobody_else(one_engine: Office) -> None:
    loreto = one_engine.inquiry(owner_id=one_engine.member_id("U3"))
    one_engine.letter(loreto)
    for by in ("U4", STRANGER):
        with pytest.raises(NotAllowed):
            parked(one_engine, loreto, by=by)
    parked(one_engine, loreto, by="U3")

    assert one_engine.progress(loreto).parked is not None


def test_a_city_of_another_workspace_is_not_found(milpitas: Office, cerritos: Office) -> None:
    elsewhere = written_to(cerritos)
    with refused("I couldn't find that city."):
        parked(milpitas, elsewhere)
