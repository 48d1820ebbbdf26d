"""What notes tell of the roster: files that somebody was given, and what nobody holds."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.finding import is_closed, is_looked_after
from models.ledger import Act, standing
from models.prospects import Assignment, Prospect
from models.rules.permissions import Role
from models.rules.recipients import Person

CHAIR, OWNER = "chair", "owner"
"""What may be missing: somebody in the chair, somebody who looks after each file."""


def lacks_chair(people: Mapping[str, Person], *, is_public: bool) -> bool:
    """Tell whether nobody holds the chair of a body that needs one: a public one, or one where somebody votes."""
    roles = {role for each in people.values() if each.active for role in each.roles}
    return Role.CHAIR not in roles and (is_public or Role.MEMBER in roles)


def files_without_owner(session: Session) -> list[str]:
    """Name the open files that nobody on the roster looks after, the oldest first."""
    wanted = select(Prospect.title).where(standing(Prospect), ~is_closed(), ~is_looked_after())
    return list(session.scalars(wanted.order_by(Prospect.number)))


def giving_of(session: Session, prospect_id: str) -> Act | None:
    """Give the act that gave a file to its present owner."""
    last = select(Assignment.act_id).where(
        Assignment.prospect_id == prospect_id, Assignment.step_id.is_(None), standing(Assignment)
    )
    act_id = session.scalars(last.order_by(Assignment.act_id.desc()).limit(1)).first()
    return session.scalars(select(Act).where(Act.id == act_id)).one_or_none() if act_id else None
