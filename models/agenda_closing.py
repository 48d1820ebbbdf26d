"""When an agenda takes nothing more: a public body's, once it is posted and no time is left, or in session."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from models.agenda_rows import EXPECTED, deadline_of, postings_of
from models.bodies import body_rules
from models.commission import Commission
from models.meetings import Meeting
from models.refusals import Refusal
from models.rules.agendas import is_closed_to_items
from models.rules.calendars import MeetingStatus
from models.rules.wording import day_in_words


def check_open(session: Session, meeting: Meeting, commission: Commission, now: datetime) -> None:
    """Refuse, with the rule and the way forward, where nothing can be listed any more but by a vote."""
    if meeting.status == MeetingStatus.CANCELLED:
        raise Refusal("That meeting is cancelled. List it for another one.", offers=("meeting",))
    if is_closed(session, meeting, commission, now):
        raise closed(meeting, commission.today(now))


def is_closed(session: Session, meeting: Meeting, commission: Commission, now: datetime) -> bool:
    """Tell whether only a vote can add an item to a meeting's agenda."""
    return is_closed_to_items(
        is_public=body_rules(session).is_public,
        is_posted=bool(postings_of(session, meeting, commission)),
        has_begun=_has_begun(meeting),
        deadline=deadline_of(session, meeting, commission),
        now=now,
    )


def closed(meeting: Meeting, today: date) -> Refusal:
    """Make the refusal that names the rule and the way forward."""
    day = day_in_words(meeting.on, today)
    why = (
        "the meeting has begun"
        if _has_begun(meeting)
        else "it is posted, and the time to post another is over"
    )
    return Refusal(
        f"The agenda of {day} takes nothing more: {why}. Rule 4: what is not on the posted agenda is taken up only "
        "after the vote to add it. Call that vote at the meeting, or list it for a later one.",
        offers=("agenda", "meeting"),
    )


def stays_on(session: Session, meeting: Meeting, commission: Commission) -> bool:
    """Tell whether an item can only be pulled: its agenda is posted, or the meeting has begun."""
    return _has_begun(meeting) or bool(postings_of(session, meeting, commission))


def _has_begun(meeting: Meeting) -> bool:
    return meeting.status not in EXPECTED
