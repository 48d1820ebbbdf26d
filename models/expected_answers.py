"""Days on which answers are expected, counted anew when the commission gives the other side another time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, kw_only=True)
class Expected:
    """The day by which an answer is expected, where it moved."""

    title: str
    """The prospect's."""
    was: date | None
    on: date | None


def expect_answers_anew(
    session: Session, was_days: int, commission: Commission, now: datetime
) -> list[Expected]:
    """Count anew every day that followed from the time given before, and list what moved; a day somebody chose stays."""
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
    return [Expected(title=each.title, was=before[each.id], on=after[each.id]) for each in moved]


def expected_in_words(moved: Sequence[Expected], cause: str, today: date) -> list[str]:
    """Say one by one by when an answer is expected now, and why."""
    return [f"{each.title}: an answer is expected {_by(each, today)}, because {cause}." for each in moved]


def would_be_expected_in_words(moved: Sequence[Expected], today: date) -> list[str]:
    """Say one by one by when an answer would be expected after a change that is only tried."""
    return [f"{each.title}: an answer would be expected {_by(each, today)}." for each in moved]


def _expected(
    session: Session, prospects: list[Prospect], commission: Commission, now: datetime
) -> dict[str, date | None]:
    known = progress_of(session, prospects, commission, commission.today(now))
    return {each.prospect_id: each.answer_by for each in known}


def _by(moved: Expected, today: date) -> str:
    was, on = (day_in_words(day, today) if day else "no day" for day in (moved.was, moved.on))
    return f"by {on}, not by {was}"
