"""Correcting the roll of a meeting that is over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_sdk.models.views import View

from handlers.desk import Desk, Opens, Pressed
from handlers.filled import Filled
from handlers.sessions import carries, clock, meeting_of, opens, title_of
from handlers.views import roll_forms as forms
from handlers.views.kit import option
from handlers.views.meetings import CORRECT_ROLL, next_taps, saved_meeting
from models.meetings_seen import seen_as
from models.refusals import Refusal
from models.roll_afterwards import correct_attendance, correctable
from models.roll_calls import RollChange, people_of
from models.roll_votes import denied_votes
from models.rules.calendars import MeetingStatus
from models.rules.meetings import STATUS_IN_WORDS
from models.rules.roll import Mark


def ask(desk: Desk, pressed: Pressed) -> Opens:
    """Open the form that corrects who was there."""
    sitting = correctable(desk.session, pressed.value, desk.asker)
    members = [option(each.name, each.member_id) for each in people_of(desk.session, sitting)]
    view = forms.afterwards_form(title_of(desk, sitting), members, carries(sitting))
    return opens(view, "Correct the roll", CORRECT_ROLL, sitting)


def save(desk: Desk, view: Mapping[str, Any]) -> View:
    """Enter what is right, and say what has to follow."""
    filled = Filled(view)
    at = filled.time("at")
    if at is None:
        raise Refusal("Please choose the time.", field="at")
    mark = next((each for each in (Mark.ARRIVED, Mark.LEFT) if each == filled.chosen("mark")), None)
    if mark is None:
        raise Refusal("Please choose what is right.", field="mark")
    change = correct_attendance(
        desk.session,
        meeting_of(filled),
        filled.chosen("member"),
        mark,
        at,
        filled.text("reason"),
        desk.asker,
        desk.commission,
        now=desk.now,
    )
    seen = seen_as(change.after.meeting, desk.commission)
    return saved_meeting(_told(desk, change), next_taps(seen, desk.today))


def _told(desk: Desk, change: RollChange) -> list[str]:
    entry, after = change.entries[-1], change.after
    verb = "came" if entry.mark is Mark.ARRIVED else "left"
    said = [
        f"Corrected: {entry.name} {verb} at {clock(desk, entry.at)}. The earlier entry stays in the record."
    ]
    status = MeetingStatus(after.meeting.status)
    if after.has_convened is not (status is MeetingStatus.HELD):
        shows = "a quorum" if after.has_convened else "no quorum"
        said.append(
            f"The roll now shows {shows}, and the meeting is recorded as {STATUS_IN_WORDS[status]}. Change the record."
        )
    return [*said, *denied_votes(desk.session, change)]
