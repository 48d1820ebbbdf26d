"""Planning reminders: for each person whose nine o'clock has come, what today's note is to say. One note a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from models.changes import owe
from models.commission import Commission, commission_of
from models.correspondence import Letter
from models.database import Database, WorkspaceDatabase, insert_or_ignore
from models.due_dates import DueDate
from models.finding import is_closed
from models.ledger import standing
from models.members import Member
from models.nudges import LOCAL, Reader, dates_to_mind, is_reached, occurrence, staff_reached
from models.outbox import Outbox
from models.policy_shelf import policy_in
from models.progress import progress_of
from models.prospects import Prospect
from models.reminders import Reminder
from models.rules.notices import (
    LATEST_NOTICE,
    Notice,
    is_note_time,
    last_day_spoken_of,
    note_moment,
    notice_owed,
)
from models.rules.policy import Span
from models.rules.progress import Progress
from models.workspaces import PolicyVersion, Workspace
from scheduler.cards import DAILY_NOTE
from scheduler.turn_of_day import redraw_cards


@dataclass(frozen=True, kw_only=True)
class Note:
    """A person's note of one day, to be owed."""

    recipient: str
    """The id of a member."""
    slack_id: str
    subject: str
    """What the outbox calls it: the member and the day."""
    fresh: tuple[Mapping[str, Any], ...]
    """The reminders to note down, as columns of their table."""


def plan_reminders(database: Database, now: datetime) -> None:
    """Plan the notes that are due in every workspace, and the cards that a new day makes stale."""
    with database.all_workspaces(now) as session:
        workspaces = list(session.scalars(select(Workspace.workspace_id)))
    for workspace_id in workspaces:
        plan_notes(database.workspace(workspace_id), now)
        redraw_cards(database.workspace(workspace_id), now)


def plan_notes(workspace: WorkspaceDatabase, now: datetime) -> None:
    """Plan today's notes of one workspace. Whatever is planned twice is written once, so that nothing is locked to plan it."""
    with workspace.reading() as session:
        notes = _notes(session, now)
    if notes:
        with workspace.transaction(now) as session:
            for note in notes:
                _owe_note(session, note, now)


def _notes(session: Session, now: datetime) -> list[Note]:
    """Give the notes of everyone who is to be told something new, or has something waiting."""
    commission = commission_of(session)
    members = {member.id: member for member in session.scalars(select(Member).order_by(Member.id))}
    readers = _readers(session, members, commission, now)
    fresh: dict[str, list[dict[str, Any]]] = {member_id: [] for member_id in readers}
    for progress in _candidates(session, commission, now) if readers else ():
        recipient = _recipient(progress, members)
        if recipient in readers:
            fresh[recipient] += _reminders(progress, readers[recipient])
    notes = [_note(session, reader, fresh[member_id]) for member_id, reader in readers.items()]
    return [note for note in notes if note.fresh or _waiting(session, note.recipient, now)]


def _note(session: Session, reader: Reader, reminders: Sequence[Mapping[str, Any]]) -> Note:
    """Make a person's note, of those reminders that are not noted down yet."""
    of_these = Reminder.occurrence.in_({each["occurrence"] for each in reminders})
    mine = select(Reminder.rule, Reminder.occurrence).where(Reminder.recipient == reader.member.id, of_these)
    known = {tuple(row) for row in session.execute(mine)}
    return Note(
        recipient=reader.member.id,
        slack_id=str(reader.member.slack_id),
        subject=_note_of(reader),
        fresh=tuple(each for each in reminders if (each["rule"], each["occurrence"]) not in known),
    )


def _readers(
    session: Session, members: Mapping[str, Member], commission: Commission, now: datetime
) -> dict[str, Reader]:
    """Give everyone whose time has come and who had no note yet today, by member id."""
    everyone = [
        Reader(member=member, commission=commission, now=now)
        for member in members.values()
        if is_reached(member)
    ]
    awake = {
        _note_of(reader): reader for reader in everyone if is_note_time(now, reader.zone, reader.days_off)
    }
    noted = select(Outbox.subject).where(Outbox.kind == DAILY_NOTE, Outbox.subject.in_(awake))
    done = set(session.scalars(noted))
    return {reader.member.id: reader for subject, reader in awake.items() if subject not in done}


def _note_of(reader: Reader) -> str:
    return f"{reader.member.id}:{reader.today}"


def _candidates(session: Session, commission: Commission, now: datetime) -> list[Progress]:
    """Give the open prospects of which one date may be worth a word today."""
    today = commission.today(now)
    first = today - LATEST_NOTICE
    last = last_day_spoken_of(today, _spans_asked_for(session), commission.days_off(today))
    dated = select(DueDate.prospect_id).where(DueDate.on.between(first, last))
    awaited = select(Letter.prospect_id).where(Letter.answer_by.between(first, last), standing(Letter))
    near = or_(Prospect.id.in_(dated), Prospect.id.in_(awaited))
    prospects = session.scalars(
        select(Prospect).where(near, standing(Prospect), ~is_closed()).order_by(Prospect.number)
    )
    return progress_of(session, prospects.all(), commission, today)


def _spans_asked_for(session: Session) -> set[Span]:
    """Give how long before their dates the steps of policies in use ask to be reminded of."""
    in_use = select(Prospect.policy_version_id).where(standing(Prospect), ~is_closed())
    versions = session.scalars(select(PolicyVersion).where(PolicyVersion.id.in_(in_use)))
    return {span for version in versions for step in policy_in(version).steps for span in step.remind}


def _recipient(progress: Progress, members: Mapping[str, Member]) -> str | None:
    """Choose who is told: the owner, or the first of the staff for whoever cannot be."""
    if is_reached(members.get(progress.owner_id or "")):
        return progress.owner_id
    staff = staff_reached(members.values())
    return staff.id if staff else None


def _reminders(progress: Progress, reader: Reader) -> Iterator[dict[str, Any]]:
    """Give what is to be said today of a prospect's dates."""
    for (kind, step_id), on in dates_to_mind(progress).items():
        standing_of = progress.standing(step_id) if step_id else None
        remind = standing_of.step.remind if standing_of else ()
        notice = notice_owed(kind, on, reader.today, reader.days_off, remind)
        if notice is not None:
            event = occurrence(kind, on, progress.prospect_id, step_id)
            yield _reminder(notice, event, progress.prospect_id, step_id, reader)


def _reminder(
    notice: Notice, event: str, prospect_id: str, step_id: str | None, reader: Reader
) -> dict[str, Any]:
    at = note_moment(notice.on, reader.zone)
    return {
        "rule": notice.rule,
        "occurrence": event,
        "recipient": reader.member.id,
        "prospect_id": prospect_id,
        "step_id": step_id,
        "due_at": at.astimezone(reader.zone).strftime(LOCAL),
        "zone": reader.zone.key,
        "at": at,
        "valid_until": note_moment(notice.until, reader.zone),
        "state": "waiting",
    }


def _waiting(session: Session, recipient: str, now: datetime) -> list[Reminder]:
    """List what waits for a person: new, snoozed until now, or left over from an unsent note."""
    unsent = select(Outbox.id).where(Outbox.sent_ts.is_(None), Outbox.intent_at.is_(None))
    free = or_(
        Reminder.outbox_id.is_(None), Reminder.snoozed_until.is_not(None), Reminder.outbox_id.in_(unsent)
    )
    due = and_(Reminder.recipient == recipient, Reminder.state == "waiting", Reminder.at <= now, free)
    return list(session.scalars(select(Reminder).where(due)))


def _owe_note(session: Session, note: Note, now: datetime) -> None:
    """Put everything that waits for a person into one note."""
    for reminder in note.fresh:
        insert_or_ignore(session, Reminder, **reminder)
    waiting = _waiting(session, note.recipient, now)
    for each in waiting:
        if each.valid_until <= now:
            each.state = "missed"
    carried = [each for each in waiting if each.state == "waiting"]
    if carried:
        owe(session, DAILY_NOTE, note.subject, note.slack_id, now)
        that = select(Outbox.id).where(Outbox.kind == DAILY_NOTE, Outbox.subject == note.subject)
        outbox_id = session.scalars(that).one()
        for each in carried:
            each.outbox_id = outbox_id
