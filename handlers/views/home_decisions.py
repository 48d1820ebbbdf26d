"""What Home puts before those who decide: open votes, files long overdue, agendas, meetings that are not closed or not recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from slack_sdk.models.blocks import Block, ButtonElement

from handlers.views.home import spoken
from handlers.views.kit import button, clip, does, section, titled
from handlers.views.meetings import RECORD_PAST
from models.rules.calendars import working_days_until
from models.rules.meetings import Deadline, MeetingSeen
from models.rules.progress import Progress
from models.rules.steps import Standing
from models.rules.wording import plural

SHOWN = 4
LONGEST_MOTION = 150


@dataclass(frozen=True, kw_only=True)
class ToDecide:
    """One matter for somebody to decide, and the button that leads to it."""

    said: str
    button: ButtonElement


def to_decide(matters: Sequence[ToDecide], *, more: int = 0) -> list[Block]:
    """Show the first few matters, and how many `more` there are besides; nothing where there are none."""
    if not matters:
        return []
    left = len(matters[SHOWN:]) + more
    heading = titled("For you to decide", *([f"The first {SHOWN}; {left} more wait."] if left else []))
    return [heading, *(section(each.said, each.button) for each in matters[:SHOWN])]


def open_vote(motion: str, meeting: MeetingSeen, today: date) -> ToDecide:
    """Say that a vote is open; whoever presides closes it."""
    return ToDecide(said=f"A vote is open: {_quoted(motion)}", button=_open_meeting(meeting, today))


def your_votes(motions: Sequence[str], meeting: MeetingSeen, today: date) -> list[Block]:
    """Say which vote is open in which the person has not voted, and how many more there are; nothing where there is none."""
    if not motions:
        return []
    first, *others = motions
    more = f", and {plural(len(others), 'more vote')}" if others else ""
    return [section(f"You have not voted yet: {_quoted(first)}{more}", _open_meeting(meeting, today))]


def left_open(meeting: MeetingSeen, today: date) -> ToDecide:
    """Say that a meeting was never adjourned."""
    said = f"The {meeting.called(today)} is still in session. Adjourn it, if it is over."
    return ToDecide(said=said, button=_open_meeting(meeting, today))


def long_past(progress: Progress, standing: Standing, on: date, today: date) -> ToDecide:
    """Say how late a step is, and who looks after it."""
    late = plural(working_days_until(today, on, progress.days_off), "working day")
    owner = f"{progress.owner} looks after it" if progress.owner else "nobody looks after it"
    said = f"{progress.name}: “{standing.step.title}”, {late} late; {owner}"
    about = f"{spoken(progress)}, {standing.step.title}"
    return ToDecide(said=said, button=button("Open", does("next"), progress.prospect_id, about=about))


def to_post(meeting: MeetingSeen, deadline: Deadline, today: date) -> ToDecide:
    """Say until when the agenda of a meeting is to be posted."""
    said = f"The {meeting.called(today)}: {deadline.in_words(today)}"
    return ToDecide(said=said, button=_agenda(meeting, today))


def suggested(count: int, meeting: MeetingSeen, today: date) -> ToDecide:
    """Say how many suggestions for an agenda wait for a word."""
    waits = plural(count, "suggestion waits", "suggestions wait")
    return ToDecide(
        said=f"{waits} for the agenda of the {meeting.called(today)}.", button=_agenda(meeting, today)
    )


def not_recorded(meeting: MeetingSeen, today: date) -> ToDecide:
    """Say that nobody has recorded what became of a meeting."""
    said = f"The {meeting.called(today)} is not recorded. It counts as held."
    record = button("Record it", RECORD_PAST, meeting.id, about=meeting.called(today))
    return ToDecide(said=said, button=record)


def _open_meeting(meeting: MeetingSeen, today: date) -> ButtonElement:
    return button("Open the meeting", does("meeting"), meeting.id, about=meeting.called(today))


def _agenda(meeting: MeetingSeen, today: date) -> ButtonElement:
    return button("See the agenda", does("agenda"), meeting.id, about=meeting.called(today))


def _quoted(motion: str) -> str:
    return f"“{clip(' '.join(motion.split()), LONGEST_MOTION)}”"
