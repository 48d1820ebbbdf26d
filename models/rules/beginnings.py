"""How a relationship begins: approved, signed and recognized are three dates, and each is set by a step of the path."""

from __future__ import annotations

from models.rules.progress import Progress
from models.rules.steps import Standing

APPROVED, SIGNED, RECOGNIZED = "approved", "signed", "recognized"
BEGINNINGS = {
    APPROVED: "approved by the Council",
    SIGNED: "signed",
    RECOGNIZED: "recognized by Sister Cities International",
}
"""The dates from any of which a relationship may be said to begin."""


def signing_step(progress: Progress) -> Standing | None:
    """Give the step that the two signatures complete; nothing where the path has none."""
    return next((each for each in progress.standings if each.step.sets == SIGNED), None)


def unapproved_step(progress: Progress) -> Standing | None:
    """Give the approval that the path asks for, while it is open or where it came out as a denial."""
    asked = (each for each in progress.standings if each.step.sets == APPROVED)
    return next((each for each in asked if each.is_open or each.is_denied), None)
