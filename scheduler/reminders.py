"""Planning reminders: for each person whose nine o'clock has come, what today's note is to say. One note a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from models.changes import owe
from models.commission import Commission, commission_of
from models.correspondence import Letter
from models.database import Database, insert_or_ignore
from models.due_dates import DueDate
from models.finding import is_closed
from models.ledger import standing
from models.members import Member
from models.nudges import LOCAL, Reader, dates_to_mind, occurrence
from models.outbox import Outbox
from models.progress import progress_of
from models.prospects import Prospect
from models.reminders import Reminder
from models.rules.notices import (
    EARLIEST_NOTICE,
    LATEST_NOTICE,
    Notice,
    is_note_time,
    note_moment,
    notice_owed,
)
from models.rules.permissions import Role
from models.rules.progress import Progress
from models.workspaces import Workspace
from scheduler.cards import DAILY_NOTE


def plan_reminders(database: Database, now: datetime) -> None:
    """Plan the notes that are due in every workspace."""
    with database.all_workspaces(now) as session:
        workspaces = list(session.scalars(select(Workspace.workspace_id)))
    for workspace_id in workspaces:
        with database.workspace(workspace_id).transaction(now) as session:
            plan_notes(session, now)


def plan_notes(session: Session, now: datetime) -> None:
    """Plan today's notes of one workspace: note new reminders down, and owe a note to whoever has one waiting."""
    commission = commission_of(session)
    members = {member.id: member for member in session.scalars(select(Member).order_by(Member.id))}
    readers = _readers(session, members, commission, now)
    if not readers:
        return
    for progress in _candidates(session, commission, now):
        recipient = _recipient(progress, members)
        if recipient in readers:
            _note_down(session, progress, readers[recipient])
    for reader in readers.values():
        _owe_note(session, reader)


def _readers(
    session: Session, members: Mapping[str, Member], commission: Commission, now: datetime
) -> dict[str, Reader]:
    """Give everyone whose time has come and who had no note yet today, by member id."""
    everyone = [
        Reader(member=member, commission=commission, now=now)
        for member in members.values()
        if _is_reached(member)
    ]
    awake = {
        _note_of(reader): reader for reader in everyone if is_note_time(now, reader.zone, reader.days_off)
    }
    noted = select(Outbox.subject).where(Outbox.kind == DAILY_NOTE, Outbox.subject.in_(awake))
    done = set(session.scalars(noted))
    return {reader.member.id: reader for subject, reader in awake.items() if subject not in done}


def _is_reached(member: Member | None) -> bool:
    return member is not None and member.active and member.slack_id is not None


def _note_of(reader: Reader) -> str:
    return f"{reader.member.id}:{reader.today}"


def _candidates(session: Session, commission: Commission, now: datetime) -> list[Progress]:
    """Give the open prospects of which one date may be worth a word today."""
    today = commission.today(now)
    first, last = today - LATEST_NOTICE, today + EARLIEST_NOTICE
    dated = select(DueDate.prospect_id).where(DueDate.on.between(first, last))
    awaited = select(Letter.prospect_id).where(Letter.answer_by.between(first, last), standing(Letter))
    near = or_(Prospect.id.in_(dated), Prospect.id.in_(awaited))
    prospects = session.scalars(
        select(Prospect).where(near, standing(Prospect), ~is_closed()).order_by(Prospect.number)
    )
    return progress_of(session, prospects.all(), commission, today)


def _recipient(progress: Progress, members: Mapping[str, Member]) -> str | None:
    """Choose who is told: the owner, or the first of the staff for whoever cannot be."""
    if _is_reached(members.get(progress.owner_id or "")):
        return progress.owner_id
    staff = (member.id for member in members.values() if Role.STAFF in member.roles and _is_reached(member))
    return next(staff, None)


def _note_down(session: Session, progress: Progress, reader: Reader) -> None:
    for (kind, step_id), on in dates_to_mind(progress).items():
        notice = notice_owed(kind, on, reader.today, reader.days_off)
        if notice is not None:
            event = occurrence(kind, on, progress.prospect_id, step_id)
            _insert(session, notice, event, progress.prospect_id, step_id, reader)


def _insert(
    session: Session, notice: Notice, event: str, prospect_id: str, step_id: str | None, reader: Reader
) -> None:
    at = note_moment(notice.on, reader.zone)
    insert_or_ignore(
        session,
        Reminder,
        rule=notice.rule,
        occurrence=event,
        recipient=reader.member.id,
        prospect_id=prospect_id,
        step_id=step_id,
        due_at=at.astimezone(reader.zone).strftime(LOCAL),
        zone=reader.zone.key,
        at=at,
        valid_until=note_moment(notice.until, reader.zone),
        state="waiting",
    )


def _owe_note(session: Session, reader: Reader) -> None:
    """Put everything that waits for a person into one note: new, snoozed until now, or left over from an unsent note."""
    unsent = select(Outbox.id).where(Outbox.sent_ts.is_(None), Outbox.intent_at.is_(None))
    free = or_(
        Reminder.outbox_id.is_(None), Reminder.snoozed_until.is_not(None), Reminder.outbox_id.in_(unsent)
    )
    due = and_(
        Reminder.recipient == reader.member.id, Reminder.state == "waiting", Reminder.at <= reader.now, free
    )
    waiting = session.scalars(select(Reminder).where(due)).all()
    for reminder in waiting:
        if reminder.valid_until <= reader.now:
            reminder.state = "missed"
    carried = [reminder for reminder in waiting if reminder.state == "waiting"]
    if carried:
        owe(session, DAILY_NOTE, _note_of(reader), str(reader.member.slack_id), reader.now)
        note = session.scalars(
            select(Outbox.id).where(Outbox.kind == DAILY_NOTE, Outbox.subject == _note_of(reader))
        ).one()
        for reminder in carried:
            reminder.outbox_id = note
