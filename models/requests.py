"""Requests: which of Slack's deliveries have been worked on, since Slack delivers some of them several times."""

from datetime import datetime, timedelta

from sqlalchemy import Index, delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.database import Record, insert_or_ignore

KEPT = timedelta(hours=24)
"""Longer than Slack goes on delivering."""


class Request(Record):
    """A delivery whose effect is committed. Kept for a day at least."""

    __tablename__ = "requests"
    __table_args__ = (Index(None, "at"),)
    in_passing = True

    key: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


def first_time(session: Session, key: str, now: datetime) -> bool:
    """Note a delivery; say whether it is the first of its key."""
    return insert_or_ignore(session, Request, key=key, at=now)


def forget_old(session: Session, now: datetime) -> None:
    """Forget the deliveries that Slack will not repeat any more."""
    session.execute(delete(Request).where(Request.at < now - KEPT))
