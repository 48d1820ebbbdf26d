from typing import Any

import pytest

from models.refusals import NotAllowed
from models.rules.facts import State
from tests.builders import STRANGER, TODAY, Office, refused


def test_a_closed_file_keeps_its_reason_and_no_dates_until_it_is_opened_again(milpitas: Office) -> None:
    loreto = milpitas.inquiry()
    dated = milpitas.due_rows(loreto)
    milpitas.turn(loreto, closed=True, reason=" They withdrew ")
    progress = milpitas.progress(loreto)
    assert (progress.closed_on, progress.closed_because) == (TODAY, "They withdrew")
    assert milpitas.due_rows(loreto) == {}

    milpitas.turn(loreto, closed=False, reason="They wrote again")
    assert (milpitas.progress(loreto).closed_on, milpitas.progress(loreto).closed_because) == (None, "")
    assert milpitas.due_rows(loreto) == dated != {}


def test_a_file_that_the_council_closed_is_opened_for_the_council_to_decide_anew(milpitas: Office) -> None:
    loreto = milpitas.inquiry()
    milpitas.complete(loreto, "mou")
    milpitas.complete(loreto, "council", outcome="denied")
    milpitas.turn(loreto, closed=False, reason="A new council")

    assert milpitas.states(loreto, "mou", "council", "register") == [State.DONE, State.READY, State.WAITING]


def test_a_file_is_not_opened_beside_a_newer_one_of_the_same_city(milpitas: Office) -> None:
    loreto = milpitas.inquiry()
    milpitas.turn(loreto, closed=True)
    newer = milpitas.inquiry()
    with refused("A newer file on Loreto, Mexico is open, No. 2. Close that one first."):
        milpitas.turn(loreto, closed=False)
    milpitas.turn(newer, closed=True)
    milpitas.turn(loreto, closed=False)

    assert milpitas.progress(loreto).is_open


@pytest.mark.parametrize(
    ("said", "message", "field"),
    [
        ({"closed": True, "reason": " "}, "Please give the reason; it is kept with the record.", "reason"),
        (
            {"closed": True, "reason": "x" * 1001},
            "That is too long: at most 1,000 characters, please.",
            "reason",
        ),
        (
            {"closed": False},
            "The file on Loreto, Mexico is open already. I changed nothing.",
            None,
        ),
    ],
)
def test_what_cannot_be_is_refused(
    one_engine: Office, said: dict[str, Any], message: str, field: str | None
) -> None:
    loreto = one_engine.inquiry()
    with refused(message, field):
        one_engine.turn(loreto, **said)


def test_a_file_is_closed_once(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    one_engine.turn(loreto, closed=True)
    with refused("The file on Loreto, Mexico is closed already. I changed nothing."):
        one_engine.turn(loreto, closed=True)


@pytest.mark.parametrize("by", ["U3", STRANGER])
def test_only_officers_close(one_engine: Office, by: str) -> None:
    loreto = one_engine.inquiry()
    with pytest.raises(NotAllowed):
        one_engine.turn(loreto, closed=True, by=by)


def test_a_city_of_another_workspace_is_not_found(milpitas: Office, cerritos: Office) -> None:
    elsewhere = cerritos.inquiry()
    for unknown in (elsewhere, "0" * 32):
        with refused("I couldn't find that city."):
            milpitas.turn(unknown, closed=True)
