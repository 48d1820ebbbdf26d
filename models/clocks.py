"""The dates that staff keep an eye on, over all files: deadlines, goals, evaluations, and answers that are expected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, exists, func, select, true
from sqlalchemy.orm import Session

from models.awaited import awaited
from models.due_dates import DueDate
from models.finding import is_closed
from models.ledger import standing
from models.prospects import Prospect


class Counts(StrEnum):
    """What is counted to a date."""

    DUE = "due"
    GOAL = "goal"
    ANSWER = "answer"


@dataclass(frozen=True, kw_only=True)
class Clock:
    """A date of a file."""

    prospect_id: str
    counts: Counts
    on: date
    step_id: str = ""
    """Empty where an answer is expected."""
    basis: str = ""
    """How it was counted; empty where an answer is expected."""

    def is_overdue(self, today: date) -> bool:
        """Tell whether it is a deadline that has passed: goals and answers are never overdue."""
        return self.counts is Counts.DUE and self.on < today


def first_clocks(session: Session, most: int, today: date) -> tuple[list[Clock], int]:
    """Give the first dates of all open files, and how many there are: deadlines that have passed, then the others by day."""
    is_overdue = and_(DueDate.kind == Counts.DUE, DueDate.on < today)
    of_file, is_open = Prospect.id == DueDate.prospect_id, (standing(Prospect), ~is_closed())
    in_order = (~is_overdue, DueDate.on, Prospect.number, DueDate.step_id, DueDate.kind)
    wanted = select(DueDate).join(Prospect, of_file).where(*is_open).order_by(*in_order).limit(most)
    count = select(func.count(DueDate.step_id)).join(Prospect, of_file).where(*is_open)
    steps = [
        Clock(
            prospect_id=row.prospect_id,
            counts=Counts(row.kind),
            on=row.on,
            step_id=row.step_id,
            basis=row.basis,
        )
        for row in session.scalars(wanted)
    ]
    answers = [
        Clock(prospect_id=each.prospect_id, counts=Counts.ANSWER, on=each.answer_by)
        for each in awaited(session, true())
        if each.answer_by is not None
    ]
    first = sorted([*steps, *answers], key=lambda clock: (not clock.is_overdue(today), clock.on))[:most]
    return first, (session.scalar(count) or 0) + len(answers)


def undated(session: Session, most: int) -> list[str]:
    """List the first open files of ours to move on that have no date at all, by their ids."""
    dated = exists(select(DueDate.step_id).where(_of_prospect()))
    wanted = select(Prospect.id).where(standing(Prospect), ~is_closed(), ~dated)
    waiting = {each.prospect_id for each in awaited(session, ~dated)}
    ids = [each for each in session.scalars(wanted.order_by(Prospect.number)) if each not in waiting]
    return ids[:most]


def _of_prospect() -> ColumnElement[bool]:
    return and_(DueDate.workspace_id == Prospect.workspace_id, DueDate.prospect_id == Prospect.id)
