"""What comes onto an agenda by itself: what must be discussed by its meeting, and the minutes that await a vote."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.adoptions import AdoptedMinutes
from models.commission import Commission
from models.finding import is_closed
from models.ledger import standing
from models.meetings import Happening, Meeting
from models.progress import progress_of
from models.prospects import Prospect
from models.rules.agendas import DueMatter, Unapproved, must_be_discussed_by, why_due
from models.rules.calendars import MeetingKind, MeetingStatus
from models.rules.policy import Meetings
from models.rules.progress import Progress
from models.rules.sessions import What
from models.rules.steps import Standing

EXPECTED = (MeetingStatus.SCHEDULED, MeetingStatus.NOTICED)
_MET = (MeetingStatus.HELD, MeetingStatus.HELD_NO_QUORUM)
_COUNTED = (MeetingKind.REGULAR, MeetingKind.ADJOURNED_REGULAR)


def counted_here(progress: Progress, body: str) -> list[Standing]:
    """List a prospect's steps whose date is counted in the meetings of a body."""
    return [
        each
        for each in progress.standings
        if isinstance(each.step.due, Meetings) and each.step.due.body == body
    ]


def due_matters(session: Session, meeting: Meeting, commission: Commission, today: date) -> list[DueMatter]:
    """List what must be discussed by a meeting, the earliest due first; a sooner meeting takes it up if it can."""
    open_files = session.scalars(
        select(Prospect).where(standing(Prospect), ~is_closed()).order_by(Prospect.number)
    )
    return due_among(session, progress_of(session, list(open_files), commission, today), meeting, today)


def due_among(session: Session, files: Sequence[Progress], meeting: Meeting, today: date) -> list[DueMatter]:
    """List what of some open files must be discussed by a meeting, the earliest due first."""
    ahead = _ahead(session, meeting, today)
    sooner = [day for day in ahead if day < meeting.on]
    found = [
        (each.due.on or date.max, matter)
        for progress in files
        for each in counted_here(progress, meeting.body)
        if each.is_open and each.due and must_be_discussed_by(each.due, meeting.on, ahead)
        if not any(must_be_discussed_by(each.due, day, ahead) for day in sooner)
        for matter in [_matter(progress, each, why_due(each.due, meeting.on))]
    ]
    return [matter for _, matter in sorted(found, key=lambda pair: pair[0])]


def _matter(progress: Progress, each: Standing, why: str) -> DueMatter:
    title = f"{progress.full_name}: {each.step.title}"
    return DueMatter(prospect_id=progress.prospect_id, step_id=each.step.id, title=title, why=why)


def _ahead(session: Session, meeting: Meeting, today: date) -> Sequence[date]:
    """List the days of the body's counted meetings that are still ahead."""
    wanted = select(Meeting.on).where(
        Meeting.body == meeting.body,
        Meeting.on >= today,
        Meeting.kind.in_(_COUNTED),
        Meeting.status.in_([*EXPECTED, MeetingStatus.IN_SESSION]),
    )
    return session.scalars(wanted).all()


def unapproved(session: Session, meeting: Meeting) -> list[Unapproved]:
    """List the earlier meetings whose minutes await a vote: the last one, and those whose course is in the record."""
    adopted = select(AdoptedMinutes.meeting_id).where(standing(AdoptedMinutes))
    recorded = select(Happening.meeting_id).where(Happening.what == What.CALLED_TO_ORDER, standing(Happening))
    earlier = select(Meeting).where(
        Meeting.body == meeting.body, Meeting.status.in_(_MET), Meeting.starts_at < meeting.starts_at
    )
    met = list(session.scalars(earlier.order_by(Meeting.starts_at)))
    done, kept = set(session.scalars(adopted)), set(session.scalars(recorded))
    return [
        Unapproved(meeting_id=each.id, on=each.on)
        for each in met
        if each.id not in done and (each.id in kept or each is met[-1])
    ]
