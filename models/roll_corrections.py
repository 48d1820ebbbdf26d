"""Completing and correcting the roll: from where a remote member takes part, and when somebody really came or went."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

from sqlalchemy.orm import Session

from models import ledger
from models.askers import Asker
from models.changes import checked_length
from models.commission import Commission
from models.presiding import at_meeting
from models.refusals import NotFound, Refusal
from models.roll_calls import (
    RollChange,
    check_order,
    last_move,
    mark_person,
    moment_at,
    must_have_roll,
    people_of,
    roll_history,
)
from models.roll_rows import write_roll
from models.rules.guard import holds
from models.rules.roll import COMES, Mark, RollEvent
from models.sessions import Sitting

LONGEST_PLACE = 200
LONGEST_REASON = 300
REMOTE_RULE = 13


def mark_remote(
    session: Session,
    meeting_id: str,
    member_id: str,
    place: str,
    ground: str,
    asker: Asker,
    commission: Commission,
    *,
    now: datetime,
) -> RollChange:
    """Enter from where somebody takes part who is not in the room, and on which legal ground."""
    sitting = must_have_roll(at_meeting(session, meeting_id, asker))
    person = next((each for each in people_of(session, sitting) if each.member_id == member_id), None)
    if person is None:
        raise NotFound("member", field="member")
    if not place.strip():
        raise Refusal(f"Please say from where {person.name} takes part.", field="place")
    if not ground.strip() and holds(REMOTE_RULE, sitting.rules):
        raise Refusal("Please choose the legal ground for taking part remotely.", field="ground")
    checked_length(place, LONGEST_PLACE, "place")
    checked_length(ground, LONGEST_PLACE, "ground")
    came = last_move(sitting, member_id)
    entry = came if came and came.mark in COMES else mark_person(person, Mark.ARRIVED, now)
    entry = replace(entry, place=place.strip(), ground=ground.strip())
    if entry == came:
        return RollChange(before=sitting, after=sitting)
    check_order(sitting, [] if entry.at != now else [entry], commission)
    act = ledger.record(session, "remote member entered", actor=asker.actor, now=now, meeting_id=meeting_id)
    return RollChange(before=sitting, after=write_roll(session, sitting, [entry], act, now))


def mark_in_room(
    session: Session, meeting_id: str, member_id: str, asker: Asker, now: datetime
) -> RollChange:
    """Take back that somebody takes part from another place; since when they attend stays as it is."""
    sitting = must_have_roll(at_meeting(session, meeting_id, asker))
    found, came = sitting.roll.of(member_id), last_move(sitting, member_id)
    if found is None or came is None or not (found.is_present and found.is_remote):
        who = found.name if found else "that member"
        raise Refusal(f"The roll does not have {who} take part from another place.", field="member")
    act = ledger.record(
        session, "remote member taken back", actor=asker.actor, now=now, meeting_id=meeting_id
    )
    entry = replace(came, place="", ground="")
    return RollChange(before=sitting, after=write_roll(session, sitting, [entry], act, now))


def last_moves(sitting: Sitting) -> tuple[RollEvent, ...]:
    """List the last arrival or departure of everybody on the roll: the times that can be corrected."""
    moves = [last_move(sitting, each.member_id) for each in sitting.roll.attendees if each.stays]
    return tuple(each for each in moves if each is not None)


def correct_time(
    session: Session,
    meeting_id: str,
    member_id: str,
    clock: time,
    reason: str,
    asker: Asker,
    commission: Commission,
    *,
    now: datetime,
) -> RollChange:
    """Enter anew when somebody last came or went, with the reason; the earlier entry stays in the record."""
    sitting = at_meeting(session, meeting_id, asker)
    wrong = last_move(sitting, member_id)
    if wrong is None or not sitting.roll.of(member_id):
        raise NotFound("time on the roll", field="member")
    if not reason.strip():
        raise Refusal("Please give the reason; a correction is kept with it.", field="reason")
    checked_length(reason, LONGEST_REASON, "reason")
    right = replace(wrong, at=moment_at(sitting, clock, commission, now), reason=reason.strip())
    check_between(sitting, wrong, right)
    act = ledger.record(
        session,
        "time on the roll corrected",
        actor=asker.actor,
        now=now,
        meeting_id=meeting_id,
        reason=reason.strip(),
    )
    return RollChange(before=sitting, after=write_roll(session, sitting, [right], act, now))


def check_between(sitting: Sitting, wrong: RollEvent, right: RollEvent) -> None:
    """Refuse to put an entry anew on the other side of another one of the same person."""
    others = [each for each in roll_history(sitting, wrong.member_id) if each is not wrong]
    if any((each.at <= wrong.at) is not (each.at <= right.at) for each in others):
        said = "Another entry of theirs lies in between. Choose a time on its other side."
        raise Refusal(said, field="at")
