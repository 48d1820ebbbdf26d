"""Nightly copies: a SQLite database is backed up by Clerk itself, in the night, to a second place."""

from __future__ import annotations

import logging
import sqlite3
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, update

from models.backups import backup, second_place, sqlite_file
from models.database import Database
from models.presence import taking_turns
from models.refusals import Refusal
from models.rules.kept_copies import copies_to_delete, name_of_copy
from models.workspaces import Workspace
from scheduler.timetable import Job

AFTER = 2
"""The hour from which on the night's copy is made, where the first commission is."""
EVERY = timedelta(hours=1)
"""How long after one that failed it is tried again."""

logger = logging.getLogger(__name__)


def nightly_jobs(database: Database, folder: Path | None) -> list[Job]:
    """Give the job that copies a SQLite database each night to `folder`, else beside it; PostgreSQL's host sees to its own."""
    file = sqlite_file(database)
    if file is None:
        return []
    nightly = Nightly(database=database, file=file, folder=folder)
    return [Job(name="nightly copy", run=nightly.copy_once_a_day, every=EVERY)]


@dataclass(frozen=True, kw_only=True)
class Nightly:
    """The copies of one database. Any number of processes may make them: each night's is made once."""

    database: Database
    file: Path
    folder: Path | None
    """The second place; nothing: a folder beside the database."""
    not_ours: set[Path] = field(default_factory=set)
    """Copies found in the place of tonight's, which were told of."""

    def copy_once_a_day(self, now: datetime) -> None:
        """Make today's copy from two o'clock on, unless it is there; one that fails is logged and made later."""
        zone = self._zone(now)
        local = now.astimezone(zone) if zone else None
        if local is None or local.hour < AFTER:
            return
        try:
            with taking_turns(self.file, "nightly") as is_ours:
                if is_ours:
                    self._copy(local, now)
        except (OSError, sqlite3.Error, Refusal) as error:
            logger.error("Tonight's copy could not be made; it is tried again in an hour: %s", _why(error))  # noqa: TRY400 - in words

    def _zone(self, now: datetime) -> ZoneInfo | None:
        """Give the time zone of the first commission; None before one is set up: there is nothing to copy yet."""
        with self.database.all_workspaces(now) as session:
            zone = session.scalar(select(Workspace.zone).order_by(Workspace.workspace_id).limit(1))
        return ZoneInfo(zone) if zone else None

    def _copy(self, local: datetime, now: datetime) -> None:
        place = second_place(self.file, self.folder)
        copy = place / name_of_copy(local.date())
        if copy.exists():
            self._find(copy, local, now)
            return
        backup(self.database, copy)
        for name in copies_to_delete(each.name for each in place.iterdir()):
            (place / name).unlink(missing_ok=True)
        is_apart = self.file.stat().st_dev != copy.stat().st_dev
        with self.database.all_workspaces(now) as session:
            session.execute(update(Workspace).values(backed_up_at=now, backup_is_apart=is_apart))
        logger.info("Copied the database to %s.", copy)

    def _find(self, copy: Path, local: datetime, now: datetime) -> None:
        """Log once that tonight's copy, which is there already, is none that this database knows of."""
        with self.database.all_workspaces(now) as session:
            last = session.scalar(select(func.max(Workspace.backed_up_at)))
        is_ours = last is not None and last.astimezone(local.tzinfo).date() >= local.date()
        if not is_ours and copy not in self.not_ours:
            self.not_ours.add(copy)
            logger.error(
                "%s is there already, and this database knows nothing of it, so that tonight's copy was not made. "
                "Does another database use the folder? Each needs its own: see CLERK_BACKUP_FOLDER.",
                copy,
            )


def _why(error: OSError | sqlite3.Error | Refusal) -> str:
    return f"{error.filename}: {error.strerror}" if isinstance(error, OSError) else str(error)
