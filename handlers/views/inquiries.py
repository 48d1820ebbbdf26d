"""The form that records an inquiry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from slack_sdk.models.blocks import ActionsBlock, AlertBlock, Block, Option
from slack_sdk.models.views import View

from handlers.views import fields
from handlers.views.kit import actions, button, form, option, plain

RECORD_INQUIRY = "record_inquiry"
MORE_INQUIRY = "more_inquiry_fields"

SAME_PLACE = "same_place"
ANOTHER_PLACE = "another_place"


@dataclass(frozen=True, kw_only=True)
class InquiryChoices:
    """What the form offers: the commission's paths, people and interests."""

    paths: Sequence[Option]
    owners: Sequence[Option]
    interests: Sequence[Option]
    owner: str | None
    """The owner's id that is chosen unless changed."""
    can_attach: bool


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """Something the form asks before it saves: a similar name, an existing partner."""

    says: str
    options: Sequence[Option]


def inquiry_form(
    choices: InquiryChoices,
    today: date,
    *,
    key: str,
    typed: Mapping[str, Any] | None = None,
    country: Option | None = None,
    more: bool = False,
    doubt: Doubt | None = None,
) -> View:
    """Draw the form; `typed` are values to begin with, `key` tells one filled form from another."""
    given = dict(typed or {})
    blocks: list[Block] = [*_doubt_blocks(doubt)]
    blocks += [
        fields.line(
            "city",
            "City or region",
            most=80,
            initial=given.get("city", ""),
            hint="As you would write it on an envelope.",
        ),
        fields.country("country", "Country", initial=country),
        fields.radio(
            "path", "Who started it?", choices.paths, initial=given.get("path") or choices.paths[0].value
        ),
        fields.day("received_on", "Date received", initial=given.get("received_on") or today),
        fields.choice(
            "medium",
            "How it arrived",
            [option(name, name) for name in fields.MEDIA],
            initial=given.get("medium", "Email"),
        ),
        fields.paragraph(
            "notes",
            "Notes",
            most=3000,
            initial=given.get("notes", ""),
            optional=True,
            hint="For staff. A longer letter goes in as a file.",
        ),
    ]
    blocks += _more_fields(choices) if more else [more_button(MORE_INQUIRY)]
    carries = {"key": key, "more": more, "doubt": doubt is not None}
    return form("Record an inquiry", RECORD_INQUIRY, blocks, submit="Record inquiry", carries=carries)


def more_button(action_id: str) -> ActionsBlock:
    """Offer the fields that most people do not need."""
    return actions(button("More details", action_id))


def _more_fields(choices: InquiryChoices) -> list[Block]:
    asked: list[Block] = [
        fields.line(
            "contact",
            "Contact (name, title, email)",
            most=200,
            optional=True,
            hint="Kept with the record; public records law may apply.",
        ),
    ]
    if choices.interests:
        asked.append(fields.ticks("interests", "Interests", choices.interests))
    if choices.owner is not None:
        asked.append(
            fields.choice(
                "owner", "Owner and contact on our side", choices.owners, initial=choices.owner, optional=True
            )
        )
    return [*asked, *([fields.file("paper", "The letter itself")] if choices.can_attach else [])]


def _doubt_blocks(doubt: Doubt | None) -> list[Block]:
    if doubt is None:
        return []
    return [
        AlertBlock(text=plain(doubt.says, 200), level="warning"),
        fields.radio("doubt", "Before it is saved", doubt.options),
    ]
