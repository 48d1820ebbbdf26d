"""Giving one file to another owner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from models import ledger
from models.askers import Asker
from models.card_updates import tell_in_thread
from models.changes import checked_length
from models.commission import Commission
from models.finding import prospect_by_id
from models.handing_on import hand_on
from models.members import Member
from models.progress import progress_of
from models.prospects import Assignment, Prospect
from models.refusals import Refusal
from models.rules.permissions import Right
from models.rules.progress import Progress
from models.rules.roster import Person

OWNER_CHANGED = "owner changed"
LONGEST_REASON = 300


@dataclass(frozen=True, kw_only=True)
class NewOwner:
    """What the form says of a file that goes to somebody else."""

    prospect_id: str
    owner_id: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Handed:
    """What came of it."""

    prospect: Prospect
    act: ledger.Act
    was: str | None
    """The owner before; None where there was none."""


def change_owner(
    session: Session, new: NewOwner, asker: Asker, commission: Commission, now: datetime
) -> Handed:
    """Give a file to another owner. Refusal beside the field where it is theirs already, or they have left."""
    ledger.take_turn(session)
    prospect = prospect_by_id(session, new.prospect_id)
    (progress,) = progress_of(session, [prospect], commission, commission.today(now))
    asker.must_be_allowed(Right.OWNER, owns_step=progress.owner_id == asker.member_id)
    must_be_open(progress)
    heir = _checked(session, new, progress.owner_id)
    act = ledger.record(
        session,
        OWNER_CHANGED,
        actor=asker.actor,
        now=now,
        prospect_id=prospect.id,
        reason=new.reason.strip(),
    )
    hand_on(session, [prospect], Person(member_id=heir.id, name=heir.name), act, commission, now)
    tell_in_thread(session, act, now)
    return Handed(prospect=prospect, act=act, was=progress.owner)


def must_be_open(progress: Progress) -> None:
    """Raise Refusal for a closed file, which has nothing left to look after."""
    if not progress.is_open:
        raise Refusal(
            f"The file on {progress.full_name} is closed. The chair or staff can reopen it.",
            offers=("reopen",),
        )


def must_go_back_to_somebody(session: Session, act: ledger.Act) -> None:
    """Raise Refusal where taking an act back would give a file to somebody who has left."""
    if act.what != OWNER_CHANGED:
        return
    wanted = select(Assignment.act_id, Member.name, Member.active).join(
        Member, and_(Member.workspace_id == Assignment.workspace_id, Member.id == Assignment.owner_id)
    )
    of_file = (
        Assignment.prospect_id == act.prospect_id,
        Assignment.step_id.is_(None),
        ledger.standing(Assignment),
    )
    latest = session.execute(wanted.where(*of_file).order_by(Assignment.act_id.desc()).limit(2)).all()
    before = latest[1] if len(latest) > 1 and latest[0].act_id == act.id else None
    if before and not before.active:
        raise Refusal(f"{before.name} has left the roster. Choose another owner.", offers=("owner",))


def people_to_own(session: Session) -> list[Member]:
    """List who may look after a file: everybody on the roster, by name."""
    return list(
        session.scalars(select(Member).where(Member.active.is_(True)).order_by(Member.name, Member.id))
    )


def _checked(session: Session, new: NewOwner, owner_id: str | None) -> Member:
    checked_length(new.reason, LONGEST_REASON, "reason")
    heir = next((each for each in people_to_own(session) if each.id == new.owner_id), None)
    if heir is None:
        raise Refusal("Please choose somebody on the roster.", field="owner")
    if heir.id == owner_id:
        raise Refusal(f"{heir.name} looks after it already. Choose somebody else.", field="owner")
    return heir
