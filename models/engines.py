"""The two engines: SQLite in a private file, PostgreSQL through psycopg, set so that neither loses an update."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_SECONDS = 2
"""How long a statement may wait: inside the three seconds that Slack gives an answer."""
PATIENCE = {
    "options": f"-c statement_timeout={BUSY_SECONDS * 1000} -c idle_in_transaction_session_timeout=30000",
    "connect_timeout": BUSY_SECONDS,
    "tcp_user_timeout": BUSY_SECONDS * 1000,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
}
"""What PostgreSQL is asked: a statement, a new connection and a host that fell silent are given up in time; a process
that stops in the middle of its work holds its locks for half a minute at most."""
WAL_PAUSE = 0.05
"""Seconds between two tries to switch a new file to its journal."""
FILE = "file"
"""Where a pooled connection notes which file it is connected to."""


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
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        connect_args=PATIENCE,
        pool_pre_ping=True,
        pool_timeout=BUSY_SECONDS,
        hide_parameters=True,
    )


def _sqlite(url: URL, file: Path) -> Engine:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.touch(mode=0o600)
    place = file.absolute()
    engine = create_engine(
        url, creator=lambda: _connect(place), pool_timeout=BUSY_SECONDS, hide_parameters=True
    )
    event.listen(engine, "connect", lambda connection, record: _prepare_sqlite(connection, record, place))
    event.listen(engine, "checkout", lambda _connection, record, _proxy: _still_there(record, place))
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _connect(file: Path) -> sqlite3.Connection:
    """Connect to a file that is there: in place of one that was deleted SQLite would begin an empty one."""
    address = f"{file.as_uri()}?mode=rw"
    return sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, check_same_thread=False)


def _prepare_sqlite(connection: sqlite3.Connection, record: ConnectionPoolEntry, file: Path) -> None:
    connection.isolation_level = None
    _write_ahead(connection)
    for pragma in ("synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").close()
    record.info[FILE] = _identity(file)


def _still_there(record: ConnectionPoolEntry, file: Path) -> None:
    """Give up a connection whose file was deleted or replaced: what it wrote there would be lost."""
    if record.info[FILE] != _identity(file):
        raise DisconnectionError


def _identity(file: Path) -> tuple[int, int] | None:
    try:
        status = os.stat(file)  # noqa: PTH116 - once a request: a Path's own takes thrice as long
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino


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
