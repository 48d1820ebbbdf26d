"""Completing a step: what was shown for it is checked and kept, and what its outcome leads to is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import ledger
from models.agreements_known import agreements_known
from models.askers import Asker
from models.changes import changed
from models.commission import Commission
from models.evidence import Completion, check, evidence_of, leaves_open, numbers_of
from models.finding import prospect_by_id
from models.meanwhile import marked_by
from models.noting import check_is_open
from models.policy_shelf import policy_in
from models.progress import REOPENED, progress_of
from models.prospects import Answer, Closing, Prospect, RecordedDate, StepEntry
from models.refusals import NotFound, Refusal, Stale
from models.rules.beginnings import SIGNED
from models.rules.outcomes import branch_for, goes_on, reopened_by_going_back
from models.rules.permissions import Right
from models.rules.policy import On, Step
from models.rules.progress import Progress
from models.rules.steps import Standing, State
from models.workspaces import PolicyVersion


@dataclass(frozen=True, kw_only=True)
class Completed:
    """What came of completing a step."""

    prospect: Prospect
    step: Step
    act: ledger.Act


def complete_step(
    session: Session, new: Completion, asker: Asker, commission: Commission, now: datetime
) -> Completed:
    """Record a step as done, waived or not applicable. Refusal beside the field that the policy is not content with."""
    ledger.take_turn(session)
    prospect = prospect_by_id(session, new.prospect_id)
    today = commission.today(now)
    (progress,) = progress_of(session, [prospect], commission, today)
    asker.must_be_allowed(Right.DONE, owns_step=progress.owner_id == asker.member_id)
    check_is_open(new.criteria, asker, commission)
    standing = _open_standing(session, progress, new, now.astimezone(commission.zone))
    _must_not_sign(new, standing.step)
    check(session, new, progress, standing, today)
    if _closes(new, standing.step):
        asker.must_be_allowed(Right.CLOSE)
    act = ledger.record(
        session,
        f"step {new.state}",
        actor=asker.actor,
        now=now,
        prospect_id=prospect.id,
        reason=new.reason.strip(),
        details={"step": new.step_id},
    )
    keep(session, new, standing.step, prospect, progress, act=act)
    changed(session, prospect, commission, now)
    return Completed(prospect=prospect, step=standing.step, act=act)


def _open_standing(session: Session, progress: Progress, new: Completion, now: datetime) -> Standing:
    standing = progress.standing(new.step_id)
    if standing is None:
        raise NotFound("step")
    if not progress.is_open:
        raise Refusal(
            f"The file on {progress.full_name} is closed. The chair or staff can reopen it.",
            offers=("reopen",),
        )
    if standing.entry is not None and not standing.is_tested_again:
        marked = marked_by(session, progress.prospect_id, new.step_id, standing.entry.state, now)
        raise Stale(f"{marked}, so I didn't change it.", prospect_id=progress.prospect_id)
    if not standing.is_open and not standing.is_tested_again:
        why = f"is {standing.state} already by what is recorded"
        if standing.state is State.NOT_APPLICABLE:
            why = "does not apply here by what is recorded"
        raise Stale(f"This step {why}, so I changed nothing.", prospect_id=progress.prospect_id)
    return standing


def _must_not_sign(new: Completion, step: Step) -> None:
    if step.sets == SIGNED and new.state is State.DONE:
        raise Refusal(
            "Signatures are recorded in a form of their own, each with its day and signer. I changed nothing.",
            offers=("sign",),
        )


def _closes(new: Completion, step: Step) -> bool:
    branch = branch_for(step, new.outcome) if new.state is State.DONE else None
    return bool(branch and branch.close_as)


def keep(
    session: Session,
    new: Completion,
    step: Step,
    prospect: Prospect,
    progress: Progress,
    *,
    act: ledger.Act,
) -> None:
    """Write down what an act completes, checked before: the entry, and what its outcome leads to."""
    branch = branch_for(step, new.outcome) if new.state is State.DONE else None
    if new.state is State.NOT_APPLICABLE and step.when:
        session.add(Answer(prospect_id=prospect.id, question=step.when, answer=False, act_id=act.id))
    if new.state is State.DONE and step.within and goes_on(new.outcome):
        session.add(RecordedDate(prospect_id=prospect.id, name=step.sets, on=new.sets, act_id=act.id))
    if new.state is State.DONE and isinstance(step.due, On) and new.further and new.further.next_on:
        on = new.further.next_on
        session.add(RecordedDate(prospect_id=prospect.id, name=step.due.anchor, on=on, act_id=act.id))
    if branch and branch.close_as:
        because = f"{new.outcome[:1].upper()}{new.outcome[1:]}: {new.reason.strip() or step.title}"
        session.add(
            Closing(prospect_id=prospect.id, closed=True, on=new.done_on, reason=because, act_id=act.id)
        )
    entry = _entry(new, step.id, REOPENED if leaves_open(new, step) else new.state, act)
    entry.evidence, entry.numbers = evidence_of(new, step), numbers_of(new, step)
    session.add(entry)
    if branch and branch.back_to:
        for step_id in _recorded_from(session, branch.back_to, prospect, progress):
            session.add(_entry(new, step_id, REOPENED, act))


def _entry(new: Completion, step_id: str, state: str, act: ledger.Act) -> StepEntry:
    return StepEntry(
        prospect_id=new.prospect_id,
        step_id=step_id,
        state=state,
        done_on=new.done_on,
        reason=new.reason.strip(),
        evidence={},
        numbers={},
        act_id=act.id,
    )


def _recorded_from(session: Session, back_to: str, prospect: Prospect, progress: Progress) -> list[str]:
    """List the steps that going back opens again: the one gone back to and what follows from it, where recorded.

    One side's signature is recorded without an entry of its step.
    """
    version = session.scalars(
        select(PolicyVersion).where(PolicyVersion.id == prospect.policy_version_id)
    ).one()
    reopened = reopened_by_going_back(policy_in(version), prospect.path, back_to)
    is_signed = bool(agreements_known(session, [prospect.id]))
    recorded = {
        standing.step.id
        for standing in progress.standings
        if standing.entry is not None or (is_signed and standing.step.sets == SIGNED)
    }
    return [step_id for step_id in reopened if step_id in recorded]
