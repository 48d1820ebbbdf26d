"""The database, as `clerk doctor` looks at it: whether it opens and can be written, and what is recorded of Clerk's work."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, or_, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.findings import Finding, failed, noted, passed
from bot.settings import Settings
from bot.start_faults import START_FAULTS, in_words
from models.backups import file_at
from models.commission import commission_of
from models.database import Database, open_database
from models.health import health_of
from models.outbox import Outbox
from models.refusals import Refusal
from models.requests import Request
from models.rules.health import Health, course_of, faults_of, gaps_of
from models.rules.wording import moment_in_words
from models.schema import is_up_to_date
from models.workspaces import Workspace
from scheduler.posting import SHUT_OUT

SCARCE = 200 * 1024 * 1024
"""Bytes of disk below which there is too little left."""
WAIT = 1
"""Seconds to wait for another writer."""


def records_found(
    settings: Settings, now: datetime, workspace_id: str | None, running: list[str] | None
) -> Iterator[Finding]:
    """Look at the database; `running` is what a Clerk on this computer says of itself, None where none answers."""
    file = file_at(settings.database_url)
    if file is not None:
        yield from _disk(file)
        if not file.exists():
            yield noted("Database", f"There is none yet. The first start makes it: {file.absolute()}.")
            yield from _not_running(running)
            return
    try:
        with closing(open_database(settings.database_url)) as database:
            yield from _database(database, file)
            yield from _workspace(database, now, workspace_id, running)
    except (*START_FAULTS, SQLAlchemyError) as error:
        yield failed("Database", in_words(error) if isinstance(error, START_FAULTS) else "It cannot be read.")


def _disk(file: Path) -> Iterator[Finding]:
    folder = file.absolute().parent
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    if free < SCARCE:
        yield failed(
            "Disk",
            f"Only {free // 1024**2} MB are free at {folder}. Make room there: nothing can be recorded without.",
        )
    else:
        yield passed("Disk", f"{free / 1024**3:.1f} GB are free at {folder}.")


def _database(database: Database, file: Path | None) -> Iterator[Finding]:
    if not is_up_to_date(database):
        raise Refusal(
            "Its tables are of an earlier version, or it is empty. Start Clerk: it brings them up to date."
        )
    why = _why_read_only(database, file)
    if why:
        yield failed("Database", why)
    else:
        yield passed("Database", "It opens, its tables are up to date, and it can be written.")


def _why_read_only(database: Database, file: Path | None) -> str:
    """Say why nothing can be written, if so; nothing is written to find out."""
    if file is None:
        with database.engine.connect() as connection:
            is_read_only = connection.scalar(text("SHOW transaction_read_only")) == "on"
        return "The server lets Clerk read only. Give its user the right to write." if is_read_only else ""
    try:
        with closing(sqlite3.connect(file, timeout=WAIT, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            return ""  # somebody else is writing, so it can be written
        return f"{file} cannot be written ({error}). Let the user that runs Clerk write it, and its folder."
    return ""


def _workspace(
    database: Database, now: datetime, workspace_id: str | None, running: list[str] | None
) -> Iterator[Finding]:
    with database.reading() as session:
        known = list(session.scalars(select(Workspace.workspace_id)))
    chosen = workspace_id or (known[0] if len(known) == 1 else None)
    if chosen not in known:
        others = "The database holds another workspace's commission; this token's has " if known else ""
        said = f"{others}no commission yet. Open Clerk's Home in Slack and press Set up Clerk."
        yield noted("Set-up", said[:1].upper() + said[1:])
        yield from _not_running(running)
        return
    with database.workspace(chosen or "").reading() as session:
        health = health_of(session, now)
        yield passed("Set-up", f"{commission_of(session).body_title} is set up.")
        yield from _running(health, running)
        yield from _sending(health)
        yield from _copies(health)
        yield _channel(session, health)
        yield _heard(session, health)
        yield from (noted("Roster", gap) for gap in gaps_of(health))


def _not_running(running: list[str] | None) -> Iterator[Finding]:
    if running is None:
        yield failed("Running", "No Clerk answers on this computer. Start it with: clerk run.")
    else:
        yield from _said(running)


def _running(health: Health, running: list[str] | None) -> Iterator[Finding]:
    """Say whether a Clerk is at work: here, or wherever reminders are planned from."""
    planned = course_of(health)[0]
    if running is not None:
        yield from _said(running)
    elif health.is_stale or health.ticked_at is None:
        yield failed("Running", f"{planned} No Clerk answers on this computer. Start it with: clerk run.")
    else:
        yield passed("Running", planned)


def _said(faults: list[str]) -> Iterator[Finding]:
    if not faults:
        yield passed("Running", "Clerk is running on this computer, and says that it is well.")
    for fault in faults:
        yield failed("Running", f"{fault} Its log says more; then start Clerk again.")


def _sending(health: Health) -> Iterator[Finding]:
    """Say what keeps messages from going out, and what was not delivered."""
    stuck = _words(
        health, parked_at=health.parked_at, parked_because=health.parked_because, held_up=health.held_up
    )
    yield from (failed("Sending", says) for says in stuck)
    if not stuck:
        yield passed("Sending", f"{course_of(health)[1]} None is held up.")
    lost = _words(health, given_up=health.given_up, missed=health.missed)
    yield from (noted("Sending", says) for says in lost)


def _words(health: Health, **only: Any) -> tuple[str, ...]:  # noqa: ANN401 - values of many types
    """Say what is wrong in some respects alone."""
    return faults_of(Health(now=health.now, ticked_at=health.now, sent_at=None, **only))


def _copies(health: Health) -> Iterator[Finding]:
    copied = course_of(health)[2]
    if health.is_copy_old:
        yield failed(
            "Backups", f"{copied} Last night's is missing: keep Clerk running at night, and see its log."
        )
    elif health.copies_apart is False:
        yield noted("Backups", f"{copied} Set CLERK_BACKUP_FOLDER to a folder on another disk.")
    elif health.copies_itself and health.copied_at is None:
        yield noted("Backups", f"{copied} The first one is made tonight.")
    else:
        yield passed("Backups", copied)


def _channel(session: Session, health: Health) -> Finding:
    """Judge the channel by what became of the latest message there: to try it would be to post."""
    channel = commission_of(session).channel
    if channel is None:
        return noted("Channel", "None is chosen yet. Choose one in Slack: /sister settings.")
    went, stuck = Outbox.sent_ts.is_not(None), Outbox.last_error.in_(SHUT_OUT)
    rows = select(Outbox).where(Outbox.destination == channel, or_(went, stuck))
    latest = func.coalesce(Outbox.sent_at, Outbox.created_at).desc()
    last = session.scalars(rows.order_by(latest, Outbox.id.desc()).limit(1)).one_or_none()
    if last is None:
        return noted(
            "Channel",
            f"Nothing was posted in {channel} yet. Type /invite @Clerk there, unless Clerk is in it.",
        )
    if last.sent_at is None:
        invite = "Type /invite @Clerk there, or choose another with /sister settings."
        return failed("Channel", f"Slack does not let Clerk post in {channel} ({last.last_error}). {invite}")
    return passed("Channel", f"Last posted in {channel} on {_moment(last.sent_at, health)}.")


def _heard(session: Session, health: Health) -> Finding:
    """Say when Slack last reached Clerk: which events an app is sent, no bot token can ask."""
    at = session.scalar(select(func.max(Request.at)))
    if at is not None:
        return passed("Events", f"Slack last reached Clerk on {_moment(at, health)}.")
    return noted(
        "Events",
        "Nothing has come from Slack in the last day. Type /sister there. If nothing answers, compare the app with "
        "bot/manifest.json: its command, its interactivity, and the events app_home_opened, app_mention and message.im.",
    )


def _moment(at: datetime, health: Health) -> str:
    return moment_in_words(at.astimezone(health.now.tzinfo), health.now.date())
