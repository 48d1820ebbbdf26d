"""Due dates, each with the sentence that says how it was counted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from models.rules.calendars import (
    BY_DEFINITION,
    Meeting,
    MeetingStatus,
    is_held,
    is_unrecorded,
    late_beginning,
    meetings_counted,
    scheduled_regular_dates,
    span_after,
    span_before,
    working_days_until,
)
from models.rules.facts import Extended, Facts
from models.rules.policy import After, Before, Meetings, On, Phrase, Span, Unit, Window
from models.rules.wording import date_in_words, day_in_words, full_date, ordinal, plural

MEETING_COUNT_DEFINITION = (
    "The count starts from the local date on which the matter was received, and that day is not counted. "
    "Then each regular meeting with a quorum counts, on whatever date it is held. "
    "Cancelled and special meetings, workshops and meetings without a quorum do not. "
    "A meeting and its continuation count once. A past meeting that nobody recorded counts as held."
)

_DAY = timedelta(days=1)
_EVENTS = {
    "applied": "application",
    "approved": "approval",
    "recognized": "recognition",
    "requested": "request",
    "signed": "signing",
    "submitted": "submission",
}


@dataclass(frozen=True, kw_only=True)
class Due:
    """A date, or the lack of one, and how it was counted."""

    on: date | None
    how: str
    """One sentence: anchor, count, source of the anchor's date. For no date: "no date yet: needs …"."""
    basis: str = ""
    """The part of `how` that stays true as days pass: what the projection keeps."""
    assumption: str | None = None
    """A reading of ours that decided it."""
    projected: bool = False
    """Rests on meetings that have not been held yet."""
    strict: date | None = None
    """The date under the strict count of meetings, where it is earlier."""
    held: int | None = None
    """Of a deadline counted in meetings: how many counted ones have been held."""
    of: int | None = None
    is_goal: bool = False
    """A goal of the commission's own: never due, never overdue."""
    was: date | None = None
    """Of a deadline that was put off by agreement: the deadline before."""


class Urgency(StrEnum):
    """How a date stands to today."""

    OVERDUE = "overdue"
    TODAY = "today"
    AHEAD = "ahead"
    GOAL = "goal"
    UNDATED = "undated"


def due_by(phrase: Phrase, facts: Facts, today: date, *, assumption: str | None = None) -> Due | None:
    """Work out the date that a phrase gives; None for a phrase that is shown and not computed."""
    if not isinstance(phrase, After | Meetings | On | Before):
        return None
    start = facts.date_of(phrase.anchor)
    if start is None:
        return Due(
            on=None, how=f"no date yet: needs the {event_in_words(phrase.anchor)}", assumption=assumption
        )
    if isinstance(phrase, Meetings):
        return _due_by_meetings(phrase, start, facts, today, assumption)
    how = f"{_count_in_words(phrase)} the {event_in_words(phrase.anchor)} of {full_date(start)}"
    return Due(on=_day_of(phrase, start, facts.days_off), how=how, basis=how, assumption=assumption)


def put_off(due: Due, extended: Extended) -> Due:
    """Give a deadline as it was put off by agreement, with how it was counted at first; what is counted later moves it no more."""
    was, on, recorded = (full_date(day) for day in (extended.was, extended.on, extended.recorded_on))
    agreed = f"extended from {was} to {on} by agreement of {extended.agreed_by}, recorded {recorded}"
    said = f"{agreed}: {extended.reason.rstrip('. ')}; first counted as"
    return Due(
        on=extended.on,
        how=f"{said} {due.how}",
        basis=f"{said} {due.basis or due.how}",
        assumption=due.assumption,
        was=extended.was,
    )


def window(phrase: Window, facts: Facts) -> tuple[date, date] | None:
    """Give the first and last day of a window; None while its start is unknown."""
    start = facts.date_of(phrase.anchor)
    if start is None:
        return None
    return span_after(start, phrase.first, facts.days_off), span_after(start, phrase.last, facts.days_off)


def urgency(due: Due, today: date) -> Urgency:
    """Say how a date stands to today; the day itself is still in time."""
    if due.on is None:
        return Urgency.UNDATED
    if due.is_goal:
        return Urgency.GOAL
    if due.on < today:
        return Urgency.OVERDUE
    return Urgency.TODAY if due.on == today else Urgency.AHEAD


def is_overdue(due: Due, today: date) -> bool:
    """Tell whether the day has passed; a goal never is overdue."""
    return urgency(due, today) is Urgency.OVERDUE


def due_in_words(due: Due, today: date, days_off: Collection[date] | None = None) -> str:
    """Say when it is due; the working days left are said only when the body's days off are given."""
    standing = urgency(due, today)
    if due.on is None or standing is Urgency.UNDATED:
        return due.how if due.held is None else f"{due.held} of {due.of} meetings held; {due.how}"
    day = day_in_words(due.on, today)
    if standing is Urgency.GOAL:
        return f"our goal was {day}" if due.on < today else f"our goal: {day}"
    was = f"extended from {date_in_words(due.was, today)}" if due.was else ""
    if standing is Urgency.OVERDUE:
        return f"overdue since {day}{_in_brackets(was)}"
    if standing is Urgency.TODAY:
        return f"due today{_in_brackets(was)}"
    if due.held is not None:
        return f"{due.held} of {due.of} meetings held; the last is {day}"
    left = "" if days_off is None else _working_days_left(due.on, today, days_off)
    return f"due {day}{_in_brackets(was, left)}"


def _in_brackets(*parts: str) -> str:
    said = "; ".join(filter(None, parts))
    return f" ({said})" if said else ""


def _working_days_left(day: date, today: date, days_off: Collection[date]) -> str:
    left = working_days_until(day, today, days_off)
    return plural(left, "working day") if left else "no working day left"


def event_in_words(anchor: str) -> str:
    """Name the event that a recorded date stands for: "application" for `applied`."""
    return _EVENTS.get(anchor, anchor.replace("-", " "))


def _day_of(phrase: After | On | Before, start: date, days_off: Collection[date]) -> date:
    if isinstance(phrase, After):
        return span_after(start, phrase.span, days_off) + (_DAY if phrase.strictly else timedelta())
    if isinstance(phrase, Before):
        return span_before(start, phrase.span or Span(count=1, unit=Unit.DAYS), days_off)
    return start


def _count_in_words(phrase: After | On | Before) -> str:
    if isinstance(phrase, After):
        return f"{'more than ' if phrase.strictly else ''}{_span_in_words(phrase.span)} after"
    if isinstance(phrase, Before):
        return f"{_span_in_words(phrase.span)} before" if phrase.span else "before"
    return "on"


def _span_in_words(span: Span) -> str:
    return plural(span.count, span.unit.value.removesuffix("s"))


def _due_by_meetings(phrase: Meetings, start: date, facts: Facts, today: date, assumption: str | None) -> Due:
    meetings = facts.meetings.get(phrase.body, ())
    if begins := late_beginning(meetings, start):
        return Due(on=None, how=_begins_too_late(phrase, start, begins), assumption=assumption)
    counted = meetings_counted(meetings, start, facts.counting.get(phrase.body, BY_DEFINITION))
    counted = counted[: phrase.count]
    on = counted[-1].on if len(counted) == phrase.count else None
    held = sum(is_held(meeting, today) for meeting in counted)
    basis = f"{ordinal(phrase.count)} {event_in_words(phrase.body)} meeting after the {event_in_words(phrase.anchor)} of {full_date(start)}"
    return Due(
        on=on,
        how=_meetings_in_words(basis, counted, start, today) if on else _not_yet(phrase, start, today),
        basis=basis,
        assumption=assumption,
        projected=on is not None and held < phrase.count,
        strict=_strict(phrase.count, meetings, start, on),
        held=held,
        of=phrase.count,
    )


def _meetings_in_words(basis: str, counted: tuple[Meeting, ...], start: date, today: date) -> str:
    return f"{basis}: {', '.join(_meeting_in_words(meeting, start, today) for meeting in counted)}"


def _meeting_in_words(meeting: Meeting, start: date, today: date) -> str:
    day = date_in_words(meeting.on, start)
    if is_unrecorded(meeting, today):
        return f"{day} not recorded"
    met = {MeetingStatus.HELD: " held", MeetingStatus.HELD_NO_QUORUM: " without quorum"}
    return day + met.get(meeting.status, "")


def _begins_too_late(phrase: Meetings, start: date, begins: date) -> str:
    calendar = f"the calendar of {event_in_words(phrase.body)} meetings begins {full_date(begins)}"
    return f"no date yet: {calendar}, after the {event_in_words(phrase.anchor)} of {full_date(start)}"


def _not_yet(phrase: Meetings, start: date, today: date) -> str:
    elapsed = plural((today - start).days, "day")
    return f"{ordinal(phrase.count)} meeting not yet scheduled ({elapsed} since the {event_in_words(phrase.anchor)})"


def _strict(count: int, meetings: Collection[Meeting], start: date, on: date | None) -> date | None:
    """Give the date under the strict count, where it comes before the date counted."""
    dates = scheduled_regular_dates(meetings, start)
    if len(dates) < count or (on is not None and on <= dates[count - 1]):
        return None
    return dates[count - 1]
