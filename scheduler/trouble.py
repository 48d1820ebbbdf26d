"""Trouble with sending, told at once to whoever can mend it: each sort once a day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, time

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from handlers.views import trouble
from handlers.views.kit import Message
from models.agenda_items import AGENDA
from models.changes import AGREEMENT_NEWS, FILE, INQUIRY_CARD, owe
from models.commission import commission_of
from models.database import found
from models.digests import DIGEST
from models.first_run import INTRODUCTION, TEST_REMINDER
from models.greetings import HELLO
from models.last_calls import AGENDA_LAST_CALL
from models.meeting_news import MEETING_NEWS
from models.members import Member
from models.outbox import CARD_UPDATE, RATE_LIMITED, SHARED, TYPED_ANSWER, Outbox
from models.prospects import Prospect
from models.reach import ACCOUNT_CLOSED, stands_in
from models.recipients import people_of
from models.requests import first_time
from models.rules.recipients import staff_told
from models.scheduling import MEETING_CANCELLED
from models.voting import VOTE
from scheduler.cards import CANNOT_POST, DAILY_NOTE, Draw
from scheduler.claims import Owed
from scheduler.posting import SHUT_OUT, is_direct

NOT_SENT = "not sent"
FAILURES_TOLD = 3
"""So many failures in a row are told: minutes after the first."""
POSTED_ONCE, POSTED_TWICE = "posted once, unseen", "posted twice, unseen"
"""What is noted of a row that is given up since nobody can tell whether it stands in Slack."""
ABOUT_TROUBLE = frozenset({NOT_SENT, CANNOT_POST, ACCOUNT_CLOSED})
IN_WORDS = {
    AGENDA: "An agenda",
    AGREEMENT_NEWS: "The news of a signed agreement",
    CARD_UPDATE: "A change of a card",
    SHARED: "A shared answer",
    DAILY_NOTE: "The daily note",
    DIGEST: "The digest",
    FILE: "A file",
    HELLO: "The hello",
    INTRODUCTION: "My introduction",
    TEST_REMINDER: "A test reminder",
    MEETING_CANCELLED: "Word of a cancelled meeting",
    MEETING_NEWS: "Word of a changed meeting",
    AGENDA_LAST_CALL: "The last call to post an agenda",
    TYPED_ANSWER: "An answer",
    VOTE: "A vote",
}
REASONS = {
    "invalid_blocks": "Slack does not take its form",
    "msg_too_long": "it is too long for Slack",
    "msg_blocks_too_long": "it is too long for Slack",
}


def tell_shut_out(session: Session, channel: str, why: str, now: datetime) -> None:
    """Have staff told that Clerk was not let into a channel, once a day."""
    day = commission_of(session).today(now)
    staff = _staff(session, now)
    if staff and first_time(session, f"{CANNOT_POST}:{channel}:{day}", now):
        owe(session, CANNOT_POST, f"{channel}:{why}:{day}", staff, now)


def tell_not_sent(session: Session, owed: Owed, now: datetime) -> None:
    """Have staff told what could not be sent: one message a day, which is kept up as more comes to it."""
    staff = _staff(session, now)
    if staff and owed.kind not in ABOUT_TROUBLE:
        owe(session, NOT_SENT, str(commission_of(session).today(now)), staff, now)


def not_sent(session: Session, _owed: Owed, now: datetime) -> Message | None:
    """Draw what is stuck now and what was given up today; None where all went out meanwhile."""
    commission = commission_of(session)
    began = datetime.combine(commission.today(now), time(), commission.zone).astimezone(UTC)
    told_apart = Outbox.last_error.in_(SHUT_OUT) & Outbox.destination.startswith("C")
    stuck = and_(
        Outbox.next_at.is_not(None),
        Outbox.failures >= FAILURES_TOLD,
        Outbox.last_error != RATE_LIMITED,
        ~told_apart,
    )
    given_up = and_(Outbox.next_at.is_(None), Outbox.sent_ts.is_(None), Outbox.intent_at >= began)
    wanted = select(Outbox).where(Outbox.kind.not_in(ABOUT_TROUBLE), or_(stuck, given_up))
    rows = session.scalars(wanted.order_by(Outbox.created_at, Outbox.id)).all()
    return trouble.not_sent([_in_words(session, row) for row in rows]) if rows else None


def account_closed(session: Session, owed: Owed, now: datetime) -> Message | None:
    """Draw the word that somebody's account is closed; none where it is open again before anybody heard."""
    member_id, _, hears = owed.subject.split(":")
    member = found(session, Member, member_id, "member")
    if member.unreachable_since is None and owed.sent_ts is None:
        return None
    person = stands_in(session, member_id, now)
    goes_to = None if person is None else "you" if person.member_id == hears else person.name
    return trouble.account_closed(member.name, goes_to=goes_to)


CARDS: Mapping[str, Draw] = {ACCOUNT_CLOSED: account_closed, NOT_SENT: not_sent}
"""What draws each kind of trouble."""


def _staff(session: Session, now: datetime) -> str | None:
    today = commission_of(session).today(now)
    told = staff_told(people_of(session, today), today)
    return told.person.slack_id if told else None


def _in_words(session: Session, row: Outbox) -> str:
    what, where = IN_WORDS.get(row.kind, f"A message ({row.kind})"), "in the channel"
    if row.kind == INQUIRY_CARD:
        what = f"The card of {found(session, Prospect, row.subject, 'city').title}"
    if is_direct(row.destination):
        name = session.scalar(select(Member.name).where(Member.slack_id == row.destination))
        where = f"to {name}" if name else "in direct messages"
    if row.next_at is None:
        return f"{what} {where}: it may have arrived, so I do not send it again."
    return f"{what} {where}: {_reason(row.last_error or '')}. I keep trying."


def _reason(error: str) -> str:
    said_by_slack = re.fullmatch("[a-z0-9_]+", error) is not None
    return REASONS.get(error) or (f"Slack says “{error}”" if said_by_slack else "it failed on the way")
