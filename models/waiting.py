"""Messages that wait for a channel to let Clerk in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.outbox import RATE_LIMITED, Outbox


def send_waiting(session: Session, channel: str, now: datetime) -> int:
    """Have everything tried again at once that was refused in a channel; give how much that is."""
    refused = (
        Outbox.destination == channel,
        Outbox.next_at > now,
        Outbox.failures > 0,
        Outbox.last_error != RATE_LIMITED,
    )
    waiting = session.scalars(select(Outbox).where(*refused)).all()
    for row in waiting:
        row.next_at = now
    return len(waiting)
