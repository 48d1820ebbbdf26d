"""What a counted vote leads to: the item's outcome, the prospect's step, an item added, minutes adopted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import ledger
from models.changes import changed
from models.commission import Commission
from models.completing import keep
from models.evidence import Completion, check
from models.finding import prospect_by_id
from models.progress import REOPENED, progress_of
from models.prospects import Closing, Prospect, StepEntry
from models.refusals import Refusal
from models.row_ids import new_id
from models.rules.beginnings import SIGNED
from models.rules.counting import Outcome
from models.rules.outcomes import APPROVED
from models.rules.policy import Meetings, Step
from models.rules.progress import Progress
from models.rules.steps import Standing, State
from models.rules.vote_cards import Ending
from models.rules.wording import listed
from models.vote_records import Vote

A_MOTION = re.compile(r"\b(motion|vote)\b", re.IGNORECASE)
BEFORE = timedelta(milliseconds=1)
"""By so much the ids of what a correction takes back come before those of what it brings about."""
DENIED = "denied"
"""The branch of a step that its own body votes down."""


def move_step(
    session: Session, vote: Vote, ending: Ending, act: ledger.Act, commission: Commission, now: datetime
) -> list[str]:
    """Move the step that a vote is evidence for, in the same act; say what became of it."""
    if not vote.motion.prospect_id or not vote.motion.step_id or ending.tally is None:
        return []
    if ending.outcome is Outcome.NO_ACTION:
        return []
    prospect = prospect_by_id(session, vote.motion.prospect_id)
    (progress,) = progress_of(session, [prospect], commission, commission.today(now))
    standing = progress.standing(vote.motion.step_id)
    if standing is None:
        return []
    said = _moved(
        session, vote, ending, standing, prospect, progress, act=act, commission=commission, now=now
    )
    changed(session, prospect, commission, now)
    return [said] if said else []


def take_back_step(
    session: Session, vote: Vote, ending: Ending, act: ledger.Act, commission: Commission, now: datetime
) -> None:
    """Open again what an earlier ending of a vote had recorded of a step, since it is corrected."""
    if not vote.motion.prospect_id:
        return
    prospect = prospect_by_id(session, vote.motion.prospect_id)
    for row in list(_taken_back(session, ending, act, commission, now)):
        session.add(row)
    changed(session, prospect, commission, now)


def _moved(
    session: Session,
    vote: Vote,
    ending: Ending,
    standing: Standing,
    prospect: Prospect,
    progress: Progress,
    *,
    act: ledger.Act,
    commission: Commission,
    now: datetime,
) -> str:
    step, title = standing.step, f"“{standing.step.title}”"
    outcome = _outcome(step, ending, vote.sitting.rules.body)
    stays = _stays_open(step, standing, progress, vote.sitting.rules.body)
    if outcome is None or stays is None:
        return "" if isinstance(step.due, Meetings) else f"{title} stays open."
    if stays:
        return f"{title} is as it was: {stays}"
    new = Completion(
        prospect_id=prospect.id,
        step_id=step.id,
        state=State.DONE,
        done_on=vote.sitting.meeting.on,
        evidence="vote",
        motion_id=vote.motion.id,
        ticked={"need": _shown_by_vote(step.need), "any_of": _shown_by_vote(step.any_of)},
        reason=ending.in_words(commission.today(now)),
        outcome=outcome,
    )
    try:
        check(session, new, progress, standing, commission.today(now))
    except Refusal as asks_more:
        return f"{title} stays open, since it asks for more than a vote: {asks_more.message}"
    keep(session, new, step, prospect, progress, act=act)
    session.flush()
    return f"{title} is recorded as {'done' if outcome == APPROVED else outcome}."


def _shown_by_vote(entries: Sequence[str]) -> tuple[int, ...]:
    """Give the places of what a policy wants to see that a motion is: "Commission motion that forwards it"."""
    return tuple(place for place, entry in enumerate(entries) if A_MOTION.search(entry))


def _outcome(step: Step, ending: Ending, body: str) -> str | None:
    """Give the outcome of the step that the vote means; None where it means none."""
    if ending.outcome is Outcome.CARRIED:
        return APPROVED
    ours = step.vote is not None and step.vote.body == body
    return DENIED if ours and any(branch.outcome == DENIED for branch in step.branches) else None


def _stays_open(step: Step, standing: Standing, progress: Progress, body: str) -> str | None:
    """Say why a vote does not complete a step: empty where it may; None where the agenda item's outcome decides."""
    if isinstance(step.due, Meetings) and step.vote is None:
        return None
    if not progress.is_open:
        return "the file is closed."
    if not standing.is_open:
        return "it was recorded already."
    return _beyond_a_vote(step, body)


def _beyond_a_vote(step: Step, body: str) -> str:
    if step.vote and step.vote.body != body:
        return f"the {step.vote.body} decides it."
    if step.branches and not step.vote:
        return "another body decides it."
    if step.sets == SIGNED:
        return "both sides sign it. Press Record a signature for that."
    if step.ask and not step.vote:
        return f"it asks for more than a vote: {listed(step.ask)}. Press Complete a step for that."
    return "it asks for notes on criteria. Press Complete a step for that." if step.checklist else ""


def _taken_back(
    session: Session, ending: Ending, act: ledger.Act, commission: Commission, now: datetime
) -> Iterator[StepEntry | Closing]:
    today = commission.today(now)
    entries = select(StepEntry).where(StepEntry.act_id == ending.act_id, StepEntry.state != REOPENED)
    for entry in session.scalars(entries):
        yield StepEntry(
            id=new_id(now - BEFORE),
            prospect_id=entry.prospect_id,
            step_id=entry.step_id,
            state=REOPENED,
            done_on=today,
            reason=act.reason,
            evidence={},
            numbers={},
            act_id=act.id,
        )
    closings = select(Closing).where(Closing.act_id == ending.act_id, Closing.closed.is_(True))
    for closing in session.scalars(closings):
        yield Closing(
            id=new_id(now - BEFORE),
            prospect_id=closing.prospect_id,
            closed=False,
            on=today,
            reason=act.reason,
            act_id=act.id,
        )
