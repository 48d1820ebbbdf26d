"""The form that logs correspondence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from slack_sdk.models.blocks import Block, Option
from slack_sdk.models.views import View

from handlers.views import fields
from handlers.views.inquiries import more_button
from handlers.views.kit import form, option, titled
from models.rules.wording import plural

LOG_LETTER = "log_letter"
MORE_LETTER = "more_letter_fields"
RECEIVED, SENT = "in", "out"
HOW = (
    "Email",
    "Letter",
    "Phone",
    "Video call",
    "In person",
    "Through a consulate",
    "Through Sister Cities International",
    "Other",
)
WHAT = (
    "Inquiry",
    "Reply",
    "Formal letter",
    "Letter of introduction",
    "Invitation",
    "Form",
    "Agreement draft",
    "Courtesy letter",
    "Other",
)


@dataclass(frozen=True, kw_only=True)
class LetterChoices:
    """What the form offers."""

    completes: Sequence[Option] = ()
    """The steps that a letter can complete."""
    silence_days: int
    """Calendar days after which an answer to a letter of ours is asked about."""
    can_attach: bool


def letter_form(
    choices: LetterChoices,
    today: date,
    *,
    key: str,
    prospect: tuple[str, str] | None,
    typed: Mapping[str, Any] | None = None,
    suggested: Option | None = None,
    hint: str | None = None,
    more: bool = False,
) -> View:
    """Draw the form; `prospect` is (id, name) where it is known, else the form asks for the city."""
    given = dict(typed or {})
    about: Block = (
        titled(prospect[1]) if prospect else fields.city("city", "City", initial=suggested, hint=hint)
    )
    blocks = [about, *_usual_fields(given, today)]
    if choices.completes:
        ticked = given.get("completes", ())
        blocks.append(fields.ticks("completes", "This also completes", choices.completes, initial=ticked))
    blocks += _more_fields(choices) if more else [more_button(MORE_LETTER)]
    carries = {
        "key": key,
        "more": more,
        "prospect": prospect[0] if prospect else None,
        "permalink": given.get("permalink", ""),
    }
    return form("Log correspondence", LOG_LETTER, blocks, submit="Log it", carries=carries)


def _usual_fields(given: Mapping[str, Any], today: date) -> list[Block]:
    return [
        fields.radio(
            "direction",
            "Direction",
            [option("We received it", RECEIVED), option("We sent it", SENT)],
            initial=given.get("direction", RECEIVED),
        ),
        fields.choice(
            "medium", "How", [option(name, name) for name in HOW], initial=given.get("medium", "Email")
        ),
        fields.day("dated_on", "Date sent or received", initial=given.get("dated_on") or today),
        fields.line(
            "whom",
            "With whom (name, title)",
            most=120,
            optional=True,
            initial=given.get("whom", ""),
            hint="And who signed it, if someone else.",
        ),
        fields.paragraph(
            "summary",
            "Summary",
            most=1000,
            initial=given.get("summary", ""),
            hint="A sentence or two. This becomes part of the public record.",
        ),
        fields.choice(
            "what", "What it is", [option(name, name) for name in WHAT], initial=given.get("what", "Other")
        ),
    ]


def _more_fields(choices: LetterChoices) -> list[Block]:
    asked: list[Block] = [
        fields.line(
            "language",
            "Language; translated by",
            most=120,
            optional=True,
            hint="For instance: Portuguese; Rui Dias.",
        ),
        fields.day(
            "answer_by",
            "Expect an answer by",
            initial=None,
            optional=True,
            hint=f"Left empty: {plural(choices.silence_days, 'day')} after a letter of ours.",
        ),
    ]
    paper = (
        fields.file("paper", "The paper itself")
        if choices.can_attach
        else fields.link("link", "Link to the paper")
    )
    return [*asked, paper]
