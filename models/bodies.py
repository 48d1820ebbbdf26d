"""The commission as a body: its rules as they are kept, and who holds which seat now."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.members import Member
from models.policy_shelf import current_versions, policy_in
from models.refusals import NotSetUp
from models.rules.bodies import BodyKind, BodyRules, Holder, Seating
from models.rules.commission_rules import own_body, rules_of
from models.rules.permissions import Role
from models.workspaces import Workspace


def body_rules(session: Session) -> BodyRules:
    """Give what the commission's bylaws say; where they are silent the policy's numbers and the usual defaults."""
    workspace = session.scalars(select(Workspace)).one_or_none()
    if workspace is None:
        raise NotSetUp
    return rules_of(
        workspace.settings.get("rules", {}),
        own_body(policy_in(version) for version in current_versions(session)),
        title=workspace.body_title or workspace.name,
        kind=BodyKind(workspace.body_kind),
    )


def seating_now(session: Session) -> Seating:
    """Give who holds which seat now; a seat nobody holds is vacant."""
    active = session.scalars(select(Member).where(Member.active.is_(True)).order_by(Member.seat, Member.id))
    members = list(active)
    return Seating(
        authorised=body_rules(session).seats,
        holders=_holders(members, Role.MEMBER),
        alternates=_holders(members, Role.ALTERNATE),
    )


def _holders(members: Iterable[Member], role: Role) -> tuple[Holder, ...]:
    """Give the holders by seat; whoever has no number yet gets the lowest that is free."""
    those = [member for member in members if role in member.roles]
    taken = {member.seat for member in those}
    free = (number for number in count(1) if number not in taken)
    holders = [
        Holder(seat=member.seat or next(free), member_id=member.id, name=member.name) for member in those
    ]
    return tuple(sorted(holders, key=lambda holder: holder.seat))
