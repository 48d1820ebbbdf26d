"""The last call to staff before the agenda of a public body's meeting has to be posted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.agenda_rows import deadline_of
from models.bodies import body_rules
from models.changes import owe_edit
from models.commission import Commission, commission_of
from models.database import found
from models.ledger import standing
from models.meetings import Meeting, Posting
from models.meetings_seen import seen_as
from models.members import Member
from models.outbox import Outbox
from models.reach import zone_of
from models.recipients import people_of
from models.rules.calendars import MeetingStatus
from models.rules.news import LastCall
from models.rules.recipients import Told, staff_told
from models.rules.working_hours import last_call, word_moment

AGENDA_LAST_CALL = "agenda's last call"
"""The kind of message that tells staff of an agenda that has to be posted within hours."""
LOOK_AHEAD = timedelta(days=30)
"""No agenda of a later meeting has its last call today: days off put it forward by a fortnight at most."""


@dataclass(frozen=True, kw_only=True)
class Call:
    """A last call that is due."""

    subject: str
    slack_id: str


def calls_due(session: Session, now: datetime) -> list[Call]:
    """List the last calls whose time has come and that nobody has planned yet."""
    commission = commission_of(session)
    if not commission.is_public:
        return []
    unposted = (Meeting.body == body_rules(session).body, Meeting.status == MeetingStatus.SCHEDULED)
    soon = (Meeting.starts_at > now, Meeting.starts_at <= now + LOOK_AHEAD)
    rows = session.scalars(select(Meeting).where(*unposted, *soon).order_by(Meeting.starts_at)).all()
    told = _told(session, commission, now) if rows else None
    if told is None:
        return []
    calls = [
        Call(subject=_subject(row, deadline), slack_id=str(told.person.slack_id))
        for row in rows
        if _is_time(session, told, deadline := deadline_of(session, row, commission), commission, now)
    ]
    planned = select(Outbox.subject).where(
        Outbox.kind == AGENDA_LAST_CALL, Outbox.subject.in_([each.subject for each in calls])
    )
    known = set(session.scalars(planned)) if calls else set()
    return [each for each in calls if each.subject not in known]


def redraw_last_call(session: Session, meeting_id: str, now: datetime) -> None:
    """Have the last calls of a meeting's agenda drawn again."""
    called = select(Outbox.subject).where(
        Outbox.kind == AGENDA_LAST_CALL, Outbox.subject.startswith(f"{meeting_id}:")
    )
    for subject in session.scalars(called).all():
        owe_edit(session, AGENDA_LAST_CALL, subject, now)


def last_call_for(
    session: Session, subject: str, commission: Commission, now: datetime, *, is_sent: bool
) -> LastCall | None:
    """Give a last call as things stand; None where it was never sent and is of no use any more."""
    row = found(session, Meeting, subject.partition(":")[0], "meeting")
    deadline = deadline_of(session, row, commission)
    posted = select(Posting.id).where(Posting.meeting_id == row.id, standing(Posting))
    told = _told(session, commission, now)
    call = LastCall(
        meeting=seen_as(row, commission),
        deadline=deadline,
        is_posted=session.scalars(posted).first() is not None,
        is_moved=_subject(row, deadline) != subject,
        on_behalf=told.on_behalf if told else "",
    )
    return None if not is_sent and (call.is_over or deadline <= now) else call


def _subject(row: Meeting, deadline: datetime) -> str:
    """Name a last call: another deadline makes another one, another reader does not."""
    return f"{row.id}:{deadline.astimezone(UTC):%Y%m%dT%H%MZ}"


def _told(session: Session, commission: Commission, now: datetime) -> Told | None:
    today = commission.today(now)
    return staff_told(people_of(session, today), today)


def _is_time(session: Session, told: Told, deadline: datetime, commission: Commission, now: datetime) -> bool:
    """Tell whether a last call is due: from its moment on as long as the deadline is ahead, and never at night."""
    zone = zone_of(found(session, Member, told.person.member_id, "member"), commission)
    days_off = commission.days_off(commission.today(now))
    comes = last_call(deadline, zone, days_off)
    return comes <= now and word_moment(now, zone, days_off, deadline) == now
