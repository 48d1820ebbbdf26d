"""Setting their silence aside, and minding it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models import ledger
from models.askers import Asker
from models.changes import changed, checked_length
from models.commission import Commission
from models.finding import prospect_by_id
from models.progress import progress_of
from models.prospects import Parking, Prospect
from models.refusals import Refusal
from models.rules.permissions import Right
from models.rules.progress import Progress
from models.rules.silence import Side

LONGEST_REASON = 1000
PARKED = "silence parked"
TAKEN_UP = "silence taken up again"


@dataclass(frozen=True, kw_only=True)
class Parked:
    """What came of setting a silence aside, or of minding it again."""

    prospect: Prospect
    act: ledger.Act


def park(
    session: Session,
    prospect_id: str,
    *,
    parked: bool,
    reason: str,
    asker: Asker,
    commission: Commission,
    now: datetime,
) -> Parked:
    """Set their silence aside until the next letter, or mind it again. Refusal where it is not theirs, or is so already."""
    ledger.take_turn(session)
    prospect = prospect_by_id(session, prospect_id)
    (progress,) = progress_of(session, [prospect], commission, commission.today(now))
    asker.must_be_allowed(Right.PARK, owns_step=progress.owner_id == asker.member_id)
    _check(progress, reason.strip(), parked=parked)
    act = ledger.record(
        session,
        PARKED if parked else TAKEN_UP,
        actor=asker.actor,
        now=now,
        prospect_id=prospect.id,
        reason=reason.strip(),
    )
    session.add(Parking(prospect_id=prospect.id, parked=parked, reason=reason.strip(), act_id=act.id))
    changed(session, prospect, commission, now)
    return Parked(prospect=prospect, act=act)


def _check(progress: Progress, reason: str, *, parked: bool) -> None:
    if not progress.is_open:
        raise Refusal(f"The file on {progress.full_name} is closed. I changed nothing.", offers=("reopen",))
    if parked and progress.waiting_on is Side.US:
        raise Refusal(
            f"The next word to {progress.full_name} is ours, so I am not asking for an answer.",
            offers=("log", "next"),
        )
    if (progress.parked is not None) is parked:
        so = "parked already" if parked else "not parked"
        raise Refusal(f"{progress.full_name} is {so}. I changed nothing.", offers=("next",))
    if parked and not reason:
        raise Refusal("Please give the reason; it is kept with the record.", field="reason")
    checked_length(reason, LONGEST_REASON, "reason")
