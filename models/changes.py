"""What every change to a prospect has in common: a day that can be, dates counted anew, a card to redraw."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from models.commission import Commission
from models.database import insert_or_ignore
from models.nudges import redraw_notes
from models.outbox import RATE_LIMITED, Outbox
from models.progress import rebuild_due_dates
from models.prospects import Prospect
from models.refusals import Refusal, TooLong

EARLIEST = date(1900, 1, 1)
"""Earlier dates are taken for slips of the hand."""
INQUIRY_CARD = "inquiry card"
AGREEMENT_NEWS = "agreement signed"
"""The message of the channel that says who signed: one for each prospect, kept up in place."""
EDIT_GAP = timedelta(seconds=1)
"""At least so long lies between two edits of one message; all changes in between are drawn by the second."""
FILE = "file"
"""The kind of row that stands for a file to be sent to one person."""


def checked_day(day: date | None, today: date, field: str) -> date:
    """Give back a day on which something can have happened; Refusal beside `field` for another."""
    if day is None:
        raise Refusal("Please choose the date.", field=field)
    if day > today:
        raise Refusal("That date is in the future. Use the day it happened.", field=field)
    if day < EARLIEST:
        raise Refusal("That date is more than a lifetime ago. Please check the year.", field=field)
    return day


def checked_length(text: str, most: int, field: str) -> str:
    """Give back a text of at most `most` characters; TooLong beside `field` for a longer one."""
    if len(text) > most:
        raise TooLong(most, field)
    return text


def changed(session: Session, prospect: Prospect, commission: Commission, now: datetime) -> None:
    """Follow up any change to a prospect: count its dates anew, and have its card, notes and news drawn again."""
    rebuild_due_dates(session, [prospect], commission, commission.today(now))
    redraw_notes(session, prospect.id, now)
    owe_edit(session, AGREEMENT_NEWS, prospect.id, now)
    if commission.channel:
        owe(session, INQUIRY_CARD, prospect.id, commission.channel, now)


def owe(session: Session, kind: str, subject: str, destination: str, now: datetime) -> None:
    """Have one message posted, or drawn again where it was posted before; several calls make one message.

    One that Slack wants to wait keeps its time: it is drawn as things stand then.
    """
    key = f"{kind}:{subject}"
    fresh = insert_or_ignore(
        session,
        Outbox,
        destination=destination,
        kind=kind,
        subject=subject,
        key=key,
        next_at=now,
        created_at=now,
    )
    if not fresh:
        may_come = or_(Outbox.last_error.is_distinct_from(RATE_LIMITED), Outbox.next_at <= now)
        session.execute(update(Outbox).where(Outbox.key == key, may_come).values(next_at=now))


def owe_edit(session: Session, kind: str, subject: str, now: datetime) -> None:
    """Have a message drawn again that was posted before: a second from now, unless that is pending already.

    One that Slack wants to wait keeps its time.
    """
    wanted = select(Outbox).where(Outbox.key == f"{kind}:{subject}").with_for_update()
    row = session.scalars(wanted, execution_options={"populate_existing": True}).one_or_none()
    soon = now + EDIT_GAP
    if row is None or (row.next_at is not None and (row.next_at <= soon or row.last_error == RATE_LIMITED)):
        return
    row.next_at = soon
    session.flush()


def owe_file(session: Session, what: Mapping[str, str], destination: str, now: datetime) -> None:
    """Have a file made and sent to one person: `what` names its sort and what it is about.

    Asked for again within the same minute, it is sent once.
    """
    subject = {**what, "for": destination, "asked": now.isoformat(timespec="minutes")}
    owe(session, FILE, json.dumps(subject, sort_keys=True), destination, now)
