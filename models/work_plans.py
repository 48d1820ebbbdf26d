"""The work plan of a partnership: the goals that were written down, for whoever evaluates it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.agreements_known import steps_by_prospect
from models.ledger import standing
from models.prospects import Prospect, StepEntry
from models.rules.steps import State


def goals_of(session: Session, prospect: Prospect) -> list[tuple[str, str]]:
    """List what was answered where a step asks for goals: what was asked, and the answer, in the order of the path."""
    wanted = select(StepEntry).where(StepEntry.prospect_id == prospect.id, standing(StepEntry))
    latest = {row.step_id: row for row in session.scalars(wanted.order_by(StepEntry.act_id))}
    return [
        (asked, answers[asked])
        for step in steps_by_prospect(session, [prospect.id])[prospect.id]
        for answers in (_answers(latest.get(step.id)),)
        for asked in step.ask
        if asked.endswith("goals") and asked in answers
    ]


def _answers(row: StepEntry | None) -> dict[str, str]:
    """Give what was answered in a step that is done, by what was asked."""
    answers = row.evidence.get("asked") if row and row.state == State.DONE else None
    return answers if isinstance(answers, dict) else {}
