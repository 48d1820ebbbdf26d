import stat
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from models.database import open_database
from models.engines import open_engine
from tests.builders import NOW


def mode(file: Path) -> str:
    return stat.filemode(file.stat().st_mode)


def test_a_new_sqlite_file_and_its_folder_are_private(tmp_path: Path) -> None:
    file = tmp_path / "data" / "clerk.db"
    with closing(open_database(f"sqlite:///{file}")) as database, database.workspace("T1").transaction(NOW):
        pass

    assert mode(file.parent) == "drwx------"
    assert {mode(written) for written in file.parent.iterdir()} == {"-rw-------"}


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_reached_through_psycopg_under_each_name_that_hosts_use(scheme: str) -> None:
    assert open_engine(f"{scheme}://somebody@localhost/clerk").url.drivername == "postgresql+psycopg"


@pytest.mark.parametrize("address", ["mysql://localhost/clerk", "sqlite://"])
def test_another_kind_of_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="a database address begins with sqlite:///FILE or postgresql://"):
        open_engine(address)


def test_a_statement_on_postgresql_is_stopped_within_slacks_patience(postgresql_address: str) -> None:
    with closing(open_database(postgresql_address)) as database, database.engine.connect() as connection:
        assert connection.scalar(text("SHOW statement_timeout")) == "2s"


def test_a_commit_on_sqlite_survives_a_power_cut(sqlite_address: str) -> None:
    with closing(open_database(sqlite_address)) as database, database.engine.connect() as connection:
        pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        assert [connection.scalar(text(f"PRAGMA {pragma}")) for pragma in pragmas] == ["wal", 2, 1, 2000]


def test_every_sqlite_table_is_strict(sqlite_address: str) -> None:
    with closing(open_database(sqlite_address)) as database:
        loose = [
            table
            for table in inspect(database.engine).get_table_names()
            if not inspect(database.engine).get_table_options(table).get("sqlite_strict")
        ]
    assert loose == ["alembic_version"]


def test_a_strict_table_refuses_a_value_of_another_type(sqlite_address: str) -> None:
    with closing(open_database(sqlite_address)) as database, database.engine.begin() as connection:
        row = text("INSERT INTO requests (workspace_id, key, at) VALUES ('T1', x'00', 'now')")
        with pytest.raises(IntegrityError, match="cannot store BLOB value in TEXT column"):
            connection.execute(row)
