"""The ledger: who did what, when and why. Acts are added and never changed; *undo* is one more act."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from models.columns import Details
from models.database import Record, belongs_to, index, unique
from models.refusals import Refusal
from models.workspaces import Workspace, next_act_number

UNDO = "undone"
"""What an act did that undoes another."""


class Act(Record):
    """One thing done. It holds ids and reasons, never contact details or the text of a letter."""

    __tablename__ = "acts"
    __table_args__ = (unique("reverses"), index("prospect_id", "id"), index("meeting_id", "id"))

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """1, 2, 3, … in each workspace: the order in which things were done."""
    at: Mapped[datetime]
    actor: Mapped[str]
    """A Slack user id, or "cli"."""
    actor_name: Mapped[str]
    what: Mapped[str]
    """What was done: "inquiry recorded"."""
    prospect_id: Mapped[str | None]
    """The prospect it concerns. Not a foreign key: the act that opens a prospect is written before it."""
    meeting_id: Mapped[str | None]
    """The meeting it belongs to. Not a foreign key, for the same reason. Such an act is corrected, never undone."""
    reason: Mapped[str]
    reverses: Mapped[int | None] = belongs_to("acts")
    """The act that this one undoes."""
    details: Mapped[Details]


class Fact(Record):
    """A row that an act added, and that stands until the act is undone."""

    __abstract__ = True

    act_id: Mapped[int] = belongs_to("acts")
    """Also the order in which facts were recorded."""


class Addition(Record):
    """A row that an import or the commission file added: of an import, it stands until that act is undone."""

    __abstract__ = True

    act_id: Mapped[int | None] = belongs_to("acts")
    """None for what the commission file says, which is taken back there."""


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who does something."""

    id: str
    """A Slack user id, or "cli"."""
    name: str
    """As the record will always show it."""


def record(
    session: Session,
    what: str,
    *,
    actor: Actor,
    now: datetime,
    prospect_id: str | None = None,
    meeting_id: str | None = None,
    reason: str = "",
    details: Details | None = None,
) -> Act:
    """Write an act at once, so that facts can point to it. NotSetUp in a workspace without a commission."""
    about = {"prospect_id": prospect_id, "meeting_id": meeting_id}
    return _write(session, what, actor, now, **about, reason=reason, details=details or {})


def reverse(session: Session, act: Act, *, actor: Actor, now: datetime, reason: str = "") -> Act:
    """Undo an act, once: a second undo gives the first. Refusal for an act that is itself an undo."""
    if act.reverses is not None:
        raise Refusal("An undo cannot be undone. Please record it again instead.")
    take_turn(session)
    earlier = session.scalars(select(Act).where(Act.reverses == act.id)).one_or_none()
    about: Details = {"prospect_id": act.prospect_id, "meeting_id": act.meeting_id}
    parts: Details = {**about, "reason": reason, "details": {}, "reverses": act.id}
    return earlier or _write(session, UNDO, actor, now, **parts)


@cache  # the same for every statement, and costly to build
def standing(fact: type[Fact | Addition]) -> ColumnElement[bool]:
    """Say in a `where` that only facts are wanted whose act has not been undone."""
    undo = aliased(Act)
    return ~exists(
        select(undo.id).where(undo.workspace_id == fact.workspace_id, undo.reverses == fact.act_id)
    ).correlate(fact)


def is_undone() -> ColumnElement[bool]:
    """Say in a `where` that acts are wanted that were taken back."""
    undoing = aliased(Act)
    return exists(
        select(undoing.id).where(undoing.workspace_id == Act.workspace_id, undoing.reverses == Act.id)
    )


def take_turn(session: Session) -> None:
    """Wait for the other writers of the workspace: what is read from here on holds until this transaction ends."""
    session.execute(select(Workspace.last_act).with_for_update())


def _write(session: Session, what: str, actor: Actor, now: datetime, **parts: object) -> Act:
    act = Act(id=next_act_number(session), at=now, actor=actor.id, actor_name=actor.name, what=what, **parts)
    session.add(act)
    session.flush()
    return act
