"""Claims on the outbox: each row goes to one sender at a time, and a sender that comes too late changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import Executable, bindparam, case, literal, null, or_, select, true, tuple_, update
from sqlalchemy.orm import Session

from models.changes import EDIT_GAP
from models.database import Database
from models.outbox import RATE_LIMITED, Outbox
from models.workspaces import Workspace

LEASE = timedelta(minutes=2)
"""How long a claimed row is left to its sender; sending takes less, even when every call to Slack times out."""


@dataclass(frozen=True, kw_only=True)
class Owed:
    """A row of the outbox, claimed."""

    workspace_id: str
    id: str
    destination: str
    kind: str
    subject: str
    key: str
    attempt: int
    """The claim's own number: a later claim makes this one void."""
    next_at: datetime
    """The end of the lease."""
    intent_at: datetime | None
    """An earlier sender was about to post it and never said how that went."""
    sent_ts: str | None
    sent_channel: str | None
    failures: int
    last_error: str | None
    sent_at: datetime | None
    created_at: datetime
    restored_at: datetime | None
    """When a backup took the place of its workspace's database."""


_RESTORED_AT = (
    select(Workspace.restored_at)
    .where(Workspace.workspace_id == Outbox.workspace_id)
    .correlate(Outbox)
    .scalar_subquery()
    .label("restored_at")
)
COLUMNS = [getattr(Outbox, name, _RESTORED_AT) for name in Owed.__dataclass_fields__]


def claim(database: Database, now: datetime, limit: int, only: str | None = None) -> list[Owed]:
    """Claim the rows that are due, in one statement: none that another sender may be posting, and none of a parked workspace.

    `only` is the one workspace whose rows are meant; without it all are.
    """
    said = {"moment": now, "quiet_since": now - LEASE, "lease_end": now + LEASE, "most": limit}
    said |= {"only": only} if only else {}
    with database.all_workspaces(now) as session:
        rows = session.execute(
            _claiming(is_one=only is not None), said, execution_options={"synchronize_session": False}
        )
        return [Owed(**row) for row in rows.mappings()]


@cache  # the same each time, and costly to build
def _claiming(*, is_one: bool) -> Executable:
    moment, quiet_since, lease_end = (
        bindparam(name, type_=Outbox.next_at.type) for name in ("moment", "quiet_since", "lease_end")
    )
    quiet = or_(Outbox.intent_at.is_(None), Outbox.intent_at <= quiet_since)
    parked = select(Workspace.workspace_id).where(Workspace.parked_at.is_not(None))
    mine = Outbox.workspace_id == bindparam("only") if is_one else true()
    due = (
        select(Outbox.workspace_id, Outbox.id)
        .where(Outbox.next_at <= moment, quiet, mine, Outbox.workspace_id.not_in(parked))
        .order_by(Outbox.next_at)
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True)
        .cte("due")
        .prefix_with(
            "MATERIALIZED"
        )  # else PostgreSQL may choose anew for each row, and claim more than the limit
    )
    key = tuple_(Outbox.workspace_id, Outbox.id)
    waited_out = case((Outbox.last_error == RATE_LIMITED, null()), else_=Outbox.last_error)
    return (
        update(Outbox)
        .where(key.in_(select(due.c.workspace_id, due.c.id)), Outbox.next_at <= moment)
        .values(next_at=lease_end, attempt=Outbox.attempt + 1, last_error=waited_out)
        .returning(*COLUMNS)
    )


def write(session: Session, owed: Owed, **values: object) -> bool:
    """Write to a claimed row; say whether the claim still holds."""
    mine = update(Outbox).where(Outbox.id == owed.id, Outbox.attempt == owed.attempt)
    return session.scalar(mine.values(**values).returning(Outbox.id)) is not None


def finish(session: Session, owed: Owed, now: datetime, **values: object) -> bool:
    """Write that it is over, unless it was owed again since the claim: then it is due soon. Say whether the claim holds."""
    kind = Outbox.next_at.type
    lease_end, soon = literal(owed.next_at, kind), literal(now + EDIT_GAP, kind)
    again = case((Outbox.next_at > soon, soon), else_=Outbox.next_at)
    over = {
        "next_at": case((Outbox.next_at == lease_end, null()), else_=again),
        "intent_at": None,
        "failures": 0,
        "last_error": None,
    }
    return write(session, owed, **over, **values)


def next_due(database: Database, now: datetime, only: str | None = None) -> datetime | None:
    """Say when the next row falls due, of one workspace or of all; None where none is ahead."""
    mine = Outbox.workspace_id == only if only else true()
    ahead = select(Outbox.next_at).where(Outbox.next_at > now, mine).order_by(Outbox.next_at).limit(1)
    with database.reading() as session:
        return session.scalar(ahead)


def look_again(session: Session, owed: Owed, at: datetime | None) -> None:
    """Have a message drawn again at a moment when it looks different by itself, unless it is owed before."""
    if at is not None:
        quiet = update(Outbox).where(Outbox.id == owed.id, Outbox.next_at.is_(None))
        session.execute(quiet.values(next_at=at))
