"""Minutes: to read, and as a file."""

from __future__ import annotations

from handlers.desk import Asked, Desk, Pressed
from handlers.views.kit import Message
from handlers.views.minutes import file_follows, minutes_message, no_minutes
from models.changes import owe_file
from models.meetings import Meeting
from models.minutes import meeting_with_minutes, meetings_with_minutes, minutes_of
from models.refusals import Refusal
from models.rules.permissions import Right
from models.rules.typed_dates import UnreadableDay, read_day
from models.sessions import sitting_of

OFFERED = 4
"""Earlier meetings whose minutes are one tap away."""


def minutes(desk: Desk, asked: Asked) -> Message:
    """Answer `minutes`: of the latest meeting that was called to order, or of the day that was typed."""
    desk.asker.must_be_allowed(Right.MINUTES)
    known = meetings_with_minutes(desk.session, most=OFFERED + 1)
    if not known:
        return no_minutes()
    meeting = _meeting_on(desk, asked.rest) if asked.rest else known[0]
    found = minutes_of(desk.session, meeting.id, desk.commission, desk.now)
    others = [each.on for each in known if each.id != meeting.id]
    return minutes_message(found.document, meeting.id, others[:OFFERED])


def send_file(desk: Desk, pressed: Pressed) -> Message:
    """Have the minutes sent to the asker as a file."""
    desk.asker.must_be_allowed(Right.MINUTES)
    meeting = sitting_of(desk.session, pressed.value).meeting
    owe_file(desk.session, {"what": "minutes", "meeting": meeting.id}, desk.asker.slack_id, desk.now)
    return file_follows("minutes")


def _meeting_on(desk: Desk, typed: str) -> Meeting:
    try:
        on = read_day(typed, desk.today)
    except UnreadableDay as unreadable:
        raise Refusal(str(unreadable), offers=("minutes",)) from None
    return meeting_with_minutes(desk.session, on, desk.today)
