"""Looking back: the story of one prospect."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import CompoundSelect, func, or_, select, union_all
from sqlalchemy.orm import Session

from models.contacts import Contact
from models.edits import contacts_replaced
from models.ledger import Act, standing
from models.meetings import MovedDate
from models.members import Member
from models.moved_dates import moves_said
from models.prospects import Assignment, Prospect
from models.rules.history import Entry, Page
from models.sayings_agendas import outcomes_said
from models.sayings_agreements import agreements_said
from models.sayings_candidates import candidates_said
from models.sayings_criteria import notes_said, packets_said
from models.sayings_editing import edits_said, owners_said
from models.sayings_letters import letters_said, papers_said
from models.sayings_motions import motions_said
from models.sayings_restrictions import restrictions_said
from models.sayings_steps import steps_said
from models.sayings_undone import undone_said
from models.shortlists import acts_choosing

SAYERS: tuple[Callable[[Session, Sequence[Act]], Mapping[int, Sequence[str]]], ...] = (
    letters_said,
    steps_said,
    agreements_said,
    motions_said,
    candidates_said,
    outcomes_said,
    notes_said,
    packets_said,
    papers_said,
    restrictions_said,
    edits_said,
    owners_said,
    undone_said,
)
"""By act, what each kind of fact tells, in the order in which it is told; each in a module of its own, models/sayings_*."""


def story_of(
    session: Session, prospect: Prospect, *, size: int, older_than: int = 0, newer_than: int = 0
) -> Page:
    """Tell what was done for a prospect, newest first, what was taken back included: a page at the end, or beside an act.

    A page begins beside an act and not at a place: what is recorded between two pages moves none of them.
    """
    wanted = select(Act).where(or_(Act.prospect_id == prospect.id, Act.id.in_(_elsewhere(prospect))))
    if newer_than:
        found = list(session.scalars(wanted.where(Act.id > newer_than).order_by(Act.id).limit(size + 1)))
        acts = found[:size][::-1]
    else:
        wanted = wanted.where(Act.id < older_than) if older_than else wanted
        found = list(session.scalars(wanted.order_by(Act.id.desc()).limit(size + 1)))
        acts = found[:size]
    more = len(found) > size
    return Page(
        entries=tuple(told(session, acts, _of_this_file(session, prospect, acts))),
        has_newer=more if newer_than else bool(older_than),
        has_older=bool(newer_than) or more,
    )


def _elsewhere(prospect: Prospect) -> CompoundSelect[tuple[int]]:
    """Select the acts on other matters that changed a prospect: they moved a date, gave it an owner, or chose for a search."""
    moves = select(MovedDate.act_id).where(MovedDate.prospect_id == prospect.id)
    owners = select(Assignment.act_id).where(Assignment.prospect_id == prospect.id)
    return union_all(moves, owners, acts_choosing(prospect.id))


def _of_this_file(session: Session, prospect: Prospect, acts: Sequence[Act]) -> dict[int, list[str]]:
    """Say, by act, what one that may have changed several files changed in this one."""
    said: dict[int, list[str]] = defaultdict(list)
    ids = [act.id for act in acts if act.prospect_id is None]
    owners = (
        select(Assignment.act_id, Member.name)
        .join(Member, Member.id == Assignment.owner_id)
        .where(
            Assignment.act_id.in_(ids),
            Assignment.prospect_id == prospect.id,
            Member.workspace_id == Assignment.workspace_id,
        )
    )
    for act_id, name in session.execute(owners) if ids else ():
        said[act_id].append(f"owner of this file: {name}")
    for act_id, lines in moves_said(session, [act.id for act in acts], prospect.id).items():
        said[act_id] += lines
    return said


def told(
    session: Session, acts: Sequence[Act], of_file: Mapping[int, Sequence[str]] | None = None
) -> list[Entry]:
    """Tell some acts on prospects, in the order given; `of_file` says by act what it did to the file that is told of."""
    undone = set(session.scalars(select(Act.reverses).where(Act.reverses.in_([act.id for act in acts]))))
    said = _sayings(session, acts)
    more = of_file or {}
    return [
        _entry(act, [*said.get(act.id, []), *more.get(act.id, [])], undone=act.id in undone) for act in acts
    ]


def contacts_of(session: Session, prospect: Prospect, side: str) -> list[str]:
    """List the people of one side, "ours" or "theirs", by name, the latest first."""
    return list(dict.fromkeys(row.name for row in contact_rows(session, prospect, side)))


def contact_rows(session: Session, prospect: Prospect, side: str) -> list[Contact]:
    """List the contacts of one side, the latest first, without those that were blanked or that another took the place of."""
    wanted = select(Contact).where(
        Contact.prospect_id == prospect.id,
        Contact.side == side,
        Contact.blanked_at.is_(None),
        Contact.id.not_in(contacts_replaced(session)),
        standing(Contact),
    )
    return list(session.scalars(wanted.order_by(Contact.act_id.desc(), Contact.id)))


def contacts_removed(session: Session, prospect: Prospect, side: str) -> datetime | None:
    """Say when the details of people of one side were last removed on request; None where none were."""
    wanted = select(func.max(Contact.blanked_at)).where(
        Contact.prospect_id == prospect.id, Contact.side == side, standing(Contact)
    )
    return session.scalar(wanted)


def _entry(act: Act, said: Sequence[str], *, undone: bool) -> Entry:
    return Entry(
        number=act.id,
        at=act.at,
        by=act.actor_name,
        what=act.what,
        said=tuple(said),
        reason=act.reason,
        undone=undone,
    )


def _sayings(session: Session, acts: Sequence[Act]) -> dict[int, list[str]]:
    """Say, by act, what the facts it added tell."""
    said: dict[int, list[str]] = defaultdict(list)
    for sayer in SAYERS:
        for act_id, lines in sayer(session, acts).items():
            said[act_id] += lines
    return said
