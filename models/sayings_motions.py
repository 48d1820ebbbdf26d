"""What the record of a prospect tells of motions: which one a vote was on."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models.ledger import Act
from models.motions import Motion


def motions_said(session: Session, acts: Sequence[Act]) -> dict[int, list[str]]:
    """Say, by act, which motion it opened a vote on, counted or ended."""
    named = {act.id: str(act.details["motion"]) for act in acts if "motion" in act.details}
    of_meetings = [act.id for act in acts if act.meeting_id is not None]
    if not of_meetings:
        return {}
    wanted = select(Motion).where(or_(Motion.act_id.in_(of_meetings), Motion.id.in_(list(named.values()))))
    rows = {row.id: row for row in session.scalars(wanted)}
    opened = {row.act_id: [f"“{row.text}”, moved by {row.mover}"] for row in rows.values()}
    counted = {act_id: [f"“{rows[motion].text}”"] for act_id, motion in named.items() if motion in rows}
    return {**counted, **opened}
