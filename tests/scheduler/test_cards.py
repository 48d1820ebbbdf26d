"""Daily notes of which nothing is left."""

from datetime import date

import pytest

from bot.practice.driver import Practice
from models.database import Database, WorkspaceDatabase
from models.prospects import Prospect
from scheduler.outbox import Sender
from tests.scheduler.conftest import Clock
from tests.scheduler.house import House, at, furnished

DAY = date(2025, 12, 2)


@pytest.fixture
def house(
    database: Database, workspace: WorkspaceDatabase, sender: Sender, practice: Practice, clock: Clock
) -> House:
    return furnished(database, workspace, sender, practice, clock)


def takes_back_the_file(house: House, prospect_id: str) -> None:
    with house.workspace.reading() as session:
        act = session.get_one(Prospect, (house.workspace.workspace_id, prospect_id)).act_id
    house.takes_back(act)


def test_a_sent_note_whose_only_file_was_taken_back_says_so_and_has_no_buttons(house: House) -> None:
    loreto = house.inquiry()
    house.comes(at(DAY))
    takes_back_the_file(house, loreto)
    house.comes(at(DAY, 10))

    left = [(note.text, note.buttons) for note in house.drawn()]
    assert left == [("This has changed; nothing is to be done here any more.", [])]
