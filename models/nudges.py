"""Nudges: what a daily note tells its reader, how that is closed once it is sent, and putting a matter off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import Session

from models.askers import Asker
from models.commission import commission_of
from models.database import found
from models.matters import matters_of
from models.members import Member
from models.occurrences import LOCAL
from models.outbox import RATE_LIMITED, Outbox
from models.readers import Reader
from models.refusals import NotAllowed, Refusal, Stale
from models.reminders import Reminder
from models.rules.matters import Matter, shown
from models.rules.notices import ANNOUNCED, IN_WEEK, LAST_RULES, WORTH_A_WORD
from models.rules.permissions import Role
from models.rules.snoozing import fault_of_pick, picked

LOOKED_BACK = timedelta(days=120)
"""Older notes stay as they are: nobody scrolls so far back, and each costs an edit."""
_SHOWN = ("waiting", "sent")
"""The states of what a note has a line of."""


def is_reached(member: Member | None) -> bool:
    """Tell whether somebody can be written to."""
    return (
        member is not None
        and member.active
        and member.slack_id is not None
        and member.unreachable_since is None
    )


def staff_reached(members: Iterable[Member]) -> Member | None:
    """Give the first of the staff who can be written to."""
    return next((each for each in members if Role.STAFF in each.roles and is_reached(each)), None)


def matters_in(session: Session, outbox_id: str, reader: Reader) -> list[Matter]:
    """List the matters that a note carries, as they stand now, in its order."""
    told = (Reminder.outbox_id == outbox_id, Reminder.state.in_(_SHOWN))
    return matters_of(session, session.scalars(select(Reminder).where(*told)).all(), reader)


def settle(session: Session, outbox_id: str, now: datetime) -> None:
    """Close the reminders of a note that is over with: told where the matter was still open, else cancelled.

    What it had no room for waits for the next one, and so does all that is still open where it was not posted after all.
    """
    unsnoozed = or_(Reminder.snoozed_until.is_(None), Reminder.snoozed_until <= now)
    waiting = (Reminder.outbox_id == outbox_id, Reminder.state == "waiting", unsnoozed)
    reminders = session.scalars(select(Reminder).where(*waiting)).all()
    matters = matters_of(session, reminders, _reader(session, reminders[0], now)) if reminders else []
    still_open = {matter.reminder_id: matter for matter in matters if not matter.ended}
    posted = session.scalars(select(Outbox.sent_ts).where(Outbox.id == outbox_id)).one()
    left = still_open.values() if posted is None else shown(list(still_open.values())).left
    unseen = {matter.reminder_id for matter in left}
    for reminder in reminders:
        _close(reminder, still_open.get(reminder.id), now, is_told=reminder.id not in unseen)


def _close(reminder: Reminder, matter: Matter | None, now: datetime, *, is_told: bool) -> None:
    if matter is None:
        reminder.state = "cancelled"
    elif not is_told:
        reminder.outbox_id = None
    else:
        reminder.state = "sent"
        if reminder.rule != ANNOUNCED or matter.escalation:  # else it names nobody who hears
            reminder.told_at = reminder.told_at or now


def redraw_notes(session: Session, prospect_id: str, now: datetime) -> None:
    """Have the notes of the last months drawn again that have told of a prospect."""
    _redraw_those(session, Reminder.prospect_id == prospect_id, now)


def redraw_meeting_notes(session: Session, meeting_id: str, now: datetime) -> None:
    """Have the notes of the last months drawn again that have told of a meeting."""
    _redraw_those(session, Reminder.meeting_id == meeting_id, now)


def _redraw_those(session: Session, about: ColumnElement[bool], now: datetime) -> None:
    """Have the notes drawn again that carry a line of something, even where another notice took its place since."""
    carried = (about, Reminder.state.in_(_SHOWN), Reminder.at > now - LOOKED_BACK)
    _redraw(session, session.scalars(select(Reminder.outbox_id).where(*carried)), now)


def snooze(session: Session, reminder_id: str, choice: str, asker: Asker, now: datetime) -> date:
    """Put one matter off to the note of the day chosen; Stale where that day can no longer be chosen."""
    reminder, reader, matter = _still_open(session, reminder_id, asker, now)
    days = {str(name): day for name, day in matter.choices.items()}
    if choice not in days:
        raise _changed(reminder)
    _put_off(reminder, days[choice], reader)
    _redraw(session, [reminder.outbox_id], now)
    return days[choice]


def can_be_picked(session: Session, reminder_id: str, asker: Asker, now: datetime) -> Matter:
    """Give the matter of a note for which a day can be picked; Stale where none can be any more."""
    reminder, _, matter = _still_open(session, reminder_id, asker, now)
    if matter.last_pick is None:
        raise _changed(reminder)
    return matter


def snooze_until(session: Session, reminder_id: str, day: date, asker: Asker, now: datetime) -> date:
    """Put one matter off to a day that was picked; Refusal beside the field for one that does not fit."""
    reminder, reader, matter = _still_open(session, reminder_id, asker, now)
    if matter.last_pick is None:
        raise _changed(reminder)
    if fault := fault_of_pick(day, matter.last_pick, reader.today):
        raise Refusal(fault, field="on")
    back = picked(day, reader.today, reader.days_off)
    _put_off(reminder, back, reader)
    _redraw(session, [reminder.outbox_id], now)
    return back


def _still_open(
    session: Session, reminder_id: str, asker: Asker, now: datetime
) -> tuple[Reminder, Reader, Matter]:
    reminder = _own_reminder(session, reminder_id, asker)
    reader = _reader(session, reminder, now)
    matter = next(iter(matters_of(session, [reminder], reader)), None)
    if matter is None or matter.ended:
        raise _changed(reminder)
    return reminder, reader, matter


def _changed(reminder: Reminder) -> Stale:
    return Stale("This has changed since the note was sent.", prospect_id=reminder.prospect_id or "")


def show_again(session: Session, reminder_id: str, asker: Asker, now: datetime) -> None:
    """Take a snooze back: the matter stands in its note again, and comes back no more by itself."""
    reminder = _own_reminder(session, reminder_id, asker)
    if reminder.state == "waiting" and reminder.snoozed_until is not None and reminder.snoozed_until > now:
        reminder.state, reminder.snoozed_until = "sent", None
        reminder.at = reminder.told_at or now
    _redraw(session, [reminder.outbox_id], now)


def _own_reminder(session: Session, reminder_id: str, asker: Asker) -> Reminder:
    reminder = found(session, Reminder, reminder_id, "reminder")
    if reminder.recipient != asker.member_id:
        raise NotAllowed("Only the person it was sent to can put a reminder off. I changed nothing.")
    return reminder


def _put_off(reminder: Reminder, day: date, reader: Reader) -> None:
    """Move one reminder; one that no other takes the place of holds for long after it comes back."""
    reminder.state = "waiting"
    reminder.at = reminder.snoozed_until = reader.note_of(day)
    reminder.due_at, reminder.zone = reminder.at.astimezone(reader.zone).strftime(LOCAL), reader.zone.key
    if reminder.rule.removesuffix(IN_WEEK) in LAST_RULES:
        reminder.valid_until = max(reminder.valid_until, reminder.at + WORTH_A_WORD)


def _redraw(session: Session, outbox_ids: Iterable[str | None], now: datetime) -> None:
    """Have notes drawn again that were sent, or are being sent: one may be read before it is marked as sent.

    One that Slack wants to wait keeps its time, and is drawn as things stand then.
    """
    is_out = or_(Outbox.sent_ts.is_not(None), Outbox.next_at.is_not(None))
    may_come = or_(Outbox.last_error.is_distinct_from(RATE_LIMITED), Outbox.next_at <= now)
    notes = update(Outbox).where(Outbox.id.in_(set(outbox_ids)), is_out, may_come)
    session.execute(notes.values(next_at=now))


def _reader(session: Session, reminder: Reminder, now: datetime) -> Reader:
    member = found(session, Member, reminder.recipient, "member")
    return Reader(member=member, commission=commission_of(session), now=now)
