"""Who gets the reminders of a city that goes to somebody else, as the form and its answer say."""

import json
from typing import Any

import pytest
from sqlalchemy import select

from handlers.desk import Desk
from handlers.owners import BY_CITY, submit
from models.askers import asker_of
from models.database import Database
from models.finding import prospect_by_id
from models.members import Member
from tests.builders import NOW, Office, office


@pytest.fixture
def milpitas(sqlite_database: Database) -> Office:
    """A commission at work, on SQLite."""
    return office(sqlite_database)


def unreached(there: Office) -> None:
    """Let the chair be off Slack, and the account of a member closed."""
    with there.workspace.transaction(there.now) as session:
        members = {each.name: each for each in session.scalars(select(Member))}
        members["Bo Lee"].slack_id = None
        members["Cy Diaz"].unreachable_since = NOW


def owner_named(there: Office, name: str) -> str:
    """Give the id of a member by name."""
    with there.workspace.reading() as session:
        return session.scalars(select(Member.id).where(Member.name == name)).one()


def handed(there: Office, prospect_id: str, name: str) -> str:
    """Send the form for somebody; gives what is said."""
    chosen = {"selected_option": {"value": owner_named(there, name)}}
    view: dict[str, Any] = {
        "state": {"values": {"owner": {"owner": chosen}}},
        "private_metadata": json.dumps({"prospect": prospect_id}),
    }
    with there.workspace.transaction(there.now) as session:
        shown = submit(Desk(session=session, asker=asker_of(session, "U1"), now=there.now), view)
    return str(shown.to_dict()["blocks"][0]["text"]["text"]).splitlines()[1]


def test_the_form_marks_whom_reminders_do_not_reach(milpitas: Office) -> None:
    loreto = milpitas.inquiry()
    unreached(milpitas)
    with milpitas.workspace.reading() as session:
        desk = Desk(session=session, asker=asker_of(session, "U1"), now=milpitas.now)
        blocks = BY_CITY.form(desk, prospect_by_id(session, loreto)).to_dict()["blocks"]
    (choice,) = [each["element"] for each in blocks if each.get("block_id") == "owner"]
    assert [each["text"]["text"] for each in choice["options"]] == [
        "Bo Lee (not on Slack)",
        "Cy Diaz (Slack account closed)",
        "Di Okafor",
    ]


def test_the_answer_says_who_gets_the_reminders(milpitas: Office) -> None:
    loreto = milpitas.inquiry()
    unreached(milpitas)
    assert [handed(milpitas, loreto, name) for name in ("Bo Lee", "Cy Diaz", "Di Okafor")] == [
        "Ana Ruiz gets the reminders about it from now on, for Bo Lee, who is not on Slack.",
        "Ana Ruiz gets the reminders about it from now on, for Cy Diaz, whose Slack account is closed.",
        "Di Okafor gets the reminders about it from now on.",
    ]
