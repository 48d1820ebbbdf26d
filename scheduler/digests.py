"""Planning the channel's digest: each week or meeting once, on its own day or not at all."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from models.changes import owe
from models.commission import commission_of
from models.database import WorkspaceDatabase
from models.digests import DIGEST, digests_due, note_missed


def plan_digests(workspace: WorkspaceDatabase, now: datetime) -> None:
    """Plan the digest of one workspace that is due; one that is planned twice is sent once."""
    with workspace.reading() as session:
        due = digests_due(session, commission_of(session), now)
    if due:
        with workspace.transaction(now) as session:
            owe_digests(session, now)


def owe_digests(session: Session, now: datetime) -> None:
    """Owe what is due today; of what was due on an earlier day, when Clerk was not at work, keep that it was missed."""
    commission = commission_of(session)
    for period in digests_due(session, commission, now):
        if period.on < commission.today(now):
            note_missed(session, period, str(commission.channel), now)
        else:
            owe(session, DIGEST, period.subject, str(commission.channel), now)
