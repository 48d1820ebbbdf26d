"""Backups: one file that holds everything, papers included, taken while Clerk works on."""

import sqlite3
from contextlib import closing
from pathlib import Path

from models.database import Database
from models.refusals import Refusal


def backup(database: Database, file: Path) -> None:
    """Write a private, checked copy of a SQLite database to `file`, replacing an older one; Refusal for PostgreSQL."""
    if database.engine.dialect.name != "sqlite":
        raise Refusal("A PostgreSQL database is backed up with pg_dump.")
    part = file.with_name(f"{file.name}.part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    with closing(sqlite3.connect(str(database.engine.url.database))) as connection:
        connection.execute("VACUUM INTO ?", (str(part),))
    check(part)
    part.replace(file)


def check(file: Path) -> None:
    """Raise Refusal unless `file` is a whole and sound SQLite database."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            answers = connection.execute("PRAGMA integrity_check").fetchall()
    except sqlite3.DatabaseError as error:
        answers = [(str(error),)]
    if answers != [("ok",)]:
        raise Refusal(f"The copy {file.name} is damaged: {answers[0][0]}.")
