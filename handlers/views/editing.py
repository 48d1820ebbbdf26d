"""The form that corrects what is known of a city."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.models.blocks import Block, Option
from slack_sdk.models.views import View

from handlers.views import fields
from handlers.views.kit import form, option, titled
from models.rules.progress import Progress

EDIT_CITY, EDIT_FORM = "edit_city", "edit_form"
TITLE = "Edit a city"
REMOVE = "remove"


@dataclass(frozen=True, kw_only=True)
class AsKnown:
    """What the form shows of a city as it stands."""

    country: Option | None
    """None for a search, which has no country."""
    spellings: Sequence[str]
    interests: Sequence[Option]
    """Those to choose from."""
    contact: str
    """The latest contact on their side; empty for none."""
    has_contacts: bool = False
    """Whether any file on the city has details of their people that could be removed."""


def edit_form(progress: Progress, known: AsKnown, carries: Mapping[str, Any]) -> View:
    """Show what is known of a city, to be corrected."""
    also = f"Known by already: {', '.join(known.spellings)}." if known.spellings else "One a line."
    blocks: list[Block] = [
        titled(progress.full_name, "What you change is kept in the history, with what stood before."),
        fields.line("name", "City or region" if known.country else "Name", most=80, initial=progress.name),
    ]
    if known.country:
        blocks += [
            fields.country("country", "Country", initial=known.country),
            fields.paragraph("spellings", "Other spellings to add", most=1000, optional=True, hint=also),
        ]
    if known.interests:
        blocks.append(fields.ticks("interests", "Interests", known.interests, initial=progress.interests))
    blocks.append(
        fields.line("contact", "Contact (name, title, email)", most=200, initial=known.contact, optional=True)
    )
    if known.has_contacts:
        blocks.append(fields.ticks("privacy", "If they asked for it", [_removal()]))
    blocks.append(fields.line("reason", "Reason", most=300, optional=True))
    return form(TITLE, EDIT_FORM, blocks, submit="Save the city", carries=carries)


def _removal() -> Option:
    return option(
        "Remove their contact details for good",
        REMOVE,
        "From every file on this city. It cannot be undone; the day is kept.",
    )
