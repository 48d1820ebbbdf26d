"""Motions as they are usually worded, from the step that a vote is evidence for."""

from __future__ import annotations

from models.rules.policy import Meetings, Step
from models.rules.progress import Progress

COUNCIL = "council"


def motion_text(progress: Progress, step: Step | None) -> str:
    """Word the motion on a step: to go on with it, to recommend it to the Council, else to approve it."""
    city = progress.full_name
    if step is None or isinstance(step.due, Meetings):
        return f"Continue to explore a relationship with {city}."
    if _council_is_next(progress, step):
        return f"Recommend that the City Council approve the Memorandum of Understanding with {city}."
    return f"Approve: {step.title} ({city})."


def _council_is_next(progress: Progress, step: Step) -> bool:
    """Tell whether the Council votes on this step, or on the one that comes after it."""
    steps = [standing.step for standing in progress.standings]
    place = [each.id for each in steps].index(step.id)
    return any(each.vote and each.vote.body == COUNCIL for each in steps[place : place + 2])
