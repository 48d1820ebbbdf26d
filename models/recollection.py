"""Looking back: the story of one prospect."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models.contacts import Contact
from models.ledger import Act, standing
from models.meetings import MovedDate
from models.moved_dates import moves_said
from models.prospects import Prospect
from models.rules.history import Entry
from models.sayings_agendas import outcomes_said
from models.sayings_criteria import notes_said, packets_said
from models.sayings_letters import letters_said, papers_said
from models.sayings_steps import steps_said

SAYERS: tuple[Callable[[Session, Sequence[Act]], Mapping[int, Sequence[str]]], ...] = (
    letters_said,
    steps_said,
    outcomes_said,
    notes_said,
    packets_said,
    papers_said,
)
"""By act, what each kind of fact tells, in the order in which it is told; each in a module of its own, models/sayings_*."""


def story_of(session: Session, prospect: Prospect, *, offset: int, size: int) -> tuple[list[Entry], bool]:
    """Tell what was done for a prospect, newest first, what was taken back included; and whether there is more."""
    moves = select(MovedDate.act_id).where(MovedDate.prospect_id == prospect.id)
    wanted = select(Act).where(or_(Act.prospect_id == prospect.id, Act.id.in_(moves))).order_by(Act.id.desc())
    acts = list(session.scalars(wanted.offset(offset).limit(size + 1)))
    return told(session, acts[:size], moves_said(session, [act.id for act in acts], prospect.id)), len(
        acts
    ) > size


def told(
    session: Session, acts: Sequence[Act], moved: Mapping[int, Sequence[str]] | None = None
) -> list[Entry]:
    """Tell some acts on prospects, in the order given; `moved` says by act which dates it moved."""
    undone = set(session.scalars(select(Act.reverses).where(Act.reverses.in_([act.id for act in acts]))))
    said = _sayings(session, acts)
    moves = moved or {}
    return [
        _entry(act, [*said.get(act.id, []), *moves.get(act.id, [])], undone=act.id in undone) for act in acts
    ]


def contacts_of(session: Session, prospect: Prospect, side: str) -> list[str]:
    """List the people of one side, "ours" or "theirs", the latest first; those whose details were blanked are left out."""
    wanted = select(Contact.name).where(
        Contact.prospect_id == prospect.id,
        Contact.side == side,
        Contact.blanked_at.is_(None),
        standing(Contact),
    )
    return list(dict.fromkeys(session.scalars(wanted.order_by(Contact.act_id.desc(), Contact.id))))


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
