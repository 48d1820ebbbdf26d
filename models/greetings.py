"""The one hello that each member gets, when they first open Clerk or first have something to do."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.changes import owe
from models.members import Member
from models.workspaces import Workspace

HELLO = "hello"


def is_new(session: Session, member: Member) -> bool:
    """Tell whether somebody was never greeted; a commission that a file set up has told its members itself."""
    in_slack = select(Workspace.set_up_by).where(Workspace.set_up_by.is_not(None))
    return member.greeted_at is None and session.scalar(in_slack) is not None


def greet(session: Session, slack_id: str, now: datetime) -> None:
    """Have a member greeted in a message of its own, once."""
    member = session.scalars(select(Member).where(Member.slack_id == slack_id)).one_or_none()
    if member and is_new(session, member) and note_greeted(session, member.id, now):
        owe(session, HELLO, member.id, slack_id, now)


def note_greeted(session: Session, member_id: str, now: datetime) -> bool:
    """Note that a member is greeted now; False for one who was before."""
    new = update(Member).where(Member.id == member_id, Member.greeted_at.is_(None)).values(greeted_at=now)
    return session.execute(new.returning(Member.id)).first() is not None
