"""What is said of meetings: the card of the next one, what was saved, a cancelled one, a quorum that has become impossible."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from slack_sdk.models.blocks import Block, ButtonElement, OverflowMenuElement
from slack_sdk.models.views import View

from handlers.views.files import file_button
from handlers.views.kit import (
    Message,
    actions,
    button,
    context,
    does,
    form,
    option,
    section,
    sentence,
    titled,
)
from handlers.views.usage import verb_button
from models.rules.calendars import MeetingStatus
from models.rules.meetings import STATUS_IN_WORDS, Expected, MeetingCard, MeetingSeen
from models.rules.wording import listed, plural

SCHEDULE = "schedule_meeting"
MOVE = "move_meeting"
CANCEL = "cancel_meeting"
RECORD_PAST = "record_meeting"
RECORD_POSTING = "record_posting"
CORRECT_POSTING = "correct_posting"
SET_PATTERN = "set_meeting_pattern"
CORRECT_ROLL = "correct_roll"
WHO_CANT = "who_cant_attend"
MORE_MEETING = "more_meeting"
CAN_ATTEND = "can_attend"
CANT_ATTEND = "cant_attend"
CALL_TO_ORDER = "call_to_order"
SOON = timedelta(hours=3)
"""How long before its hour a meeting may be called to order from its card."""
DONT_DISCUSS = "Please don't discuss here; suggest it for the agenda."


def meeting_card(card: MeetingCard, now: datetime, today: date, *, officer: bool, noted: str = "") -> Message:
    """Show a meeting to one person: when, where, its agenda's deadline, who can't come, and the meetings after it."""
    title = f"{card.meeting.moment(today)}: {card.meeting.kind.in_words}"
    said = [
        *_facts(card, today),
        *(_attendance(card, officer=officer, noted=bool(noted)) if card.meeting.is_ahead else []),
    ]
    later = [f"{each.moment(today)}{_apart(each)}" for each in card.later]
    blocks: list[Block] = [
        *([section(noted)] if noted else []),
        titled(title, *said),
        *([titled("After that", *later)] if later else []),
        *_card_buttons(card, now, today, officer=officer),
        *_unrecorded(card, today),
    ]
    spoken = [noted, title, *said, *(["After that: " + "; ".join(later)] if later else [])]
    went_by = [_not_recorded(each, today) for each in card.unrecorded]
    text = " ".join(map(sentence, filter(None, [*spoken, *went_by])))
    return Message(text=text, blocks=tuple(blocks), title="Meeting")


def no_meeting(unrecorded: Sequence[MeetingSeen], today: date, *, officer: bool) -> Message:
    """Say that none is on the calendar, with the way to schedule one."""
    said = "No meeting is on the calendar." + ("" if officer else " Ask your staff to schedule one.")
    row = [button("Schedule", SCHEDULE), button("Set the pattern", SET_PATTERN)]
    offered = actions(*(row if officer else [verb_button("next")]))
    return Message(text=said, blocks=(section(said), offered, *_went_by(unrecorded, today)))


def saved_meeting(said: Sequence[str], buttons: Sequence[ButtonElement]) -> View:
    """Say what was saved, which dates moved, and what can be done next."""
    return form("Saved", "saved", [section("\n".join(said)), actions(*buttons)], submit=None, close="Close")


def meeting_button(meeting: MeetingSeen, today: date) -> ButtonElement:
    """Make the button that shows a meeting."""
    return button("Meeting", does("meeting"), meeting.id, about=meeting.called(today))


def agenda_button(meeting: MeetingSeen, today: date) -> ButtonElement:
    """Make the button that shows a meeting's agenda."""
    return button("Agenda", does("agenda"), meeting.id, about=meeting.called(today))


def next_taps(meeting: MeetingSeen, today: date) -> list[ButtonElement]:
    """Offer what may follow a change of a meeting, its reverse among it."""
    about = meeting.called(today)
    if meeting.status is MeetingStatus.CANCELLED:
        return [meeting_button(meeting, today), button("Put it back", SCHEDULE, meeting.id, about=about)]
    if not meeting.is_ahead:
        again = button("Change the record", RECORD_PAST, meeting.id, about=about)
        return [meeting_button(meeting, today), again]
    return [
        meeting_button(meeting, today),
        agenda_button(meeting, today),
        button("Move the meeting", MOVE, meeting.id, about=about),
        button("Cancel the meeting", CANCEL, meeting.id, about=about),
    ]


def after_posting(meeting: MeetingSeen, today: date) -> list[ButtonElement]:
    """Offer what may follow the record of a posting, its correction among it."""
    correct = button("Correct the posting", CORRECT_POSTING, meeting.id, about=meeting.called(today))
    return [correct, agenda_button(meeting, today), meeting_button(meeting, today)]


def posting_button(meeting: MeetingSeen, today: date) -> ButtonElement:
    """Make the button that records the legal posting of a meeting's agenda."""
    return button("Record posting", RECORD_POSTING, meeting.id, about=meeting.called(today))


def attend_button(meeting: MeetingSeen, today: date, *, attends: bool) -> ButtonElement:
    """Make the button that says the opposite of what somebody has said."""
    text, name = ("I can't attend", CANT_ATTEND) if attends else ("I can attend", CAN_ATTEND)
    return button(text, name, meeting.id, about=meeting.called(today))


def next_on_home(card: MeetingCard, now: datetime, today: date, *, officer: bool) -> list[Block]:
    """Show the next meeting on somebody's Home, or the one in session, with what may be done about it."""
    meeting = card.meeting
    place = [meeting.place] if meeting.place else []
    agenda = agenda_button(meeting, today)
    if meeting.status is MeetingStatus.IN_SESSION:
        desk = button("Open the meeting", does("meeting"), meeting.id, about=meeting.called(today))
        desk.style = "primary"
        return [titled(f"In session: {meeting.called(today)}", *place), actions(desk, agenda)]
    call = [call_button(meeting, today)] if officer and now >= meeting.starts_at - SOON else []
    attend = [attend_button(meeting, today, attends=card.attends)] if card.asked else []
    return [titled(f"Next meeting: {meeting.moment(today)}", *place), actions(*call, agenda, *attend)]


def cancelled_meeting(
    meeting: MeetingSeen, following: MeetingSeen | None, today: date, *, by: str, reason: str, is_public: bool
) -> Message:
    """Tell the channel that a meeting is cancelled; or, later, that it is on again."""
    if meeting.status is MeetingStatus.CANCELLED:
        said = sentence(f"The {meeting.called(today)} is cancelled: {reason}")
    else:
        said = f"The {meeting.called(today)} was cancelled and is on again: {meeting.moment(today)}."
    after = f" The next meeting is {following.moment(today)}." if following else ""
    small = f"Cancelled by {by}. {DONT_DISCUSS}" if is_public else f"Cancelled by {by}."
    row = actions(button("Meeting", does("meeting"), about="the next one"))
    return Message(text=f"{said}{after}", blocks=(section(f"{said}{after}"), context(small), row))


def short_of_quorum(meeting: MeetingSeen, expected: Expected, today: date) -> Message:
    """Tell the chair or staff that a quorum has become impossible; or, later, that it no longer is."""
    if not meeting.is_ahead:
        said = f"The {meeting.called(today)} is {STATUS_IN_WORDS[meeting.status]}."
    elif expected.is_possible:
        said = f"A quorum is possible again for the {meeting.called(today)}: {expected.in_words}."
    else:
        said = f"The {meeting.called(today)} is short of a quorum: {expected.in_words}."
    names = f" Can't attend: {listed(expected.absent)}." if expected.absent and meeting.is_ahead else ""
    buttons = actions(*next_taps(meeting, today))
    return Message(text=f"{said}{names}", blocks=(section(f"{said}{names}"), buttons))


def _not_recorded(meeting: MeetingSeen, today: date) -> str:
    called = meeting.called(today)
    return f"{called[:1].upper()}{called[1:]} is not recorded. It counts as held."


def _facts(card: MeetingCard, today: date) -> list[str]:
    meeting = card.meeting
    where = [part for part in (meeting.place, meeting.link) if part]
    if not meeting.is_ahead or meeting.is_unrecorded(today):
        status = "not recorded, so it counts as held" if meeting.is_ahead else STATUS_IN_WORDS[meeting.status]
        reason = f": {meeting.reason}" if meeting.reason else ""
        return [*where, sentence(f"{status[:1].upper()}{status[1:]}{reason}")]
    posting = card.posting.in_words(today) if card.posting else card.deadline.in_words(today)
    if card.posting is None and card.deadline.is_past:
        posting += " No legal posting is recorded."
    musts = f"{plural(card.musts, 'item')} must be discussed at this meeting." if card.musts else ""
    return [*where, posting, *([musts] if musts else [])]


def _attendance(card: MeetingCard, *, officer: bool, noted: bool) -> list[str]:
    expected = card.expected
    if not expected.quorum:
        return []
    own = [] if card.attends or noted else ["You have said that you can't attend."]
    if not expected.absent:
        return own
    who = f"Can't attend: {listed(expected.absent)}" if officer else f"{len(expected.absent)} can't attend"
    short = "" if expected.is_possible else " That is too few."
    return [f"{who}. {expected.in_words}.{short}", *own]


def _apart(meeting: MeetingSeen) -> str:
    """Say what sets a meeting apart from a regular one that is ahead."""
    kind = meeting.kind.in_words
    told = [
        *([kind] if kind != "regular meeting" else []),
        *([] if meeting.is_ahead else [STATUS_IN_WORDS[meeting.status]]),
    ]
    return f" ({', '.join(told)})" if told else ""


def _card_buttons(card: MeetingCard, now: datetime, today: date, *, officer: bool) -> Iterable[Block]:
    meeting = card.meeting
    about = meeting.called(today)
    if meeting.is_ahead and not meeting.is_unrecorded(today):
        is_soon = officer and now >= meeting.starts_at - SOON
        yield actions(
            *([call_button(meeting, today)] if is_soon else []),
            agenda_button(meeting, today),
            *([attend_button(meeting, today, attends=card.attends)] if card.asked else []),
            _calendar_file(),
        )
        if officer:
            yield actions(*_of_the_calendar(card, about, is_soon=is_soon), _more(card, now, is_soon=is_soon))
    elif officer:
        past = [*_of_the_past(meeting, about), button("Schedule", SCHEDULE)]
        menu = [_more_of_the_past(meeting)] if card.posting else []
        yield actions(agenda_button(meeting, today), *past, *menu)
    else:
        yield actions(agenda_button(meeting, today), _calendar_file())


def call_button(meeting: MeetingSeen, today: date) -> ButtonElement:
    """Make the button that calls a meeting to order: what comes next, so it stands out."""
    call = button("Call to order", CALL_TO_ORDER, meeting.id, about=meeting.called(today))
    call.style = "primary"
    return call


def _calendar_file() -> ButtonElement:
    return file_button("calendar", text="Calendar file")


def _of_the_calendar(card: MeetingCard, about: str, *, is_soon: bool) -> list[ButtonElement]:
    """Offer to change the calendar; close to the hour that is needed less, and goes into the menu."""
    meeting_id = card.meeting.id
    cancel = button("Cancel the meeting", CANCEL, meeting_id, about=about)
    posting = button("Record legal posting", RECORD_POSTING, meeting_id, about=about)
    if is_soon:
        return [posting, cancel]
    move = button("Move the meeting", MOVE, meeting_id, about=about)
    return [posting, button("Schedule", SCHEDULE), move, cancel]


def _of_the_past(meeting: MeetingSeen, about: str) -> list[ButtonElement]:
    if meeting.status is MeetingStatus.CANCELLED:
        return [button("Put it back", SCHEDULE, meeting.id, about=about)]
    if meeting.is_ahead:
        return [button("Record what happened", RECORD_PAST, meeting.id, about=about)]
    return [
        button("Change the record", RECORD_PAST, meeting.id, about=about),
        button("Correct the roll", CORRECT_ROLL, meeting.id, about=about),
    ]


def _more(card: MeetingCard, now: datetime, *, is_soon: bool) -> OverflowMenuElement:
    meeting = card.meeting
    offered = {
        WHO_CANT: "Who can't attend?",
        **({CORRECT_POSTING: "Correct the posting"} if card.posting else {}),
        **(
            {SCHEDULE: "Schedule another", MOVE: "Move the meeting"}
            if is_soon
            else {SET_PATTERN: "Set the pattern"}
        ),
        **({RECORD_PAST: "Record what happened"} if now >= meeting.starts_at else {}),
    }
    choices = [option(text, f"{name}:{meeting.id}") for name, text in offered.items()]
    return OverflowMenuElement(action_id=MORE_MEETING, options=choices)


def _more_of_the_past(meeting: MeetingSeen) -> OverflowMenuElement:
    choices = [option("Correct the posting", f"{CORRECT_POSTING}:{meeting.id}")]
    return OverflowMenuElement(action_id=MORE_MEETING, options=choices)


def _unrecorded(card: MeetingCard, today: date) -> Iterable[Block]:
    return _went_by([each for each in card.unrecorded if each.id != card.meeting.id], today)


def _went_by(unrecorded: Sequence[MeetingSeen], today: date) -> Iterable[Block]:
    for each in unrecorded:
        record = button("Record what happened", RECORD_PAST, each.id, about=each.called(today))
        yield section(_not_recorded(each, today), record)
