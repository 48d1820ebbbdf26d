"""What the record keeps of the steps of one file, as the headings of its story need it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.ledger import standing
from models.prospects import Prospect, StepEntry
from models.rules.chapters import REOPENED, Kept
from models.rules.policy import Policy


def kept_steps(session: Session, prospect: Prospect, policy: Policy) -> list[Kept]:
    """List what stands of each step, in the order of the path: its latest entry, and every decision before it."""
    wanted = select(StepEntry).where(StepEntry.prospect_id == prospect.id, standing(StepEntry))
    rows = list(session.scalars(wanted.order_by(StepEntry.act_id, StepEntry.id)))
    steps = policy.steps_of(prospect.path)
    return [
        kept
        for step in steps
        for kept in _that_count(
            Kept(
                step=step,
                state=row.state,
                on=row.done_on,
                reason=row.reason,
                evidence=row.evidence,
                numbers=row.numbers,
            )
            for row in rows
            if row.step_id == step.id
        )
    ]


def _that_count(entries: Iterable[Kept]) -> list[Kept]:
    """Leave out what a later entry replaced; decisions and evaluations stay, each is history of its own."""
    listed = list(entries)
    earlier = [replace(each, is_latest=False) for each in listed[:-1]]
    lasting = [each for each in earlier if each.is_decision or each.is_evaluation]
    return [each for each in [*lasting, *listed[-1:]] if each.state != REOPENED or each.outcome]
