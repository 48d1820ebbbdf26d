"""Finding prospects by what people type."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select
from sqlalchemy.orm import Session, aliased

from models.agreements import Agreement
from models.cities import City, CityName
from models.correspondence import Letter
from models.due_dates import DueDate
from models.ledger import standing
from models.members import Member
from models.progress import country_name
from models.prospects import Assignment, Closing, Prospect
from models.refusals import NotFound
from models.rules.names import fold
from models.rules.progress import Side

SHORTEST_START = 3
"""Fewer letters than this are too few to complete a name from."""
NEAR = 0.6
"""How alike two names must be to be offered for one another, as `difflib` measures it from 0 to 1."""
NEARER = 0.8
"""The same for names of all the past, of which one is near to almost any."""


@dataclass(frozen=True, kw_only=True)
class Named:
    """A prospect under one of its names."""

    prospect_id: str
    folded: str
    in_full: str
    """The folded name with its country."""
    label: str
    """The city with its country: "Loreto, Mexico"; with its file's number and state where it has several files."""
    number: int
    """The case number of the file."""
    is_open: bool


@cache
def _latest(fact: type[Closing | Assignment], *same: str) -> ColumnElement[bool]:
    """Say in a `where` that no later standing fact agrees with one in the columns named."""
    later = aliased(fact)
    alike = [
        getattr(later, name).is_not_distinct_from(getattr(fact, name)) for name in ("workspace_id", *same)
    ]
    return and_(
        standing(fact), ~exists(select(later.id).where(*alike, later.act_id > fact.act_id, standing(later)))
    )


@cache
def is_closed() -> ColumnElement[bool]:
    """Say in a `where` that a prospect's file is closed: the latest standing closing says so."""
    of_prospect = and_(Closing.workspace_id == Prospect.workspace_id, Closing.prospect_id == Prospect.id)
    return exists(
        select(Closing.id).where(of_prospect, Closing.closed.is_(True), _latest(Closing, "prospect_id"))
    )


def is_owned_by(member_id: str) -> ColumnElement[bool]:
    """Say in a `where` that a prospect's file is looked after by a member."""
    of_prospect = and_(
        Assignment.workspace_id == Prospect.workspace_id, Assignment.prospect_id == Prospect.id
    )
    whole = Assignment.step_id.is_(None)
    latest = _latest(Assignment, "prospect_id", "step_id")
    return exists(select(Assignment.id).where(of_prospect, whole, Assignment.owner_id == member_id, latest))


@cache
def is_looked_after() -> ColumnElement[bool]:
    """Say in a `where` that somebody looks after a prospect's file who is on the roster still."""
    of_prospect = and_(
        Assignment.workspace_id == Prospect.workspace_id, Assignment.prospect_id == Prospect.id
    )
    owner = and_(Member.workspace_id == Assignment.workspace_id, Member.id == Assignment.owner_id)
    whole, latest = Assignment.step_id.is_(None), _latest(Assignment, "prospect_id", "step_id")
    return exists(
        select(Assignment.id).join(Member, owner).where(of_prospect, whole, Member.active.is_(True), latest)
    )


@cache
def _is_their_turn() -> ColumnElement[bool]:
    """Say in a `where` that the latest letter of a prospect left the next word to them."""
    last = (
        select(Letter.turn)
        .where(
            Letter.workspace_id == Prospect.workspace_id,
            Letter.prospect_id == Prospect.id,
            standing(Letter),
        )
        .order_by(Letter.dated_on.desc(), Letter.act_id.desc())
        .limit(1)
        .correlate(Prospect)
        .scalar_subquery()
    )
    return last == Side.THEM


@cache
def _is_signed() -> ColumnElement[bool]:
    """Say in a `where` that somebody signed an agreement with a prospect."""
    of_prospect = and_(Agreement.workspace_id == Prospect.workspace_id, Agreement.prospect_id == Prospect.id)
    return exists(select(Agreement.id).where(of_prospect, standing(Agreement)))


def names(session: Session) -> list[Named]:
    """List what is tracked under each of its names, the most recent case first and its own name first."""
    others: dict[str | None, list[str]] = defaultdict(list)
    other_names = select(CityName.city_id, CityName.folded).where(standing(CityName))
    for city_id, folded in session.execute(other_names.order_by(CityName.folded)):
        others[city_id].append(folded)
    cases = (
        select(
            Prospect.id,
            Prospect.title,
            Prospect.city_id,
            Prospect.number,
            City.name,
            City.country,
            is_closed().label("closed"),
        )
        .outerjoin(City, and_(City.id == Prospect.city_id, City.workspace_id == Prospect.workspace_id))
        .where(standing(Prospect))
        .order_by(Prospect.number.desc())
    )
    rows = session.execute(cases).all()
    files = Counter(_in_full(case.name or case.title, case.country) for case in rows)
    return [
        Named(
            prospect_id=case.id,
            folded=folded,
            in_full=fold(_in_full(folded, case.country)),
            label=label if files[label] == 1 else f"{label}, {_file(case.number, closed=case.closed)}",
            number=case.number,
            is_open=not case.closed,
        )
        for case in rows
        for label in (_in_full(case.name or case.title, case.country),)
        for folded in (fold(case.name or case.title), *others[case.city_id])
    ]


def _in_full(name: str, country: str | None) -> str:
    return f"{name}, {country_name(country)}" if country else name


def _file(number: int, *, closed: bool) -> str:
    return f"No. {number}, closed" if closed else f"No. {number}"


def matching(tracked: Sequence[Named], typed: str) -> list[Named]:
    """Find the prospects that a typed name fits: the whole name or the name with its country, else its beginning."""
    text = fold(typed)
    whole = [named for named in tracked if text in {named.folded, named.in_full}]
    return each_once(
        whole or [named for named in tracked if len(text) >= SHORTEST_START and named.folded.startswith(text)]
    )


def likeliest(found: Sequence[Named], *, is_open: bool = True) -> list[Named]:
    """Give the one file that is open (or closed) where exactly one of several is; else all that were found."""
    fits = [named for named in found if named.is_open is is_open]
    return fits if len(fits) == 1 else list(found)


def near(tracked: Sequence[Named], typed: str, most: int = 5) -> list[Named]:
    """Find the prospects whose names are most like a typed one, best first."""
    known = dict.fromkeys(named.folded for named in tracked)
    close = alike(known, typed, most)
    return each_once([named for folded in close for named in tracked if named.folded == folded])[:most]


def alike(known: Iterable[str], typed: str, most: int = 1, *, least: float = NEAR) -> list[str]:
    """Find the folded names that are most like a typed one, best first."""
    return difflib.get_close_matches(fold(typed).split(",")[0], list(known), n=most, cutoff=least)


def each_once(found: Sequence[Named]) -> list[Named]:
    """Leave each prospect in once, under the first of its names."""
    first: dict[str, Named] = {}
    for named in found:
        first.setdefault(named.prospect_id, named)
    return list(first.values())


def prospect_by_id(session: Session, prospect_id: str | None) -> Prospect:
    """Get a prospect that stands; NotFound for any other id, in the same words whatever it is."""
    row = session.scalars(
        select(Prospect).where(Prospect.id == (prospect_id or ""), standing(Prospect))
    ).one_or_none()
    if row is None:
        raise NotFound("city", offers=("list",))
    return row


def newer_open_file(session: Session, prospect: Prospect) -> Prospect | None:
    """Give the open prospect of the same city that was begun after this one; None when there is none, or no city."""
    if prospect.city_id is None:
        return None
    newer = select(Prospect).where(
        Prospect.city_id == prospect.city_id, Prospect.number > prospect.number, standing(Prospect)
    )
    return session.scalars(newer.where(~is_closed())).first()


def page_by_due(
    session: Session, *, offset: int, size: int, owners: Collection[str] | None = None
) -> tuple[list[Prospect], int]:
    """Give one page of the open prospects, earliest deadline first and undated last, and how many there are.

    With `owners` only what one of them looks after is given.
    """
    first = (  # of all at once: asked for each prospect, SQLite walks through the dates of all others
        select(DueDate.prospect_id, func.min(DueDate.on).label("on"))
        .where(DueDate.kind == "due")
        .group_by(DueDate.prospect_id)
        .subquery()
    )
    theirs = [] if owners is None else [or_(false(), *map(is_owned_by, owners))]
    wanted = [standing(Prospect), ~is_closed(), *theirs]
    page = (
        select(Prospect)
        .outerjoin(first, first.c.prospect_id == Prospect.id)
        .where(*wanted)
        .order_by(first.c.on.is_(None), first.c.on, Prospect.number)
        .offset(offset)
        .limit(size)
    )
    total = session.scalar(select(func.count(Prospect.id)).where(*wanted)) or 0
    return list(session.scalars(page)), total


def page_by_state(session: Session, which: str, *, offset: int, size: int) -> tuple[list[Prospect], int]:
    """Give one page of the prospects of a state, newest case first, and how many there are.

    The state is "open", "waiting" (open, and they owe the next word), "signed" (open, with a signature), "closed", or "all".
    """
    wanted = {
        "open": [~is_closed()],
        "waiting": [~is_closed(), _is_their_turn()],
        "closed": [is_closed()],
        "signed": [~is_closed(), _is_signed()],
    }.get(which, [])
    page = (
        select(Prospect)
        .where(standing(Prospect), *wanted)
        .order_by(Prospect.number.desc())
        .offset(offset)
        .limit(size)
    )
    total = session.scalar(select(func.count(Prospect.id)).where(standing(Prospect), *wanted)) or 0
    return list(session.scalars(page)), total


def most_recent(session: Session, most: int = 5) -> list[Named]:
    """List the open prospects that were last recorded."""
    return each_once([named for named in names(session) if named.is_open])[:most]
