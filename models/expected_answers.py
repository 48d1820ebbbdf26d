"""Days on which answers are expected, counted anew when the commission gives the other side another time."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.commission import Commission
from models.correspondence import Letter
from models.finding import is_closed
from models.ledger import standing
from models.nudges import redraw_notes
from models.progress import progress_of
from models.prospects import Prospect
from models.rules.wording import day_in_words


def expect_answers_anew(
    session: Session, was_days: int, cause: str, commission: Commission, now: datetime
) -> list[str]:
    """Count anew every day that followed from the time given before, and say which moved why; a day somebody chose stays."""
    if was_days == commission.their_silence_days:
        return []
    ours = select(Letter).where(Letter.direction == "out", Letter.answer_by.is_not(None), standing(Letter))
    counted = [
        letter
        for letter in session.scalars(ours)
        if letter.answer_by == letter.dated_on + timedelta(days=was_days)
    ]
    ids = {letter.prospect_id for letter in counted}
    wanted = select(Prospect).where(Prospect.id.in_(ids), standing(Prospect), ~is_closed())
    prospects = list(session.scalars(wanted.order_by(Prospect.number)))
    before = _expected(session, prospects, commission, now)
    for letter in counted:
        letter.answer_by = letter.dated_on + timedelta(days=commission.their_silence_days)
    session.flush()
    after = _expected(session, prospects, commission, now)
    moved = [each for each in prospects if before[each.id] != after[each.id]]
    for each in moved:
        redraw_notes(session, each.id, now)
    today = commission.today(now)
    return [_said(each.title, before[each.id], after[each.id], cause, today) for each in moved]


def _expected(
    session: Session, prospects: list[Prospect], commission: Commission, now: datetime
) -> dict[str, date | None]:
    known = progress_of(session, prospects, commission, commission.today(now))
    return {each.prospect_id: each.answer_by for each in known}


def _said(title: str, was: date | None, on: date | None, cause: str, today: date) -> str:
    days = [day_in_words(day, today) if day else "no day" for day in (was, on)]
    return f"{title}: an answer is expected by {days[1]}, not by {days[0]}, because {cause}."
