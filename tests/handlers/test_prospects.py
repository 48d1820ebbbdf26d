"""What is next for one person, and the pages of the dates."""

from datetime import date

import pytest

from handlers.desk import Asked, Desk
from handlers.prospects import due, whats_next
from handlers.views.history import MOST_DATES
from models.askers import asker_of
from models.commission import commission_of
from models.database import Database
from models.pauses import NewReminders, change_reminders
from tests.builders import Office, office


@pytest.fixture
def milpitas(sqlite_database: Database) -> Office:
    """A commission at work, on SQLite."""
    return office(sqlite_database)


def stands_in(office: Office, for_whom: str, backup: str) -> None:
    """Have somebody be away, and another get what is theirs."""
    away = NewReminders(
        member_id=office.member_id(for_whom),
        rhythm="daily",
        hour=9,
        until=date(2026, 3, 1),
        backup_id=office.member_id(backup),
    )
    with office.writing(for_whom) as (session, asker):
        change_reminders(session, away, asker, commission_of(session), office.now)


def mine(office: Office, slack_id: str, offset: int = 0) -> str:
    """Ask what is next for somebody."""
    with office.workspace.reading() as session:
        desk = Desk(session=session, asker=asker_of(session, slack_id), now=office.now)
        return whats_next(desk, Asked(rest="mine", offset=offset)).text


def test_whoever_stands_in_finds_all_that_they_stand_in_for_and_reads_for_whom(milpitas: Office) -> None:
    for number in range(10):
        milpitas.inquiry(f"City {number}", by="U1")
    before = mine(milpitas, "U4")
    stands_in(milpitas, "U1", "U4")
    first, second = mine(milpitas, "U4"), mine(milpitas, "U4", 8)

    assert before == "Nothing that is open is yours."
    assert [each.count("For Ana Ruiz, back Mar 1.") for each in (first, second)] == [8, 2]
    assert first.endswith("2 more are not shown.")
    assert "For Ana Ruiz" not in mine(milpitas, "U1")


def test_the_dates_come_a_page_at_a_time_and_say_how_many_are_left(milpitas: Office) -> None:
    for number in range(MOST_DATES + 2):
        milpitas.inquiry(f"City {number}")
    with milpitas.workspace.reading() as session:
        desk = Desk(session=session, asker=asker_of(session, "U1"), now=milpitas.now)
        first, second = (due(desk, Asked(offset=offset)) for offset in (0, MOST_DATES))

    assert first.text.endswith("2 more are not shown.")
    assert [element.value for element in first.blocks[-1].elements] == [  # type: ignore[attr-defined]
        f"2026-02-14:{MOST_DATES}",
        "due:2026-02-14:0",
    ]
    assert (len(second.blocks), "not shown" in second.text) == (4, False)
