"""What may be asked for as a file, before it is owed."""

from __future__ import annotations

import pytest

from handlers.desk import Desk, Pressed
from handlers.files import send
from models.askers import asker_of
from models.database import Database
from tests.builders import Office, office, refused


@pytest.fixture
def at_work(sqlite_database: Database) -> Office:
    """A commission at work."""
    return office(sqlite_database)


def asks(at_work: Office, value: str, by: str = "U1") -> str:
    """Press the button for a file; gives what is answered."""
    with at_work.workspace.transaction(at_work.now) as session:
        desk = Desk(session=session, asker=asker_of(session, by), now=at_work.now)
        return send(desk, Pressed(name="send_file", value=value, at=at_work.now)).text


def test_a_button_that_names_no_letter_has_nothing_sent(at_work: Office) -> None:
    with refused("I couldn't find that letter."):
        asks(at_work, "letter:ode", "U3")


def test_the_record_of_a_city_that_was_taken_back_is_refused_at_once(at_work: Office) -> None:
    loreto = at_work.inquiry("Loreto")
    said = asks(at_work, f"records:{loreto}")
    at_work.undo(at_work.last_act())

    assert said == "The records will be in your messages with Clerk in a moment."
    with refused("I couldn't find that city."):
        asks(at_work, f"records:{loreto}")


def test_the_handover_sheet_is_refused_to_the_chair(at_work: Office) -> None:
    with refused("Only staff can get the handover sheet."):
        asks(at_work, "handover:", "U2")
