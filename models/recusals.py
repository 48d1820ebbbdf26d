"""Recusals at an item, before it is discussed: who leaves the room and why, and who has returned."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from models import ledger
from models.askers import Asker
from models.changes import checked_length
from models.presiding import check_goes_on
from models.refusals import Refusal
from models.roll_calls import RollChange
from models.roll_corrections import LONGEST_REASON
from models.roll_rows import entry_for, write_roll
from models.rules.permissions import Right
from models.rules.quorums import quorum_of
from models.rules.roll import Attendee, Mark, Voter
from models.sessions import Sitting, sitting_of


def may_recuse(sitting: Sitting) -> tuple[Voter, ...]:
    """List the voters who are there and not recused from the item before the meeting; nobody before an item is open."""
    item = sitting.session.item
    if item is None:
        return ()
    found = [(voter, sitting.roll.of(voter.member_id)) for voter in sitting.voters]
    return tuple(voter for voter, each in found if each and not each.is_recused_from(item))


def loses_quorum(sitting: Sitting, member_id: str) -> str:
    """Say what a member's recusal would do to the quorum; empty where it would still be there."""
    item = sitting.session.item
    quorum = quorum_of(sitting.roll, sitting.seating, sitting.rules, item, without=member_id)
    if quorum.is_there or not sitting.quorum.is_there:
        return ""
    found = sitting.roll.of(member_id)
    return (
        f"Without {found.name if found else 'them'}, {quorum.in_words}. The item could not be voted on now."
    )


def recuse_at_item(
    session: Session,
    meeting_id: str,
    member_id: str,
    reason: str,
    asker: Asker,
    now: datetime,
) -> RollChange:
    """Record that a member is recused from the item before the meeting, with the reason, and leaves the room."""
    sitting, found = _of(session, meeting_id, member_id, asker)
    item = sitting.session.item
    if item is None:
        raise Refusal(
            "No item is before the meeting. A recusal is declared at its item.", offers=("meeting",)
        )
    if found.is_recused_from(item):
        return RollChange(before=sitting, after=sitting)
    if member_id not in {voter.member_id for voter in sitting.voters}:
        raise Refusal(f"{found.name} has no vote at this item, so there is nothing to be recused from.")
    if not reason.strip():
        raise Refusal("Please give the reason; a recusal is recorded with it.", field="reason")
    checked_length(reason, LONGEST_REASON, "reason")
    act = ledger.record(
        session,
        "recused",
        actor=asker.actor,
        now=now,
        meeting_id=meeting_id,
        reason=reason.strip(),
        details={"item": item, "member": member_id},
    )
    left = replace(entry_for(found, Mark.RECUSED, now), item=item, reason=reason.strip())
    return RollChange(before=sitting, after=write_roll(session, sitting, [left], act, now))


def return_to_room(
    session: Session, meeting_id: str, member_id: str, asker: Asker, now: datetime
) -> RollChange:
    """Record that a recused member is back in the room; once."""
    sitting, found = _of(session, meeting_id, member_id, asker)
    if found.out_for is None:
        return RollChange(before=sitting, after=sitting)
    act = ledger.record(
        session,
        "returned to the room",
        actor=asker.actor,
        now=now,
        meeting_id=meeting_id,
        details={"item": found.out_for, "member": member_id},
    )
    back = replace(entry_for(found, Mark.RETURNED, now), item=found.out_for)
    return RollChange(before=sitting, after=write_roll(session, sitting, [back], act, now))


def _of(session: Session, meeting_id: str, member_id: str, asker: Asker) -> tuple[Sitting, Attendee]:
    """Give the meeting, and the member as its roll has them, to themselves or to whoever presides."""
    ledger.take_turn(session)
    sitting = sitting_of(session, meeting_id)
    if asker.member_id == member_id:
        asker.must_be_allowed(Right.CAST)
    else:
        asker.must_be_allowed(Right.PRESIDE, presides=sitting.presides(asker))
    check_goes_on(sitting)
    found = sitting.roll.of(member_id)
    if found is None or not found.is_present:
        who = "you" if asker.member_id == member_id else found.name if found else "that member"
        raise Refusal(f"The roll does not show {who} as present. Update the roll first.", offers=("meeting",))
    return sitting, found
