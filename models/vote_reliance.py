"""What has come to rest on a vote since it ended, so that the vote cannot be opened again."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.agendas import AgendaItem, ItemOutcome
from models.agreements import Agreement
from models.ledger import standing
from models.motions import Motion
from models.prospects import StepEntry
from models.refusals import Refusal
from models.vote_records import Vote, vote_of


def check_nothing_rests_on(session: Session, vote: Vote) -> None:
    """Refuse to open a vote again while another motion, an outcome or a step rests on how it ended."""
    if vote.ending is None:
        return
    rests = _motion_on(session, vote, vote.ending.act_id)
    if rests is not None:
        raise Refusal(
            f"“{rests.text}” was moved since, and rests on that vote. Correct the record instead, with the reason.",
            offers=("meeting",),
        )
    if _outcome_on(session, vote.ending.act_id) or _step_on(session, vote.ending.act_id):
        raise Refusal(
            "What was recorded since rests on that vote. Correct the record instead, with the reason.",
            offers=("meeting",),
        )


def _motion_on(session: Session, vote: Vote, ended: int) -> Motion | None:
    """Give a later motion: on what the vote added, to reconsider it, or open on the same item."""
    added = _added_by(session, ended)
    later = select(Motion).where(Motion.act_id > ended, standing(Motion)).order_by(Motion.act_id)
    return next(
        (
            motion
            for motion in session.scalars(later)
            if motion.item in added
            or motion.findings.get("reconsiders") == vote.motion.id
            or (_is_beside(motion, vote) and vote_of(session, motion.id).ending is None)
        ),
        None,
    )


def _is_beside(motion: Motion, vote: Vote) -> bool:
    return (motion.meeting_id, motion.item) == (vote.motion.meeting_id, vote.motion.item)


def _added_by(session: Session, act_id: int) -> set[str]:
    return set(session.scalars(select(AgendaItem.item).where(AgendaItem.act_id == act_id)))


def _outcome_on(session: Session, ended: int) -> bool:
    """Tell whether anything became of an item that the vote added."""
    became = select(ItemOutcome.id).where(
        ItemOutcome.item.in_(_added_by(session, ended)), ItemOutcome.act_id > ended, standing(ItemOutcome)
    )
    return session.scalars(became).first() is not None


def _step_on(session: Session, ended: int) -> bool:
    """Tell whether a step or a signature of a city was recorded since, where the vote completed a step."""
    cities = select(StepEntry.prospect_id).where(StepEntry.act_id == ended)
    later = [
        select(fact.id).where(fact.prospect_id.in_(cities), fact.act_id > ended, standing(fact))
        for fact in (StepEntry, Agreement)
    ]
    return any(session.scalars(wanted).first() is not None for wanted in later)
