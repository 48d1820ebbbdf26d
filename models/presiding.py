"""Presiding over a meeting: calling it to order, whoever presides, public comment, items, recess."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import ledger
from models.agenda_rows import agenda_of, fix_agenda
from models.askers import Asker
from models.commission import Commission
from models.ledger import Act
from models.meetings import Happening
from models.members import Member
from models.refusals import NotFound, Refusal
from models.roll_rows import entry_for, write_roll
from models.rules.agendas import AgendaEntry
from models.rules.calendars import MeetingKind, MeetingStatus
from models.rules.meetings import STATUS_IN_WORDS
from models.rules.permissions import Right, Role
from models.rules.postings import not_to_be_taken_up
from models.rules.roll import Mark
from models.rules.sessions import State, What
from models.rules.wording import day_in_words
from models.sessions import STILL_NEXT, Sitting, check_own, sitting_now, sitting_of
from models.voting import redraw_open_votes

_EXPECTED = (MeetingStatus.SCHEDULED, MeetingStatus.NOTICED)


def call_to_order(
    session: Session,
    meeting_id: str,
    asker: Asker,
    commission: Commission,
    now: datetime,
    presiding_id: str | None = None,
) -> Sitting:
    """Call a meeting to order, once; whoever presides is a holder of a seat or the office of chair.

    Unless they are named it is the asker, where they may, or else the chair.
    """
    ledger.take_turn(session)
    sitting = sitting_of(session, meeting_id)
    asker.must_be_allowed(Right.PRESIDE)
    if sitting.meeting.status == MeetingStatus.IN_SESSION:
        return sitting
    check_may_begin(session, sitting, commission, now)
    presiding = _presiding(session, sitting, presiding_id or usual_presiding(session, sitting, asker))
    act = ledger.record(
        session,
        "meeting called to order",
        actor=asker.actor,
        now=now,
        meeting_id=sitting.meeting.id,
        details={"seats": sitting.rules.seats},
    )
    fix_agenda(session, sitting.meeting, act, commission, now)
    sitting.meeting.status = MeetingStatus.IN_SESSION
    return _happened(session, sitting, What.CALLED_TO_ORDER, act, now, member_id=presiding.id)


def check_may_begin(session: Session, sitting: Sitting, commission: Commission, now: datetime) -> None:
    """Refuse, with the way forward, a meeting that cannot be called to order now."""
    check_own(sitting)
    meeting, today = sitting.meeting, commission.today(now)
    day = day_in_words(meeting.on, today)
    if meeting.status not in _EXPECTED:
        said = STATUS_IN_WORDS[MeetingStatus(meeting.status)]
        why = f", with the reason: {meeting.reason.rstrip('.')}" if meeting.reason else ""
        raise Refusal(f"The meeting of {day} is recorded as {said}{why}.", offers=("meeting",))
    other = sitting_now(session)
    if other is not None:
        of_day = day_in_words(other.meeting.on, today)
        raise Refusal(f"The meeting of {of_day} is still in session. Adjourn it first.", offers=("meeting",))
    has_just_begun = meeting.starts_at <= now < meeting.starts_at + STILL_NEXT
    if meeting.on != today and not has_just_begun:
        if meeting.on < today:
            raise Refusal(f"The meeting was on {day}. Record what happened instead.", offers=("meeting",))
        raise Refusal(f"The meeting is on {day}. Move it, if it meets today.", offers=("meeting",))


def may_preside(session: Session, sitting: Sitting) -> tuple[Member, ...]:
    """List who may preside: holders of seats, by seat, and a chair or vice chair without one."""
    active = session.scalars(select(Member).where(Member.active.is_(True)).order_by(Member.id)).all()
    seats = {holder.member_id: holder.seat for holder in sitting.seating.holders}
    stand_ins = {voter.member_id: voter.seat for voter in sitting.voters}
    able = [each for each in active if each.id in seats | stand_ins or _officer(each) is not None]
    return tuple(sorted(able, key=lambda each: (seats | stand_ins).get(each.id, 0)))


def usual_presiding(session: Session, sitting: Sitting, asker: Asker) -> str | None:
    """Give who would preside unless somebody else is chosen: the asker if they may, the chair, the vice chair."""
    able = may_preside(session, sitting)
    if asker.member_id in {each.id for each in able}:
        return asker.member_id
    officers = sorted((place, each.id) for each in able if (place := _officer(each)) is not None)
    return officers[0][1] if officers else None


def preside(session: Session, meeting_id: str, member_id: str, asker: Asker, now: datetime) -> Sitting:
    """Hand the chair to somebody, for an item or for the rest of the meeting, until it is handed on."""
    sitting = at_meeting(session, meeting_id, asker)
    presiding = _presiding(session, sitting, member_id)
    if sitting.session.presiding_id == presiding.id:
        return sitting
    if sitting.roll.is_taken and not sitting.roll.is_present(presiding.id):
        raise Refusal(
            f"The roll does not show {presiding.name} as present. Update the roll first.", field="presiding"
        )
    act = ledger.record(session, "chair handed over", actor=asker.actor, now=now, meeting_id=meeting_id)
    return _happened(session, sitting, What.PRESIDES, act, now, member_id=presiding.id)


def public_comment(
    session: Session,
    meeting_id: str,
    item: str | None,
    asker: Asker,
    commission: Commission,
    now: datetime,
) -> Sitting:
    """Record that public comment was taken: on an item, or on the agenda as a whole; once."""
    sitting = at_meeting(session, meeting_id, asker, running=True)
    if item in sitting.session.public_comment:
        return sitting
    if item is not None:
        listed_entry(session, sitting, item, commission, now)
    act = ledger.record(
        session,
        "public comment taken",
        actor=asker.actor,
        now=now,
        meeting_id=meeting_id,
        details={"item": item},
    )
    return _happened(session, sitting, What.PUBLIC_COMMENT, act, now, item=item)


def open_item(
    session: Session,
    meeting_id: str,
    item: str,
    asker: Asker,
    commission: Commission,
    *,
    now: datetime,
    back: Collection[str] = (),
) -> Sitting:
    """Open an item of the agenda, with those who are `back` in the room; Refusal with the rule for any other matter."""
    sitting = at_meeting(session, meeting_id, asker, running=True)
    entry = listed_entry(session, sitting, item, commission, now)
    if said := not_to_be_taken_up(entry, is_special=sitting.meeting.kind == MeetingKind.SPECIAL):
        raise Refusal(said, field="item", offers=("agenda",))
    if sitting.session.item == item:
        return sitting
    act = ledger.record(
        session,
        "item opened",
        actor=asker.actor,
        now=now,
        meeting_id=meeting_id,
        details={"item": item},
    )
    returned = [
        entry_for(each, Mark.RETURNED, now)
        for each in sitting.roll.attendees
        if each.member_id in back and each.out_for is not None
    ]
    return write_roll(
        session, _happened(session, sitting, What.ITEM_OPENED, act, now, item=item), returned, act, now
    )


def recess(session: Session, meeting_id: str, asker: Asker, now: datetime) -> Sitting:
    """Put a meeting in recess: open votes wait until it resumes."""
    return _pause(session, meeting_id, asker, now, What.RECESSED, State.RECESS)


def resume(session: Session, meeting_id: str, asker: Asker, now: datetime) -> Sitting:
    """Go on after a recess."""
    return _pause(session, meeting_id, asker, now, What.RESUMED, State.IN_SESSION)


def at_meeting(session: Session, meeting_id: str, asker: Asker, *, running: bool = False) -> Sitting:
    """Give a meeting that has been called to order to somebody who may preside over it, when their turn has come.

    Refusal for one that has not begun, or is over, or in recess where it has to be `running`.
    """
    ledger.take_turn(session)
    sitting = sitting_of(session, meeting_id)
    asker.must_be_allowed(Right.PRESIDE, presides=sitting.presides(asker))
    check_goes_on(sitting)
    if running and sitting.session.state is State.RECESS:
        raise Refusal("The meeting is in recess. Resume it first.", offers=("meeting",))
    return sitting


def check_goes_on(sitting: Sitting) -> None:
    """Refuse a meeting that has not been called to order, or is over."""
    if sitting.session.state is State.NOT_BEGUN:
        raise Refusal("The meeting has not been called to order. Do that first.", offers=("meeting",))
    if sitting.session.state is State.OVER:
        raise Refusal("The meeting is adjourned. I changed nothing.", offers=("meeting",))


def listed_entry(
    session: Session, sitting: Sitting, item: str, commission: Commission, now: datetime
) -> AgendaEntry:
    """Give an item of the agenda; Refusal with the way forward for a matter that is not on it."""
    entries = agenda_of(session, sitting.meeting, commission, now)
    found = next((entry for entry in entries if entry.item == item), None)
    if found is None:
        raise Refusal(
            "That is not on the agenda of this meeting. Call the vote to add it first.",
            field="item",
            offers=("agenda",),
        )
    return found


def _officer(member: Member) -> int | None:
    """Rank the chair before the vice chair; None for anybody else."""
    ranks = [rank for rank, role in enumerate((Role.CHAIR, Role.VICE_CHAIR)) if role in member.roles]
    return min(ranks, default=None)


def _presiding(session: Session, sitting: Sitting, member_id: str | None) -> Member:
    if member_id is None:
        raise Refusal("Please choose who presides.", field="presiding")
    found = next((each for each in may_preside(session, sitting) if each.id == member_id), None)
    if found is None:
        raise NotFound("member", field="presiding")
    return found


def _pause(
    session: Session, meeting_id: str, asker: Asker, now: datetime, what: What, then: State
) -> Sitting:
    sitting = at_meeting(session, meeting_id, asker)
    if sitting.session.state is then:
        return sitting
    act = ledger.record(session, f"meeting {what}", actor=asker.actor, now=now, meeting_id=meeting_id)
    return _happened(session, sitting, what, act, now)


def _happened(
    session: Session,
    sitting: Sitting,
    what: What,
    act: Act,
    now: datetime,
    *,
    member_id: str | None = None,
    item: str | None = None,
) -> Sitting:
    session.add(
        Happening(
            meeting_id=sitting.meeting.id, what=what, at=now, member_id=member_id, item=item, act_id=act.id
        )
    )
    session.flush()
    redraw_open_votes(session, sitting.meeting.id, now)
    return sitting_of(session, sitting.meeting.id)
