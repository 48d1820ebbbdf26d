"""A morning: for whom a note is due now, and what is owed to each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.commission import Commission, commission_of
from models.members import Member
from models.occurrences import LOCAL, occurrence
from models.readers import Reader
from models.recipients import people_of
from models.requests import Request
from models.rules.notices import Kind, Notice, Rhythm
from models.rules.recipients import Person


@dataclass(frozen=True, kw_only=True)
class Owing:
    """One thing to be said to one reader."""

    reader: Reader
    kind: Kind
    on: date
    notice: Notice
    subject: str
    """What it is about: the id of a file or of a meeting, or what is missing."""
    prospect_id: str | None = None
    step_id: str | None = None
    meeting_id: str | None = None
    tail: str = ""
    """What tells two events of the same day and step apart."""
    is_anew: bool = False
    """Whether it is told again, since what was told of it before does not serve."""
    is_first: bool = False
    """Whether it is owed only where nothing was said of it: for all else the week's note is waited for."""

    @property
    def occurrence(self) -> str:
        """The event that it is about."""
        return occurrence(self.kind, self.on, self.subject, f"{self.step_id or ''}{self.tail}")

    @property
    def row(self) -> dict[str, Any]:
        """The reminder to note down, as columns of its table."""
        at = self.reader.note_of(min(self.notice.on, self.reader.today))
        return {
            "rule": self.notice.rule,
            "occurrence": self.occurrence,
            "recipient": self.reader.member.id,
            "prospect_id": self.prospect_id,
            "step_id": self.step_id,
            "meeting_id": self.meeting_id,
            "due_at": at.astimezone(self.reader.zone).strftime(LOCAL),
            "zone": self.reader.zone.key,
            "at": at,
            "valid_until": self.reader.note_of(self.notice.until),
            "state": "waiting",
        }


@dataclass(frozen=True, kw_only=True)
class Morning:
    """Everyone whose hour has come and whose day was not looked at yet, with all that is needed to see what they are owed."""

    session: Session
    commission: Commission
    now: datetime
    readers: Mapping[str, Reader]
    """By member id."""
    had_their_week: frozenset[str]
    """The readers whose note of the week was made."""

    @cached_property
    def people(self) -> dict[str, Person]:
        """Everybody on record, by their id."""
        return people_of(self.session, self.today)

    @cached_property
    def days_off(self) -> frozenset[date]:
        """The commission's days off, weekends apart."""
        return self.commission.days_off(self.today)

    @property
    def today(self) -> date:
        """The calendar date in the commission's zone."""
        return self.commission.today(self.now)

    def reader(self, person: Person | None) -> Reader | None:
        """Give the reader that somebody is now; None where their hour has not come, or they are away."""
        return self.readers.get(person.member_id) if person and person.is_there else None

    def rhythm_of(self, reader: Reader) -> Rhythm | None:
        """Give how often a reader wants to hear of what is theirs; None while they have heard of their week."""
        return None if reader.member.id in self.had_their_week else reader.rhythm


def day_key(reader: Reader) -> str:
    """Name a reader's day, which is looked at once."""
    return f"note:{note_name(reader)}"


def week_key(reader: Reader) -> str:
    """Name a reader's week."""
    year, week, _ = reader.today.isocalendar()
    return f"note:{reader.member.id}:{year}-W{week}"


def note_name(reader: Reader) -> str:
    """Name a reader's note of today."""
    return f"{reader.member.id}:{reader.today}"


def morning_of(session: Session, now: datetime) -> Morning:
    """Say for whom it is time for a note."""
    commission = commission_of(session)
    members = session.scalars(select(Member).where(Member.active.is_(True)).order_by(Member.id))
    everyone = [Reader(member=member, commission=commission, now=now) for member in members]
    awake = [reader for reader in everyone if reader.is_time]
    noted = _noted(session, awake)
    people = (
        people_of(session, commission.today(now)) if any(day_key(each) not in noted for each in awake) else {}
    )
    ready = [each for each in awake if day_key(each) not in noted and people[each.member.id].is_there]
    return Morning(
        session=session,
        commission=commission,
        now=now,
        readers={reader.member.id: reader for reader in ready},
        had_their_week=frozenset(
            each.member.id for each in ready if each.rhythm is Rhythm.WEEKLY and week_key(each) in noted
        ),
    )


def _noted(session: Session, readers: Iterable[Reader]) -> set[str]:
    keys = [key for reader in readers for key in (day_key(reader), week_key(reader))]
    return set(session.scalars(select(Request.key).where(Request.key.in_(keys)))) if keys else set()
