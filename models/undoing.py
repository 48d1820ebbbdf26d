"""Undo: one more entry that takes an earlier one back, as long as nothing later rests on it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import edits, ledger, programs, shortlists
from models.agreements import Agreement
from models.askers import Asker
from models.card_updates import tell_taken_back
from models.changes import changed
from models.commission import Commission
from models.correspondence import Letter
from models.edits import put_back
from models.finding import newer_open_file
from models.ledger import Act, is_undone
from models.owning import must_go_back_to_somebody
from models.policy_shelf import policy_in
from models.prospects import Closing, Prospect, StepEntry
from models.refusals import NotAllowed, NotFound, Refusal
from models.rules.beginnings import SIGNED
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
    mine = select(Act).where(
        Act.actor == asker.slack_id,
        Act.reverses.is_(None),
        Act.prospect_id.is_not(None),
        Act.meeting_id.is_(None),
        ~is_undone(),
    )
    return list(session.scalars(mine.order_by(Act.id.desc()).limit(MOST_RECENT)))


def undo(session: Session, act_id: str, asker: Asker, commission: Commission, now: datetime) -> Act:
    """Take an act back, once however often it is asked for; Refusal while something later rests on it."""
    undone, prospect = take_back(session, act_id, asker, now)
    act = act_by_id(session, act_id)
    for each in edits.files_touched(session, act, prospect):
        changed(session, each, commission, now)
    tell_taken_back(session, act, now)
    return undone


def take_back(session: Session, act_id: str, asker: Asker, now: datetime) -> tuple[Act, Prospect]:
    """Take an act back without following it up: whoever takes back many counts the dates of all at once."""
    act = act_by_id(session, act_id)
    asker.must_be_allowed(Right.UNDO_OWN)
    if act.actor != asker.slack_id and not asker.may(Right.UNDO_ANY):
        raise NotAllowed(
            f"Only {act.actor_name}, the chair or staff can take that back. I changed nothing.",
            offers=("show",),
        )
    if act.meeting_id is not None:
        raise Refusal(
            "What a meeting did is corrected, never taken back: correct the vote, the roll or the item, with the reason.",
            offers=("meeting", "agenda"),
        )
    prospect = session.scalars(select(Prospect).where(Prospect.id == act.prospect_id)).one_or_none()
    if prospect is None:
        raise NotFound("entry")
    ledger.take_turn(session)
    if session.scalars(select(Act.id).where(Act.id == act.id, ~is_undone())).first():
        _check_nothing_rests_on(session, act, prospect)
        must_go_back_to_somebody(session, act)
        put_back(session, act, prospect)
    return ledger.reverse(session, act, actor=asker.actor, now=now), prospect


def _check_nothing_rests_on(session: Session, act: Act, prospect: Prospect) -> None:
    turned = session.scalars(select(Closing).where(Closing.act_id == act.id)).first()
    whole_file = act.id == prospect.act_id or turned is not None
    rests = _later_act(session, act) if whole_file else _later_entry(session, act, prospect)
    others = (shortlists.rests_on, programs.rests_on, edits.rests_on)
    if rests or any(rests_on(session, act) for rests_on in others):
        raise Refusal(
            "Later entries rest on that one. Take those back first; the newest is on top.", offers=("undo",)
        )
    stays = act.id != prospect.act_id
    newer = newer_open_file(session, prospect) if stays and turned and turned.closed else None
    if newer:
        raise Refusal(f"A newer file on {prospect.title} is open, No. {newer.number}. Close that one first.")


def _later_act(session: Session, act: Act) -> bool:
    later = select(Act.id).where(
        Act.prospect_id == act.prospect_id, Act.id > act.id, Act.reverses.is_(None), ~is_undone()
    )
    return session.scalars(later).first() is not None


def _later_entry(session: Session, act: Act, prospect: Prospect) -> bool:
    """Tell whether a later step follows from a step that the act completed, or has a letter of the act as evidence."""
    completed = session.scalars(select(StepEntry.step_id).where(StepEntry.act_id == act.id)).all()
    letters = session.scalars(select(Letter.id).where(Letter.act_id == act.id)).all()
    policy = policy_in(
        session.scalars(select(PolicyVersion).where(PolicyVersion.id == prospect.policy_version_id)).one()
    )
    following = {
        other for step_id in completed for other in reopened_by_going_back(policy, prospect.path, step_id)
    }
    signing = {step.id for step in policy.steps_of(prospect.path) if step.sets == SIGNED}
    if _later_signature(session, act, follows=bool(signing & following)):
        return True
    later = select(StepEntry).where(
        StepEntry.prospect_id == prospect.id, StepEntry.act_id > act.id, ledger.standing(StepEntry)
    )
    return any(
        entry.step_id in following or entry.evidence.get("letter") in letters
        for entry in session.scalars(later)
    )


def _later_signature(session: Session, act: Act, *, follows: bool) -> bool:
    """Tell whether a later signature follows from what the act completed, or was added to those of the act."""
    later = select(Agreement.id).where(
        Agreement.prospect_id == act.prospect_id, Agreement.act_id > act.id, ledger.standing(Agreement)
    )
    own = select(Agreement.id).where(Agreement.act_id == act.id)
    is_one = follows or session.scalars(own).first() is not None
    return is_one and session.scalars(later).first() is not None
