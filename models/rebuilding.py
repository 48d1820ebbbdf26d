"""Counting every kept date anew."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from models.commission import commission_of
from models.database import Database
from models.ledger import take_turn
from models.progress import rebuild_due_dates
from models.prospects import Prospect
from models.workspaces import Workspace


def rebuild_everything(database: Database, now: datetime) -> int:
    """Count the dates of every prospect of every workspace anew; gives how many prospects stand."""
    with database.all_workspaces(now) as session:
        workspaces = list(session.scalars(select(Workspace.workspace_id)))
    counted = 0
    for workspace_id in workspaces:
        with database.workspace(workspace_id).transaction(now) as session:
            commission = commission_of(session)
            take_turn(session)
            prospects = list(session.scalars(select(Prospect)))
            counted += rebuild_due_dates(session, prospects, commission, commission.today(now))
    return counted
