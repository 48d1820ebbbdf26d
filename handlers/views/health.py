"""How Clerk is doing, as its keepers see it on their Home."""

from __future__ import annotations

from slack_sdk.models.blocks import Block

from handlers.views.kit import section
from handlers.views.usage import verb_button
from models.rules.health import Health, course_of, faults_of, gaps_of


def health_line(health: Health) -> Block:
    """Say in one section when Clerk last planned, sent and copied; then what is wrong, with the button that mends it."""
    faults, gaps = faults_of(health), gaps_of(health)
    said = "\n".join([" ".join(course_of(health)), *faults, *gaps])
    mends = "roster" if gaps else "due" if health.missed else None
    return section(said, verb_button(mends) if mends else None)
