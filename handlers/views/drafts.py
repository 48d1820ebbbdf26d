"""The form that records a draft of the memorandum."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from handlers.views import fields
from handlers.views.kit import form, titled
from models.rules.agreed import DraftSeen
from models.rules.progress import Progress

DRAFT_CITY, DRAFT_FORM = "draft_city", "draft_form"
TITLE = "Record a draft"


def draft_form(
    progress: Progress, drafts: Sequence[DraftSeen], today: date, *, key: str, can_attach: bool
) -> View:
    """Ask for the next draft of the memorandum."""
    number = drafts[-1].number + 1 if drafts else 1
    asks = (
        "What it provides for, in short." if number == 1 else f"What is new since draft {drafts[-1].number}."
    )
    blocks: list[Block] = [
        titled(f"{progress.full_name}: draft {number} of the memorandum"),
        fields.day("dated_on", "Dated", initial=today),
        fields.line("by_whom", "Written by", most=120, hint="Such as “Cascais”, “our attorney”, or a name."),
        fields.paragraph("changes", "What is new", most=1000, optional=number == 1, hint=asks),
        *([fields.file("file", "File")] if can_attach else []),
        fields.link("paper", "Link"),
    ]
    carries = {"key": key, "prospect": progress.prospect_id}
    return form(TITLE, DRAFT_FORM, blocks, submit="Record it", carries=carries)
