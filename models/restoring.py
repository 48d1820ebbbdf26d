"""Restoring: a copy takes the place of the database, and what stood there is put aside, never deleted."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import func, inspect, select, update

from models.backups import check, copy_whole, settle
from models.database import Database, open_database
from models.ledger import Act
from models.outbox import Outbox
from models.presence import alone_at
from models.refusals import Refusal
from models.schema import migrate
from models.workspaces import Workspace

JOURNALS = ("-wal", "-shm")
"""What SQLite keeps beside a database file while it is open."""


@dataclass(frozen=True, kw_only=True)
class Contents:
    """What a restored database holds."""

    names: tuple[str, ...]
    """The commissions."""
    last_entry: datetime | None
    """The latest act on their ledgers, in the time zone of the first of them."""
    unsent: int
    """How many messages had not been sent: each is looked for in Slack before it is sent now."""


@dataclass(frozen=True, kw_only=True)
class Restored:
    """How a restoring went."""

    contents: Contents
    put_aside: Path | None
    """Where the database that stood there is kept; nothing where there was none."""


def restore(copy: Path, file: Path, now: datetime) -> Restored:
    """Put a copy in the place of a SQLite database; Refusal, with nothing changed, where that cannot be done."""
    check(copy)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.restoring")
    with alone_at(file):
        try:
            contents = _prepared(copy, part, now)
            put_aside = _put_aside(file, now) if file.exists() else None
            settle(part, file)
        finally:
            for suffix in ("", *JOURNALS):
                part.with_name(part.name + suffix).unlink(missing_ok=True)
    return Restored(contents=contents, put_aside=put_aside)


def note_restored(database: Database, now: datetime) -> Contents:
    """Note that a backup took the database's place: the sender looks first for whatever may have been sent since."""
    with database.all_workspaces(now) as session:
        session.execute(update(Workspace).values(restored_at=now))
        owed = (Outbox.next_at.is_not(None), Outbox.sent_ts.is_(None))
        unsent = session.scalar(select(func.count()).select_from(Outbox).where(*owed))
        session.execute(update(Outbox).where(*owed, Outbox.intent_at.is_(None)).values(intent_at=now))
        workspaces = session.scalars(select(Workspace).order_by(Workspace.workspace_id)).all()
        last = session.scalar(select(Act.at).order_by(Act.at.desc()).limit(1))
        return Contents(
            names=tuple(each.name for each in workspaces),
            last_entry=last.astimezone(ZoneInfo(workspaces[0].zone)) if last and workspaces else None,
            unsent=unsent or 0,
        )


def _prepared(copy: Path, part: Path, now: datetime) -> Contents:
    copy_whole(copy, part)
    with closing(open_database(f"sqlite:///{part}")) as database:
        if not inspect(database.engine).has_table("alembic_version"):
            raise Refusal(f"{copy.name} is not a copy of Clerk's database.")
        migrate(database)
        return note_restored(database, now)


def _put_aside(file: Path, now: datetime) -> Path:
    """Keep the present database under another name; it stays in its place until the copy takes that."""
    named = f"{file.name}.before-restore-{now:%Y%m%d-%H%M%S}"
    names = (file.with_name(named + (f"-{number}" if number else "")) for number in count())
    aside = next(each for each in names if not each.exists())
    journal, kept = file.with_name(f"{file.name}-wal"), aside.with_name(f"{aside.name}-wal")
    if journal.exists():
        os.link(journal, kept)  # SQLite may delete one that it cannot read
    if _folded(file):
        kept.unlink(missing_ok=True)
    for suffix in JOURNALS:  # one left of a damaged database would be taken for the copy's own
        file.with_name(file.name + suffix).unlink(missing_ok=True)
    os.link(file, aside)
    return aside


def _folded(file: Path) -> bool:
    """Put what the journal holds into the database file; say whether that went well, as it does unless it is damaged."""
    try:
        with closing(
            sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, timeout=2)
        ) as connection:
            connection.execute("PRAGMA journal_mode=DELETE").fetchall()
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_BUSY:
            raise Refusal(f"Another program has {file} open. Close it first, then try again.") from error
        return False
    return True
