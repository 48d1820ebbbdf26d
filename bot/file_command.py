"""`clerk calendar` and its like: the file that a person is sent in Slack, written to this computer instead."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select

from bot.settings import SettingsFault
from models.commission import commission_of
from models.database import Database, WorkspaceDatabase
from models.minutes import meeting_with_minutes, meetings_with_minutes
from models.refusals import NotSetUp
from models.workspaces import Workspace
from scheduler.files import make


def write_file(path: Path, what: Mapping[str, str], workspace: WorkspaceDatabase, now: datetime) -> None:
    """Write a file of a workspace; OSError where it cannot be written."""
    with workspace.reading() as session:
        file = make(session, what, now)
    path.write_bytes(file.content)


def chosen_workspace(database: Database, asked: str | None, now: datetime) -> WorkspaceDatabase:
    """Give the workspace asked for, else the only one; NotSetUp where there is none, SettingsFault where it is not clear."""
    with database.all_workspaces(now) as session:
        found = session.scalars(select(Workspace).order_by(Workspace.workspace_id))
        names = {workspace.workspace_id: workspace.name for workspace in found}
    if not names:
        raise NotSetUp
    only = next(iter(names)) if len(names) == 1 else None
    chosen = only if asked is None else asked
    if chosen not in names:
        unknown = f"There is no workspace {asked} here. " if asked else ""
        known = ", ".join(f"{each} ({name})" for each, name in names.items())
        raise SettingsFault(f"{unknown}Say which workspace is meant with --workspace: {known}.")
    return database.workspace(chosen)


def meeting_to_minute(workspace: WorkspaceDatabase, on: str | None, now: datetime) -> str:
    """Give the id of the meeting of a day, else of the last one that was called to order; SettingsFault or Refusal where there is none."""
    with workspace.reading() as session:
        if on is not None:
            return meeting_with_minutes(session, day_typed(on), commission_of(session).today(now)).id
        latest = [meeting.id for meeting in meetings_with_minutes(session, most=1)]
    if not latest:
        raise SettingsFault("No meeting has been called to order yet, so there are no minutes.")
    return latest[0]


def day_typed(typed: str) -> date:
    """Read the day that follows --on; SettingsFault for anything else."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise SettingsFault(f"--on takes a day such as 2026-01-22, not {typed}.") from None
