"""Draws what Clerk says in a commission's first days: the introduction, the hello to each member, the test reminder."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.views import first_run, set_up
from handlers.views.kit import Message
from models.askers import asker_of, first_staff
from models.commission import commission_of
from models.database import found
from models.members import Member
from models.setting_up import who_set_up
from scheduler.claims import Owed

YOUR_STAFF = "Your staff"


def introduction(session: Session, _owed: Owed, _now: datetime) -> Message:
    """Draw the one introduction in the channel."""
    act = who_set_up(session)
    return set_up.introduction(commission_of(session).body_title, act.actor_name if act else YOUR_STAFF)


def hello(session: Session, owed: Owed, _now: datetime) -> Message:
    """Draw the hello to a member."""
    member = found(session, Member, owed.subject, "member")
    return set_up.hello(*_said_to(session, member))


def with_hello(session: Session, member: Member, note: Message) -> Message:
    """Put the hello before a member's first note."""
    return set_up.with_hello(note, *_said_to(session, member))


def try_out(session: Session, owed: Owed, _now: datetime) -> Message:
    """Draw a reminder that says it is a test."""
    return first_run.trial_reminder(asker_of(session, owed.destination).name)


def _said_to(session: Session, member: Member) -> tuple[str, str, str]:
    """Give whom the hello is for, for which commission Clerk works, and whom to ask."""
    staff = first_staff(session)
    return member.name, commission_of(session).body_title, staff.name if staff else YOUR_STAFF
