"""A commission's calendar at work: each verb is a transaction of its own, by the staff unless another is named."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.askers import Asker
from models.calendar_rows import CalendarChange, Slot
from models.commission import Commission, commission_of
from models.meeting_records import NewPosting, record_past, record_posting
from models.meetings import Meeting, MovedDate
from models.regrets import say
from models.rules.calendars import MeetingKind, MeetingStatus
from models.rules.meetings import Expected
from models.rules.patterns import Pattern
from models.scheduling import PatternSet, cancel, move, schedule, set_pattern
from tests.builders import LOS_ANGELES, Office

DISCUSS = "discuss"
R = TypeVar("R")


def done(office: Office, what: Callable[[Session, Asker, Commission], R], by: str = "U1") -> R:
    """Do something in a transaction."""
    with office.writing(by) as (session, asker):
        return what(session, asker, commission_of(session))


def slot(on: str, at: str = "19:00", place: str = "", link: str = "") -> Slot:
    """Name a moment as a form does."""
    return Slot(day=date.fromisoformat(on), at=time.fromisoformat(at), place=place, link=link)


def scheduled(
    office: Office, on: str, at: str = "19:00", kind: str = "regular", by: str = "U1", place: str = ""
) -> CalendarChange:
    """Schedule a meeting."""
    return done(
        office,
        lambda session, asker, commission: schedule(
            session, MeetingKind(kind), slot(on, at, place), "", asker, commission, office.now
        ),
        by,
    )


def moved(office: Office, meeting: str, on: str, at: str = "19:00", reason: str = "Clash") -> CalendarChange:
    """Move the meeting of a day."""
    return done(
        office,
        lambda session, asker, commission: move(
            session, meeting_on(office, meeting), slot(on, at), reason, asker, commission, office.now
        ),
    )


def cancelled(office: Office, on: str, reason: str = "Storm", by: str = "U1") -> CalendarChange:
    """Cancel the meeting of a day."""
    return done(
        office,
        lambda session, asker, commission: cancel(
            session, meeting_on(office, on), reason, asker, commission, office.now
        ),
        by,
    )


def recorded(
    office: Office, on: str, status: str = "held", reason: str = "", continued_on: str | None = None
) -> CalendarChange:
    """Record what became of the meeting of a day."""
    at = datetime.fromisoformat(f"{continued_on}T19:00").replace(tzinfo=LOS_ANGELES) if continued_on else None
    return done(
        office,
        lambda session, asker, commission: record_past(
            session,
            meeting_on(office, on),
            MeetingStatus(status),
            reason,
            at,
            asker,
            commission,
            office.now,
        ),
    )


def posted(
    office: Office, on: str, day: str, at: str, place: str = "City Hall", by: str = "Ana"
) -> CalendarChange:
    """Record the legal posting of the agenda of a day's meeting."""
    new = NewPosting(day=date.fromisoformat(day), at=time.fromisoformat(at), place=place, posted_by=by)
    return done(
        office,
        lambda session, asker, commission: record_posting(
            session, meeting_on(office, on), new, asker, commission, office.now
        ),
    )


def patterned(office: Office, pattern: Pattern, until: str) -> PatternSet:
    """Set the pattern."""
    return done(
        office,
        lambda session, asker, commission: set_pattern(
            session, pattern, date.fromisoformat(until), "City Hall", asker, commission, office.now
        ),
    )


def said(office: Office, on: str, *, attends: bool, of: str, by: str | None = None) -> Expected:
    """Say for the member of a Slack user whether they can attend the meeting of a day."""
    return done(
        office,
        lambda session, asker, commission: say(
            session,
            meeting_on(office, on),
            office.member_id(of),
            attends=attends,
            asker=asker,
            commission=commission,
            now=office.now,
        ),
        by or of,
    )


def meeting_on(office: Office, on: str) -> str:
    """Give the id of the meeting of a day."""
    with office.workspace.reading() as session:
        return session.scalars(select(Meeting.id).where(Meeting.on == date.fromisoformat(on))).one()


def calendar_of(office: Office) -> list[tuple[str, str, str]]:
    """List the meetings: day, kind, status."""
    with office.workspace.reading() as session:
        rows = session.scalars(select(Meeting).order_by(Meeting.starts_at))
        return [(row.on.isoformat(), row.kind, row.status) for row in rows]


def due(office: Office, prospect_id: str) -> date | None:
    """Give the kept date by which a prospect must be discussed."""
    return office.due_rows(prospect_id).get((DISCUSS, "due"))


def moves(office: Office, prospect_id: str) -> list[tuple[date | None, date | None, str]]:
    """List the moves of that date that were kept: from, to, and why."""
    with office.workspace.reading() as session:
        wanted = select(MovedDate).where(MovedDate.prospect_id == prospect_id, MovedDate.step_id == DISCUSS)
        rows = session.scalars(wanted.order_by(MovedDate.act_id, MovedDate.id))
        return [(row.was, row.on, row.cause) for row in rows]


def later(office: Office, **time_passed: float) -> Office:
    """Go on after some time."""
    return Office(workspace=office.workspace, now=office.now + timedelta(**time_passed))
