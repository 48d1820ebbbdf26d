"""Reading how Clerk is doing in a workspace, for people and for whoever watches over it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from models.commission import commission_of
from models.members import Member
from models.outbox import Outbox
from models.recipients import people_of
from models.reminders import Reminder
from models.roster_matters import files_without_owner, lacks_chair
from models.rules.health import GIVEN_UP_FOR, MISSED_FOR, SLOW, Health
from models.rules.permissions import Role
from models.workspaces import Workspace


def health_of(session: Session, now: datetime) -> Health:
    """Give how Clerk is doing in the workspace; NotSetUp where there is no commission yet."""
    commission = commission_of(session)
    workspace = session.scalars(select(Workspace)).one()
    people = people_of(session, commission.today(now))

    def local(at: datetime | None) -> datetime | None:
        return at.astimezone(commission.zone) if at else None

    return Health(
        now=now.astimezone(commission.zone),
        ticked_at=local(workspace.ticked_at),
        sent_at=local(session.scalar(select(func.max(Outbox.sent_at)))),
        held_up=_held_up(session, now),
        given_up=_given_up(session, now),
        missed=_missed(session, now),
        copied_at=local(workspace.backed_up_at),
        set_up_at=local(workspace.set_up_at),
        copies_apart=workspace.backup_is_apart,
        copies_itself=session.get_bind().dialect.name == "sqlite",
        parked_at=local(workspace.parked_at),
        parked_because=workspace.parked_because or "",
        unreachable=tuple(each.name for each in people.values() if each.active and each.account_closed),
        lacks_chair=lacks_chair(people, is_public=commission.is_public),
        has_staff=any(each.active and Role.STAFF in each.roles for each in people.values()),
        unowned=tuple(files_without_owner(session)),
    )


def _held_up(session: Session, now: datetime) -> int:
    """Count the unsent messages whose hour came fifteen minutes ago, whether untried or put off again and again."""
    ago = now - SLOW
    put_off = and_(Outbox.failures > 0, Outbox.created_at <= ago)
    unsent = (Outbox.sent_ts.is_(None), Outbox.next_at.is_not(None))
    held_up = select(func.count()).where(*unsent, or_(Outbox.next_at <= ago, put_off))
    return session.scalar(held_up) or 0


def _given_up(session: Session, now: datetime) -> tuple[str, ...]:
    """Say where the messages were to go that nobody tries to send any more."""
    left = (Outbox.sent_ts.is_(None), Outbox.next_at.is_(None), Outbox.last_error.is_not(None))
    recent = Outbox.created_at >= now - GIVEN_UP_FOR
    wanted = (
        select(Member.name)
        .select_from(Outbox)
        .outerjoin(
            Member,
            and_(Member.workspace_id == Outbox.workspace_id, Member.slack_id == Outbox.destination),
        )
        .where(*left, recent)
        .order_by(Outbox.created_at, Outbox.id)
    )
    return tuple(name or "the channel" for name in session.scalars(wanted))


def _missed(session: Session, now: datetime) -> int:
    recent = (Reminder.state == "missed", Reminder.valid_until >= now - MISSED_FOR)
    return session.scalar(select(func.count()).select_from(Reminder).where(*recent)) or 0
