"""The verb `meeting`, and who can attend."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handlers import roll_calls, scheduling, sessions
from handlers.desk import Answer, Asked, Desk, Pressed
from handlers.views.kit import Message, does
from handlers.views.meetings import meeting_card, no_meeting
from models.database import found
from models.meetings import Meeting
from models.outlook import card_of, unrecorded
from models.refusals import Refusal
from models.regrets import say
from models.rules.permissions import Right
from models.sessions import next_meeting, sitting_now

_TYPED: Mapping[str, Callable[[Desk, str], Answer]] = {
    "schedule": scheduling.ask_schedule,
    "move": scheduling.ask_move,
    "cancel": scheduling.ask_cancel,
    "pattern": scheduling.ask_pattern,
    "posting": scheduling.ask_posting,
}
"""What may be typed after the verb."""
_WITHOUT_ONE = frozenset({"schedule", "pattern"})
"""What may be asked for while no meeting is on the calendar."""


def meeting(desk: Desk, asked: Asked) -> Answer:
    """Answer `meeting`: the desk of the one in session, else the card of the next or of the one that a button names."""
    desk.asker.must_be_allowed(Right.MEETING)
    word = asked.rest.strip().lower()
    if word in _TYPED:
        following = next_meeting(desk.session, desk.now)
        if following or word in _WITHOUT_ONE:
            return _TYPED[word](desk, following.id if following else "")
    sitting = sitting_now(desk.session)
    if sitting and asked.prospect_id in {None, sitting.meeting.id}:
        return sessions.card_for(desk, sitting)
    if asked.prospect_id:
        return card(desk, found(desk.session, Meeting, asked.prospect_id, "meeting"))
    return card(desk, next_meeting(desk.session, desk.now))


def roll(desk: Desk, _asked: Asked) -> Answer:
    """Answer `roll`: its form, or the one that calls the next meeting to order; the meeting's card for whoever may do neither."""
    desk.asker.must_be_allowed(Right.MEETING)
    sitting, following = sitting_now(desk.session), next_meeting(desk.session, desk.now)
    if sitting:
        may = desk.asker.may(Right.PRESIDE, presides=sitting.presides(desk.asker))
        asked = Pressed(name=does("roll"), value=sitting.meeting.id, at=desk.now)
        return roll_calls.ask_roll(desk, asked) if may else sessions.card_for(desk, sitting)
    if following and desk.asker.may(Right.PRESIDE):
        return sessions.ask_to_call(desk, Pressed(name=does("roll"), value=following.id, at=desk.now))
    return card(desk, following)


def card(desk: Desk, row: Meeting | None, noted: str = "") -> Message:
    """Draw a meeting for the asker; without one, say that none is on the calendar."""
    officer = desk.asker.may(Right.MEETING_EDIT)
    if row is None:
        went_by = unrecorded(desk.session, desk.commission, desk.now) if officer else ()
        return no_meeting(went_by, desk.today, officer=officer)
    known = card_of(desk.session, row, desk.asker, desk.commission, desk.now)
    return meeting_card(known, desk.now, desk.today, officer=officer, noted=noted)


def can_attend(desk: Desk, pressed: Pressed) -> Message:
    """Note that the asker can attend."""
    return _noted(desk, pressed.value, attends=True)


def cant_attend(desk: Desk, pressed: Pressed) -> Message:
    """Note that the asker can't attend."""
    return _noted(desk, pressed.value, attends=False)


def choose_more(desk: Desk, pressed: Pressed) -> Answer:
    """Open the form that was chosen in a card's overflow menu."""
    name, _, meeting_id = pressed.value.partition(":")
    if name not in scheduling.FORMS:
        raise Refusal("I don't know that choice any more. Please start again.", offers=("meeting",))
    return scheduling.FORMS[name](desk, meeting_id)


def _noted(desk: Desk, meeting_id: str, *, attends: bool) -> Message:
    desk.asker.must_be_allowed(Right.ATTEND)
    row = found(desk.session, Meeting, meeting_id, "meeting")
    say(
        desk.session,
        row.id,
        str(desk.asker.member_id),
        attends=attends,
        asker=desk.asker,
        commission=desk.commission,
        now=desk.now,
    )
    return card(desk, row, "Noted: you can attend." if attends else "Noted: you can't attend.")
