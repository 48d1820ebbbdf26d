"""The word to somebody whose reminders were paused for them."""

from datetime import date

import pytest

from bot.practice.driver import Practice
from models.commission import commission_of
from models.database import Database, WorkspaceDatabase
from models.members import Member
from models.pauses import NewReminders, change_reminders, resume
from scheduler.outbox import Sender
from tests.scheduler.conftest import Clock
from tests.scheduler.house import House, furnished

UNTIL = date(2025, 12, 1)


@pytest.fixture
def house(
    database: Database, workspace: WorkspaceDatabase, sender: Sender, practice: Practice, clock: Clock
) -> House:
    """A commission with Vi, a member who is ill."""
    house = furnished(database, workspace, sender, practice, clock)
    with workspace.transaction(clock()) as session:
        member = Member(name="Vi Chen", slack_id="U0VI", roles=["member"], active=True)
        session.add(member)
        session.flush()
        house.members["Vi Chen"] = member.id
    return house


def pauses(house: House, by: str, backup: str | None = None) -> None:
    """Have somebody pause Vi's reminders."""
    new = NewReminders(
        member_id=house.members["Vi Chen"],
        rhythm="daily",
        hour=9,
        until=UNTIL,
        backup_id=house.members[backup] if backup else None,
    )
    with house.workspace.transaction(house.clock()) as session:
        change_reminders(session, new, house.asker(by), commission_of(session), house.clock())


def is_back(house: House, by: str) -> None:
    """Have Vi's pause ended."""
    with house.workspace.transaction(house.clock()) as session:
        resume(session, house.members["Vi Chen"], house.asker(by), commission_of(session), house.clock())


@pytest.mark.parametrize(
    ("by", "backup", "told"),
    [
        ("U0DANA", "Ruth Meyer", "Dana Ito did this; Ruth Meyer gets them meanwhile."),
        ("U0DANA", None, "Dana Ito did this and gets them meanwhile."),
        ("U0RUTH", None, "Ruth Meyer did this; Dana Ito gets them meanwhile."),
    ],
)
def test_somebody_paused_by_another_is_told_by_whom_and_who_stands_in(
    house: House, by: str, backup: str | None, told: str
) -> None:
    pauses(house, by, backup)
    house.comes(house.clock())

    assert house.notes("U0VI") == [f"Your reminders are paused until Mon, Dec 1. {told}"]


def test_who_is_back_already_is_told_of_no_pause(house: House) -> None:
    pauses(house, "U0DANA")
    is_back(house, "U0VI")
    house.comes(house.clock())

    assert house.notes("U0VI") == []


def test_of_two_pauses_only_the_one_that_holds_is_told(house: House) -> None:
    pauses(house, "U0DANA")
    is_back(house, "U0VI")
    pauses(house, "U0RUTH")
    house.comes(house.clock())

    assert house.notes("U0VI") == [
        "Your reminders are paused until Mon, Dec 1. Ruth Meyer did this; Dana Ito gets them meanwhile."
    ]
