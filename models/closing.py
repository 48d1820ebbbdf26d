"""Closing a file with its reason, and opening it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import ledger
from models.askers import Asker
from models.changes import changed, checked_length
from models.commission import Commission
from models.finding import newer_open_file, prospect_by_id
from models.progress import REOPENED, progress_of
from models.prospects import Closing, Prospect, StepEntry
from models.refusals import Refusal
from models.rules.permissions import Right

LONGEST_REASON = 1000


@dataclass(frozen=True, kw_only=True)
class Turned:
    """A file that was closed or opened again."""

    prospect: Prospect
    act: ledger.Act


def turn_file(
    session: Session,
    prospect_id: str,
    *,
    closed: bool,
    reason: str,
    asker: Asker,
    commission: Commission,
    now: datetime,
) -> Turned:
    """Close a prospect's file, or open it again; Refusal without a reason, or when it is so already."""
    asker.must_be_allowed(Right.CLOSE if closed else Right.REOPEN)
    ledger.take_turn(session)
    prospect = prospect_by_id(session, prospect_id)
    today = commission.today(now)
    (progress,) = progress_of(session, [prospect], commission, today)
    if progress.is_open is not closed:
        raise Refusal(
            f"The file on {progress.full_name} is {'closed' if closed else 'open'} already. I changed nothing."
        )
    if not reason.strip():
        raise Refusal("Please give the reason; it is kept with the record.", field="reason")
    checked_length(reason, LONGEST_REASON, "reason")
    newer = None if closed else newer_open_file(session, prospect)
    if newer:
        raise Refusal(
            f"A newer file on {progress.full_name} is open, No. {newer.number}. Close that one first."
        )
    what = "file closed" if closed else "file reopened"
    act = ledger.record(
        session, what, actor=asker.actor, now=now, prospect_id=prospect.id, reason=reason.strip()
    )
    if not closed:
        _open_what_closed_it(session, prospect, act, today)
    session.add(
        Closing(prospect_id=prospect.id, closed=closed, on=today, reason=reason.strip(), act_id=act.id)
    )
    changed(session, prospect, commission, now)
    return Turned(prospect=prospect, act=act)


def _open_what_closed_it(session: Session, prospect: Prospect, act: ledger.Act, today: date) -> None:
    """Open again the step whose outcome closed the file, where one did: it is to be decided anew."""
    closings = select(Closing.act_id).where(Closing.prospect_id == prospect.id, ledger.standing(Closing))
    closed_by = session.scalars(closings.order_by(Closing.act_id.desc())).first()
    decided = select(StepEntry.step_id).where(StepEntry.act_id == closed_by)
    for step_id in session.scalars(decided).all():
        session.add(
            StepEntry(
                prospect_id=prospect.id,
                step_id=step_id,
                state=REOPENED,
                done_on=today,
                reason=act.reason,
                evidence={},
                numbers={},
                act_id=act.id,
            )
        )
