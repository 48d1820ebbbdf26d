"""Who is asking: a Slack user as the roster knows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from sqlalchemy import and_, exists, select
from sqlalchemy.orm import Session

from models.commission import commission_of
from models.ledger import Actor
from models.members import Member
from models.memory import remembered
from models.refusals import NotAllowed
from models.rules.permissions import FOR_THE_AGENDA, Right, Role, may, refused_in_words
from models.workspaces import Workspace

THE_COMMISSION = "the commission"
TO_SUGGEST = ("suggest", "chair")
"""What helps whoever may not do an act that the commission can take up at a meeting."""
TO_ASK = ("chair", "next")


@dataclass(frozen=True, kw_only=True)
class Asker:
    """Someone who asks something of Clerk; without roles they are not on the roster."""

    slack_id: str
    name: str
    member_id: str | None
    roles: frozenset[Role]
    officers: Callable[[], Mapping[Role, Sequence[str]]] = field(default=dict, repr=False, compare=False)
    """Looks up who holds which office, for a refusal to name them."""
    serves: Callable[[], str] = field(default=lambda: THE_COMMISSION, repr=False, compare=False)
    """Looks up what the commission is called."""
    is_outside: bool = False
    """Whether they belong to another organization, and so share no more than a channel with the commission."""
    is_new: bool = False
    """Whether Clerk has not greeted them yet, and is to."""

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
        if self.roles:
            offers = TO_SUGGEST if act in FOR_THE_AGENDA else TO_ASK
            raise NotAllowed(refused_in_words(act, self.officers()), offers=offers)
        records = f"Clerk keeps records for {self.serves()}. You're not on its roster, so"
        if self.is_outside:
            raise NotAllowed(f"{records} I can show you nothing here.", offers=("join",))
        raise NotAllowed(f"{records} I can show the public list only.", offers=("public", "join"))


THE_FILE = Asker(slack_id="cli", name="the commission file", member_id=None, roles=frozenset({Role.STAFF}))
"""Who records the prospects of the commission's file: nobody in Slack, so they stand in nobody's list of own entries."""


def asker_of(session: Session, slack_id: str) -> Asker:
    """Look up a Slack user on the roster; someone who has left it has no roles."""
    found = remembered(session, ("asker", slack_id), lambda: _looked_up(session, slack_id))
    return replace(found, officers=partial(_officers, session), serves=partial(_serves, session))


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


def _serves(session: Session) -> str:
    """Name the commission inside a sentence."""
    if not session.in_transaction():
        return THE_COMMISSION
    commission = commission_of(session)
    return commission.name if commission.body_title == commission.name else f"the {commission.body_title}"


def _looked_up(session: Session, slack_id: str) -> Asker:
    in_slack = select(Workspace.set_up_by).where(Workspace.set_up_by.is_not(None))
    is_new = and_(Member.greeted_at.is_(None), exists(in_slack)).label("is_new")
    wanted = select(Member.id, Member.name, Member.roles, is_new)
    member = session.execute(wanted.where(Member.slack_id == slack_id, Member.active.is_(True))).one_or_none()
    if member is None:
        return Asker(slack_id=slack_id, name="someone not on the roster", member_id=None, roles=frozenset())
    return Asker(
        slack_id=slack_id,
        name=member.name,
        member_id=member.id,
        roles=frozenset(map(Role, member.roles)),
        is_new=member.is_new,
    )


def first_staff(session: Session) -> Member | None:
    """Give the first staff member of the roster: whom to ask, and who owns what nobody else does."""
    active = session.scalars(select(Member).where(Member.active.is_(True)).order_by(Member.id))
    return next((member for member in active if Role.STAFF in member.roles), None)
