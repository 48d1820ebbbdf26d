"""When an agenda takes nothing more: a public body's, once the time to post it is over, or in session."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.agenda_matters import EXPECTED
from models.agenda_rows import deadline_of, postings_of
from models.bodies import body_rules
from models.commission import Commission
from models.meetings import Meeting
from models.refusals import Refusal
from models.rules.calendars import MeetingKind, MeetingStatus
from models.rules.postings import is_closed_to_items
from models.rules.wording import day_in_words
from models.sessions import next_meeting

_MET = frozenset({MeetingStatus.HELD, MeetingStatus.HELD_NO_QUORUM, MeetingStatus.ADJOURNED})


def check_open(session: Session, meeting: Meeting, commission: Commission, now: datetime) -> None:
    """Refuse, with the law and the way forward, where nothing can be listed any more but by a vote."""
    if meeting.status == MeetingStatus.CANCELLED:
        raise Refusal("That meeting is cancelled. List it for another one.", offers=("meeting",))
    if is_closed(session, meeting, commission, now):
        raise closed(meeting, commission.today(now))


def is_closed(session: Session, meeting: Meeting, commission: Commission, now: datetime) -> bool:
    """Tell whether only a vote can add an item to a meeting's agenda."""
    return is_closed_to_items(
        is_public=body_rules(session).is_public,
        has_begun=_has_begun(meeting),
        deadline=deadline_of(session, meeting, commission),
        now=now,
    )


def closed(meeting: Meeting, today: date) -> Refusal:
    """Make the refusal that names the law and the way forward."""
    day = day_in_words(meeting.on, today)
    why = "the meeting has begun" if _has_begun(meeting) else "the time to post it is over"
    way = "Open-meeting law asks for a vote to add it. Call that vote at the meeting, or list it for a later one."
    if meeting.kind == MeetingKind.SPECIAL:
        way = "A special meeting takes up only what its notice names. List it for a regular meeting."
    return Refusal(f"The agenda of {day} takes nothing more: {why}. {way}", offers=("agenda", "meeting"))


def stays_on(session: Session, meeting: Meeting, commission: Commission) -> bool:
    """Tell whether an item can only be pulled: its agenda is posted, or the meeting has begun."""
    return _has_begun(meeting) or bool(postings_of(session, meeting, commission))


def is_over(meeting: Meeting, today: date) -> bool:
    """Tell whether a meeting is over: it met, or its day has passed without a record."""
    return meeting.status in _MET or (meeting.status in EXPECTED and meeting.on < today)


def _has_begun(meeting: Meeting) -> bool:
    return meeting.status not in EXPECTED


def meetings_ahead(session: Session, now: datetime) -> list[Meeting]:
    """List the commission's meetings from the next one on; the one in session comes first."""
    first = next_meeting(session, now)
    if first is None:
        return []
    wanted = select(Meeting).where(
        Meeting.body == first.body, Meeting.status.in_(EXPECTED), Meeting.starts_at > first.starts_at
    )
    return [first, *session.scalars(wanted.order_by(Meeting.starts_at))]


def open_meeting(session: Session, commission: Commission, now: datetime) -> Meeting | None:
    """Give the first meeting ahead whose agenda still takes items; None where there is none."""
    ahead = meetings_ahead(session, now)
    return next((each for each in ahead if not is_closed(session, each, commission, now)), None)
