"""Undo: one more entry that takes an earlier one back, as long as nothing later rests on it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from models import ledger
from models.askers import Asker
from models.changes import changed
from models.commission import Commission
from models.ledger import Act
from models.policy_shelf import policy_in
from models.prospects import Prospect, StepEntry
from models.refusals import NotAllowed, NotFound, Refusal
from models.rules.outcomes import reopened_by_going_back
from models.rules.permissions import Right
from models.workspaces import PolicyVersion

MOST_RECENT = 5


def act_by_id(session: Session, act_id: str) -> Act:
    """Get an act by its number as text; NotFound for anything else."""
    known = act_id.isascii() and act_id.isdigit() and len(act_id) < 10  # noqa: PLR2004 - no ledger gets so long
    act = session.scalars(select(Act).where(Act.id == int(act_id))).one_or_none() if known else None
    if act is None:
        raise NotFound("entry")
    return act


def own_recent_acts(session: Session, asker: Asker) -> list[Act]:
    """List someone's last five acts that still stand, newest first."""
    undo = aliased(Act)
    undone = exists(select(undo.id).where(undo.workspace_id == Act.workspace_id, undo.reverses == Act.id))
    mine = select(Act).where(
        Act.actor == asker.slack_id, Act.reverses.is_(None), Act.prospect_id.is_not(None), ~undone
    )
    return list(session.scalars(mine.order_by(Act.id.desc()).limit(MOST_RECENT)))


def undo(session: Session, act_id: str, asker: Asker, commission: Commission, now: datetime) -> Act:
    """Take an act back, once however often it is asked for; Refusal while something later rests on it."""
    act = act_by_id(session, act_id)
    asker.must_be_allowed(Right.UNDO_OWN)
    if act.actor != asker.slack_id and not asker.may(Right.UNDO_ANY):
        raise NotAllowed(
            f"Only {act.actor_name}, the chair or staff can take that back. I changed nothing.",
            offers=("show",),
        )
    prospect = session.scalars(select(Prospect).where(Prospect.id == act.prospect_id)).one_or_none()
    if prospect is None:
        raise NotFound("entry")
    if _later_acts_rest_on(session, act, prospect):
        raise Refusal(
            "Later entries rest on that one. Take those back first; the newest is on top.", offers=("undo",)
        )
    undone = ledger.reverse(session, act, actor=asker.actor, now=now)
    changed(session, prospect, commission, now)
    return undone


def _later_acts_rest_on(session: Session, act: Act, prospect: Prospect) -> bool:
    undo_act = aliased(Act)
    undone = exists(
        select(undo_act.id).where(undo_act.workspace_id == Act.workspace_id, undo_act.reverses == Act.id)
    )
    if act.id == prospect.act_id:
        later = select(Act.id).where(
            Act.prospect_id == prospect.id, Act.id > act.id, Act.reverses.is_(None), ~undone
        )
        return session.scalars(later).first() is not None
    completed = [row.step_id for row in session.scalars(select(StepEntry).where(StepEntry.act_id == act.id))]
    version = session.scalars(
        select(PolicyVersion).where(PolicyVersion.id == prospect.policy_version_id)
    ).one()
    following = {
        other
        for step_id in completed
        for other in reopened_by_going_back(policy_in(version), prospect.path, step_id)
    } - set(completed)
    resting = select(StepEntry.id).where(
        StepEntry.prospect_id == prospect.id,
        StepEntry.step_id.in_(following),
        StepEntry.act_id > act.id,
        ledger.standing(StepEntry),
    )
    return session.scalars(resting).first() is not None
