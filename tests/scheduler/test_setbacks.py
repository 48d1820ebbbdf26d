"""What becomes of a daily note that is given up: nobody knows whether it stands in Slack."""

from datetime import date

import pytest

from bot.practice.driver import Practice
from models.database import Database, WorkspaceDatabase
from scheduler.outbox import Sender
from tests.scheduler.conftest import Clock
from tests.scheduler.house import House, at, furnished


@pytest.fixture
def house(
    database: Database, workspace: WorkspaceDatabase, sender: Sender, practice: Practice, clock: Clock
) -> House:
    return furnished(database, workspace, sender, practice, clock)


def test_what_a_note_carried_that_was_given_up_is_told_the_next_morning_and_then_the_chair(
    house: House,
) -> None:
    house.completes(house.inquiry(), "reply")
    house.days(date(2025, 12, 1), date(2025, 12, 3))
    before = len(house.notes())
    house.practice.faults.fail("chat.postMessage", committed=False)
    house.practice.faults.refuse("conversations.open", error="missing_scope")
    for hours in (0, 2, 4):
        house.comes(at(date(2025, 12, 4), 9 + hours))
    given_up = [
        "I couldn't send a message. The daily note to Dana Ito: it may have arrived, so I do not send it again."
    ]
    assert house.notes()[before:] == given_up

    house.days(date(2025, 12, 5), date(2025, 12, 12))
    overdue = "Loreto: request form, overdue since Tue, Dec 2. I'll tell Ruth Meyer, the chair, on Tue, Dec 9. Yours to do."
    chair = "Loreto: “request form” was due Tue, Dec 2, 5 working days ago. Dana Ito looks after it. Please ask Dana Ito, or extend it by agreement."
    assert (house.notes()[before + 1], house.notes("U0RUTH")) == (overdue, [chair])
