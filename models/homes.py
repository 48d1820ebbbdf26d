"""Homes: who has Clerk's Home open, and in which state of the record it was drawn, so that it is drawn again after a change."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.database import Record, Revision, index, insert_or_ignore
from models.ledger import Act
from models.members import Member

OPEN_FOR = timedelta(hours=4)
"""So long after it was opened a Home is kept up to date: as long as an evening's meeting."""
REDRAW_GAP = timedelta(seconds=10)
"""At least so long lies between two drawings of one Home, but for whoever made the last change."""


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
    shows_record: Mapped[bool]
    """Whether it may show more than the public list: it was drawn for somebody on the roster."""


def state_of(session: Session) -> str:
    """Name the state that the record is in; empty before anything was recorded."""
    return session.scalar(select(Revision.mark)) or ""


def note_opened(
    session: Session, slack_id: str, mark: str, now: datetime, *, shows_record: bool | None = None
) -> None:
    """Note that somebody opened their Home, drawn in a state of the record; an empty one has it drawn again at once.

    What it shows is told by the roster as it stands, unless it is said.
    """
    shows = _is_on_roster(session, slack_id) if shows_record is None else shows_record
    said = {"opened_at": now, "drawn_at": now, "mark": mark, "shows_record": shows}
    if not insert_or_ignore(session, OpenedHome, slack_id=slack_id, **said):
        session.execute(update(OpenedHome).where(OpenedHome.slack_id == slack_id).values(**said))


def may_show_record(session: Session, slack_id: str) -> bool:
    """Tell whether somebody's Home may still show the record, for the roster may have changed since."""
    shown = select(OpenedHome.shows_record).where(OpenedHome.slack_id == slack_id)
    return session.scalar(shown) or False


def expire_homes(session: Session) -> None:
    """Have every open Home drawn again: something that it shows has changed beside the record, which counts as changed."""
    session.info["changed"].add(session.info["workspace_id"])


def note_redrawn(session: Session, slack_id: str, before: str, mark: str, now: datetime) -> None:
    """Note that a Home was drawn again; where somebody else drew it meanwhile, nobody knows which came last: once more."""
    home = update(OpenedHome).where(OpenedHome.slack_id == slack_id)
    shown = {"shows_record": True} if _is_on_roster(session, slack_id) else {}
    mine = home.where(OpenedHome.mark == before).values(drawn_at=now, mark=mark, **shown)
    if not session.execute(mine.returning(OpenedHome.slack_id)).first():
        session.execute(home.values(mark="", **shown))


def note_tried(session: Session, slack_id: str, now: datetime) -> None:
    """Note that a Home could not be drawn just now: the others come first."""
    session.execute(update(OpenedHome).where(OpenedHome.slack_id == slack_id).values(drawn_at=now))


def outdated(session: Session, now: datetime) -> list[tuple[str, str]]:
    """List the open Homes to draw again now, each with the state that it shows.

    First that of whoever made the last change, then what is to be drawn at once, then what was drawn longest ago.
    """
    last_actor = session.scalar(select(Act.actor).order_by(Act.id.desc()).limit(1))
    open_still = (OpenedHome.opened_at > now - OPEN_FOR, OpenedHome.mark != state_of(session))
    rows = session.scalars(select(OpenedHome).where(*open_still).order_by(OpenedHome.drawn_at))
    due = [
        (row.slack_id, row.mark)
        for row in rows
        if not row.mark or row.slack_id == last_actor or not timedelta() <= now - row.drawn_at < REDRAW_GAP
    ]
    return sorted(due, key=lambda each: (each[0] != last_actor, each[1] != ""))


def _is_on_roster(session: Session, slack_id: str) -> bool:
    on_roster = select(Member.id).where(Member.slack_id == slack_id, Member.active.is_(True))
    return session.scalar(on_roster) is not None
