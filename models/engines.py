"""The two engines: SQLite in a private file, PostgreSQL through psycopg, set so that neither loses an update."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url

BUSY_SECONDS = 2
"""How long a statement may wait: inside the three seconds that Slack gives an answer."""
WAL_PAUSE = 0.05
"""Seconds between two tries to switch a new file to its journal."""


def open_engine(address: str) -> Engine:
    """Open `sqlite:///FILE`, made private when new, or `postgresql://…`; ValueError for another kind."""
    url = make_url(address)
    kind = url.get_backend_name()
    if kind in ("postgresql", "postgres"):
        return _postgresql(url)
    if kind == "sqlite" and url.database:
        return _sqlite(url, Path(url.database))
    raise ValueError(f"a database address begins with sqlite:///FILE or postgresql://, not {kind}://")


def _postgresql(url: URL) -> Engine:
    timeout = {"options": f"-c statement_timeout={BUSY_SECONDS * 1000}"}
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        connect_args=timeout,
        pool_pre_ping=True,
        hide_parameters=True,
    )


def _sqlite(url: URL, file: Path) -> Engine:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.touch(mode=0o600)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    _write_ahead(connection)
    for pragma in ("synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch a new file to its journal; SQLite does not wait for another process that is about to, so this does."""
    for wait in (*[WAL_PAUSE] * int(BUSY_SECONDS / WAL_PAUSE), 0):
        try:
            connection.execute("PRAGMA journal_mode=WAL").close()
        except sqlite3.OperationalError:
            if not wait:
                raise
            time.sleep(wait)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    # Two transactions that both read before they write would lose an update: a writer takes its lock first.
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql(f"PRAGMA query_only={int(reading)}")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


@contextmanager
def waiting(connection: Connection, seconds: int) -> Iterator[None]:
    """Let a connection to SQLite wait longer for its turn than Slack's answers may."""
    raw = connection.connection.dbapi_connection
    if not isinstance(raw, sqlite3.Connection):
        yield
        return
    raw.execute(f"PRAGMA busy_timeout={seconds * 1000}").close()
    try:
        yield
    finally:
        raw.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}").close()
