import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from models.backups import backup, check
from models.database import Database, open_database
from models.ledger import record
from models.refusals import Refusal
from models.workspaces import Workspace
from tests.builders import NOW, STAFF, commission


@pytest.fixture
def database(sqlite_address: str) -> Iterator[Database]:
    """A SQLite database with one commission."""
    with closing(open_database(sqlite_address)) as opened:
        commission(opened)
        yield opened


def names_in(file: Path) -> list[str]:
    with closing(open_database(f"sqlite:///{file}")) as copy, copy.workspace("T1").reading() as session:
        return list(session.scalars(select(Workspace.name)))


def test_a_backup_is_a_private_database_of_its_own(database: Database, tmp_path: Path) -> None:
    file = tmp_path / "copy.db"
    backup(database, file)

    assert (names_in(file), stat.filemode(file.stat().st_mode)) == (["Milpitas"], "-rw-------")


def test_a_backup_may_follow_a_reading(database: Database, tmp_path: Path) -> None:
    file = tmp_path / "copy.db"
    with database.workspace("T1").reading() as session:
        session.scalars(select(Workspace)).all()
    backup(database, file)

    assert names_in(file) == ["Milpitas"]


def test_a_backup_replaces_an_older_one(database: Database, tmp_path: Path) -> None:
    file = tmp_path / "copy.db"
    file.write_text("older")
    backup(database, file)

    assert names_in(file) == ["Milpitas"]


def test_a_backup_waits_for_no_writer_and_holds_only_what_is_committed(
    database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "copy.db"
    with database.workspace("T1").transaction(NOW) as session:
        record(session, "first", actor=STAFF, now=NOW)
        backup(database, file)

    with closing(open_database(f"sqlite:///{file}")) as copy, copy.workspace("T1").reading() as session:
        assert session.scalars(select(Workspace.last_act)).one() == 0


def test_a_cut_copy_is_refused(database: Database, tmp_path: Path) -> None:
    file = tmp_path / "copy.db"
    backup(database, file)
    file.write_bytes(file.read_bytes()[:-5000])

    with pytest.raises(Refusal, match=r"The copy copy\.db is damaged"):
        check(file)


def test_a_missing_copy_is_refused_and_not_made(tmp_path: Path) -> None:
    file = tmp_path / "copy.db"
    with pytest.raises(Refusal, match=r"^There is no file .*copy\.db\.$"):
        check(file)
    assert not file.exists()


def test_postgresql_is_left_to_its_own_tool(postgresql_address: str, tmp_path: Path) -> None:
    with closing(open_database(postgresql_address)) as database, pytest.raises(Refusal, match="pg_dump"):
        backup(database, tmp_path / "copy.db")
