"""The form that gives a city to another owner."""

from __future__ import annotations

from collections.abc import Sequence

from slack_sdk.models.blocks import Option
from slack_sdk.models.views import View

from handlers.views import fields
from handlers.views.kit import form, titled
from models.rules.progress import Progress

OWNER_CITY, OWNER_FORM = "owner_city", "owner_form"
TITLE = "Change the owner"


def owner_form(progress: Progress, people: Sequence[Option], *, key: str) -> View:
    """Ask who looks after a city from now on."""
    now = f"{progress.owner} looks after it now." if progress.owner else "Nobody looks after it yet."
    blocks = [
        titled(progress.full_name, now, "The owner gets the reminders, and may record its steps."),
        fields.choice("owner", "New owner", people),
        fields.line("reason", "Reason", most=300, optional=True),
    ]
    carries = {"key": key, "prospect": progress.prospect_id}
    return form(TITLE, OWNER_FORM, blocks, submit="Change owner", carries=carries)
