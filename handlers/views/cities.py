"""The form that asks which city, before the one about it."""

from __future__ import annotations

from slack_sdk.models.blocks import Option
from slack_sdk.models.views import View

from handlers.views import fields
from handlers.views.kit import form


def city_form(title: str, callback_id: str, *, key: str, suggested: Option | None, hint: str | None) -> View:
    """Ask which city, and go on."""
    city = fields.city("city", "City", initial=suggested, hint=hint)
    return form(title, callback_id, [city], submit="Continue", carries={"key": key})
