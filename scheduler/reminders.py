"""Planning reminders: for each person whose hour has come, what today's note is to say. One note a day, looked at once."""

from __future__ import annotations

import logging
import traceback
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from models.changes import owe
from models.database import Database, WorkspaceDatabase, found, insert_or_ignore
from models.escalating import set_aside
from models.greetings import is_new, note_greeted
from models.members import Member
from models.outbox import Outbox
from models.reminders import Reminder
from models.requests import first_time
from models.rules.notices import ANNOUNCED, COMING_UP, DEADLINES, IN_WEEK, Kind, Rhythm, Stage
from models.workspaces import Workspace
from scheduler.cards import DAILY_NOTE
from scheduler.digests import plan_digests
from scheduler.last_hours import plan_last_hours
from scheduler.mornings import Morning, Owing, day_key, morning_of, note_name, week_key
from scheduler.owed_dates import owed_dates
from scheduler.owed_meetings import owed_meetings
from scheduler.owed_records import owed_records
from scheduler.owed_roster import owed_roster
from scheduler.turn_of_day import redraw_cards

_A_WEEK = timedelta(days=7)
logger = logging.getLogger(__name__)
_LOUDER = DEADLINES | {Kind.ESCALATED}


@dataclass(frozen=True, kw_only=True)
class Note:
    """A person's note of one day, to be owed if it has anything to say."""

    recipient: str
    """The id of a member."""
    slack_id: str
    subject: str
    """What the outbox calls it: the member and the day."""
    day: str
    """What notes that this day of theirs was looked at."""
    week: str | None
    """What notes that their week was looked at; nothing for who hears of what is theirs day by day."""
    fresh: tuple[Mapping[str, Any], ...]
    """The reminders to note down, as columns of their table."""
    quiet: tuple[Mapping[str, Any], ...]
    """Those to note down only if a note goes anyway."""


def plan_reminders(database: Database, now: datetime) -> None:
    """Plan the notes that are due in every workspace, last calls, digests, and the cards that a new day makes stale."""
    with database.all_workspaces(now) as session:
        workspaces = list(session.scalars(select(Workspace.workspace_id)))
    planned = [each for each in workspaces if _is_planned(database.workspace(each), now)]
    with database.all_workspaces(now) as session:
        session.execute(update(Workspace).where(Workspace.workspace_id.in_(planned)).values(ticked_at=now))


def _is_planned(workspace: WorkspaceDatabase, now: datetime) -> bool:
    """Plan one workspace, and say whether it could be: the fault of one must not hold up those after it."""
    try:
        plan_notes(workspace, now)
        redraw_cards(workspace, now)
        plan_last_hours(workspace, now)
        plan_digests(workspace, now)
    except Exception as error:  # noqa: BLE001 - as above; the message may quote a letter
        where = "".join(traceback.format_tb(error.__traceback__))
        logger.warning("Planning for %s failed: %s\n%s", workspace.workspace_id, type(error).__name__, where)
        return False
    return True


def plan_notes(workspace: WorkspaceDatabase, now: datetime) -> None:
    """Plan today's notes of one workspace. Whatever is planned twice is written once, so that nothing is locked to plan it."""
    with workspace.reading() as session:
        notes = notes_due(session, now)
    if notes:
        with workspace.transaction(now) as session:
            for note in notes:
                owe_note(session, note, now)


def notes_due(session: Session, now: datetime) -> list[Note]:
    """Give a note for everyone whose hour has come and whose day was not looked at yet, even one with nothing to say."""
    morning = morning_of(session, now)
    if not morning.readers:
        return []
    owed = [
        *owed_dates(morning),
        *owed_meetings(morning),
        *owed_records(morning),
        *owed_roster(morning),
    ]
    return [
        _note(session, morning, member_id, [each for each in owed if each.reader.member.id == member_id])
        for member_id in morning.readers
    ]


def owe_note(session: Session, note: Note, now: datetime) -> None:
    """Note that a reader's day was looked at, and put everything that waits for them into one note."""
    if not first_time(session, note.day, now):
        return
    if note.week:
        first_time(session, note.week, now + _A_WEEK)  # else it would be forgotten before the week is over
    _note_down(session, note.fresh)
    waiting = _still_valid(_waiting(session, note.recipient, now), now)
    if all(each.rule == COMING_UP for each in waiting):
        return
    _note_down(session, note.quiet)
    _greet(session, note.recipient, now)
    owe(session, DAILY_NOTE, note.subject, note.slack_id, now)
    that = select(Outbox.id).where(Outbox.kind == DAILY_NOTE, Outbox.subject == note.subject)
    outbox_id = session.scalars(that).one()
    for each in _still_valid(_waiting(session, note.recipient, now), now):
        each.outbox_id = outbox_id


def _greet(session: Session, member_id: str, now: datetime) -> None:
    """Have the first note of somebody who never opened Clerk begin with the hello."""
    member = found(session, Member, member_id, "member")
    if is_new(session, member):
        note_greeted(session, member_id, now)


def _note(session: Session, morning: Morning, member_id: str, owed: Sequence[Owing]) -> Note:
    """Make a person's note, of what is not noted down yet."""
    reader = morning.readers[member_id]
    rows = {each.occurrence: each for each in _each_once(owed)}
    mine = select(Reminder).where(Reminder.recipient == member_id, Reminder.occurrence.in_(rows))
    said: dict[str, dict[str, Reminder]] = defaultdict(dict)
    for row in session.scalars(mine):
        said[row.occurrence][row.rule] = row
    fresh = [each for each in rows.values() if _is_fresh(each, said[each.occurrence])]
    is_weekly = reader.rhythm is Rhythm.WEEKLY and morning.rhythm_of(reader) is not None
    return Note(
        recipient=member_id,
        slack_id=str(reader.member.slack_id),
        subject=note_name(reader),
        day=day_key(reader),
        week=week_key(reader) if is_weekly else None,
        fresh=tuple(each.row for each in fresh if not each.notice.is_quiet),
        quiet=tuple(each.row for each in fresh if each.notice.is_quiet),
    )


def _is_fresh(owing: Owing, said: Mapping[str, Reminder]) -> bool:
    """Tell whether it is to be noted down: for the first time, or since what stands of it was never told, or told in vain.

    `said` holds what stands of the event, by its rule.
    """
    if (owing.is_first and said) or _is_in_weeks_note(owing, said):
        return False
    known = said.get(owing.notice.rule)
    if known is None:
        return True
    is_missed = known.state != "sent" and known.valid_until <= owing.reader.now
    if known.told_at or (known.state == "waiting" and not is_missed):
        return False
    return owing.is_anew or (known.state != "sent" and _is_never_lost(owing))


def _is_in_weeks_note(owing: Owing, said: Mapping[str, Reminder]) -> bool:
    """Tell whether a week's note said it beforehand; who changed the rhythm since hears the word of the day itself too."""
    if owing.notice.stage is Stage.AHEAD:
        this_week = owing.reader.today.isocalendar()[:2]
        return any(
            rule.endswith(IN_WEEK) and row.at.astimezone(owing.reader.zone).isocalendar()[:2] == this_week
            for rule, row in said.items()
        )
    return owing.reader.rhythm is Rhythm.WEEKLY and f"{owing.notice.rule}{IN_WEEK}" in said


def _is_never_lost(owing: Owing) -> bool:
    """Tell whether it is told even when its note was missed: what the chair hears of, and its announcement."""
    return owing.kind is Kind.ESCALATED or owing.notice.rule == ANNOUNCED


def _each_once(owed: Sequence[Owing]) -> Iterator[Owing]:
    """Leave out what another of the same note says of the same step more plainly."""
    loud = {_step(each) for each in owed if each.kind in _LOUDER and not each.notice.is_quiet}
    discussed = {_step(each) for each in owed if each.kind is Kind.DISCUSS}
    for each in owed:
        is_said = _step(each) in loud and each.kind is Kind.DISCUSS
        is_louder = _step(each) in discussed and each.notice.is_quiet
        if not is_said and not is_louder:
            yield each


def _step(owing: Owing) -> tuple[str, str | None]:
    return owing.subject, owing.step_id


def _note_down(session: Session, rows: Iterable[Mapping[str, Any]]) -> None:
    for row in rows:
        if not insert_or_ignore(session, Reminder, **row):
            key = {name: row[name] for name in ("rule", "occurrence", "recipient")}
            set_aside(session.scalars(select(Reminder).filter_by(**key)).one())
            insert_or_ignore(session, Reminder, **row)


def _waiting(session: Session, recipient: str, now: datetime) -> list[Reminder]:
    """List what waits for a person: new, snoozed until now, or left over from an unsent note."""
    unsent = select(Outbox.id).where(Outbox.sent_ts.is_(None), Outbox.intent_at.is_(None))
    free = or_(
        Reminder.outbox_id.is_(None), Reminder.snoozed_until.is_not(None), Reminder.outbox_id.in_(unsent)
    )
    due = and_(Reminder.recipient == recipient, Reminder.state == "waiting", Reminder.at <= now, free)
    return list(session.scalars(select(Reminder).where(due)))


def _still_valid(waiting: Iterable[Reminder], now: datetime) -> list[Reminder]:
    """List those that still hold; the others are missed, and listed as such, but for a quiet line."""
    valid = []
    for each in waiting:
        if each.valid_until > now:
            valid.append(each)
        else:
            each.state = "cancelled" if each.rule == COMING_UP else "missed"
    return valid
