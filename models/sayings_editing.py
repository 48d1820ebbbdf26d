"""What the record of a prospect tells of corrections, and of who was given it to look after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.edits import EDITED
from models.ledger import Act
from models.members import Member
from models.owning import OWNER_CHANGED
from models.prospects import Assignment


def edits_said(_session: Session, acts: Sequence[Act]) -> dict[int, list[str]]:
    """Say, by act, what it corrected."""
    return {act.id: list(act.details["said"]) for act in acts if act.what == EDITED}


def owners_said(session: Session, acts: Sequence[Act]) -> dict[int, list[str]]:
    """Say, by act, who was given the file."""
    ids = [act.id for act in acts if act.what == OWNER_CHANGED]
    said: dict[int, list[str]] = defaultdict(list)
    wanted = (
        select(Assignment.act_id, Member.name)
        .join(Member, Member.id == Assignment.owner_id)
        .where(Assignment.act_id.in_(ids), Member.workspace_id == Assignment.workspace_id)
    )
    for act_id, name in session.execute(wanted) if ids else ():
        said[act_id].append(f"to {name}")
    return said
