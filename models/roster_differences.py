"""How the roster differs from the people of a commission file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import count

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.differences import Change, alterations, in_words, paired
from models.members import Member
from models.row_ids import new_id
from models.rules.commission_values import Person
from models.rules.names import fold
from models.tenures import SEATED


def people_changes(session: Session, people: Sequence[Person], now: datetime) -> Iterator[Change]:
    """List what differs in the roster; someone the file no longer names becomes inactive."""
    rows = list(session.scalars(select(Member).order_by(Member.active.desc(), Member.id)))
    pairs = _seated(paired(people, rows, _same_name, _same_slack_id))
    for position, (person, row) in enumerate(pairs):
        if row is None:
            member = _new_member(person, now + timedelta(milliseconds=position))
            yield Change(
                says=f"add person {person.name} ({in_words(person.roles)})", make=partial(session.add, member)
            )
        else:
            yield from _member_alterations(session, person, row)
    kept = [row for _, row in pairs]
    for row in rows:
        if row.active and row not in kept:
            yield Change(says=f"make inactive: {row.name}", make=partial(_retire, row))


def _seated(pairs: Sequence[tuple[Person, Member | None]]) -> list[tuple[Person, Member | None]]:
    """Give a number to each member and alternate for whom the file says none: the one they have, else the lowest free."""
    numbers = {id(person): person.seat for person, _ in pairs}
    for role in SEATED:
        those = [(person, row) for person, row in pairs if role in person.roles]
        taken = {person.seat for person, _ in those if person.seat}
        unsaid = [(person, row) for person, row in those if person.seat is None]
        for person, row in unsaid:
            if row is not None and row.active and role in row.roles and row.seat and row.seat not in taken:
                numbers[id(person)] = row.seat
                taken.add(row.seat)
        free = (number for number in count(1) if number not in taken)
        for person, _ in unsaid:
            numbers[id(person)] = numbers[id(person)] or next(free)
    return [(replace(person, seat=numbers[id(person)]), row) for person, row in pairs]


def _same_name(person: Person, row: Member) -> bool:
    return fold(person.name) == fold(row.name)


def _same_slack_id(person: Person, row: Member) -> bool:
    return person.slack is not None and person.slack == row.slack_id


def _new_member(person: Person, at: datetime) -> Member:
    """Make the row of a person; ids a millisecond apart keep the file's order."""
    return Member(
        id=new_id(at),
        slack_id=person.slack,
        name=person.name,
        roles=list(person.roles),
        seat=person.seat,
        zone=person.zone,
        email=person.email,
        active=True,
    )


def _member_alterations(session: Session, person: Person, row: Member) -> Iterator[Change]:
    said = {"zone": person.zone, "email": person.email}
    wanted = {"name": person.name, "roles": list(person.roles), "seat": person.seat, "active": True}
    called = f"{person.name}, "
    yield from alterations(row, wanted | {name: value for name, value in said.items() if value}, called)
    if person.slack and person.slack != row.slack_id:
        says = f"{called}Slack id: {in_words(row.slack_id)} → {person.slack}"
        yield Change(says=says, make=partial(_give_slack_id, session, row, person.slack))


def _give_slack_id(session: Session, row: Member, slack_id: str) -> None:
    """Give a person a Slack id, taking it from whoever had it."""
    session.execute(
        update(Member).where(Member.slack_id == slack_id, Member.id != row.id).values(slack_id=None)
    )
    row.slack_id = slack_id
    session.flush()


def _retire(row: Member) -> None:
    row.active = False
