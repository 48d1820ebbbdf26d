"""While the database cannot be used nothing is sent; once it can, everything is, once, by a timetable that ran on."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from time import sleep

import psycopg

from bot.practice.driver import Practice
from models.changes import owe
from models.database import Database, WorkspaceDatabase
from scheduler.outbox import Sender
from scheduler.timetable import start_timetable
from tests.builders import NOW
from tests.scheduler.conftest import Clock

TROUBLED = 2.5
"""Seconds: longer than a statement waits, so that the sender meets the trouble."""


@contextmanager
def locked(database: Database) -> Iterator[None]:
    """Hold the lock of a SQLite file; or, on PostgreSQL, lock the outbox and end every connection of Clerk's."""
    if database.engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(str(database.engine.url.database), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
            other.execute("ROLLBACK")
        return
    address = database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address) as other:
        other.execute("LOCK TABLE outbox IN ACCESS EXCLUSIVE MODE")
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        yield


def test_what_is_owed_is_sent_once_the_database_is_there_again(
    database: Database, workspace: WorkspaceDatabase, sender: Sender, practice: Practice, clock: Clock
) -> None:
    with workspace.transaction(NOW) as session:
        owe(session, "greeting", "today", "C0SISTER", NOW)
    with locked(database):
        timetable = start_timetable(sender, database, clock)
        sender.wake()
        sleep(TROUBLED)
        sent_meanwhile = posted(practice)
    try:
        practice.wait_for(lambda: posted(practice) == 1)
        is_healthy = timetable.is_healthy()
    finally:
        timetable.stop()
    assert (sent_meanwhile, posted(practice), is_healthy) == (0, 1, True)


def posted(practice: Practice) -> int:
    return len([one for one in practice.person("U0DANA").messages("C0SISTER") if not one.ephemeral])
