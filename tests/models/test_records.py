from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import IntegrityError

from models.correspondence import Paper
from models.database import Database, Record, open_database
from models.due_dates import DueDate
from models.meetings import Meeting
from models.members import Member
from models.outbox import Outbox
from models.reminders import Reminder
from tests.builders import NOW, commission, prospect

MEETING = {"starts_at": NOW, "on": NOW.date(), "kind": "regular", "status": "held", "reason": "", "place": ""}
MESSAGE = {"destination": "U1", "kind": "note", "subject": "2026-01-15", "created_at": NOW}
REMINDER = {"due_at": "2026-01-15T09:00", "zone": "UTC", "at": NOW, "valid_until": NOW, "state": "waiting"}


@pytest.mark.parametrize(
    ("record", "values"),
    [
        (Member, {"slack_id": "U1", "name": "Ana", "roles": [], "active": True}),
        (Meeting, {"body": "council", **MEETING}),
        (Outbox, {"key": "U1 2026-01-15", **MESSAGE}),
        (Reminder, {"rule": "30 days before", "occurrence": "letter", "recipient": "m1", **REMINDER}),
    ],
)
def test_one_key_has_one_row_in_a_workspace(
    database: Database, record: type[Record], values: dict[str, Any]
) -> None:
    for workspace_id in ("T1", "T2"):
        with database.workspace(workspace_id).transaction(NOW) as session:
            session.add(record(**values))

    with pytest.raises(IntegrityError), database.workspace("T1").transaction(NOW) as session:
        session.add(record(**values))


def test_people_who_are_not_on_slack_are_many(database: Database) -> None:
    with database.workspace("T1").transaction(NOW) as session:
        session.add_all([Member(name=name, roles=["member"], active=True) for name in ("Ana", "Bo")])

    with database.workspace("T1").reading() as session:
        assert session.scalars(select(Member.name).order_by(Member.name)).all() == ["Ana", "Bo"]


def test_a_step_has_one_due_date_and_one_goal(database: Database) -> None:
    with commission(database).transaction(NOW) as session:
        dated = {
            "prospect_id": prospect(session).id,
            "step_id": "letter",
            "on": NOW.date(),
            "basis": "counted",
        }
        session.add_all([DueDate(kind="due", **dated), DueDate(kind="goal", **dated)])

    with pytest.raises(IntegrityError), database.workspace("T1").transaction(NOW) as session:
        session.add(DueDate(kind="due", **dated))


def test_a_list_of_papers_leaves_their_bytes_where_they_are(database: Database) -> None:
    with commission(database).transaction(NOW) as session:
        case = prospect(session)
        kept = {"name": "letter.pdf", "media_type": "application/pdf", "size": 3, "sha256": "0" * 64}
        session.add(Paper(prospect_id=case.id, content=b"%PD", act_id=case.act_id, **kept))

    with database.workspace("T1").reading() as session:
        paper = session.scalars(select(Paper)).one()
        assert (inspect(paper).unloaded, paper.content) == ({"content"}, b"%PD")


@pytest.mark.parametrize(
    ("query", "index"),
    [
        ("SELECT id FROM outbox WHERE next_at <= '2026' ORDER BY next_at LIMIT 100", "ix_outbox_next_at"),
        ("SELECT id FROM reminders WHERE state = 'waiting' AND at <= '2026' ORDER BY at", "ix_reminders_at"),
        (
            'SELECT prospect_id FROM due_dates WHERE workspace_id = ? ORDER BY "on", prospect_id LIMIT 20',
            "ix_due_dates_on_prospect_id",
        ),
    ],
)
def test_what_is_due_is_found_by_its_index_without_sorting(
    sqlite_address: str, query: str, index: str
) -> None:
    with closing(open_database(sqlite_address)) as database, database.engine.connect() as connection:
        plan = connection.execute(text("EXPLAIN QUERY PLAN " + query.replace("?", "'T1'"))).all()
    assert [(step.detail.split(" INDEX ")[1].split(" ")[0]) for step in plan] == [index]


def test_an_outbox_row_is_due_at_its_time_and_done_without_one(database: Database) -> None:
    with database.workspace("T1").transaction(NOW) as session:
        for key, next_at in (("now", NOW), ("later", NOW + timedelta(seconds=1)), ("done", None)):
            session.add(Outbox(key=key, next_at=next_at, **MESSAGE))

    with database.all_workspaces(NOW) as session:
        assert session.scalars(select(Outbox.key).where(Outbox.next_at <= NOW)).all() == ["now"]
