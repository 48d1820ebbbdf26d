"""Closing a file with its reason, and opening it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models import ledger
from models.askers import Asker
from models.changes import changed
from models.commission import Commission
from models.finding import prospect_by_id
from models.progress import progress_of
from models.prospects import Closing, Prospect
from models.refusals import Refusal, TooLong
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
    prospect = prospect_by_id(session, prospect_id)
    today = commission.today(now)
    (progress,) = progress_of(session, [prospect], commission, today)
    if progress.is_open is not closed:
        raise Refusal(
            f"The file on {progress.full_name} is {'closed' if closed else 'open'} already. I changed nothing."
        )
    if not reason.strip():
        raise Refusal("Please give the reason; it is kept with the record.", field="reason")
    if len(reason) > LONGEST_REASON:
        raise TooLong(LONGEST_REASON, "reason")
    what = "file closed" if closed else "file reopened"
    act = ledger.record(
        session, what, actor=asker.actor, now=now, prospect_id=prospect.id, reason=reason.strip()
    )
    session.add(
        Closing(prospect_id=prospect.id, closed=closed, on=today, reason=reason.strip(), act_id=act.id)
    )
    changed(session, prospect, commission, now)
    return Turned(prospect=prospect, act=act)
