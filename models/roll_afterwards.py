"""Correcting the roll of a meeting that is over, with the reason, until its minutes are adopted."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import ledger
from models.adoptions import AdoptedMinutes
from models.askers import Asker
from models.changes import checked_length
from models.commission import Commission
from models.ledger import standing
from models.refusals import NotAllowed, NotFound, Refusal
from models.roll_calls import RollChange, last_move, mark_person, people_of, roll_history
from models.roll_corrections import LONGEST_REASON, check_between
from models.roll_rows import write_roll
from models.rules.permissions import Right, Role
from models.rules.roll import COMES, Mark, RollEvent
from models.rules.sessions import State, moment_since
from models.rules.wording import moment_in_words
from models.sessions import Sitting, sitting_of


def correctable(session: Session, meeting_id: str, asker: Asker) -> Sitting:
    """Give a meeting that is over and whose minutes await adoption to staff; Refusal for any other."""
    asker.must_be_allowed(Right.MEETING_EDIT)
    if Role.STAFF not in asker.roles:
        raise NotAllowed("Only staff correct the roll of a meeting that is over.", offers=("meeting",))
    sitting = sitting_of(session, meeting_id)
    if sitting.session.state is not State.OVER:
        raise Refusal("I have no roll of that meeting, or it goes on.", offers=("meeting",))
    adopted = select(AdoptedMinutes).where(AdoptedMinutes.meeting_id == meeting_id, standing(AdoptedMinutes))
    if session.scalars(adopted).first() is not None:
        raise Refusal(
            "The minutes of that meeting are adopted, and stay as they are. Correct them by a vote.",
            offers=("minutes",),
        )
    return sitting


def correct_attendance(
    session: Session,
    meeting_id: str,
    member_id: str,
    mark: Mark,
    clock: time,
    reason: str,
    asker: Asker,
    commission: Commission,
    *,
    now: datetime,
) -> RollChange:
    """Enter that somebody came, or left, at a time of the meeting; what the roll said before stays in the record."""
    ledger.take_turn(session)
    sitting = correctable(session, meeting_id, asker)
    person = next((each for each in people_of(session, sitting) if each.member_id == member_id), None)
    if person is None:
        raise NotFound("member", field="member")
    if not reason.strip():
        raise Refusal("Please give the reason; a correction is kept with it.", field="reason")
    checked_length(reason, LONGEST_REASON, "reason")
    at = _at_the_meeting(sitting, clock, commission)
    entry = replace(mark_person(person, mark, at), reason=reason.strip())
    entry = _in_order(sitting, entry, commission)
    act = ledger.record(
        session,
        "roll corrected",
        actor=asker.actor,
        now=now,
        meeting_id=meeting_id,
        reason=reason.strip(),
        details={"member": member_id},
    )
    return RollChange(before=sitting, after=write_roll(session, sitting, [entry], act, now))


def _at_the_meeting(sitting: Sitting, clock: time, commission: Commission) -> datetime:
    begun, over = sitting.session.called_to_order_at, sitting.session.adjourned_at
    if begun is None or over is None:
        raise Refusal("I have no roll of that meeting.", offers=("meeting",))
    at = moment_since(begun, clock, commission.zone)
    if at > over:
        since, until = (
            moment_in_words(each.astimezone(commission.zone), sitting.meeting.on) for each in (begun, over)
        )
        raise Refusal(f"Choose a time of the meeting: {since}, to {until}.", field="at")
    return at


def _in_order(sitting: Sitting, entry: RollEvent, commission: Commission) -> RollEvent:
    """Give the entry where it stands on the roll: it replaces the last of its kind, or follows what is there."""
    last = last_move(sitting, entry.member_id)
    if last is None:
        return entry
    if (last.mark in COMES) is (entry.mark in COMES):
        check_between(sitting, last, entry)
        return replace(last, mark=entry.mark, at=entry.at, reason=entry.reason)
    found = sitting.roll.of(entry.member_id)
    latest = max(each.at for each in roll_history(sitting, entry.member_id))
    if found and found.stays and entry.at < latest.replace(second=0, microsecond=0):
        local = moment_in_words(latest.astimezone(commission.zone), sitting.meeting.on)
        raise Refusal(f"{entry.name} has an entry at {local}. Correct that one first.", field="at")
    return replace(entry, at=max(entry.at, latest))
