"""The few shapes every message and form is made of, within Slack's limits."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    HeaderBlock,
    InputBlock,
    InputInteractiveElement,
    InteractiveElement,
    MarkdownTextObject,
    Option,
    PlainTextObject,
    RichTextBlock,
    RichTextElementParts,
    RichTextListElement,
    RichTextSectionElement,
    SectionBlock,
)
from slack_sdk.models.views import View

SECTION_LIMIT = 3000
FIELD_LIMIT = 2000
BUTTON_LIMIT = 75
OPTION_LIMIT = 75
PLAIN_LIMIT = 150
TITLE_LIMIT = 24
QUOTE_LIMIT = 80
BACK_TO_FORM = "Back to the form"
"""What closes a word that lies on top of a form, in which all that was filled in is still there."""
TEXT_LIMIT = 8_000
"""A fifth of what Slack takes, since each `&` becomes five characters when it is escaped."""


@dataclass(frozen=True, kw_only=True)
class Message:
    """A message: what is drawn, and the full `text`, unescaped, that phones and screen readers get."""

    text: str
    blocks: tuple[Block, ...] = field(default=())
    plain: tuple[Block, ...] = field(default=())
    """What is drawn instead where Slack does not know one of the blocks; empty where all are old ones."""
    title: str = "Clerk"
    """What the form is called that shows it where no message can be."""

    def as_arguments(self) -> dict[str, Any]:
        """Give the arguments for a posting call, with links never unfurled."""
        return {**self.as_answer(), "unfurl_links": False, "unfurl_media": False}

    def as_answer(self) -> dict[str, Any]:
        """Give what an acknowledgement or a response URL takes."""
        return {
            "text": escape(clip(self.text, TEXT_LIMIT)),
            "blocks": [block.to_dict() for block in self.blocks],
        }


def escape(text: str) -> str:
    """Make user text plain: no mention, link or entity survives."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def sentence(text: str) -> str:
    """End a text with a period, unless it ends by itself."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def clip(text: str, limit: int) -> str:
    """Shorten to `limit` characters, showing that something was left out."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def clip_at_word(text: str, limit: int) -> str:
    """Shorten to `limit` characters at the end of a word, where one ends in the second half of them."""
    if len(text) <= limit:
        return text
    short = text[: limit - 1]
    at = short.rfind(" ")
    return (short[:at] if at > limit // 2 else short).rstrip(" ,;:") + "…"


def quoted(text: str) -> str:
    """Quote what someone typed, shortened to what a phone shows."""
    return f"“{clip(text, QUOTE_LIMIT)}”"


def plain(text: str, limit: int = PLAIN_LIMIT) -> PlainTextObject:
    """Make a plain text object; markup and mentions in it stay literal."""
    return PlainTextObject(text=clip(text, limit), emoji=False)


def section(
    text: str, accessory: InteractiveElement | None = None, fields: Sequence[str] = ()
) -> SectionBlock:
    """Make a section of plain text: markup and mentions in it stay literal."""
    return SectionBlock(
        text=plain(text, SECTION_LIMIT),
        accessory=accessory,
        fields=[plain(entry, FIELD_LIMIT) for entry in fields] or None,
    )


def marked(markdown: str) -> SectionBlock:
    """Make a section of our own markup; whatever is not ours in it has to be escaped."""
    return SectionBlock(text=MarkdownTextObject(text=clip(markdown, SECTION_LIMIT), verbatim=True))


def titled(title: str, *lines: str) -> RichTextBlock:
    """Make a bold line with plain ones below it; anything in them stays literal."""
    bold = RichTextElementParts.Text(text=title, style=RichTextElementParts.TextStyle(bold=True))
    rest = [RichTextElementParts.Text(text="".join(f"\n{line}" for line in lines))] if lines else []
    return RichTextBlock(elements=[RichTextSectionElement(elements=[bold, *rest])])


def header(text: str) -> HeaderBlock:
    """Make a header."""
    return HeaderBlock(text=plain(text))


def context(text: str) -> ContextBlock:
    """Make a line of small print; anything in it stays literal."""
    return ContextBlock(elements=[plain(text, SECTION_LIMIT)])


def button(
    text: str,
    action_id: str,
    value: str = "",
    *,
    about: str = "",
) -> ButtonElement:
    """Make a button; `about` names its matter for a screen reader where several look alike."""
    return ButtonElement(
        text=plain(text, BUTTON_LIMIT),
        action_id=action_id,
        value=value or None,
        accessibility_label=clip(f"{text}: {about}", BUTTON_LIMIT) if about else None,
    )


def does(verb: str, place: int | None = None) -> str:
    """Name the button that runs a verb for the prospect in its value; `place` tells several in one row apart."""
    return f"do_{verb}" if place is None else f"do_{verb}:{place}"


def pages(verb: str, place: int | None = None) -> str:
    """Name the button that shows another page of a verb's list; `place` tells several in one row apart."""
    return f"page_{verb}" if place is None else f"page_{verb}:{place}"


def verb_of(action_id: str) -> str:
    """Give the verb that a button's name was made from."""
    return action_id.partition("_")[2].partition(":")[0]


def actions(*elements: InteractiveElement) -> ActionsBlock:
    """Make a row of buttons and selects."""
    return ActionsBlock(elements=list(elements))


def option(text: str, value: str, description: str | None = None) -> Option:
    """Make a choice of a select, radio or checkbox."""
    return Option(
        text=plain(text, OPTION_LIMIT),
        value=value,
        description=plain(description, OPTION_LIMIT) if description else None,
    )


def field_input(
    block_id: str,
    label: str,
    element: InputInteractiveElement,
    *,
    optional: bool = False,
    hint: str | None = None,
) -> InputBlock:
    """Make a labelled field of a form."""
    return InputBlock(
        block_id=block_id,
        label=plain(label, 2000),
        element=element,
        optional=optional,
        hint=plain(hint, 2000) if hint else None,
    )


def bullets(lines: Sequence[str]) -> RichTextBlock:
    """Make a list of plain lines; anything in them stays literal."""
    items = [RichTextSectionElement(elements=[RichTextElementParts.Text(text=line)]) for line in lines]
    return RichTextBlock(elements=[RichTextListElement(style="bullet", elements=items)])


def form(
    title: str,
    callback_id: str,
    blocks: Sequence[Block],
    *,
    submit: str | None,
    carries: Mapping[str, Any] | None = None,
    close: str = "Cancel",
) -> View:
    """Make a form; `carries` comes back with its submission (a claim, to be checked again)."""
    return View(
        type="modal",
        callback_id=callback_id,
        title=plain(title, TITLE_LIMIT),
        submit=plain(submit, TITLE_LIMIT) if submit else None,
        close=plain(close, TITLE_LIMIT),
        blocks=list(blocks),
        private_metadata=json.dumps(dict(carries or {})),
    )


def carried(view: Mapping[str, Any]) -> dict[str, Any]:
    """Read back what a form carries; an empty or foreign value gives nothing."""
    try:
        found = json.loads(view.get("private_metadata") or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def notice(message: Message, *, close: str = "Close") -> View:
    """Make a small form that only says something."""
    return form(message.title, "notice", message.plain or message.blocks, submit=None, close=close)
