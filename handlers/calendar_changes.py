"""What the forms of the calendar save: each answers with what was saved, which dates moved, and the next taps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from slack_sdk.models.blocks import ButtonElement
from slack_sdk.models.views import View

from handlers.desk import Desk
from handlers.filled import Filled
from handlers.scheduling import given_in
from handlers.views.kit import button
from handlers.views.meeting_forms import NEVER
from handlers.views.meetings import (
    SCHEDULE,
    after_posting,
    agenda_button,
    meeting_button,
    next_taps,
    saved_meeting,
)
from models.bodies import seating_now
from models.calendar_rows import CalendarChange, Slot
from models.database import found
from models.meeting_records import NewPosting, record_past, record_posting
from models.meetings import Meeting
from models.meetings_seen import seen_as
from models.moved_dates import Moved, moved_in_words
from models.posting_corrections import correct_posting
from models.refusals import Refusal
from models.regrets import expected, say
from models.rules.calendars import MeetingStatus
from models.rules.meetings import STATUS_IN_WORDS
from models.rules.patterns import WEEKS, Pattern
from models.rules.wording import day_in_words, listed, plural
from models.scheduling import MAY_BE_SCHEDULED, cancel, move, schedule, set_pattern

MOST_TOLD = 12
"""Lines of dates that a closing view shows."""


def save_schedule(desk: Desk, view: Mapping[str, Any]) -> View:
    """Put the meeting on the calendar."""
    filled = Filled(view)
    kind = next((each for each in MAY_BE_SCHEDULED if each == filled.chosen("kind")), None)
    if kind is None:
        raise Refusal("Please choose the type.", field="kind")
    reason = filled.text("reason")
    change = schedule(desk.session, kind, _slot(filled), reason, desk.asker, desk.commission, desk.now)
    where = "is back on the calendar" if change.put_back else "is on the calendar"
    return _saved(desk, change, f"{_called(change, desk)} {where}.")


def save_move(desk: Desk, view: Mapping[str, Any]) -> View:
    """Move the meeting."""
    filled = Filled(view)
    change = move(
        desk.session,
        _meeting_id(filled),
        _slot(filled),
        filled.text("reason"),
        desk.asker,
        desk.commission,
        desk.now,
        seen=_moment(filled.carries.get("seen")),
    )
    kind = change.meeting.kind.in_words
    place = f", {change.meeting.place}" if change.meeting.place else ""
    return _saved(desk, change, f"The {kind} is now on {change.meeting.moment(desk.today)}{place}.")


def save_cancel(desk: Desk, view: Mapping[str, Any]) -> View:
    """Cancel the meeting."""
    filled = Filled(view)
    reason = filled.text("reason")
    change = cancel(desk.session, _meeting_id(filled), reason, desk.asker, desk.commission, desk.now)
    told = "the channel and everybody" if desk.commission.channel else "everybody"
    return _saved(desk, change, f"{_called(change, desk)} is cancelled. I am telling {told} on the roster.")


def save_past(desk: Desk, view: Mapping[str, Any]) -> View:
    """Record what became of the meeting."""
    filled = Filled(view)
    status = next(
        (each for each in MeetingStatus if each == filled.chosen("status")), MeetingStatus.SCHEDULED
    )
    change = record_past(
        desk.session,
        _meeting_id(filled),
        status,
        filled.text("reason"),
        _continued_on(desk, filled),
        desk.asker,
        desk.commission,
        desk.now,
    )
    said = f"{_called(change, desk)} is recorded as {STATUS_IN_WORDS[change.meeting.status]}."
    further = f" It continues on {change.continued.moment(desk.today)}." if change.continued else ""
    return _saved(desk, change, f"{said}{further}")


def save_posting(desk: Desk, view: Mapping[str, Any]) -> View:
    """Record the legal posting of the meeting's agenda."""
    filled = Filled(view)
    new = _posting(filled)
    change = record_posting(desk.session, _meeting_id(filled), new, desk.asker, desk.commission, desk.now)
    said = f"The posting of the agenda is recorded for the {change.meeting.called(desk.today)}."
    return _posted(desk, change, said, after_posting(change.meeting, desk.today))


def save_posting_correction(desk: Desk, view: Mapping[str, Any]) -> View:
    """Correct a legal posting, or take it back."""
    filled = Filled(view)
    new = None if NEVER in filled.ticked("never") else _posting(filled)
    change = correct_posting(
        desk.session,
        _meeting_id(filled),
        str(filled.carries.get("posting")),
        new,
        filled.text("reason"),
        desk.asker,
        desk.commission,
        desk.now,
    )
    what = "corrected" if new else "taken back"
    said = f"The posting of the agenda for the {change.meeting.called(desk.today)} is {what}. The earlier entry stays in the record."
    row = [meeting_button(change.meeting, desk.today), agenda_button(change.meeting, desk.today)]
    return _posted(desk, change, said, row)


def save_pattern(desk: Desk, view: Mapping[str, Any]) -> View:
    """Put the pattern's missing meetings on the calendar."""
    filled = Filled(view)
    place = filled.text("place")
    done = set_pattern(
        desk.session, _pattern(filled), filled.day("until"), place, desk.asker, desk.commission, desk.now
    )
    days = [day_in_words(each.on, desk.today) for each in done.added]
    lines = [f"{plural(len(days), 'meeting')} added: {_shortened(days, '; ')}."]
    lines += [*_shortened_lines(done.warnings), *_moves(desk, done.moved)]
    buttons = [meeting_button(done.added[0], desk.today), button("Schedule", SCHEDULE)]
    return saved_meeting(lines, buttons)


def save_who_cant(desk: Desk, view: Mapping[str, Any]) -> View:
    """Record for others who can't attend: what was ticked otherwise than the form showed it, and nothing else."""
    filled = Filled(view)
    row = found(desk.session, Meeting, _meeting_id(filled), "meeting")
    seating, shown = seating_now(desk.session), filled.carries.get("said") or []
    for holder in (*seating.holders, *seating.alternates):
        attends = holder.member_id not in filled.ticked("members")
        if attends == (holder.member_id in shown):
            say(
                desk.session,
                row.id,
                holder.member_id,
                attends=attends,
                asker=desk.asker,
                commission=desk.commission,
                now=desk.now,
            )
    now = expected(desk.session, row)
    who = f"Can't attend: {listed(now.absent)}." if now.absent else "Nobody has said that they can't attend."
    seen = seen_as(row, desk.commission)
    numbers = [f"{now.in_words}."] if now.quorum else []
    return saved_meeting([who, *numbers], next_taps(seen, desk.today))


def _saved(desk: Desk, change: CalendarChange, said: str) -> View:
    """Say what was saved, what is to be decided, and which dates moved, or that none did."""
    lines = [said, *change.warnings, *_moves(desk, change.moved)]
    return saved_meeting(lines, next_taps(change.meeting, desk.today))


def _posted(desk: Desk, change: CalendarChange, said: str, row: Sequence[ButtonElement]) -> View:
    moved = _moves(desk, change.moved) if change.moved else []
    return saved_meeting([said, *change.warnings, *moved], row)


def _moves(desk: Desk, moved: Sequence[Moved]) -> list[str]:
    return _shortened_lines(moved_in_words(moved, desk.today))


def _shortened_lines(lines: Sequence[str]) -> list[str]:
    left = len(lines) - MOST_TOLD
    return [*lines[:MOST_TOLD], *([f"And {left} more."] if left > 0 else [])]


def _shortened(items: Sequence[str], between: str) -> str:
    left = len(items) - MOST_TOLD
    return between.join([*items[:MOST_TOLD], *([f"and {left} more"] if left > 0 else [])])


def _called(change: CalendarChange, desk: Desk) -> str:
    return f"The {change.meeting.called(desk.today)}"


def _slot(filled: Filled) -> Slot:
    given = given_in(filled)
    return Slot(day=given.day, at=given.at, place=given.place, link=given.link)


def _continued_on(desk: Desk, filled: Filled) -> datetime | None:
    given = given_in(filled)
    if given.day is None or given.at is None:
        return None
    return datetime.combine(given.day, given.at, tzinfo=desk.commission.zone)


def _posting(filled: Filled) -> NewPosting:
    return NewPosting(
        day=filled.day("day"),
        at=filled.time("time"),
        place=filled.text("place"),
        posted_by=filled.text("by"),
        link=filled.text("link"),
    )


def _pattern(filled: Filled) -> Pattern:
    at, months = filled.time("time"), filled.ticked("months")
    if at is None:
        raise Refusal("Please choose the time.", field="time")
    week = next((each for each in WEEKS if str(each) == filled.chosen("week")), None)
    weekday = next((each for each in range(7) if str(each) == filled.chosen("weekday")), None)
    if week is None:
        raise Refusal("Please choose which of the month.", field="week")
    if weekday is None:
        raise Refusal("Please choose the day of the week.", field="weekday")
    chosen = tuple(month for month in range(1, 13) if str(month) in months)
    if not chosen:
        raise Refusal("Please choose at least one month.", field="months")
    return Pattern(week=week, weekday=weekday, at=at, months=chosen)


def _meeting_id(filled: Filled) -> str:
    return str(filled.carries.get("meeting") or "")


def _moment(carried: object) -> datetime | None:
    """Read the moment that a form carries; None for what is none."""
    try:
        return datetime.fromisoformat(str(carried))
    except ValueError:
        return None
