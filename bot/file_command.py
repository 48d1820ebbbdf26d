"""`clerk calendar` and its like: the file that a person is sent in Slack, written to this computer instead."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from bot.settings import SettingsFault
from models.database import Database, WorkspaceDatabase
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
