"""Who can't attend a meeting, and whether a quorum can still come together. Nothing but can or can't is asked."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models import ledger
from models.askers import Asker
from models.bodies import body_rules, seating_now
from models.changes import owe, owe_edit
from models.commission import Commission
from models.database import found
from models.ledger import standing
from models.meetings import Meeting, Regret
from models.members import Member
from models.nudges import redraw_meeting_notes
from models.outbox import Outbox
from models.reach import zone_of
from models.recipients import people_of
from models.refusals import Refusal
from models.rules.bodies import AlternatesFor, BodyRules, Seating
from models.rules.calendars import MeetingStatus
from models.rules.meetings import STATUS_IN_WORDS, Expected
from models.rules.permissions import Right, Role
from models.rules.quorums import quorum_of
from models.rules.recipients import Person, chair_told, staff_told
from models.rules.roll import Roll
from models.rules.working_hours import word_moment

SHORT_OF_QUORUM = "short of quorum"
"""The kind of message that tells the chair and staff that a quorum has become impossible."""
HANDLED_WITHIN = timedelta(minutes=5)
"""No sender holds a row for longer, so that one due later waits for its hour."""
CAN, CANNOT = "can attend", "can't attend"


def say(
    session: Session,
    meeting_id: str,
    member_id: str,
    *,
    attends: bool,
    asker: Asker,
    commission: Commission,
    now: datetime,
) -> Expected:
    """Record whether somebody can attend: by themselves, or by whoever keeps the calendar. Said twice, kept once."""
    ledger.take_turn(session)
    asker.must_be_allowed(Right.ATTEND)
    if member_id != asker.member_id:
        asker.must_be_allowed(Right.MEETING_EDIT)
    meeting = _meeting_ahead(session, meeting_id, commission, now)
    member = found(session, Member, member_id, "member")
    if attends == (member_id in declined(session, meeting_id)):
        what, about = CAN if attends else CANNOT, {"member": member.id}
        act = ledger.record(
            session, what, actor=asker.actor, now=now, meeting_id=meeting_id, details=dict(about)
        )
        session.add(Regret(meeting_id=meeting_id, member_id=member.id, attends=attends, act_id=act.id))
        session.flush()
        redraw_meeting_notes(session, meeting.id, now)
        _mind_the_quorum(session, meeting, {member.id, str(asker.member_id)}, commission, now)
    return expected(session, meeting)


def declined(session: Session, meeting_id: str) -> frozenset[str]:
    """Give the members who have said that they can't attend."""
    wanted = select(Regret).where(Regret.meeting_id == meeting_id, standing(Regret))
    latest = {
        row.member_id: row.attends for row in session.scalars(wanted.order_by(Regret.act_id, Regret.id))
    }
    return frozenset(member_id for member_id, attends in latest.items() if not attends)


def expected(session: Session, meeting: Meeting) -> Expected:
    """Work out how many seats will be filled, by what people have said: an alternate fills an absent member's seat."""
    rules, seating = body_rules(session), seating_now(session)
    absent = declined(session, meeting.id)
    known = (Member.id.in_(absent), Member.active.is_(True))
    names = session.scalars(select(Member.name).where(*known).order_by(Member.name))
    members = sum(holder.member_id not in absent for holder in seating.holders)
    return Expected(
        members=members,
        of=len(seating.holders),
        alternates=_sitting_in(absent, members, seating, rules),
        quorum=_quorum(seating, rules),
        absent=tuple(names),
    )


def is_to_attend(asker: Asker) -> bool:
    """Tell whether somebody is asked if they can attend: everybody on the roster but those who are staff alone."""
    return bool(asker.roles - {Role.STAFF})


def redraw_shortage(session: Session, meeting_id: str, now: datetime) -> None:
    """Have the chair's and the staff's message drawn again, where they were told that a quorum is impossible.

    One that waits for their working hours goes on waiting, and is drawn as things stand then.
    """
    is_under_way = or_(Outbox.sent_ts.is_not(None), Outbox.next_at <= now + HANDLED_WITHIN)
    told = select(Outbox.subject).where(
        Outbox.kind == SHORT_OF_QUORUM, Outbox.subject.startswith(f"{meeting_id}:"), is_under_way
    )
    for subject in session.scalars(told).all():
        owe_edit(session, SHORT_OF_QUORUM, subject, now)


def _meeting_ahead(session: Session, meeting_id: str, commission: Commission, now: datetime) -> Meeting:
    meeting = found(session, Meeting, meeting_id, "meeting")
    if meeting.status not in (MeetingStatus.SCHEDULED, MeetingStatus.NOTICED):
        status = STATUS_IN_WORDS[MeetingStatus(meeting.status)]
        raise Refusal(f"That meeting is {status}, so I changed nothing.", offers=("meeting",))
    if meeting.on < commission.today(now):
        raise Refusal("That meeting's day has passed, so I changed nothing.", offers=("meeting",))
    return meeting


def _sitting_in(absent: frozenset[str], members: int, seating: Seating, rules: BodyRules) -> int:
    """Count the alternates who come and find a seat, where so many members are expected."""
    open_to_alternates = len(seating.holders) - members
    if rules.alternates_for is not AlternatesFor.ABSENCE:
        open_to_alternates = max(seating.authorised - members, 0)
    return min(sum(alternate.member_id not in absent for alternate in seating.alternates), open_to_alternates)


def _quorum(seating: Seating, rules: BodyRules) -> int:
    """Give how many must be there; none in a body that holds no votes."""
    return quorum_of(Roll(), seating, rules).needed if seating.authorised else 0


def _mind_the_quorum(
    session: Session, meeting: Meeting, know_it: Collection[str], commission: Commission, now: datetime
) -> None:
    """Tell the chair and staff once a quorum has become impossible, but who knows it; the same message is kept up later."""
    redraw_shortage(session, meeting.id, now)
    if expected(session, meeting).is_possible:
        return
    for person in _told(session, know_it, commission, now):
        member = found(session, Member, person.member_id, "member")
        days_off = commission.days_off(commission.today(now))
        at = word_moment(now, zone_of(member, commission), days_off, meeting.starts_at)
        subject = f"{meeting.id}:{member.id}"
        was_told = select(Outbox.id).where(
            Outbox.key == f"{SHORT_OF_QUORUM}:{subject}", Outbox.sent_ts.is_not(None)
        )
        if at and session.scalars(was_told).first() is None:
            owe(session, SHORT_OF_QUORUM, subject, str(member.slack_id), at)


def _told(session: Session, know_it: Collection[str], commission: Commission, now: datetime) -> list[Person]:
    """Choose who hears of it: the chair and the first of the staff, or who stands in for them; nobody of their own act."""
    today = commission.today(now)
    people = {key: each for key, each in people_of(session, today).items() if key not in know_it}
    staff = staff_told(people, today)
    told = (chair_told(people), staff.person if staff else None)
    return list({each.member_id: each for each in told if each}.values())
