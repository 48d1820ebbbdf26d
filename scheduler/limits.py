"""Limits on sending: how soon a new message may go where others went before it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from models.askers import THE_FILE
from models.changes import INQUIRY_CARD
from models.commission import commission_of
from models.digests import DIGEST
from models.importing import IMPORTED
from models.ledger import Act
from models.outbox import RATE_LIMITED, Outbox
from models.prospects import Prospect
from models.rules.calendars import first_working_day
from scheduler.claims import Owed

PACE = timedelta(seconds=1)
"""At least so long lies between two new messages in one place."""
MOST_CARDS = 3
"""So many cards of inquiries a channel gets a day, a digest counted as one of them; the others wait."""
MORNING = time(9)


def free_at(session: Session, owed: Owed, now: datetime) -> datetime:
    """Say from when on a new message may be posted; `now` where nothing is in its way."""
    return max(now, _paced(session, owed, now), _after_the_cards(session, owed, now))


def _paced(session: Session, owed: Owed, now: datetime) -> datetime:
    """Keep the pace in one place, and the wait that Slack asked for there."""
    there = (Outbox.destination == owed.destination, Outbox.id != owed.id)
    recent = select(func.max(Outbox.sent_at)).where(*there, Outbox.sent_at.between(now - PACE, now))
    pending = select(Outbox.intent_at, Outbox.last_error, Outbox.next_at).where(
        *there, Outbox.next_at.is_not(None), Outbox.sent_ts.is_(None)
    )
    last, free = session.scalar(recent), now
    for intent_at, last_error, next_at in session.execute(pending):
        if intent_at is not None and now - PACE < intent_at <= now:
            free = max(free, intent_at + PACE)
        if last_error == RATE_LIMITED and next_at is not None:
            free = max(free, next_at)
    return max(free, last + PACE) if last else free


def _after_the_cards(session: Session, owed: Owed, now: datetime) -> datetime:
    """Put a card off to the next working morning where the channel had its share today; each waits behind the last.

    Whoever records an inquiry in Slack sees its card at once: what comes in bulk is what would flood the channel.
    """
    if owed.kind != INQUIRY_CARD or _is_recorded_in_slack(session, owed.subject):
        return now
    commission = commission_of(session)
    today = commission.today(now)
    began = datetime.combine(today, time(), commission.zone).astimezone(UTC)
    cards = (
        Outbox.destination == owed.destination,
        Outbox.kind == INQUIRY_CARD,
        Outbox.id != owed.id,
    )
    had = or_(Outbox.sent_at >= began, Outbox.sent_ts.is_(None) & (Outbox.intent_at >= began))
    digest = (Outbox.destination == owed.destination, Outbox.kind == DIGEST)
    to_come = or_(had, Outbox.sent_ts.is_(None) & Outbox.next_at.is_not(None))
    if _count(session, *cards, had) + _count(session, *digest, to_come) < MOST_CARDS:
        return now
    day = first_working_day(today + timedelta(days=1), commission.days_off(today))
    morning = datetime.combine(day, MORNING, commission.zone).astimezone(UTC)
    return morning + PACE * _count(session, *cards, Outbox.sent_ts.is_(None), Outbox.next_at >= morning)


def _is_recorded_in_slack(session: Session, prospect_id: str) -> bool:
    """Tell whether somebody opened a file in Slack, one by one: neither a file nor pasted lines brought it."""
    opened = select(Act.actor, Act.what).join(Prospect, Prospect.act_id == Act.id)
    found = session.execute(opened.where(Prospect.id == prospect_id)).one_or_none()
    return found is not None and found.actor != THE_FILE.slack_id and found.what != IMPORTED


def _count(session: Session, *conditions: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(Outbox).where(*conditions)) or 0
