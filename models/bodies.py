"""The commission as a body: its rules as they are kept, and who holds which seat now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import count
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.members import Member
from models.policy_shelf import current_versions, policy_in
from models.refusals import NotSetUp
from models.rules.bodies import AlternatesFor, BodyKind, BodyRules, Holder, Seating, VotesShown
from models.rules.counting import Abstention, Base, QuorumBase, VotingRule
from models.rules.permissions import Role
from models.rules.policy import Body
from models.workspaces import Workspace

USUAL_BODY = "commission"


def body_rules(session: Session) -> BodyRules:
    """Give what the commission's bylaws say; where they are silent the policy's numbers and the usual defaults."""
    workspace = session.scalars(select(Workspace)).one_or_none()
    if workspace is None:
        raise NotSetUp
    said: Mapping[str, Any] = workspace.settings.get("rules", {})
    of_policy = _own_body(session)
    return BodyRules(
        body=of_policy.id if of_policy else USUAL_BODY,
        title=workspace.body_title or workspace.name,
        kind=BodyKind(workspace.body_kind),
        seats=int(said.get("seats", of_policy.voting if of_policy else 0)),
        alternates=int(said.get("alternates", of_policy.alternates if of_policy else 0)),
        voting=_voting(said, of_policy),
        **_chosen(said),
    )


def _own_body(session: Session) -> Body | None:
    """Give the body of the policies whose seats the roster fills: the first that has voting seats."""
    bodies = (body for version in current_versions(session) for body in policy_in(version).bodies)
    return next((body for body in bodies if body.voting), None)


def _voting(said: Mapping[str, Any], of_policy: Body | None) -> VotingRule:
    quorum = said.get("quorum", of_policy.quorum if of_policy else None)
    is_number = isinstance(quorum, int)
    return VotingRule(
        base=Base(said.get("majority_of", Base.VOTING)),
        quorum_base=QuorumBase.FIXED if is_number else QuorumBase(quorum or QuorumBase.SEATS),
        quorum_fixed=quorum if is_number else None,
        recused_count_for_quorum=bool(said.get("recused_count_for_quorum", False)),
        abstention=Abstention(said.get("abstention", Abstention.IGNORED)),
        silence_counts_as_yes=bool(said.get("silence_counts_as_yes", False)),
        chair_only_breaks_ties=bool(said.get("chair_only_breaks_ties", False)),
    )


def _chosen(said: Mapping[str, Any]) -> dict[str, Any]:
    kinds: Mapping[str, Callable[[Any], object]] = {
        "second_required": bool,
        "vote_may_change": bool,
        "alternates_for": AlternatesFor,
        "votes_shown": VotesShown,
        "agenda_hours": int,
        "special_agenda_hours": int,
        "quorum_in_one_place": bool,
        "switched_off": frozenset,
        "bylaws": str,
        "approved_by": str,
    }
    return {name: kind(said[name]) for name, kind in kinds.items() if name in said}


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
