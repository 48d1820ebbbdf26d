"""Correcting a legal posting that was recorded wrongly: one more entry, with the reason, takes the wrong one back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import ledger
from models.agenda_items import stop_clocks
from models.agenda_rows import deadline_of, postings_of
from models.askers import Asker
from models.calendar_rows import (
    CalendarChange,
    act_on,
    checked_reason,
    followed_up,
    let_agenda_go,
    row_for,
)
from models.commission import Commission
from models.ledger import Act, standing
from models.meanwhile import by_whom, latest_act
from models.meeting_records import NewPosting, checked_posting
from models.meetings import Meeting, Posting
from models.meetings_seen import seen_as
from models.refusals import Refusal
from models.rules.calendars import MeetingStatus

CORRECTED = "agenda posting corrected"


def correct_posting(
    session: Session,
    meeting_id: str,
    posting_id: str,
    new: NewPosting | None,
    reason: str,
    asker: Asker,
    commission: Commission,
    now: datetime,
) -> CalendarChange:
    """Put a posting right, or take it back where there was none (`new` is None); clocks follow what is right.

    It covers the items that were listed when the wrong one was recorded, and no later ones.
    """
    row = row_for(session, meeting_id, asker)
    wrong, before = _wrong(session, row, posting_id, now)
    why = checked_reason(reason)
    right = checked_posting(new, row, commission, now) if new else None
    if right and _said(right) == _said(wrong):
        raise Refusal("That is what the record says already, so I changed nothing.", field="day")
    order = int(before.details.get("order", before.id))
    act = act_on(session, row, CORRECTED, why, asker, now, order=order, was=_said(wrong))
    ledger.reverse(session, before, actor=asker.actor, now=now, reason=why)
    if right:
        right.act_id = act.id
        session.add(right)
    session.flush()
    if not postings_of(session, row, commission):
        _is_not_posted(session, row, asker, now, why)
    warnings = [*_late(session, row, right, commission), *_told(session, row, act, commission, now)]
    cause = (
        f"the posting of the agenda of {seen_as(row, commission).short(commission.today(now))} was corrected"
    )
    return followed_up(session, row, act, cause, commission, now, warnings)


def corrected_meanwhile(session: Session, posting_id: str, now: datetime) -> Refusal:
    """Make the refusal for a posting that somebody else has put right, with who and when."""
    wrong = session.scalars(select(Posting.act_id).where(Posting.id == posting_id)).one_or_none()
    by = latest_act(session, Act.reverses == wrong) if wrong else None
    said = by_whom(by, "corrected that posting", now)
    return Refusal(f"{said}, so I changed nothing. Look at it again.", offers=("meeting",))


def _wrong(session: Session, row: Meeting, posting_id: str, now: datetime) -> tuple[Posting, Act]:
    same = (Posting.id == posting_id, Posting.meeting_id == row.id, standing(Posting))
    wrong = session.scalars(select(Posting).where(*same)).one_or_none()
    if wrong is None:
        raise corrected_meanwhile(session, posting_id, now)
    return wrong, session.scalars(select(Act).where(Act.id == wrong.act_id)).one()


def _said(posting: Posting) -> dict[str, str]:
    """Give what a posting says, as an act keeps it."""
    at = posting.posted_at.astimezone(UTC).isoformat()
    return {"at": at, "place": posting.place, "by": posting.posted_by, "link": posting.link}


def _is_not_posted(session: Session, row: Meeting, asker: Asker, now: datetime, because: str) -> None:
    """Have a meeting await its posting again; its agenda changes by itself until then, unless its hour has come."""
    if row.status == MeetingStatus.NOTICED:
        row.status = MeetingStatus.SCHEDULED
    if row.status == MeetingStatus.SCHEDULED and row.starts_at > now:
        let_agenda_go(session, row, asker, now, because)


def _late(session: Session, row: Meeting, right: Posting | None, commission: Commission) -> list[str]:
    if right is None or right.posted_at <= deadline_of(session, row, commission):
        return []
    return ["That was after the deadline, so it is recorded as late."]


def _told(session: Session, row: Meeting, act: Act, commission: Commission, now: datetime) -> Iterator[str]:
    """Look anew at the clocks that the meeting's items bear on, and say what became of them."""
    for noted in stop_clocks(session, row, act, commission, now):
        yield f"“{noted.stopped}” is done by it." if noted.stopped else f"“{noted.reopened}” is open again."
