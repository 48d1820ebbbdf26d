import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, exists, func, insert, select, text, union_all, update
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError, StatementError
from sqlalchemy.orm import Session, aliased

from models.database import (
    Database,
    WorkspaceDatabase,
    found,
    insert_or_ignore,
    open_database,
)
from models.prospects import Prospect, RecordedDate
from models.refusals import NotFound, Refusal
from models.requests import Request
from models.row_ids import new_id
from models.workspaces import Workspace, next_case_number
from tests.builders import NOW, commission, prospect

ROOT = Path(__file__).parents[2]
HOUSE = ("bot", "handlers", "models", "scheduler")


@pytest.fixture
def ours(database: Database) -> WorkspaceDatabase:
    """A workspace with one request."""
    workspace = database.workspace("T1")
    with workspace.transaction(NOW) as session:
        session.add(Request(key="ours", at=NOW))
    return workspace


@pytest.fixture
def theirs(database: Database) -> WorkspaceDatabase:
    """Another workspace with one request."""
    workspace = database.workspace("T2")
    with workspace.transaction(NOW) as session:
        session.execute(insert(Request), [{"key": "theirs", "at": NOW}])
    return workspace


def empty_and_refuse(session: Session) -> None:
    session.execute(delete(Request))
    raise Refusal("No.")


def open_and_refuse(session: Session) -> None:
    raise Refusal(f"Not {prospect(session).title}.")


def keys(session: Session) -> list[str]:
    return list(session.scalars(select(Request.key).order_by(Request.key)))


@pytest.mark.usefixtures("theirs")
@pytest.mark.parametrize(
    "statement",
    [
        select(Request.key),
        select(aliased(Request).key),
        select(select(Request.key).subquery()),
        select(select(Request.key).cte()),
        select(select(Request.key).scalar_subquery()),
        select(func.min(Request.key)),
        union_all(
            select(Request.key).where(Request.key == "ours"),
            select(Request.key).where(Request.key == "theirs"),
        ),
        select(Request.key).where(
            exists(select(aliased(Request)).where(Request.key == "theirs")) | (Request.key == "ours")
        ),
        update(Request).values(at=NOW).returning(Request.key),
        delete(Request).returning(Request.key),
    ],
)
def test_a_workspace_sees_and_changes_its_own_rows_only(ours: WorkspaceDatabase, statement: object) -> None:
    with ours.transaction(NOW) as session:
        assert session.execute(statement).scalars().all() == ["ours"]  # type: ignore[call-overload]


def test_one_statement_gives_each_workspace_its_own_rows(
    ours: WorkspaceDatabase, theirs: WorkspaceDatabase
) -> None:
    with ours.reading() as session, theirs.reading() as other:
        assert [keys(session), keys(other), keys(session)] == [["ours"], ["theirs"], ["ours"]]


@pytest.mark.usefixtures("ours", "theirs")
def test_all_workspaces_sees_every_row(database: Database) -> None:
    with database.all_workspaces(NOW) as session:
        assert keys(session) == ["ours", "theirs"]


def test_a_new_row_over_all_workspaces_names_its_own(database: Database, ours: WorkspaceDatabase) -> None:
    with database.all_workspaces(NOW) as session:
        session.add(Request(workspace_id="T1", key="new", at=NOW))

    with ours.reading() as session:
        assert keys(session) == ["new", "ours"]


def test_a_new_row_over_all_workspaces_that_names_none_is_refused(database: Database) -> None:
    with pytest.raises(StatementError), database.all_workspaces(NOW) as session:
        session.add(Request(key="nobody's", at=NOW))


def test_a_row_cannot_be_written_into_another_workspace(ours: WorkspaceDatabase) -> None:
    with (
        pytest.raises(ValueError, match="a transaction of workspace T1 named T2"),
        ours.transaction(NOW) as session,
    ):
        session.add(Request(workspace_id="T2", key="new", at=NOW))


@pytest.mark.parametrize(
    "statement",
    [
        insert(Request).values(workspace_id="T2", key="new", at=NOW),
        insert(Request).values([{"workspace_id": "T2", "key": "new", "at": NOW}]),
        update(Request).values(workspace_id="T2"),
        select(Request).where(Request.workspace_id == "T2"),
    ],
)
def test_a_statement_cannot_name_another_workspace(ours: WorkspaceDatabase, statement: object) -> None:
    with (
        pytest.raises(ValueError, match="a transaction of workspace T1 named T2"),
        ours.transaction(NOW) as session,
    ):
        session.execute(statement)  # type: ignore[call-overload]


def test_a_statement_that_names_no_record_is_refused(ours: WorkspaceDatabase) -> None:
    with pytest.raises(TypeError, match="only statements of record classes"), ours.reading() as session:
        session.execute(text("SELECT key FROM requests"))


def test_the_database_refuses_a_row_that_points_into_another_workspace(database: Database) -> None:
    with commission(database, "T1").transaction(NOW) as session:
        theirs = prospect(session).id
    with commission(database, "T2").transaction(NOW) as session:
        act_id = prospect(session).act_id

    with pytest.raises(IntegrityError), database.workspace("T2").transaction(NOW) as session:
        session.add(RecordedDate(prospect_id=theirs, name="signed", on=NOW.date(), act_id=act_id))


def test_a_row_of_another_workspace_is_not_found_in_the_same_words_as_none(database: Database) -> None:
    with commission(database, "T1").transaction(NOW) as session:
        theirs = prospect(session).id

    with database.workspace("T1").reading() as session:
        assert found(session, Prospect, theirs, "prospect").title == "Loreto"
    with commission(database, "T2").reading() as session:
        for prospect_id in (theirs, "none"):
            with pytest.raises(NotFound) as refusal:
                found(session, Prospect, prospect_id, "prospect")
            assert refusal.value.message == "I couldn't find that prospect."


def test_no_statement_goes_round_the_filter_through_a_bare_table() -> None:
    files = [file for folder in HOUSE for file in (ROOT / folder).rglob("*.py")]
    assert [file for file in files if "__table__" in file.read_text(encoding="utf-8")] == [
        ROOT / "models/database.py"
    ]


def test_a_refusal_undoes_the_transaction(ours: WorkspaceDatabase) -> None:
    with pytest.raises(Refusal), ours.transaction(NOW) as session:
        empty_and_refuse(session)

    with ours.reading() as session:
        assert keys(session) == ["ours"]


def test_reading_refuses_to_write(ours: WorkspaceDatabase) -> None:
    with pytest.raises((OperationalError, ProgrammingError, StatementError)), ours.reading() as session:
        session.execute(delete(Request))

    with ours.transaction(NOW) as session:
        session.execute(delete(Request))
    with ours.reading() as session:
        assert keys(session) == []


def test_reading_waits_for_no_writer(ours: WorkspaceDatabase) -> None:
    with ours.transaction(NOW) as writer:
        writer.execute(delete(Request))
        with ours.reading() as reader:
            assert keys(reader) == ["ours"]


def test_a_taken_key_is_ignored_and_said_so(ours: WorkspaceDatabase) -> None:
    with ours.transaction(NOW) as session:
        assert [insert_or_ignore(session, Request, key=key, at=NOW) for key in ("new", "new", "ours")] == [
            True,
            False,
            False,
        ]
        assert keys(session) == ["new", "ours"]


@pytest.mark.usefixtures("ours")
def test_a_key_taken_in_another_workspace_is_free_here(theirs: WorkspaceDatabase) -> None:
    with theirs.transaction(NOW) as session:
        assert insert_or_ignore(session, Request, key="ours", at=NOW)


def test_of_one_delivery_worked_on_twice_at_once_one_has_an_effect(database: Database) -> None:
    workspace = database.workspace("T1")

    def deliver(_: int) -> bool:
        with workspace.transaction(NOW) as session:
            return insert_or_ignore(session, Request, key="again", at=NOW)

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(deliver, range(8))) == [False] * 7 + [True]


def test_case_numbers_taken_at_once_have_no_gap_and_no_twin(database: Database) -> None:
    workspace = commission(database)

    def take(_: int) -> int:
        with workspace.transaction(NOW) as session:
            return next_case_number(session)

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(take, range(24))) == list(range(1, 25))


def test_two_sqlite_writers_that_read_first_lose_no_update(sqlite_address: str) -> None:
    database = open_database(sqlite_address)
    workspace = commission(database)

    def add_one(_: int) -> None:
        with workspace.transaction(NOW) as session:
            row = session.scalars(select(Workspace)).one()
            row.last_case = row.last_case + 1

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(add_one, range(24)))
    with workspace.reading() as session:
        assert session.scalar(select(Workspace.last_case)) == 24
    database.close()


def test_workspaces_number_their_cases_apart(database: Database) -> None:
    for workspace in (commission(database, "T1"), commission(database, "T2")):
        with workspace.transaction(NOW) as session:
            assert [prospect(session).number, prospect(session).number] == [1, 2]


def test_a_refused_case_leaves_no_gap(database: Database) -> None:
    workspace = commission(database)
    with pytest.raises(Refusal), workspace.transaction(NOW) as session:
        open_and_refuse(session)

    with workspace.transaction(NOW) as session:
        assert prospect(session).number == 1


@given(st.timedeltas(min_value=timedelta(milliseconds=1), max_value=timedelta(days=36500)))
def test_a_later_id_sorts_later(later: timedelta) -> None:
    earlier_id, later_id = new_id(NOW), new_id(NOW + later)

    assert earlier_id < later_id
    assert [bool(re.fullmatch("[0-9a-f]{32}", made)) for made in (earlier_id, later_id)] == [True, True]
