"""Planning the last call to staff: four hours before an agenda has to be posted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from models.changes import owe
from models.database import WorkspaceDatabase
from models.last_calls import AGENDA_LAST_CALL, calls_due


def plan_last_hours(workspace: WorkspaceDatabase, now: datetime) -> None:
    """Plan the last calls of one workspace that are due; one that is planned twice is sent once."""
    with workspace.reading() as session:
        due = calls_due(session, now)
    if due:
        with workspace.transaction(now) as session:
            owe_calls(session, now)


def owe_calls(session: Session, now: datetime) -> None:
    """Owe the last calls that are due."""
    for call in calls_due(session, now):
        owe(session, AGENDA_LAST_CALL, call.subject, call.slack_id, now)
