"""What a reminder is about: the event and date that caused it, as one name; another date makes it another event."""

from __future__ import annotations

from datetime import date

from models.rules.notices import DEADLINES, Kind, kind_of
from models.rules.progress import Progress
from models.rules.steps import due_rows

LOCAL = "%Y-%m-%dT%H:%M"


def occurrence(kind: Kind, on: date, subject: str, step: str | None) -> str:
    """Name the event that a reminder is about: a date of a file or a meeting, and of a step of it."""
    return f"{kind}:{on}:{subject}:{step or ''}"


def read_occurrence(name: str) -> tuple[Kind, date, str, str]:
    """Read back the sort, the day, what it is about and the last part of an event's name."""
    kind, day, subject, step = name.split(":", 3)
    return Kind(kind), date.fromisoformat(day), subject, step


def dates_to_mind(progress: Progress) -> dict[tuple[Kind, str | None], date]:
    """List the dates of an open prospect that somebody may be reminded of, by kind and step."""
    if not progress.is_open:
        return {}
    steps = {standing.step.id: standing.step for standing in progress.standings}
    dates: dict[tuple[Kind, str | None], date] = {
        (kind_of(steps[row.step_id], is_goal=row.is_goal), row.step_id): row.on
        for row in due_rows(progress.standings)
    }
    return {**dates, (Kind.SILENCE, None): progress.answer_by} if progress.answer_by else dates


def deadline_of_step(progress: Progress, step_id: str | None) -> tuple[Kind, date] | None:
    """Give the sort and the day of a step's deadline; None where it has none any more."""
    dates = dates_to_mind(progress)
    return next(((kind, dates[kind, step_id]) for kind in DEADLINES if (kind, step_id) in dates), None)
