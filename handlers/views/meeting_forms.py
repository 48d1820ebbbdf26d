"""The forms of the calendar: schedule, move, cancel, what happened, the posting, the pattern, who can't attend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from slack_sdk.models.blocks import (
    AlertBlock,
    Block,
    DatePickerElement,
    InputBlock,
    Option,
    TimePickerElement,
)
from slack_sdk.models.blocks.block_elements import UrlInputElement
from slack_sdk.models.views import View

from handlers.views import fields
from handlers.views.kit import context, field_input, form, option, plain, titled
from models.rules.calendars import MeetingKind, MeetingStatus
from models.rules.meetings import PostingSeen
from models.rules.patterns import LAST, WEEKDAY_NAMES, WEEKS, Pattern
from models.rules.wording import MONTHS, ordinal

SAVE_SCHEDULE = "save_meeting"
SAVE_MOVE = "save_moved_meeting"
SAVE_CANCEL = "save_cancelled_meeting"
SAVE_PAST = "save_meeting_record"
SAVE_POSTING = "save_posting"
CHOOSE_POSTING = "choose_posting"
SAVE_POSTING_CORRECTION = "save_posting_correction"
SAVE_PATTERN = "save_meeting_pattern"
SAVE_WHO_CANT = "save_who_cant_attend"
NEVER = "never"
PICK_SLOT = "pick_meeting_slot"
PICK_STATUS = "pick_meeting_status"
SAID_OF_STATUS = {
    MeetingStatus.HELD: "It was held, with a quorum",
    MeetingStatus.HELD_NO_QUORUM: "It met without a quorum",
    MeetingStatus.ADJOURNED: "It was adjourned to another date",
    MeetingStatus.CANCELLED: "It was cancelled",
}
_KINDS = {
    MeetingKind.REGULAR: "Regular",
    MeetingKind.SPECIAL: "Special",
    MeetingKind.WORKSHOP: "Workshop",
}
_MOST_PLACE, _MOST_REASON, _MOST_NAME = 200, 500, 100
_ALERT_LIMIT = 200


@dataclass(frozen=True, kw_only=True)
class SlotGiven:
    """What a form on a meeting holds already, or proposes."""

    kind: MeetingKind = MeetingKind.REGULAR
    day: date | None = None
    at: time | None = None
    place: str = ""
    link: str = ""
    reason: str = ""


def schedule_form(
    given: SlotGiven, zone: str, carries: Mapping[str, Any], *, says: str = "", warns: str = ""
) -> View:
    """Ask for a new meeting: what it is, when and where."""
    kinds = [option(text, kind) for kind, text in _KINDS.items()]
    kind = fields.radio("kind", "Type", kinds, initial=given.kind, redraws=PICK_SLOT)
    reason = fields.paragraph(
        "reason", "Why (for a special meeting)", most=_MOST_REASON, initial=given.reason, optional=True
    )
    blocks = [kind, *_slot(given, zone), reason, *_remarks(says, warns)]
    return form("Schedule a meeting", SAVE_SCHEDULE, blocks, submit="Schedule", carries=carries)


def move_form(
    called: str,
    given: SlotGiven,
    zone: str,
    carries: Mapping[str, Any],
    *,
    says: str = "",
    warns: str = "",
) -> View:
    """Ask for a meeting's new date, time or place, and why it is moved."""
    reason = fields.paragraph(
        "reason",
        "Reason",
        most=_MOST_REASON,
        initial=given.reason,
        optional=True,
        hint="Needed when the date or the time changes. Kept with the record.",
    )
    blocks = [titled(called), *_slot(given, zone), reason, *_remarks(says, warns)]
    return form("Move a meeting", SAVE_MOVE, blocks, submit="Move the meeting", carries=carries)


def cancel_form(called: str, carries: Mapping[str, Any], *, channel: bool) -> View:
    """Ask why a meeting is cancelled."""
    told = (
        "I tell the channel and everybody on the roster at once. "
        if channel
        else "I tell everybody on the roster at once. "
    )
    reason = fields.paragraph("reason", "Reason", most=_MOST_REASON, hint="Kept with the record, and shown.")
    blocks = [
        titled(called),
        reason,
        context(f"{told}The meeting is kept as cancelled and can be put back. Dates that count it may move."),
    ]
    return form(
        "Cancel a meeting", SAVE_CANCEL, blocks, submit="Cancel the meeting", carries=carries, close="Keep it"
    )


def past_form(called: str, given: SlotGiven, status: str, zone: str, carries: Mapping[str, Any]) -> View:
    """Ask what became of a meeting; of an adjourned one also when it was continued."""
    choices = [option(text, value) for value, text in SAID_OF_STATUS.items()]
    became = fields.radio("status", "What happened", choices, initial=status or None, redraws=PICK_STATUS)
    to = (
        [_day(given.day, "Continued on"), _clock(given.at, zone)] if status == MeetingStatus.ADJOURNED else []
    )
    reason = fields.paragraph(
        "reason",
        "Reason",
        most=_MOST_REASON,
        initial=given.reason,
        optional=True,
        hint="Needed for a cancelled or adjourned meeting, and to change an earlier record.",
    )
    blocks = [titled(called), became, *to, reason]
    return form("What happened", SAVE_PAST, blocks, submit="Record it", carries=carries)


def posting_form(
    called: str, deadline: str, given: SlotGiven, by: str, zone: str, carries: Mapping[str, Any]
) -> View:
    """Ask where, when and by whom an agenda was legally posted."""
    blocks = [
        titled(called, deadline),
        _day(given.day, "Posted on"),
        _clock(given.at, zone, "At"),
        fields.line(
            "place",
            "Where",
            most=_MOST_PLACE,
            initial=given.place,
            hint="For instance: City Hall notice board. A message in Slack is no legal notice.",
        ),
        fields.line("by", "By whom", most=_MOST_NAME, initial=by),
        _link("Link", given.link),
    ]
    return form("Record legal posting", SAVE_POSTING, blocks, submit="Record the posting", carries=carries)


def choose_posting_form(called: str, postings: Sequence[Option], carries: Mapping[str, Any]) -> View:
    """Ask which of several postings is wrong."""
    blocks = [titled(called), fields.choice("posting", "Which posting", postings)]
    return form("Correct the posting", CHOOSE_POSTING, blocks, submit="Choose this posting", carries=carries)


def correct_posting_form(
    called: str, posting: PostingSeen, today: date, zone: str, carries: Mapping[str, Any]
) -> View:
    """Ask what is right in place of a posting that was recorded wrongly, or whether there was none."""
    off = [option("It was not posted: take the entry back", NEVER)]
    blocks = [
        titled(called, posting.in_words(today)),
        _day(posting.at.date(), "Posted on"),
        _clock(posting.at.time(), zone, "At"),
        fields.line("place", "Where", most=_MOST_PLACE, initial=posting.place),
        fields.line("by", "By whom", most=_MOST_NAME, initial=posting.by),
        _link("Link", posting.link),
        fields.ticks("never", "Not posted", off),
        fields.paragraph(
            "reason", "Reason", most=_MOST_REASON, hint="Kept with the record, beside the earlier entry."
        ),
    ]
    return form("Correct the posting", SAVE_POSTING_CORRECTION, blocks, submit="Correct it", carries=carries)


def pattern_form(
    pattern: Pattern | None, place: str, until: date | None, zone: str, carries: Mapping[str, Any]
) -> View:
    """Ask by which pattern the commission meets, and until when its meetings are to be put on the calendar."""
    weeks = [option("Last" if week == LAST else ordinal(week).capitalize(), str(week)) for week in WEEKS]
    weekdays = [option(name, str(number)) for number, name in enumerate(WEEKDAY_NAMES)]
    months = [option(name, str(number)) for number, name in enumerate(MONTHS, start=1)]
    ticked = [str(month) for month in pattern.months] if pattern else [each.value or "" for each in months]
    blocks = [
        fields.choice(
            "week", "Which week of the month", weeks, initial=str(pattern.week) if pattern else None
        ),
        fields.choice(
            "weekday", "Day of the week", weekdays, initial=str(pattern.weekday) if pattern else None
        ),
        _clock(pattern.at if pattern else None, zone),
        fields.ticks("months", "Months", months, initial=ticked, optional=False),
        fields.day("until", "Until", initial=until),
        fields.line("place", "Place", most=_MOST_PLACE, initial=place, optional=True),
        context("Missing meetings are added. None is taken off the calendar; days off are pointed out."),
    ]
    return form("Set the pattern", SAVE_PATTERN, blocks, submit="Add the meetings", carries=carries)


def who_cant_form(
    called: str, people: Sequence[tuple[str, str]], absent: Sequence[str], carries: Mapping[str, Any]
) -> View:
    """Ask who has said that they can't attend; `people` are (id, name)."""
    choices = [option(name, member_id) for member_id, name in people]
    ticks = fields.ticks("members", "Who can't attend?", choices, initial=absent)
    return form(
        "Who can't attend?",
        SAVE_WHO_CANT,
        [titled(called), ticks],
        submit="Save who can't come",
        carries=carries,
    )


def _slot(given: SlotGiven, zone: str) -> list[Block]:
    place = fields.line("place", "Place", most=_MOST_PLACE, initial=given.place, optional=True)
    return [
        _acting(_day(given.day, "Date", PICK_SLOT)),
        _acting(_clock(given.at, zone, "Start", PICK_SLOT)),
        place,
        _link("Online link", given.link),
    ]


def _remarks(says: str, warns: str) -> list[Block]:
    alert = [AlertBlock(text=plain(warns, _ALERT_LIMIT), level="warning")] if warns else []
    return [*([context(says)] if says else []), *alert]


def _day(initial: date | None, label: str, name: str = fields.FIELD) -> InputBlock:
    element = DatePickerElement(action_id=name, initial_date=initial.isoformat() if initial else None)
    return field_input("day", label, element)


def _clock(initial: time | None, zone: str, label: str = "Start", name: str = fields.FIELD) -> InputBlock:
    element = TimePickerElement(
        action_id=name, initial_time=f"{initial:%H:%M}" if initial else None, timezone=zone
    )
    return field_input("time", label, element)


def _link(label: str, initial: str) -> InputBlock:
    element = UrlInputElement(action_id=fields.FIELD, initial_value=initial or None)
    return field_input("link", label, element, optional=True)


def _acting(block: InputBlock) -> InputBlock:
    """Have a choice in a field ask for the form to be drawn anew."""
    block.dispatch_action = True
    return block
