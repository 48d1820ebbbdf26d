"""Homes: who has Clerk's Home open, and in which state of the record it was drawn, so that it is drawn again after a change."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.database import Record, Revision, index, insert_or_ignore
from models.ledger import Act

OPEN_FOR = timedelta(hours=4)
"""So long after it was opened a Home is kept up to date: as long as an evening's meeting."""
REDRAW_GAP = timedelta(seconds=10)
"""At least so long lies between two drawings of one Home, but for whoever made the last change."""
AT_ONCE = 15
"""So many Homes are drawn in one go: Slack takes about a hundred a minute."""


class OpenedHome(Record):
    """A Home that somebody has opened, one for each person."""

    __tablename__ = "opened_homes"
    __table_args__ = (index("opened_at"),)
    in_passing = True

    slack_id: Mapped[str] = mapped_column(primary_key=True)
    opened_at: Mapped[datetime]
    drawn_at: Mapped[datetime]
    mark: Mapped[str]
    """The state that the record was in when it was drawn; empty where it is to be drawn again at once."""


def state_of(session: Session) -> str:
    """Name the state that the record is in; empty before anything was recorded."""
    return session.scalar(select(Revision.mark)) or ""


def note_opened(session: Session, slack_id: str, mark: str, now: datetime) -> None:
    """Note that somebody opened their Home, drawn in a state of the record; an empty one has it drawn again at once."""
    said = {"opened_at": now, "drawn_at": now, "mark": mark}
    if not insert_or_ignore(session, OpenedHome, slack_id=slack_id, **said):
        session.execute(update(OpenedHome).where(OpenedHome.slack_id == slack_id).values(**said))


def expire_homes(session: Session) -> None:
    """Have every open Home drawn again: something that it shows has changed beside the record, which counts as changed."""
    session.info["changed"].add(session.info["workspace_id"])


def note_redrawn(session: Session, slack_id: str, before: str, mark: str, now: datetime) -> None:
    """Note that a Home was drawn again, unless somebody else has drawn it since it was read."""
    mine = (OpenedHome.slack_id == slack_id, OpenedHome.mark == before)
    session.execute(update(OpenedHome).where(*mine).values(drawn_at=now, mark=mark))


def outdated(session: Session, now: datetime) -> list[tuple[str, str]]:
    """List the open Homes to draw again now, each with the state that it shows: first that of whoever made the last change."""
    last_actor = session.scalar(select(Act.actor).order_by(Act.id.desc()).limit(1))
    open_still = (OpenedHome.opened_at > now - OPEN_FOR, OpenedHome.mark != state_of(session))
    rows = session.scalars(select(OpenedHome).where(*open_still).order_by(OpenedHome.opened_at.desc()))
    due = [
        (row.slack_id, row.mark)
        for row in rows
        if not row.mark or row.slack_id == last_actor or not timedelta() <= now - row.drawn_at < REDRAW_GAP
    ]
    return sorted(due, key=lambda each: each[0] != last_actor)[:AT_ONCE]
