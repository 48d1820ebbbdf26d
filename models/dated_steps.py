"""Looking ahead: the dates of all prospects."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.commission import Commission
from models.due_dates import DueDate
from models.finding import is_closed, is_owned_by
from models.ledger import standing
from models.progress import progress_of
from models.prospects import Prospect
from models.rules.history import DatedStep
from models.rules.progress import Progress


def dates_up_to(session: Session, until: date, owner_id: str | None = None) -> int:
    """Count the deadlines up to `until`, those that have passed included, goals left out; of one owner's files only, where named."""
    wanted = select(func.count(DueDate.step_id)).where(DueDate.kind == "due", DueDate.on <= until)
    if owner_id is not None:
        wanted = wanted.join(Prospect, Prospect.id == DueDate.prospect_id).where(is_owned_by(owner_id))
    return session.scalar(wanted) or 0


def goals_between(session: Session, first: date, last: date) -> int:
    """Count the goals of ours from one day to another, both included."""
    wanted = select(func.count(DueDate.step_id)).where(
        DueDate.kind == "goal", DueDate.on.between(first, last)
    )
    return session.scalar(wanted) or 0


def dates_between(session: Session, until: date, commission: Commission, today: date) -> list[DatedStep]:
    """List the kept dates up to `until`, those that have passed included, earliest first."""
    wanted = (
        select(DueDate).where(DueDate.on <= until).order_by(DueDate.on, DueDate.prospect_id, DueDate.step_id)
    )
    rows = list(session.scalars(wanted))
    ids = {row.prospect_id for row in rows}
    prospects = session.scalars(
        select(Prospect).where(Prospect.id.in_(ids), standing(Prospect), ~is_closed())
    )
    known = {
        progress.prospect_id: progress
        for progress in progress_of(session, list(prospects), commission, today)
    }
    return [_dated(row, known[row.prospect_id]) for row in rows if row.prospect_id in known]


def _dated(row: DueDate, progress: Progress) -> DatedStep:
    standing_ = progress.standing(row.step_id)
    return DatedStep(
        progress=progress,
        step_id=row.step_id,
        title=standing_.step.title if standing_ else row.step_id,
        on=row.on,
        is_goal=row.kind == "goal",
        basis=row.basis,
    )
