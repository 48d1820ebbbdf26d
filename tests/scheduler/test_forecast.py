from datetime import date

import pytest
from sqlalchemy import select

from models.database import Database
from models.schema import declared_tables
from scheduler.forecast import Foreseen, forecast
from tests.builders import Office
from tests.builders import office as set_up
from tests.scheduler.mornings import morning

REPLY = "Reply to the inquiry in writing"
COUNTED = "10 working days after the inquiry of Jan 15, 2026."


@pytest.fixture
def office(database: Database) -> Office:
    there = set_up(database)
    for day in ("2026-02-12", "2026-03-26", "2026-04-23"):
        there.meet(day)
    there.inquiry("Cascais", country="PT", owner_id=there.member_id("U1"))
    return there


def foreseen(office: Office, day: str) -> list[Foreseen]:
    return forecast(office.workspace, office.now, date.fromisoformat(day))


def said(office: Office, day: str) -> list[tuple[str, str, str]]:
    return [(f"{each.at:%H:%M}", each.to, part.says) for each in foreseen(office, day) for part in each.parts]


def everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Read every row of every table."""
    with database.engine.connect() as connection:
        tables = declared_tables().sorted_tables
        return {
            each.name: sorted((tuple(row) for row in connection.execute(select(each))), key=str)
            for each in tables
        }


def test_a_note_is_foreseen_with_its_hour_its_reader_its_rule_and_how_its_date_is_counted(
    office: Office,
) -> None:
    (note,) = foreseen(office, "2026-01-30")
    (part,) = note.parts

    assert (f"{note.at:%F %H:%M %Z}", note.to, note.what) == (
        "2026-01-30 09:00 PST",
        "Ana Ruiz",
        "The daily note",
    )
    assert part.says == f"Cascais: {REPLY}, our goal: Fri, Jan 30. Yours to do."
    assert part.why.startswith(f"On the goal's day. {COUNTED} Our reading: ")


@pytest.mark.slow
def test_what_comes_that_day_is_what_was_foreseen(office: Office) -> None:
    days = ("2026-01-26", "2026-01-27", "2026-01-30", "2026-02-10", "2026-02-11")
    before = {
        day: {note.to: " ".join(part.says for part in note.parts) for note in foreseen(office, day)}
        for day in days
    }

    assert before["2026-01-27"] == {
        "Ana Ruiz": f"Cascais: {REPLY}, our goal: Fri, Jan 30, in 3 working days. Yours to do."
    }
    names = {"Ana Ruiz": "Ana", "Bo Lee": "Bo", "Cy Diaz": "Cy", "Di Okafor": "Di"}
    for day in days:
        assert {names[to]: says for to, says in before[day].items()} == morning(office, day)


@pytest.mark.slow
def test_what_a_note_has_no_room_for_is_foreseen_for_the_next(office: Office) -> None:
    for city in ("Ancona", "Dagupan", "Loreto", "Sariaya", "Tena"):
        office.inquiry(city, owner_id=office.member_id("U1"))

    days = ("2026-01-27", "2026-01-28", "2026-01-30", "2026-02-02")
    assert [len(said(office, day)) for day in days] == [5, 1, 5, 1]


def test_the_last_call_for_an_agenda_is_foreseen_to_the_minute(office: Office) -> None:
    assert said(office, "2026-02-09") == [
        (
            "15:00",
            "Ana Ruiz",
            (
                "The agenda of Thu, Feb 12 must be posted by Mon, Feb 9, 7:00 PM. "
                "Post it where the law asks, then record the posting here."
            ),
        )
    ]


def test_a_forecast_leaves_every_row_as_it_was(office: Office, database: Database) -> None:
    before = everything(database)

    assert len(foreseen(office, "2026-02-10")) == 4
    assert everything(database) == before


def test_on_a_day_off_nothing_is_foreseen(office: Office) -> None:
    assert foreseen(office, "2026-01-31") == []


def test_what_waits_to_be_sent_is_foreseen_for_today(office: Office) -> None:
    assert [(each.to, each.what, each.parts[0].why) for each in foreseen(office, "2026-01-15")] == [
        ("the channel", "Inquiry card", "It waits to be sent.")
    ]
