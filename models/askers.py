"""Who is asking: a Slack user as the roster knows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.ledger import Actor
from models.members import Member
from models.memory import remembered
from models.refusals import NotAllowed
from models.rules.permissions import Right, Role, may, refused_in_words


@dataclass(frozen=True, kw_only=True)
class Asker:
    """Someone who asks something of Clerk; without roles they are not on the roster."""

    slack_id: str
    name: str
    member_id: str | None
    roles: frozenset[Role]
    officers: Callable[[], Mapping[Role, Sequence[str]]] = field(default=dict, repr=False, compare=False)
    """Looks up who holds which office, for a refusal to name them."""

    @property
    def actor(self) -> Actor:
        """The same person, as the ledger names them."""
        return Actor(id=self.slack_id, name=self.name)

    def may(self, act: Right, *, owns_step: bool = False, presides: bool = False) -> bool:
        """Tell whether they may do an act; nobody owns a step or presides who is not on the roster."""
        on_roster = self.member_id is not None
        return may(self.roles, act, owns_step=owns_step and on_roster, presides=presides and on_roster)

    def must_be_allowed(self, act: Right, *, owns_step: bool = False, presides: bool = False) -> None:
        """Refuse with the reason, and who may, when they may not do an act."""
        if self.may(act, owns_step=owns_step, presides=presides):
            return
        if not self.roles:
            raise NotAllowed(
                "Clerk keeps records for the commission. You're not on its roster, so I can show the public list only.",
                offers=("list", "join"),
            )
        raise NotAllowed(refused_in_words(act, self.officers()), offers=("next",))


THE_FILE = Asker(slack_id="cli", name="the commission file", member_id=None, roles=frozenset({Role.STAFF}))
"""Who records the prospects of the commission's file: nobody in Slack, so they stand in nobody's list of own entries."""


def asker_of(session: Session, slack_id: str) -> Asker:
    """Look up a Slack user on the roster; someone who has left it has no roles."""
    found = remembered(session, ("asker", slack_id), lambda: _looked_up(session, slack_id))
    return replace(found, officers=partial(_officers, session))


def _officers(session: Session) -> Mapping[Role, Sequence[str]]:
    """Give the names of everybody on the roster by their parts, the longest there first; none once the work is over."""
    named: dict[Role, list[str]] = defaultdict(list)
    if not session.in_transaction():
        return named
    active = select(Member.name, Member.roles).where(Member.active.is_(True))
    for name, roles in session.execute(active.order_by(Member.id)):
        for role in roles:
            named[Role(role)].append(name)
    return named


def _looked_up(session: Session, slack_id: str) -> Asker:
    wanted = select(Member.id, Member.name, Member.roles)
    member = session.execute(wanted.where(Member.slack_id == slack_id, Member.active.is_(True))).one_or_none()
    if member is None:
        return Asker(slack_id=slack_id, name="someone not on the roster", member_id=None, roles=frozenset())
    return Asker(
        slack_id=slack_id, name=member.name, member_id=member.id, roles=frozenset(map(Role, member.roles))
    )


def first_staff(session: Session) -> Member | None:
    """Give the first staff member of the roster: whom to ask, and who owns what nobody else does."""
    active = session.scalars(select(Member).where(Member.active.is_(True)).order_by(Member.id))
    return next((member for member in active if Role.STAFF in member.roles), None)
