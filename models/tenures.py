"""Who held which part and which seat, from when to when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models.bodies import body_rules, seating_now
from models.members import Member, Tenure
from models.rules.bodies import Holder, Seating
from models.rules.permissions import Role

SEATED = frozenset({Role.MEMBER, Role.ALTERNATE})
"""Parts that come with a number."""
PARTS = frozenset({Role.MEMBER, Role.ALTERNATE, Role.LIAISON})
"""What somebody is appointed to, for a term."""

Part: TypeAlias = tuple[Role, int | None, date | None]
"""A role, its number, and the end of its term."""


def keep_tenures(session: Session, on: date, terms: Mapping[str, date | None] | None = None) -> None:
    """Make the tenures agree with the roster as it is from a day on: what ended is closed, what is new begins then.

    Every change of anybody's part ends with this. `terms` gives the terms that are said anew, by member; others stay.
    """
    session.flush()
    _number(session)
    running, said = _running(session), terms or {}
    for member in session.scalars(select(Member).order_by(Member.id)):
        rows = running.get(member.id, [])
        wanted = parts_of(member, said[member.id] if member.id in said else _term(rows))
        for row in rows:
            if (Role(row.role), row.seat, row.term_ends) in wanted:
                wanted.remove((Role(row.role), row.seat, row.term_ends))
            else:
                row.ended_on = on
        session.add_all(_begun(member, part, on) for part in wanted)
    session.flush()


def _number(session: Session) -> None:
    """Write down the seat of everybody who holds one without a number, as it has been read all along."""
    seating = seating_now(session)
    numbers = {holder.member_id: holder.seat for holder in (*seating.holders, *seating.alternates)}
    for member in session.scalars(select(Member).where(Member.id.in_(numbers), Member.seat.is_(None))).all():
        member.seat = numbers[member.id]


def parts_of(member: Member, term_ends: date | None) -> list[Part]:
    """List what somebody is now: the term is that of their part or, without one, of their office."""
    roles = [Role(role) for role in member.roles] if member.active else []
    has_term = PARTS.intersection(roles) or frozenset(roles)
    return [
        (role, member.seat if role in SEATED else None, term_ends if role in has_term else None)
        for role in roles
    ]


def terms_now(session: Session) -> Mapping[str, date]:
    """Give when the terms end of those on the roster, by member, where that is known."""
    terms = {member_id: _term(rows) for member_id, rows in _running(session).items()}
    return {member_id: term for member_id, term in terms.items() if term}


def holders_on(session: Session, day: date) -> Seating:
    """Give who held which seat on a day, as far as Clerk knows; of the seats that the body has now."""
    held = select(Tenure).where(
        Tenure.role.in_(SEATED), Tenure.began_on <= day, or_(Tenure.ended_on.is_(None), Tenure.ended_on > day)
    )
    rows = list(session.scalars(held.order_by(Tenure.seat, Tenure.id)))
    names = {row.id: row.name for row in session.scalars(select(Member))}
    return Seating(
        authorised=body_rules(session).seats,
        holders=_holders(rows, Role.MEMBER, names),
        alternates=_holders(rows, Role.ALTERNATE, names),
    )


def _running(session: Session) -> dict[str, list[Tenure]]:
    running: dict[str, list[Tenure]] = {}
    for row in session.scalars(select(Tenure).where(Tenure.ended_on.is_(None)).order_by(Tenure.id)):
        running.setdefault(row.member_id, []).append(row)
    return running


def _term(rows: Sequence[Tenure]) -> date | None:
    return next((row.term_ends for row in rows if row.term_ends), None)


def _begun(member: Member, part: Part, on: date) -> Tenure:
    role, seat, term_ends = part
    return Tenure(member_id=member.id, role=role, seat=seat, began_on=on, ended_on=None, term_ends=term_ends)


def _holders(rows: Iterable[Tenure], role: Role, names: Mapping[str, str]) -> tuple[Holder, ...]:
    return tuple(
        Holder(seat=row.seat, member_id=row.member_id, name=names[row.member_id])
        for row in rows
        if row.role == role and row.seat is not None
    )
