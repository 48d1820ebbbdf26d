"""Opening the database at a start: its schema is brought up to date, after a copy, while no other Clerk works on it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import inspect
from sqlalchemy.exc import DatabaseError

from models.backups import FOLDER, backup, second_place, sqlite_file
from models.clock import Now
from models.database import Database, open_database
from models.presence import at_work_on
from models.refusals import Refusal
from models.rules.kept_copies import latest_copy
from models.schema import is_up_to_date, migrate

DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
FIRST_BYTE = 0xFF
"""The part of SQLite's code that tells the kind of a fault."""


@contextmanager
def ready_database(url: str, now: Now, folder: Path | None = None) -> Iterator[Database]:
    """Open the database and bring its schema up to date; what is there already is copied to `folder` first."""
    with closing(open_database(url)) as database:
        file = sqlite_file(database)
        if file is None:
            migrate(database)
            yield database
            return

        def make_ready() -> None:
            _copy_first(database, file, folder, now)
            migrate(database)

        with (
            _told_when_damaged(file, folder),
            at_work_on(file, is_ready=lambda: is_up_to_date(database), make_ready=make_ready),
        ):
            yield database


def _copy_first(database: Database, file: Path, folder: Path | None, now: Now) -> None:
    if inspect(database.engine).has_table("alembic_version"):
        backup(database, second_place(file, folder) / f"clerk-before-upgrade-{now():%Y%m%d-%H%M%S}.db")


@contextmanager
def _told_when_damaged(file: Path, folder: Path | None) -> Iterator[None]:
    """Say in words that a database file is damaged, and which copy to take."""
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError) as error:
        cause = error.orig if isinstance(error, DatabaseError) else error
        if getattr(cause, "sqlite_errorcode", 0) & FIRST_BYTE not in DAMAGED:
            raise
        copies = folder or file.parent / FOLDER
        latest = latest_copy(each.name for each in copies.iterdir()) if copies.is_dir() else None
        raise Refusal(
            f"The database file {file} is damaged ({cause}). "
            f"Put a copy in its place: clerk restore {copies / latest if latest else 'FILE'}"
        ) from error
