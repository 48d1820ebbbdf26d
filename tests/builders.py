"""Rows that many tests begin from."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from models.database import Database, WorkspaceDatabase, new_id
from models.ledger import Actor, record
from models.prospects import Prospect
from models.workspaces import PolicyVersion, Workspace, next_case_number

NOW = datetime(2026, 1, 15, 18, 30, tzinfo=UTC)
STAFF = Actor(id="U1", name="Ana Ruiz")


def commission(database: Database, workspace_id: str = "T1") -> WorkspaceDatabase:
    """Set up a commission in a workspace."""
    workspace = database.workspace(workspace_id)
    with workspace.transaction(NOW) as session:
        session.add(Workspace(name="Milpitas", zone="America/Los_Angeles"))
    return workspace


def prospect(session: Session, title: str = "Loreto") -> Prospect:
    """Open a prospect, with the act that opened it."""
    version = PolicyVersion(
        policy_id="any", content_hash=new_id(NOW), content=b"", loaded_at=NOW, current=True
    )
    session.add(version)
    session.flush()
    prospect_id = new_id(NOW)
    act = record(session, "inquiry recorded", actor=STAFF, now=NOW, prospect_id=prospect_id)
    opened = Prospect(
        id=prospect_id,
        number=next_case_number(session),
        title=title,
        policy_version_id=version.id,
        path="inquiry",
        act_id=act.id,
    )
    session.add(opened)
    session.flush()
    return opened
