"""Answers that are awaited: files whose last letter left the next word to the other side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from models.correspondence import Letter
from models.finding import is_closed
from models.ledger import standing
from models.prospects import Parking, Prospect
from models.rules.silence import Side


@dataclass(frozen=True, kw_only=True)
class Awaited:
    """A file that waits for the other side."""

    prospect_id: str
    answer_by: date | None
    """Nothing where no day is set, or their silence is set aside."""


def awaited(session: Session, whose: ColumnElement[bool]) -> list[Awaited]:
    """List the open files, of those that `whose` lets through, in which the next word is the other side's."""
    wanted = (
        select(Letter.prospect_id, Letter.answer_by, _is_parked().label("parked"))
        .join(Prospect, Prospect.id == Letter.prospect_id)
        .where(
            standing(Letter), standing(Prospect), ~is_closed(), _is_latest(), Letter.turn == Side.THEM, whose
        )
    )
    return [
        Awaited(prospect_id=row.prospect_id, answer_by=None if row.parked else row.answer_by)
        for row in session.execute(wanted.order_by(Letter.answer_by, Prospect.number))
    ]


def _is_latest() -> ColumnElement[bool]:
    later = aliased(Letter)
    is_later = or_(
        later.dated_on > Letter.dated_on,
        and_(later.dated_on == Letter.dated_on, later.act_id > Letter.act_id),
    )
    same_file = (later.workspace_id == Letter.workspace_id, later.prospect_id == Letter.prospect_id)
    return ~exists(select(later.id).where(*same_file, is_later, standing(later)))


def _is_parked() -> ColumnElement[bool]:
    """Say that their silence is set aside: the last word on it says so, and no letter was recorded since."""
    later, since = aliased(Parking), aliased(Letter)
    taken_up = select(later.id).where(
        later.workspace_id == Parking.workspace_id,
        later.prospect_id == Parking.prospect_id,
        later.act_id > Parking.act_id,
        standing(later),
    )
    written = select(since.id).where(
        since.workspace_id == Parking.workspace_id,
        since.prospect_id == Parking.prospect_id,
        since.act_id > Parking.act_id,
        standing(since),
    )
    parked = select(Parking.id).where(
        Parking.workspace_id == Letter.workspace_id,
        Parking.prospect_id == Letter.prospect_id,
        Parking.parked.is_(True),
        standing(Parking),
        ~exists(taken_up),
        ~exists(written),
    )
    return exists(parked)
