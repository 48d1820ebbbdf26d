"""Whom Slack reaches: what it says of people's accounts and time zones, and what follows for their reminders."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.changes import owe
from models.commission import Commission, commission_of
from models.members import Member
from models.outbox import Outbox
from models.recipients import people_of
from models.reminders import Reminder
from models.rules.recipients import Person, chair_told, staff_told, told_for

ACCOUNT_CLOSED = "account closed"
"""The kind of message that tells the chair of somebody whom Slack no longer reaches."""


def zone_of(member: Member, commission: Commission) -> ZoneInfo:
    """Give somebody's time zone: the one on the roster, else the one that Slack gives, else the commission's."""
    return ZoneInfo(member.zone or member.slack_zone or commission.zone.key)


def learn(session: Session, member: Member, *, zone: str | None, is_closed: bool, now: datetime) -> None:
    """Note what Slack says of somebody, and follow it up: reminders move with a zone, a closed account is told."""
    commission = commission_of(session)
    if zone and _is_zone(zone):
        member.slack_zone = zone
    session.flush()
    zone_changed(session, member, commission)
    if not is_closed:
        member.unreachable_since = None
    elif member.unreachable_since is None:
        _account_closed(session, member, commission, now)


def zone_changed(session: Session, member: Member, commission: Commission) -> None:
    """Count what waits for somebody anew where their zone is another now: the local times stay."""
    zone = zone_of(member, commission)
    elsewhere = (
        Reminder.recipient == member.id,
        Reminder.state == "waiting",
        Reminder.zone != zone.key,
    )
    for reminder in session.scalars(select(Reminder).where(*elsewhere)).all():
        before = ZoneInfo(reminder.zone)
        reminder.at = in_zone(datetime.fromisoformat(reminder.due_at), zone)
        reminder.valid_until = in_zone(reminder.valid_until.astimezone(before).replace(tzinfo=None), zone)
        if reminder.snoozed_until is not None:
            reminder.snoozed_until = in_zone(
                reminder.snoozed_until.astimezone(before).replace(tzinfo=None), zone
            )
        reminder.zone = zone.key
    session.flush()


def in_zone(local: datetime, zone: ZoneInfo) -> datetime:
    """Give the moment of a local time: in the gap of a clock change it moves forward, of two the first counts."""
    moment = local.replace(tzinfo=zone, fold=0)
    return datetime.fromtimestamp(moment.timestamp(), tz=ZoneInfo("UTC"))


def stands_in(session: Session, member_id: str, now: datetime) -> Person | None:
    """Give who gets what is somebody's while they cannot be written to."""
    today = commission_of(session).today(now)
    told = told_for(people_of(session, today), member_id, today)
    return told.person if told else None


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _account_closed(session: Session, member: Member, commission: Commission, now: datetime) -> None:
    """Free what waited in their unsent notes, and have the chair told, or whoever there is."""
    member.unreachable_since = now
    session.flush()
    unsent = select(Outbox.id).where(Outbox.sent_ts.is_(None))
    waits = (Reminder.recipient == member.id, Reminder.state == "waiting", Reminder.outbox_id.in_(unsent))
    session.execute(update(Reminder).where(*waits).values(outbox_id=None))
    today = commission.today(now)
    people = people_of(session, today)
    staff = staff_told(people, today)
    hears = chair_told(people, {member.id}) or (staff.person if staff else None)
    if hears:
        subject = f"{member.id}:{now:%Y%m%dT%H%M%S}:{hears.member_id}"
        owe(session, ACCOUNT_CLOSED, subject, str(hears.slack_id), now)
