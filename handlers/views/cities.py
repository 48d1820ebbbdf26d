"""Which city: the form that asks for it, and how far one has come in a few words."""

from __future__ import annotations

from slack_sdk.models.blocks import Option
from slack_sdk.models.views import View

from handlers.views import fields
from handlers.views.kit import form
from models.rules.progress import Progress
from models.rules.steps import step_of


def city_form(title: str, callback_id: str, *, key: str, suggested: Option | None, hint: str | None) -> View:
    """Ask which city, and go on."""
    city = fields.city("city", "City", initial=suggested, hint=hint)
    return form(title, callback_id, [city], submit="Choose this city", carries={"key": key})


def state_in_words(progress: Progress) -> str:
    """Say in a few words how far a city has come, to tell it from another of its name: "step 2 of 7"."""
    if progress.closed_on:
        return f"closed {progress.closed_on.year}"
    return step_of(progress.standings)
