"""Dates that a change of the calendar moves: counted anew, kept with their cause, and told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.changes import INQUIRY_CARD, owe
from models.commission import Commission
from models.due_dates import DueDate
from models.finding import is_closed
from models.ledger import Act, standing
from models.meetings import MovedDate
from models.nudges import redraw_notes
from models.policy_shelf import policy_in
from models.progress import rebuild_due_dates
from models.prospects import Prospect
from models.row_ids import new_id
from models.rules.wording import day_in_words, full_date
from models.workspaces import PolicyVersion

GOAL = "goal"
NOTHING_MOVED = "No deadline changed."


@dataclass(frozen=True, kw_only=True)
class Moved:
    """The date of a step that a change has moved."""

    prospect_id: str
    title: str
    """The prospect's."""
    step_id: str
    step_title: str
    was: date | None
    """Nothing where there was no date."""
    on: date | None
    cause: str
    """What moved it: "the meeting of May 28 was cancelled"."""
    is_goal: bool = False
    """A goal of the commission's own: said, and not kept."""


def recount_dates(
    session: Session, act: Act, cause: str, commission: Commission, now: datetime
) -> tuple[Moved, ...]:
    """Count the dates of all open prospects anew; keep each deadline that moved, and have its card drawn again."""
    session.flush()
    wanted = select(Prospect).where(standing(Prospect), ~is_closed()).order_by(Prospect.number)
    prospects = list(session.scalars(wanted))
    before = _kept_dates(session)
    rebuild_due_dates(session, prospects, commission, commission.today(now))
    moved = _differences(session, prospects, before, _kept_dates(session), cause)
    keep_moves(session, [each for each in moved if not each.is_goal], act, now)
    for prospect_id in dict.fromkeys(each.prospect_id for each in moved):
        redraw_notes(session, prospect_id, now)
        if commission.channel:
            owe(session, INQUIRY_CARD, prospect_id, commission.channel, now)
    return moved


def moved_in_words(moved: Sequence[Moved], today: date) -> list[str]:
    """Say one by one which dates moved and why, or that none did."""
    return [f"{_called(each)} {_from_to(each, today)}, because {each.cause}." for each in moved] or [
        NOTHING_MOVED
    ]


def would_move_in_words(moved: Sequence[Moved], today: date) -> list[str]:
    """Say one by one which dates a change would move that is only tried."""
    return [
        f"{_called(each)} {_from_to(each, today, move='would move', has='would have')}." for each in moved
    ]


def _called(moved: Moved) -> str:
    return f"{moved.title}: {'our goal for ' * moved.is_goal}{moved.step_title}"


def moves_said(session: Session, act_ids: Collection[int], prospect_id: str) -> dict[int, list[str]]:
    """Say, by act, which dates of a prospect it moved, in the words of the record."""
    wanted = select(MovedDate).where(MovedDate.act_id.in_(act_ids), MovedDate.prospect_id == prospect_id)
    prospect = session.scalars(select(Prospect).where(Prospect.id == prospect_id)).one()
    titles = step_titles(session, [prospect])[prospect_id]
    said: dict[int, list[str]] = defaultdict(list)
    for row in session.scalars(wanted.order_by(MovedDate.act_id, MovedDate.id)):
        was, on = (full_date(day) if day else "no date" for day in (row.was, row.on))
        said[row.act_id].append(
            f"“{titles.get(row.step_id, row.step_id)}”: {was} to {on}, because {row.cause}"
        )
    return said


def keep_moves(session: Session, moved: Sequence[Moved], act: Act, now: datetime) -> None:
    """Keep with the act that did it which deadlines it moved."""
    for position, each in enumerate(moved):
        session.add(
            MovedDate(
                id=new_id(now + timedelta(milliseconds=position)),
                prospect_id=each.prospect_id,
                step_id=each.step_id,
                was=each.was,
                on=each.on,
                cause=each.cause,
                act_id=act.id,
            )
        )
    session.flush()


def _kept_dates(session: Session) -> dict[tuple[str, str, str], date]:
    rows = session.execute(select(DueDate.prospect_id, DueDate.step_id, DueDate.kind, DueDate.on))
    return {(prospect_id, step_id, kind): on for prospect_id, step_id, kind, on in rows}


def _differences(
    session: Session,
    prospects: Sequence[Prospect],
    before: Mapping[tuple[str, str, str], date],
    after: Mapping[tuple[str, str, str], date],
    cause: str,
) -> tuple[Moved, ...]:
    """List what moved, by case number and in the order of each path's steps."""
    keys = [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]
    touched = {prospect_id for prospect_id, _, _ in keys}
    titles = step_titles(session, [each for each in prospects if each.id in touched])
    return tuple(
        Moved(
            prospect_id=prospect.id,
            title=prospect.title,
            step_id=step_id,
            step_title=step_title,
            was=before.get(key),
            on=after.get(key),
            cause=cause,
            is_goal=kind == GOAL,
        )
        for prospect in prospects
        for step_id, step_title in titles.get(prospect.id, {}).items()
        for kind in ("due", GOAL)
        if (key := (prospect.id, step_id, kind)) in keys
    )


def step_titles(session: Session, prospects: Sequence[Prospect]) -> dict[str, dict[str, str]]:
    """Give the titles of each prospect's steps by their ids, in the order of its path."""
    ids = {prospect.policy_version_id for prospect in prospects}
    versions = {
        row.id: policy_in(row)
        for row in session.scalars(select(PolicyVersion).where(PolicyVersion.id.in_(ids)))
    }
    return {
        each.id: {step.id: step.title for step in versions[each.policy_version_id].steps_of(each.path)}
        for each in prospects
    }


def _from_to(moved: Moved, today: date, *, move: str = "moved", has: str = "now has") -> str:
    was, on = (day_in_words(day, today) if day else None for day in (moved.was, moved.on))
    return f"{move} from {was} to {on or 'no date yet'}" if was else f"{has} its date, {on}"
