"""The roll of a meeting: taking it, and entering who has come and gone since."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import ledger
from models.askers import Asker
from models.changes import checked_length
from models.commission import Commission
from models.ledger import standing
from models.meetings import Attendance, Regret
from models.members import Member
from models.presiding import at_meeting
from models.refusals import Refusal
from models.roll_rows import write_roll
from models.rules.permissions import Role
from models.rules.roll import COMES, GOES, Capacity, Mark, RollEvent, roll_of
from models.rules.sessions import moment_of
from models.rules.wording import time_in_words
from models.sessions import Sitting, roll_events_of

LONGEST_NAME = 100
MOST_GUESTS = 50


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody whom the roll asks about."""

    member_id: str
    name: str
    capacity: Capacity
    seat: int | None = None


@dataclass(frozen=True, kw_only=True)
class RollSheet:
    """Who attends, as somebody has ticked it."""

    present: frozenset[str]
    """Ids of members."""
    guests: tuple[str, ...] = ()
    """Names of those who are not on the roster."""
    seen: int = 0
    """The last entry's act when the form was drawn: only what was ticked differently from then is a change."""
    at: time | None = None
    """When they came or went, by the clock of the room; None for now."""


@dataclass(frozen=True, kw_only=True)
class RollChange:
    """The roll before and after something was entered."""

    before: Sitting
    after: Sitting

    @property
    def entries(self) -> tuple[RollEvent, ...]:
        """What was entered."""
        return self.after.entries[len(self.before.entries) :]


def people_of(session: Session, sitting: Sitting) -> tuple[Person, ...]:
    """List whom the roll asks about: the roster by part and seat, and whoever was on the roll before leaving it."""
    active = session.scalars(select(Member).where(Member.active.is_(True)).order_by(Member.id))
    seats = {each.member_id: (Capacity.SEAT, each.seat) for each in sitting.seating.holders}
    alternates = {each.member_id: (Capacity.ALTERNATE, each.seat) for each in sitting.seating.alternates}
    placed = alternates | seats
    people = [_person(each, *placed.get(each.id, (_capacity(each), None))) for each in active]
    known = {each.member_id for each in people}
    left = [
        Person(member_id=each.member_id, name=each.name, capacity=each.capacity, seat=each.seat)
        for each in sitting.roll.attendees
        if each.member_id and each.member_id not in known
    ]
    order = list(Capacity)
    return tuple(sorted([*people, *left], key=lambda each: (order.index(each.capacity), each.seat or 0)))


def last_entry(session: Session, meeting_id: str) -> int:
    """Give the act of the last entry of a meeting's roll; 0 before the first."""
    wanted = select(func.max(Attendance.act_id)).where(
        Attendance.meeting_id == meeting_id, standing(Attendance)
    )
    return session.scalar(wanted) or 0


def take_roll(
    session: Session, meeting_id: str, sheet: RollSheet, asker: Asker, commission: Commission, now: datetime
) -> RollChange:
    """Take the roll, or enter who has come and gone since; nobody's mark is repeated."""
    sitting = at_meeting(session, meeting_id, asker)
    at = moment_at(sitting, sheet.at, commission, now)
    guests = tuple(dict.fromkeys(name.strip() for name in sheet.guests if name.strip()))
    if len(guests) > MOST_GUESTS:
        raise Refusal(f"At most {MOST_GUESTS} names, please.", field="guests")
    for name in guests:
        checked_length(name, LONGEST_NAME, "guests")
    people = people_of(session, sitting)
    if not sitting.entries:
        entries = _first_roll(people, sheet.present, guests, _excused(session, meeting_id), at)
    else:
        entries = _changes(session, sitting, people, replace(sheet, guests=guests), at)
        check_order(sitting, entries, commission)
    if not entries:
        return RollChange(before=sitting, after=sitting)
    what = "roll updated" if sitting.entries else "roll taken"
    act = ledger.record(session, what, actor=asker.actor, now=now, meeting_id=meeting_id)
    return RollChange(before=sitting, after=write_roll(session, sitting, entries, act, now))


def must_have_roll(sitting: Sitting) -> Sitting:
    """Give back a meeting whose roll is taken; Refusal before."""
    if not sitting.entries:
        raise Refusal("The roll is not taken yet. Take it first.", offers=("meeting",))
    return sitting


def moment_at(sitting: Sitting, clock: time | None, commission: Commission, now: datetime) -> datetime:
    """Give the moment that a clock showed during a meeting; Refusal for one before the call to order, or to come."""
    begun = sitting.session.called_to_order_at or now
    if clock is None:
        return now
    at = moment_of(clock, commission.zone, now)
    if at is None or at < begun.replace(second=0, microsecond=0):
        local = begun.astimezone(commission.zone)
        said = f"Choose a time between the call to order ({time_in_words(local)}) and now."
        raise Refusal(said, field="at")
    return max(at, begun)


def roll_history(sitting: Sitting, member_id: str | None) -> list[RollEvent]:
    """List the entries of a member that count, in the order of recording."""
    return [each for each in sitting.entries if each.member_id == member_id is not None]


def last_move(sitting: Sitting, member_id: str | None) -> RollEvent | None:
    """Give the last arrival or departure of a member; None for somebody who is not on the roll."""
    moves = [each for each in roll_history(sitting, member_id) if each.mark in COMES | GOES]
    return moves[-1] if moves else None


def check_order(sitting: Sitting, entries: Iterable[RollEvent], commission: Commission) -> None:
    """Refuse an entry before the last one of the same person."""
    for each in entries:
        last = max((old.at for old in roll_history(sitting, each.member_id)), default=each.at)
        if each.at < last:
            local = time_in_words(last.astimezone(commission.zone))
            said = f"{each.name} has an entry at {local}. Choose a later time, or correct that one."
            raise Refusal(said, field="at")


def mark_person(person: Person, mark: Mark, at: datetime) -> RollEvent:
    """Make an entry for a person."""
    return RollEvent(
        name=person.name,
        capacity=person.capacity,
        mark=mark,
        at=at,
        member_id=person.member_id,
        seat=person.seat,
    )


def _person(member: Member, capacity: Capacity, seat: int | None) -> Person:
    return Person(member_id=member.id, name=member.name, capacity=capacity, seat=seat)


def _capacity(member: Member) -> Capacity:
    if Role.STAFF in member.roles:
        return Capacity.STAFF
    return Capacity.LIAISON if Role.LIAISON in member.roles else Capacity.GUEST


def _guest(name: str, mark: Mark, at: datetime) -> RollEvent:
    return RollEvent(name=name, capacity=Capacity.GUEST, mark=mark, at=at)


def _first_roll(
    people: Iterable[Person],
    present: frozenset[str],
    guests: Iterable[str],
    excused: Collection[str],
    at: datetime,
) -> list[RollEvent]:
    there = [
        mark_person(each, Mark.PRESENT if each.member_id in present else _away(each, excused), at)
        for each in people
        if each.member_id in present or each.capacity is Capacity.SEAT
    ]
    return [*there, *(_guest(name, Mark.PRESENT, at) for name in guests)]


def _away(person: Person, excused: Collection[str]) -> Mark:
    return Mark.EXCUSED if person.member_id in excused else Mark.ABSENT


def _excused(session: Session, meeting_id: str) -> set[str]:
    """List who has said that they cannot attend."""
    wanted = select(Regret).where(Regret.meeting_id == meeting_id, standing(Regret))
    rows = session.scalars(wanted.order_by(Regret.act_id, Regret.id))
    latest = {row.member_id: row.attends for row in rows}
    return {member_id for member_id, attends in latest.items() if not attends}


def _changes(
    session: Session, sitting: Sitting, people: Iterable[Person], sheet: RollSheet, at: datetime
) -> list[RollEvent]:
    """List who was ticked or unticked since the form was drawn, and is not so on the roll by now."""
    shown = roll_of(roll_events_of(session, sitting.meeting.id, sheet.seen))
    members = [
        mark_person(each, Mark.ARRIVED if is_there else Mark.LEFT, at)
        for each in people
        if (is_there := each.member_id in sheet.present) is not shown.is_present(each.member_id)
        if is_there is not sitting.roll.is_present(each.member_id)
    ]
    named = {each.name for each in shown.attendees if each.member_id is None and each.is_present}
    there = {each.name for each in sitting.roll.attendees if each.member_id is None and each.is_present}
    come = [_guest(name, Mark.ARRIVED, at) for name in sheet.guests if name not in named | there]
    gone = [_guest(name, Mark.LEFT, at) for name in sorted(named & there) if name not in sheet.guests]
    return [*members, *come, *gone]
