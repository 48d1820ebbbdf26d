"""Backups: one file that holds everything, papers included, taken while Clerk works on."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, make_url

from models.database import Database
from models.refusals import Refusal

FOLDER = "backups"
"""Where copies go unless a second place is named: beside the database file."""


def sqlite_file(database: Database) -> Path | None:
    """Give the file of a SQLite database; None for PostgreSQL, which has tools of its own."""
    return file_at(database.engine.url)


def file_at(address: str | URL) -> Path | None:
    """Give the file that a database's address names; None for PostgreSQL."""
    url = make_url(address)
    return Path(str(url.database)) if url.get_backend_name() == "sqlite" else None


def backup(database: Database, file: Path) -> None:
    """Write a private, checked copy of a SQLite database to `file`, replacing an older one; Refusal for PostgreSQL."""
    source = sqlite_file(database)
    if source is None:
        raise Refusal("A PostgreSQL database is backed up with pg_dump.")
    part = file.with_name(f"{file.name}.part")
    try:
        copy_whole(source, part)
        check(part)
        settle(part, file)
    finally:
        part.unlink(missing_ok=True)


def copy_whole(source: Path, part: Path) -> None:
    """Copy a database into a new private file as it is at one moment, with what its journal holds."""
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    with _opened(source) as connection:
        connection.execute("VACUUM INTO ?", (str(part),))


def check(file: Path) -> None:
    """Raise Refusal unless `file` is a whole and sound SQLite database."""
    if not file.is_file():
        raise Refusal(f"There is no file {file}.")
    try:
        with _opened(file) as connection:
            answers = connection.execute("PRAGMA integrity_check").fetchall()
    except sqlite3.DatabaseError as error:
        answers = [(str(error),)]
    if answers != [("ok",)]:
        raise Refusal(f"The copy {file.name} is damaged: {answers[0][0]}.")


def settle(part: Path, file: Path) -> None:
    """Put a finished file in the place of another, so that a power cut leaves one or the other, whole."""
    _write_through(part)
    part.replace(file)
    _write_through(file.parent)


def second_place(file: Path, folder: Path | None) -> Path:
    """Give the folder for the copies of a database file: the one named, else one beside it, which is made.

    A folder that is named is never made: where it is missing, its disk is not there.
    """
    if folder is not None:
        if not folder.is_dir():
            raise Refusal(
                f"The folder for backups, {folder}, is not there. Connect its disk, or name another in CLERK_BACKUP_FOLDER."
            )
        return folder
    beside = file.parent / FOLDER
    beside.mkdir(mode=0o700, exist_ok=True)
    return beside


def _opened(file: Path) -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True))


def _write_through(path: Path) -> None:
    """Wait until the disk has a file, or a folder's list of files: SQLite does not for a copy."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
