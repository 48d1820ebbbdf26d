"""The commission's calendar: its meetings and the deadlines it has to keep, for anybody's calendar."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.bodies import body_rules
from models.commission import Commission
from models.due_dates import DueDate
from models.finding import is_closed
from models.ledger import standing
from models.meetings import Meeting
from models.policy_shelf import current_versions, policy_in
from models.progress import progress_of
from models.prospects import Prospect
from models.rules.calendar_entries import CalendarEntry
from models.rules.calendars import MeetingKind, MeetingStatus
from models.rules.progress import Progress


def calendar_entries(session: Session, commission: Commission, *, since: date) -> list[CalendarEntry]:
    """List the meetings of every body from `since` on, cancelled ones included, then the deadlines of open steps.

    A deadline that has passed stands as long as its step is open.
    """
    return [*_meetings(session, commission, since), *_deadlines(session, commission, since)]


def _meetings(session: Session, commission: Commission, since: date) -> list[CalendarEntry]:
    titles = _titles_of_bodies(session)
    wanted = select(Meeting).where(Meeting.on >= since).order_by(Meeting.starts_at, Meeting.body)
    return [_meeting(row, titles, commission.zone) for row in session.scalars(wanted)]


def _titles_of_bodies(session: Session) -> dict[str, str]:
    """Give each body's title by its name: the policy's, and the commission's own for itself."""
    bodies = [body for version in current_versions(session) for body in policy_in(version).bodies]
    own = body_rules(session)
    return {**{body.id: body.title for body in bodies}, own.body: own.title}


def _meeting(row: Meeting, titles: Mapping[str, str], zone: ZoneInfo) -> CalendarEntry:
    kind, status = row.kind.replace("_", " "), row.status.replace("_", " ").capitalize()
    named = kind if row.kind == MeetingKind.WORKSHOP else f"{kind} meeting"
    told = [f"{status}: {row.reason}" if row.reason else "", f"Online: {row.link}" if row.link else ""]
    return CalendarEntry(
        uid=row.id,
        title=f"{titles.get(row.body, row.body)}: {named}",
        starts_at=row.starts_at.astimezone(zone),
        place=row.place,
        cancelled=row.status == MeetingStatus.CANCELLED,
        description="\n".join(filter(None, told)),
    )


def _deadlines(session: Session, commission: Commission, today: date) -> list[CalendarEntry]:
    wanted = select(DueDate).where(DueDate.kind == "due")
    rows = list(session.scalars(wanted.order_by(DueDate.on, DueDate.prospect_id, DueDate.step_id)))
    ids = {row.prospect_id for row in rows}
    stand = select(Prospect).where(Prospect.id.in_(ids), standing(Prospect), ~is_closed())
    known = {
        progress.prospect_id: progress
        for progress in progress_of(session, list(session.scalars(stand)), commission, today)
    }
    return [_deadline(row, known[row.prospect_id]) for row in rows if row.prospect_id in known]


def _deadline(row: DueDate, progress: Progress) -> CalendarEntry:
    of_step = progress.standing(row.step_id)
    return CalendarEntry(
        uid=f"{row.prospect_id}-{row.step_id}",
        title=f"{progress.full_name}: {of_step.step.title if of_step else row.step_id}",
        day=row.on,
        description=row.basis,
    )
