"""Motions as they are usually worded, from the step that a vote is evidence for."""

from __future__ import annotations

from datetime import date

from models.rules.policy import Meetings, Step
from models.rules.progress import Progress
from models.rules.wording import full_date

COUNCIL = "council"


def motion_text(progress: Progress, step: Step | None) -> str:
    """Word the motion on a step: to go on with it, to recommend it to the Council, else to approve it."""
    city = progress.full_name
    if step is None or isinstance(step.due, Meetings):
        return f"Continue to explore a relationship with {city}."
    if _council_is_next(progress, step):
        return f"Recommend that the City Council approve the Memorandum of Understanding with {city}."
    return f"Approve, for {city}: {step.title.rstrip('.')}."


def item_motion(number: int, title: str) -> str:
    """Word the motion on an item of the agenda that is no step of a city's."""
    return f"Approve item {number}, {title.rstrip('.')}."


def minutes_motion(on: date) -> str:
    """Word the motion that adopts the minutes of a meeting."""
    return f"Approve the minutes of {full_date(on)}."


def _council_is_next(progress: Progress, step: Step) -> bool:
    """Tell whether the Council votes on this step, or on the one that comes after it."""
    steps = [standing.step for standing in progress.standings]
    place = [each.id for each in steps].index(step.id)
    return any(each.vote and each.vote.body == COUNCIL for each in steps[place : place + 2])
