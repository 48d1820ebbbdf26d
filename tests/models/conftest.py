"""Commissions at work, on each engine in turn. A run keeps one open database of each: its statements compile once."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from models.database import Database, open_database
from models.schema import declared_tables
from tests.builders import Office, office
from tests.conftest import ENGINES

UNCHECKED = {
    "sqlite": ("PRAGMA query_only=OFF", "PRAGMA foreign_keys=OFF", "PRAGMA synchronous=OFF"),
    "postgresql": ("SET session_replication_role = replica",),
}
CHECKED = {
    "sqlite": ("PRAGMA foreign_keys=ON",),
    "postgresql": ("SET session_replication_role = origin",),
}
"""Without checks the tables may be emptied in any order."""


@pytest.fixture(scope="session")
def kept_sqlite(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[Database]:
    """The SQLite database that tests use in turn."""
    file = tmp_path_factory.mktemp("kept") / "clerk.db"
    file.write_bytes(sqlite_template.read_bytes())
    with closing(open_database(f"sqlite:///{file}")) as database:
        yield database


@pytest.fixture(scope="session")
def kept_postgresql(migrated_postgresql: str) -> Iterator[Database]:
    """The PostgreSQL database that tests use in turn."""
    with closing(open_database(migrated_postgresql)) as database:
        yield database


@pytest.fixture(params=ENGINES)
def kept_database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """An open, migrated database without rows, on each engine in turn."""
    database: Database = request.getfixturevalue(f"kept_{request.param}")
    yield database
    empty(database)


@pytest.fixture
def milpitas(kept_database: Database) -> Office:
    """Milpitas, set up and with nothing recorded."""
    return office(kept_database)


@pytest.fixture
def one_engine(kept_sqlite: Database) -> Iterator[Office]:
    """Milpitas on SQLite alone, for what the engine has no part in."""
    yield office(kept_sqlite)
    empty(kept_sqlite)


@pytest.fixture
def cerritos(milpitas: Office, kept_database: Database) -> Office:
    """Another workspace of the same database."""
    assert milpitas.workspace.workspace_id == "T1"
    return office(kept_database, "T2")


def empty(database: Database) -> None:
    """Delete every row."""
    engine = database.engine.dialect.name
    with closing(database.engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
        for statement in (
            *UNCHECKED[engine],
            "BEGIN",
            *(f'DELETE FROM "{table}"' for table in declared_tables().tables),  # noqa: S608 - our own names
            "COMMIT",
            *CHECKED[engine],
        ):
            cursor.execute(statement)
        connection.commit()
