"""Marking what the outbox held as over with: where it stands in Slack, and what it told."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from models import nudges
from models.first_run import INTRODUCTION
from models.homes import expire_homes
from scheduler.cards import DAILY_NOTE, LOOKS_DIFFERENT_AT
from scheduler.claims import Owed, finish, look_again
from scheduler.posting import Sent


def mark(
    session: Session, owed: Owed, now: datetime, sent: Sent | None = None, drawn_at: datetime | None = None
) -> None:
    """Mark a claimed row as over with, `sent` or not, unless the claim is void; what a note told is closed with it."""
    where = {"sent_ts": sent.ts, "sent_channel": sent.channel, "sent_at": owed.sent_at or now} if sent else {}
    if not finish(session, owed, now, **where):
        return
    if sent and owed.kind == INTRODUCTION:
        expire_homes(session)
    if owed.kind == DAILY_NOTE and owed.sent_ts is None:
        nudges.settle(session, owed.id, now)
    if drawn_at and (changes_at := LOOKS_DIFFERENT_AT.get(owed.kind)):
        look_again(session, owed, changes_at(session, owed.subject, drawn_at))
