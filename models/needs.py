"""What needs a person: the files they look after, for themselves or for somebody who is away, that ask for something soon."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from models.awaited import awaited
from models.due_dates import DueDate
from models.finding import is_closed, is_owned_by
from models.ledger import standing
from models.prospects import Prospect
from models.recipients import people_of
from models.rules.recipients import told_for

SOON = timedelta(days=14)
"""What is due within this time needs somebody."""
_OVERDUE, _NEAR = 0, 1
"""A deadline that has passed comes first; goals and answers are never overdue."""
_NO_DAY = (2, date.max)


@dataclass(frozen=True, kw_only=True)
class Need:
    """A file that needs somebody."""

    prospect_id: str
    on: date | None
    """The day that asks for something first; nothing where only the next word is ours."""


def behalf_of(session: Session, member_id: str, today: date) -> dict[str, str]:
    """Name, by their ids, whom somebody stands in for and why; themselves among them, without a reason."""
    people = people_of(session, today)
    told = {each: told_for(people, each, today) for each in people}
    stands_in = {
        each: found.on_behalf for each, found in told.items() if found and found.person.member_id == member_id
    }
    return {**stands_in, member_id: ""}


def needs_of(session: Session, owners: Sequence[str], today: date) -> list[Need]:
    """List the files of some owners that need somebody, the most urgent first: overdue, due soon, unanswered, ours to answer."""
    theirs = or_(*[is_owned_by(each) for each in owners])
    days = _dated(session, theirs, today)
    waiting = awaited(session, theirs)
    for each in waiting:
        if each.answer_by is not None and each.answer_by <= today:
            days[each.prospect_id].append((_NEAR, each.answer_by))
    on_them = {each.prospect_id for each in waiting}
    every = select(Prospect.id).where(standing(Prospect), ~is_closed(), theirs).order_by(Prospect.number)
    firsts = {
        each: min(days.get(each, ()), default=_NO_DAY)
        for each in session.scalars(every)
        if each in days or each not in on_them
    }
    in_order = sorted(firsts.items(), key=lambda item: item[1])
    return [Need(prospect_id=each, on=None if first is _NO_DAY else first[1]) for each, first in in_order]


def _dated(
    session: Session, theirs: ColumnElement[bool], today: date
) -> defaultdict[str, list[tuple[int, date]]]:
    """Give the deadlines and goals that are near or past, by file, each with its rank."""
    first = func.min(DueDate.on)
    due = (
        select(DueDate.prospect_id, DueDate.kind, first)
        .join(Prospect, Prospect.id == DueDate.prospect_id)
        .where(DueDate.on <= today + SOON, standing(Prospect), ~is_closed(), theirs)
        .group_by(DueDate.prospect_id, DueDate.kind)
    )
    days: defaultdict[str, list[tuple[int, date]]] = defaultdict(list)
    for prospect_id, kind, on in session.execute(due):
        days[prospect_id].append((_OVERDUE if kind == "due" and on < today else _NEAR, on))
    return days
