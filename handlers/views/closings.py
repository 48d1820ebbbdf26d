"""The form that closes a file or opens it again."""

from __future__ import annotations

from slack_sdk.models.blocks import Block, Option
from slack_sdk.models.views import View

from handlers.views import fields
from handlers.views.kit import form, titled

TURN_FILE = "turn_file"


def turn_form(
    prospect: tuple[str, str] | None,
    *,
    closed: bool,
    key: str,
    suggested: Option | None = None,
    hint: str | None = None,
) -> View:
    """Ask why a file is closed (or opened again); and first which, where that is not known."""
    verb = "Close" if closed else "Reopen"
    about: Block = (
        titled(prospect[1]) if prospect else fields.city("city", "City", initial=suggested, hint=hint)
    )
    reason = fields.paragraph(
        "reason", "Reason", most=1000, hint="Kept with the record. A closed file can be opened again."
    )
    carries = {"key": key, "prospect": prospect[0] if prospect else None, "closed": closed}
    return form(f"{verb} a file", TURN_FILE, [about, reason], submit=f"{verb} the file", carries=carries)
