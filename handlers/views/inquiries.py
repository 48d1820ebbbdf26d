"""The form that records an inquiry."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from slack_sdk.models.blocks import ActionsBlock, AlertBlock, Block, Option
from slack_sdk.models.views import View

from handlers.views import fields
from handlers.views.kit import actions, button, form, option, plain
from handlers.views.warnings import warning_blocks
from models.rules.restrictions import Restriction

RECORD_INQUIRY = "record_inquiry"
MORE_INQUIRY = "more_inquiry_fields"
PICK_PATH = "pick_path"

SAME_PLACE = "same_place"
SAME_CITY = "same_city"
ANOTHER_PLACE = "another_place"


@dataclass(frozen=True, kw_only=True)
class InquiryChoices:
    """What the form offers: the commission's paths, people and interests."""

    paths: Sequence[Option]
    searches: Collection[str]
    """The values of those paths that look for a city, and so ask for none."""
    owners: Sequence[Option]
    interests: Sequence[Option]
    owner: str | None
    """The owner's id that is chosen unless changed."""
    can_attach: bool

    @property
    def usual_path(self) -> str:
        """The path that is chosen unless changed: the first with a city, where there is one."""
        values = [str(path.value) for path in self.paths]
        return next((value for value in values if value not in self.searches), values[0])


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
    warned: Mapping[str, Restriction] | None = None,
    accepted: str = "",
) -> View:
    """Draw the form; `typed` are values to begin with, `key` tells one filled form from another.

    `warned` are restricted countries to warn of, `accepted` those that were gone on with before.
    """
    given = dict(typed or {})
    path = given.get("path") or choices.usual_path
    searching = path in choices.searches
    blocks: list[Block] = [*_doubt_blocks(doubt), *warning_blocks(warned or {})]
    blocks += [
        *(_search_fields(given) if searching else _city_fields(given, country)),
        fields.radio(
            "path",
            "Who started it?",
            choices.paths,
            initial=path,
            redraws=PICK_PATH if choices.searches else None,
        ),
        fields.day(
            "received_on",
            "Date it began" if searching else "Date received",
            initial=given.get("received_on") or today,
        ),
        *([] if searching else [_medium(given)]),
        fields.paragraph(
            "notes",
            "Notes",
            most=3000,
            initial=given.get("notes", ""),
            optional=True,
            hint="For staff. A longer letter goes in as a document.",
        ),
    ]
    blocks += _more_fields(choices, given) if more else [more_button(MORE_INQUIRY)]
    carries = {"key": key, "more": more, "doubt": doubt is not None, "accepted": accepted}
    return form("Record an inquiry", RECORD_INQUIRY, blocks, submit="Record inquiry", carries=carries)


def _search_fields(given: Mapping[str, Any]) -> list[Block]:
    name = fields.line(
        "title",
        "Name of the search",
        most=80,
        initial=given.get("title", ""),
        hint='For instance "A partner on the coast".',
    )
    return [name]


def _city_fields(given: Mapping[str, Any], country: Option | None) -> list[Block]:
    city = fields.line(
        "city",
        "City or region",
        most=80,
        initial=given.get("city", ""),
        hint="As you would write it on an envelope.",
    )
    return [city, fields.country("country", "Country", initial=country)]


def _medium(given: Mapping[str, Any]) -> Block:
    ways = [option(name, name) for name in fields.MEDIA]
    return fields.choice("medium", "How it arrived", ways, initial=given.get("medium", "Email"))


def more_button(action_id: str) -> ActionsBlock:
    """Offer the fields that most people do not need."""
    return actions(button("More details", action_id))


def _more_fields(choices: InquiryChoices, given: Mapping[str, Any]) -> list[Block]:
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
                "owner",
                "Owner and contact on our side",
                choices.owners,
                initial=choices.owner,
                optional=True,
                hint="Gets the reminders.",
            )
        )
    if choices.can_attach:
        return [*asked, fields.file("paper", "The letter itself")]
    return [*asked, fields.link("link", "The letter itself", initial=given.get("link", ""))]


def _doubt_blocks(doubt: Doubt | None) -> list[Block]:
    if doubt is None:
        return []
    return [
        AlertBlock(text=plain(doubt.says, 200), level="warning"),
        fields.radio("doubt", "Before it is saved", doubt.options),
    ]
