"""What the record of a prospect tells of an entry that took another back."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.ledger import Act


def undone_said(session: Session, acts: Sequence[Act]) -> dict[int, list[str]]:
    """Say, by act, what it took back and whose entry that was."""
    reversing = {act.reverses: act.id for act in acts if act.reverses is not None}
    wanted = select(Act).where(Act.id.in_(list(reversing)))
    return {
        reversing[act.id]: [f"{act.what}, by {act.actor_name}"]
        for act in (session.scalars(wanted) if reversing else ())
    }
