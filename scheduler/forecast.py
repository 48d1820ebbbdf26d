"""A forecast: what would be sent on a day to come, if nobody acted until then. It is rehearsed, and taken back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.views.kit import Message, sentence
from handlers.views.note_words import coming_up, told
from handlers.views.steps import small_print
from models.agenda_rows import deadline_of
from models.commission import Commission, commission_of
from models.database import WorkspaceDatabase, found
from models.digests import DIGEST, periods_near
from models.last_calls import AGENDA_LAST_CALL
from models.meetings import Meeting
from models.members import Member
from models.nudges import matters_in
from models.outbox import Outbox
from models.readers import Reader
from models.reminders import Reminder
from models.rules.calendars import MeetingStatus, is_working_day
from models.rules.escalations import ESCALATED
from models.rules.matters import Matter, shown
from models.rules.notices import COMING_UP
from models.rules.working_hours import last_call
from scheduler import trouble
from scheduler.cards import CARDS, DAILY_NOTE
from scheduler.claims import COLUMNS, Owed
from scheduler.digests import owe_digests
from scheduler.last_hours import owe_calls
from scheduler.marking import mark
from scheduler.posting import UNNAMED, Sent
from scheduler.reminders import notes_due, owe_note

DRAWN = {**CARDS, **trouble.CARDS}
"""Answers that somebody asked for are no part of a forecast."""
_DAY = timedelta(days=1)
_WHY: Mapping[str, str] = {
    COMING_UP: "a week before, in passing",
    ESCALATED: "long overdue, and announced to whoever looks after it",
    "given": "the file was given to them",
}
_WHY_APART: Mapping[str, str] = {
    AGENDA_LAST_CALL: "An agenda has to be posted within hours, and no posting of it is recorded.",
    DIGEST: "The channel's digest is switched on, and there is something to say.",
}


@dataclass(frozen=True, kw_only=True)
class Part:
    """One thing that a message would say."""

    says: str
    why: str
    """Which rule has it said, and how its date was counted."""


@dataclass(frozen=True, kw_only=True)
class Foreseen:
    """A message that would be sent."""

    at: datetime
    """In the zone of whoever gets it."""
    to: str
    """A person's name, or "the channel"."""
    what: str
    parts: tuple[Part, ...]


class _TakenBack(Exception):
    """Ends a rehearsal, of which nothing stays."""


def forecast(workspace: WorkspaceDatabase, now: datetime, on: date) -> list[Foreseen]:
    """Say what would be sent on a day, where each reader is, with all before it sent and nobody acting meanwhile."""
    foreseen: list[Foreseen] = []
    with suppress(_TakenBack), workspace.transaction(now) as session:
        for moment in [now, *_moments(session, now, on)]:
            foreseen.extend(_comes(session, moment, on))
        raise _TakenBack
    return foreseen


def _moments(session: Session, now: datetime, last: date) -> list[datetime]:
    """List, up to a day, the moments at which something may be sent: notes, last calls, and what waits already."""
    commission = commission_of(session)
    members = session.scalars(select(Member).where(Member.active.is_(True)))
    readers = [Reader(member=each, commission=commission, now=now) for each in members]
    days = [now.date() + day * _DAY for day in range(-1, (last - now.date()).days + 2)]
    off = commission.days_off(commission.today(now))
    notes = {each.note_of(day) for each in readers for day in days if is_working_day(day, off)}
    waiting = session.scalars(select(Outbox.next_at).where(Outbox.next_at > now, Outbox.sent_ts.is_(None)))
    digests = _digests(session, commission, now, last)
    moments = notes | _last_calls(session, commission, readers) | digests | set(waiting)
    zones = {each.zone for each in readers} | {commission.zone}
    return sorted(
        each
        for each in moments
        if each and each > now and min(each.astimezone(zone).date() for zone in zones) <= last
    )


def _digests(session: Session, commission: Commission, now: datetime, last: date) -> set[datetime]:
    """Give when a digest would come."""
    days = range(0, (last - now.date()).days + 8, 7)
    return {
        period.moment(commission.digest.hour, commission.zone)
        for day in days
        for period in periods_near(session, commission, now + timedelta(days=day))
    }


def _last_calls(session: Session, commission: Commission, readers: list[Reader]) -> set[datetime]:
    """Give when an agenda's last call would come, for each zone in which somebody may be whom it is for."""
    scheduled = session.scalars(select(Meeting).where(Meeting.status == MeetingStatus.SCHEDULED)).all()
    places = {each.zone: each.days_off for each in readers}
    return {
        last_call(deadline_of(session, each, commission), zone, off)
        for each in scheduled
        for zone, off in places.items()
    }


def _comes(session: Session, now: datetime, on: date) -> Iterator[Foreseen]:
    """Let a moment come: plan what is due, draw it, and mark it as sent; gives what falls on the day asked about."""
    for note in notes_due(session, now):
        owe_note(session, note, now)
    owe_calls(session, now)
    owe_digests(session, now)
    due = (Outbox.next_at <= now, Outbox.sent_ts.is_(None), Outbox.kind.in_(DRAWN))
    rows = session.execute(select(*COLUMNS).where(*due).order_by(Outbox.next_at, Outbox.id)).mappings().all()
    commission = commission_of(session)
    for row in rows:
        owed = Owed(**row)
        message = DRAWN[owed.kind](session, owed, now)
        reader = _reader(session, owed, commission, now)
        at = now.astimezone(reader.zone if reader else commission.zone)
        if message and at.date() == on:
            yield _foreseen(session, owed, message, at, reader)
        mark(session, owed, now, Sent(channel=owed.destination, ts=UNNAMED) if message else None)


def _foreseen(
    session: Session, owed: Owed, message: Message, at: datetime, reader: Reader | None
) -> Foreseen:
    apart = Part(says=message.text, why=_WHY_APART.get(owed.kind, "It waits to be sent."))
    return Foreseen(
        at=at,
        to=reader.member.name if reader else "the channel",
        what=trouble.IN_WORDS.get(owed.kind, owed.kind.capitalize()),
        parts=_parts(session, owed, reader) if owed.kind == DAILY_NOTE and reader else (apart,),
    )


def _reader(session: Session, owed: Owed, commission: Commission, now: datetime) -> Reader | None:
    """Give whom a message is for; None for the channel."""
    member = session.scalars(select(Member).where(Member.slack_id == owed.destination)).one_or_none()
    return Reader(member=member, commission=commission, now=now) if member else None


def _parts(session: Session, owed: Owed, reader: Reader) -> tuple[Part, ...]:
    """Give what a note says, each with the rule that has it said."""
    seen = shown([each for each in matters_in(session, owed.id, reader) if not each.ended])
    return tuple(_part(session, each, reader) for each in (*chain(*seen.groups), *seen.quiet))


def _part(session: Session, matter: Matter, reader: Reader) -> Part:
    rule = found(session, Reminder, matter.reminder_id, "reminder").rule
    counted = f" {small_print(matter.standing)}" if matter.standing else ""
    why = _WHY.get(rule, rule)
    says = (
        f"Coming up: {coming_up(matter, reader.today)}."
        if matter.is_quiet
        else told(matter, reader.today, reader.days_off)
    )
    return Part(says=says, why=f"{sentence(why[:1].upper() + why[1:])}{counted}")
