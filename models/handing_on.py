"""Handing open files on to another owner."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from models.changes import changed
from models.commission import Commission
from models.contacts import contact_named
from models.finding import page_by_due
from models.ledger import Act
from models.prospects import Assignment, Prospect
from models.rules.roster import Person

EVERY_FILE = 1_000_000
"""More files than one person ever owns."""


def open_files_of(session: Session, member_id: str) -> list[Prospect]:
    """List the open files that somebody looks after, earliest deadline first."""
    return page_by_due(session, offset=0, size=EVERY_FILE, owners=[member_id])[0]


def hand_on(
    session: Session, files: Iterable[Prospect], heir: Person, act: Act, commission: Commission, now: datetime
) -> None:
    """Give files to another owner; their cards and notes are drawn again."""
    for prospect in files:
        session.add(Assignment(prospect_id=prospect.id, owner_id=heir.member_id, step_id=None, act_id=act.id))
        session.add(
            contact_named(heir.name, prospect_id=prospect.id, side="ours", role="owner", act_id=act.id)
        )
        session.flush()
        changed(session, prospect, commission, now)
