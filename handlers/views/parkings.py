"""The form that sets their silence aside, or ends that."""

from __future__ import annotations

from slack_sdk.models.blocks import Block, ButtonElement, Option
from slack_sdk.models.views import View

from handlers.views import fields
from handlers.views.kit import button, form, titled

PARK_FORM = "park_form"
TAKE_UP = "take_up_again"


def take_up_button(prospect_id: str, *, about: str) -> ButtonElement:
    """Make the button that has their silence minded again."""
    return button("Take up again", TAKE_UP, prospect_id, about=about)


def park_form(
    prospect: tuple[str, str] | None,
    *,
    parked: bool,
    key: str,
    suggested: Option | None = None,
    hint: str | None = None,
) -> View:
    """Ask why their silence is set aside (or minded again); and first whose, where that is not known."""
    about: Block = (
        titled(prospect[1]) if prospect else fields.city("city", "City", initial=suggested, hint=hint)
    )
    said = (
        "No answer is asked about any more, until a letter goes either way or you take it up again. "
        "Deadlines of ours keep running."
    )
    reason = fields.paragraph(
        "reason", "Reason", most=1000, optional=not parked, hint=said if parked else None
    )
    carries = {"key": key, "prospect": prospect[0] if prospect else None, "parked": parked}
    title = "Park a silence" if parked else "Take up again"
    return form(title, PARK_FORM, [about, reason], submit="Park it" if parked else title, carries=carries)
