"""Adjourning a meeting: the form with what would be left undone, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from slack_sdk.models.views import View

from handlers.desk import Desk, Opens, Pressed
from handlers.filled import Filled
from handlers.sessions import LONGEST_VOTE, carries, meeting_of, opens, running
from handlers.views import roll_forms as forms
from handlers.views import sessions as views
from handlers.views.kit import clip
from models.adjourning import Adjourned, adjourn, unfinished
from models.moved_dates import moved_in_words
from models.refusals import Refusal
from models.rules.calendars import MeetingStatus
from models.rules.meetings import STATUS_IN_WORDS
from models.rules.wording import day_in_words, moment_in_words, time_in_words
from models.sessions import Sitting


def ask_to_adjourn(desk: Desk, pressed: Pressed) -> Opens:
    """Open the form that adjourns the meeting, with what it would leave undone."""
    sitting = running(desk, pressed.value)
    left = unfinished(desk.session, sitting, desk.commission, desk.now)
    votes = [clip(vote.motion.text, LONGEST_VOTE) for vote in left.votes]
    items = [f"{entry.number}. {entry.title}" for entry in left.items]
    view = forms.adjourn_form(votes, items, _quorum(sitting), carries(sitting))
    return opens(view, "Adjourn", views.ADJOURN, sitting)


def adjourned(desk: Desk, view: Mapping[str, Any]) -> View:
    """Adjourn the meeting, and say which dates moved."""
    filled = Filled(view)
    continue_on = _continued(desk, filled)
    over = adjourn(
        desk.session,
        meeting_of(filled),
        desk.asker,
        desk.commission,
        desk.now,
        continue_on=continue_on,
        clock=filled.time("at"),
    )
    return views.over(_told(desk, over), over.sitting.meeting.id)


def _quorum(sitting: Sitting) -> str:
    if not sitting.seating.authorised:
        return "The body has no voting seats, so no quorum is asked of it."
    return "It met with a quorum." if sitting.has_convened else "It never had a quorum."


def _continued(desk: Desk, filled: Filled) -> datetime | None:
    on, at = filled.day("day"), filled.time("time")
    if on is None and at is None:
        return None
    if on is None:
        raise Refusal("Please choose the date on which it goes on.", field="day")
    if at is None:
        raise Refusal("Please choose the time at which it goes on.", field="time")
    return datetime.combine(on, at, desk.commission.zone)


def _told(desk: Desk, over: Adjourned) -> list[str]:
    meeting, session = over.sitting.meeting, over.sitting.session
    local = (session.adjourned_at or desk.now).astimezone(desk.commission.zone)
    is_late = local.date() != meeting.on
    at = moment_in_words(local, meeting.on) if is_late else f"at {time_in_words(local)}"
    status = STATUS_IN_WORDS[MeetingStatus(meeting.status)]
    goes_on = over.continued
    return [
        f"The meeting was adjourned {at} and is recorded as {status}.",
        *([f"It goes on {day_in_words(goes_on.on, desk.today)}."] if goes_on else []),
        *moved_in_words(over.moved, desk.today),
    ]
