"""The forms of the calendar: opened pre-filled, drawn anew as they are filled in, and saved."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from slack_sdk.models.views import View

from handlers.desk import Desk, Opens, Pressed
from handlers.filled import Filled
from handlers.views import meeting_forms as forms
from handlers.views.kit import button, option
from handlers.views.meeting_forms import SlotGiven
from handlers.views.meetings import (
    CANCEL,
    CORRECT_POSTING,
    MOVE,
    RECORD_PAST,
    RECORD_POSTING,
    SCHEDULE,
    SET_PATTERN,
    WHO_CANT,
)
from models.bodies import seating_now
from models.calendar_rows import deadline_for, deadline_seen, warnings_of
from models.database import found
from models.meetings import Meeting
from models.meetings_seen import seen_as
from models.outlook import last_posting, postings_seen, usual_pattern, usual_slot
from models.posting_corrections import corrected_meanwhile
from models.refusals import Refusal
from models.regrets import declined
from models.rules.calendars import MeetingKind, MeetingStatus
from models.rules.permissions import Right


def open_form(desk: Desk, pressed: Pressed) -> Opens:
    """Open the form that a button asks for."""
    return FORMS[pressed.name](desk, pressed.value)


def ask_schedule(desk: Desk, meeting_id: str) -> Opens:
    """Open the form for a new meeting; of a cancelled one it proposes to put that back."""
    desk.asker.must_be_allowed(Right.MEETING_EDIT)
    row = found(desk.session, Meeting, meeting_id, "meeting") if meeting_id else None
    if row is not None and row.status == MeetingStatus.CANCELLED:
        given = _given(desk, row)
    else:
        usual = usual_slot(desk.session, desk.commission, desk.now)
        given = SlotGiven(day=usual.day, at=usual.at, place=usual.place, link=usual.link)
    view = _schedule_view(desk, given, {"key": secrets.token_hex(8)})
    return _opens(view, "Schedule", SCHEDULE, meeting_id, "A form to schedule a meeting")


def ask_move(desk: Desk, meeting_id: str) -> Opens:
    """Open the form that moves a meeting."""
    row = _row(desk, meeting_id)
    carries = {"key": secrets.token_hex(8), "meeting": row.id, "seen": row.starts_at.isoformat()}
    view = _move_view(desk, row, _given(desk, row), carries)
    return _opens(view, "Move", MOVE, row.id, "A form to move the meeting")


def ask_cancel(desk: Desk, meeting_id: str) -> Opens:
    """Open the form that cancels a meeting."""
    row = _row(desk, meeting_id)
    view = forms.cancel_form(_called(desk, row), _carries(row), channel=desk.commission.channel is not None)
    return _opens(view, "Cancel", CANCEL, row.id, "A form to cancel the meeting")


def ask_past(desk: Desk, meeting_id: str) -> Opens:
    """Open the form that records what became of a meeting."""
    row = _row(desk, meeting_id)
    became = "" if seen_as(row, desk.commission).is_ahead else row.status
    view = _past_view(desk, row, SlotGiven(at=_given(desk, row).at), became, _carries(row))
    return _opens(view, "Record what happened", RECORD_PAST, row.id, "A form to record what happened")


def ask_posting(desk: Desk, meeting_id: str) -> Opens:
    """Open the form that records the legal posting of a meeting's agenda."""
    row = _row(desk, meeting_id)
    local, last = desk.now.astimezone(desk.commission.zone), last_posting(desk.session)
    given = SlotGiven(
        day=local.date(), at=local.time().replace(second=0, microsecond=0), place=last.place if last else ""
    )
    deadline = deadline_seen(desk.session, row, desk.commission, desk.now).in_words(desk.today)
    zone = desk.commission.zone.key
    view = forms.posting_form(_called(desk, row), deadline, given, desk.asker.name, zone, _carries(row))
    return _opens(view, "Record legal posting", RECORD_POSTING, row.id, "A form to record the posting")


def ask_posting_correction(desk: Desk, meeting_id: str) -> Opens:
    """Open the form that corrects a posting; of several it asks first which one is wrong."""
    row = _row(desk, meeting_id)
    postings = postings_seen(desk.session, row, desk.commission)
    if not postings:
        raise Refusal("No legal posting of that agenda is recorded. Record it first.", offers=("meeting",))
    if len(postings) > 1:
        choices = [option(each.in_words(desk.today), each.id) for each in postings]
        view = forms.choose_posting_form(_called(desk, row), choices, _carries(row))
    else:
        view = _correction_view(desk, row, postings[0].id)
    return _opens(view, "Correct the posting", CORRECT_POSTING, row.id, "A form to correct the posting")


def posting_chosen(desk: Desk, view: Mapping[str, Any]) -> View:
    """Draw the form that corrects the posting that was chosen."""
    filled = Filled(view)
    return _correction_view(desk, _row(desk, str(filled.carries.get("meeting"))), filled.chosen("posting"))


def ask_pattern(desk: Desk, _meeting_id: str) -> Opens:
    """Open the form that sets by which pattern the commission meets."""
    desk.asker.must_be_allowed(Right.MEETING_EDIT)
    usual = usual_slot(desk.session, desk.commission, desk.now)
    view = forms.pattern_form(
        usual_pattern(desk.session, desk.commission),
        usual.place,
        desk.today.replace(year=desk.today.year + 1, month=12, day=31),
        desk.commission.zone.key,
        {"key": secrets.token_hex(8)},
    )
    return _opens(view, "Set the pattern", SET_PATTERN, "", "A form to set the pattern of meetings")


def ask_who_cant(desk: Desk, meeting_id: str) -> Opens:
    """Open the form that says for others who can't attend."""
    row = _row(desk, meeting_id)
    seating = seating_now(desk.session)
    people = [(each.member_id, each.name) for each in (*seating.holders, *seating.alternates)]
    if not people:
        raise Refusal("Nobody on the roster holds a seat, so there is nobody to ask.", offers=("roster",))
    absent = sorted(declined(desk.session, row.id))
    carries = {**_carries(row), "said": absent}
    view = forms.who_cant_form(_called(desk, row), people, absent, carries)
    return _opens(view, "Who can't attend?", WHO_CANT, row.id, "A form to say who can't attend")


FORMS: Mapping[str, Callable[[Desk, str], Opens]] = {
    SCHEDULE: ask_schedule,
    MOVE: ask_move,
    CANCEL: ask_cancel,
    RECORD_PAST: ask_past,
    RECORD_POSTING: ask_posting,
    CORRECT_POSTING: ask_posting_correction,
    SET_PATTERN: ask_pattern,
    WHO_CANT: ask_who_cant,
}
"""What opens the form of each button."""


def slot_chosen(desk: Desk, pressed: Pressed) -> View:
    """Draw the form anew with what there is to say of the date, the time and the type that were chosen."""
    filled = Filled(pressed.view)
    if filled.carries.get("meeting"):
        row = _row(desk, str(filled.carries["meeting"]))
        return _move_view(desk, row, given_in(filled), filled.carries)
    desk.asker.must_be_allowed(Right.MEETING_EDIT)
    return _schedule_view(desk, given_in(filled), filled.carries)


def status_chosen(desk: Desk, pressed: Pressed) -> View:
    """Draw the form anew: of an adjourned meeting it asks when it was continued."""
    filled = Filled(pressed.view)
    row = _row(desk, str(filled.carries.get("meeting")))
    given = given_in(filled)
    if given.at is None:
        given = SlotGiven(day=given.day, at=_given(desk, row).at, reason=given.reason)
    return _past_view(desk, row, given, filled.chosen("status"), filled.carries)


def given_in(filled: Filled) -> SlotGiven:
    """Read what a form on a meeting holds."""
    return SlotGiven(
        kind=next((each for each in MeetingKind if each == filled.chosen("kind")), MeetingKind.REGULAR),
        day=filled.day("day"),
        at=filled.time("time"),
        place=filled.text("place"),
        link=filled.text("link"),
        reason=filled.text("reason"),
    )


def _schedule_view(desk: Desk, given: SlotGiven, carries: Mapping[str, Any]) -> View:
    says, warns = _remarks(desk, given.kind, given)
    return forms.schedule_form(given, desk.commission.zone.key, carries, says=says, warns=warns)


def _move_view(desk: Desk, row: Meeting, given: SlotGiven, carries: Mapping[str, Any]) -> View:
    says, warns = _remarks(desk, MeetingKind(row.kind), given)
    zone = desk.commission.zone.key
    return forms.move_form(_called(desk, row), given, zone, carries, says=says, warns=warns)


def _past_view(desk: Desk, row: Meeting, given: SlotGiven, status: str, carries: Mapping[str, Any]) -> View:
    return forms.past_form(_called(desk, row), given, status, desk.commission.zone.key, carries)


def _correction_view(desk: Desk, row: Meeting, posting_id: str) -> View:
    postings = postings_seen(desk.session, row, desk.commission)
    posting = next((each for each in postings if each.id == posting_id), None)
    if posting is None:
        raise corrected_meanwhile(desk.session, posting_id, desk.now)
    carries = {**_carries(row), "posting": posting.id}
    zone = desk.commission.zone.key
    return forms.correct_posting_form(_called(desk, row), posting, desk.today, zone, carries)


def _remarks(desk: Desk, kind: MeetingKind, given: SlotGiven) -> tuple[str, str]:
    """Say of a moment until when its agenda has to be posted, and what is to be decided about it."""
    if given.day is None or given.at is None:
        return "", ""
    starts_at = datetime.combine(given.day, given.at, tzinfo=desk.commission.zone).astimezone(UTC)
    if starts_at <= desk.now:
        return "", "That moment has passed. Choose one to come."
    deadline = deadline_for(desk.session, kind, starts_at, desk.commission, desk.now)
    warns = warnings_of(starts_at, deadline, desk.commission, desk.now)
    return deadline.in_words(desk.today), " ".join(warns)


def _given(desk: Desk, row: Meeting) -> SlotGiven:
    seen = seen_as(row, desk.commission)
    return SlotGiven(kind=seen.kind, day=seen.on, at=seen.starts_at.time(), place=seen.place, link=seen.link)


def _row(desk: Desk, meeting_id: str) -> Meeting:
    desk.asker.must_be_allowed(Right.MEETING_EDIT)
    return found(desk.session, Meeting, meeting_id, "meeting")


def _called(desk: Desk, row: Meeting) -> str:
    called = seen_as(row, desk.commission).called(desk.today)
    return f"{called[:1].upper()}{called[1:]}"


def _carries(row: Meeting) -> dict[str, Any]:
    return {"key": secrets.token_hex(8), "meeting": row.id}


def _opens(view: View, text: str, name: str, value: str, says: str) -> Opens:
    return Opens(view=view, door=button(text, name, value), says=f"{says}. Press the button to open it.")
