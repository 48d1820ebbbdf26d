"""The form that stops asking about an answer for now, or asks again."""

from __future__ import annotations

from slack_sdk.models.blocks import Block, ButtonElement, Option
from slack_sdk.models.views import View

from handlers.views import fields
from handlers.views.kit import button, context, form, titled

PARK_FORM = "park_form"
TAKE_UP = "take_up_again"


def take_up_button(prospect_id: str, *, about: str) -> ButtonElement:
    """Make the button that has their silence asked about again."""
    return button("Ask again", TAKE_UP, prospect_id, about=about)


def park_form(
    prospect: tuple[str, str] | None,
    *,
    parked: bool,
    key: str,
    suggested: Option | None = None,
    hint: str | None = None,
    since: str = "",
) -> View:
    """Ask why nobody asks about their answer for now (or does again); and first whose, where that is not known."""
    about: Block = (
        titled(prospect[1]) if prospect else fields.city("city", "City", initial=suggested, hint=hint)
    )
    said = (
        "I stop asking about their answer. Deadlines of ours go on."
        if parked
        else (f"{since} I'll ask again about their answer." if since else "")
    )
    about_it: list[Block] = [context(said)] if said else []
    reason = fields.paragraph("reason", "Reason", most=1000, optional=not parked)
    carries = {"key": key, "prospect": prospect[0] if prospect else None, "parked": parked}
    title = "Stop asking for now" if parked else "Ask again"
    return form(title, PARK_FORM, [about, *about_it, reason], submit=title, carries=carries)
