from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import delete, insert, update
from sqlalchemy.orm import Session

from models.askers import asker_of
from models.database import Database, WorkspaceDatabase, insert_or_ignore
from models.due_dates import DueDate
from models.members import Member
from models.memory import MOST, Memory, mark_of, remembered
from models.outbox import Outbox
from models.prospects import Prospect
from models.refusals import Refusal
from models.requests import Request, first_time
from models.rules.permissions import Role
from models.workspaces import Workspace
from tests.builders import NOW, TODAY, Office, commission, office, prospect


def owed(session: Session) -> None:
    """Owe a message."""
    where = {"destination": "C1", "kind": "note", "subject": "", "key": "note", "created_at": NOW}
    insert_or_ignore(session, Outbox, **where)


def dated(session: Session, prospect_id: str) -> None:
    """Keep a date of a prospect."""
    insert_or_ignore(
        session, DueDate, prospect_id=prospect_id, step_id="reply", kind="due", on=TODAY, basis=""
    )


@pytest.fixture
def ours(database: Database) -> WorkspaceDatabase:
    """A workspace with a prospect."""
    workspace = commission(database)
    with workspace.transaction(NOW) as session:
        prospect(session)
    return workspace


def changes_the_mark(workspace: WorkspaceDatabase, work: Callable[[Session], object]) -> bool:
    """Tell whether a unit of work puts a new mark."""
    before = mark_of(workspace)
    with workspace.transaction(NOW) as session:
        work(session)
    return mark_of(workspace) != before


def test_a_workspace_without_a_record_has_no_mark(database: Database) -> None:
    assert mark_of(database.workspace("T1")) is None


@pytest.mark.parametrize(
    "work",
    [
        prospect,
        lambda session: session.execute(update(Prospect).values(title="La Paz")),
        lambda session: session.execute(delete(DueDate)),
        lambda session: setattr(session.query(Prospect).one(), "title", "La Paz"),
        lambda session: session.execute(
            insert(DueDate),
            [
                {
                    "prospect_id": session.query(Prospect.id).scalar(),
                    "step_id": "reply",
                    "kind": "due",
                    "on": TODAY,
                    "basis": "",
                }
            ],
        ),
        lambda session: dated(session, session.query(Prospect.id).scalar()),
    ],
)
def test_whatever_changes_the_record_puts_a_new_mark(
    ours: WorkspaceDatabase, work: Callable[[Session], object]
) -> None:
    assert changes_the_mark(ours, work)


@pytest.mark.parametrize(
    "work",
    [
        lambda _session: None,
        lambda session: first_time(session, "key", NOW),
        owed,
        lambda session: session.add(Request(key="key", at=NOW)),
        lambda session: session.execute(update(Outbox).values(next_at=NOW)),
        lambda session: session.execute(update(Workspace).values(ticked_at=NOW)),
        lambda session: session.query(Prospect).one(),
    ],
)
def test_what_comes_and_goes_in_passing_leaves_the_mark(
    ours: WorkspaceDatabase, work: Callable[[Session], object]
) -> None:
    assert not changes_the_mark(ours, work)


def test_work_that_is_undone_leaves_the_mark(ours: WorkspaceDatabase) -> None:
    def refuse(session: Session) -> None:
        prospect(session)
        raise Refusal("No.")

    before = mark_of(ours)
    with pytest.raises(Refusal):
        changes_the_mark(ours, refuse)

    assert mark_of(ours) == before


def test_each_workspace_has_a_mark_of_its_own(database: Database) -> None:
    here, there = commission(database, "T1"), commission(database, "T2")
    for workspace in (here, there):
        changes_the_mark(workspace, prospect)
    before = mark_of(there)

    assert (changes_the_mark(here, prospect), mark_of(there)) == (True, before)


def test_a_statement_over_all_workspaces_marks_every_record_anew(database: Database) -> None:
    workspaces = [commission(database, "T1"), commission(database, "T2")]
    for workspace in workspaces:
        changes_the_mark(workspace, prospect)
    before = [mark_of(workspace) for workspace in workspaces]
    with database.all_workspaces(NOW) as session:
        session.execute(update(Prospect).values(title="La Paz"))

    assert [mark_of(workspace) == mark for workspace, mark in zip(workspaces, before, strict=True)] == [
        False,
        False,
    ]


def test_what_is_remembered_is_worked_out_once_for_each_state(ours: WorkspaceDatabase) -> None:
    worked: list[int] = []

    def work() -> int:
        worked.append(len(worked))
        return len(worked)

    def ask() -> int:
        with ours.reading() as session:
            return remembered(session, "how often", work)

    first = [ask(), ask()]
    changes_the_mark(ours, prospect)
    assert (first, ask(), ask()) == ([1, 1], 2, 2)


def test_a_unit_of_work_remembers_nothing_of_what_it_is_about_to_change(ours: WorkspaceDatabase) -> None:
    def refuse(session: Session) -> None:
        prospect(session, "La Paz")
        raise Refusal(remembered(session, "titles", lambda: "two"))

    with pytest.raises(Refusal, match="two"):
        changes_the_mark(ours, refuse)
    with ours.reading() as session:
        assert remembered(session, "titles", lambda: "one") == "one"


def test_somebody_who_has_left_the_roster_may_do_nothing_from_then_on(database: Database) -> None:
    at_work: Office = office(database)
    with at_work.workspace.reading() as session:
        before = asker_of(session, "U1").roles
    with at_work.writing() as (session, _):
        session.execute(update(Member).values(active=False))
    with at_work.workspace.reading() as session:
        assert (before, asker_of(session, "U1").roles) == (frozenset({Role.STAFF}), frozenset())


def test_what_was_asked_for_longest_ago_makes_room() -> None:
    memory = Memory()
    for name in range(MOST):
        memory.keep(name, str(name))
    memory.recall(0)
    memory.keep("one more", "one more")

    assert [memory.recall(name) for name in (0, 1, 2, "one more")] == ["0", None, "2", "one more"]
