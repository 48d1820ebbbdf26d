"""Minutes, to read."""

from __future__ import annotations

from handlers.desk import Asked, Desk
from handlers.views.kit import Message
from handlers.views.minutes import minutes_message, no_minutes
from models.meetings import Meeting
from models.minutes import meeting_with_minutes, meetings_with_minutes, minutes_of
from models.refusals import Refusal
from models.rules.permissions import Right
from models.rules.typed_dates import UnreadableDay, read_day

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
    return minutes_message(found.document, meeting.id, meeting.on, others[:OFFERED])


def _meeting_on(desk: Desk, typed: str) -> Meeting:
    try:
        on = read_day(typed, desk.today)
    except UnreadableDay as unreadable:
        raise Refusal(str(unreadable), offers=("minutes",)) from None
    return meeting_with_minutes(desk.session, on, desk.today)
