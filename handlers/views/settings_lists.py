"""The step lists: which are used, reading one, and handing in a new text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from handlers.views import fields
from handlers.views.kit import (
    actions,
    bullets,
    button,
    clip,
    context,
    form,
    option,
    section,
    titled,
)
from handlers.views.settings import settings_button
from models.rules.wording import plural

LISTS_FORM, HAND_IN_FORM, CHECK_FORM = "settings_lists", "settings_hand_in", "settings_check"
READ_LIST, HAND_IN = "settings_read_list", "settings_hand_in"
MOST_TYPED = 3_000
"""Characters that Slack takes in one field."""
MOST_TO_READ = 6
"""Step lists that can be read from the form."""
A_PART = 2_500
PARTS_A_PAGE = 4
MOST_LINES = 30
LONGEST_LINE = 200


@dataclass(frozen=True, kw_only=True)
class ListSeen:
    """A step list that is used, or could be."""

    value: str
    """The id of its text, or the name under which it comes with Clerk."""
    place: str
    """Whose it is."""
    title: str
    is_used: bool
    is_kept: bool
    """Whether its text is kept already, so that it can be read."""
    under_way: int = 0
    """Cities that follow it now."""

    @property
    def called(self) -> str:
        """Whose it is, and its title."""
        return f"{self.place}: {self.title}"


def lists_form(lists: Sequence[ListSeen], *, key: str) -> View:
    """Ask which step lists new files may begin under; each that is kept can be read."""
    used = [each.value for each in lists if each.is_used]
    choices = [option(each.place, each.value, each.title) for each in lists]
    kept = [each for each in lists if each.is_kept][:MOST_TO_READ]
    blocks: list[Block] = [
        fields.ticks(
            "lists",
            "Step lists for new cities",
            choices,
            initial=used,
            optional=False,
            hint="A city that is under way stays on the list that it began with.",
        ),
        *[
            section(_about(each), button("Read it", READ_LIST, each.value, about=each.called))
            for each in kept
        ],
        actions(button("Hand in a new one", HAND_IN)),
    ]
    return form("Step lists", LISTS_FORM, blocks, submit="Save step lists", carries={"key": key})


def _about(each: ListSeen) -> str:
    under_way = (
        f" {plural(each.under_way, 'city follows', 'cities follow')} it now." if each.under_way else ""
    )
    return f"{each.called}.{under_way}"


def list_page(title: str, parts: Sequence[str], version_id: str, *, page: int) -> View:
    """Show a part of a step list as a person reads it."""
    first = page * PARTS_A_PAGE
    shown, more = parts[first : first + PARTS_A_PAGE], len(parts) > first + PARTS_A_PAGE
    row = [button("Show more", READ_LIST, f"{version_id}:{page + 1}")] if more else []
    heading = [titled(title)] if page else []
    blocks: list[Block] = [*heading, *map(section, shown), actions(*row, settings_button())]
    return form("Step list", "notice", blocks, submit=None, close="Close")


def hand_in_form(*, key: str, can_attach: bool) -> View:
    """Ask for the text of a step list: as a file where Clerk may read files, else pasted."""
    limit = f"Slack takes {MOST_TYPED:,} characters here."
    longer = (
        "Attach a longer one as a file."
        if can_attach
        else "For a longer one, whoever runs me names its file in the commission's file and runs: clerk setup."
    )
    file = [fields.file("file", "The step list as a file")] if can_attach else []
    blocks: list[Block] = [
        section(
            "A step list says how a city becomes a sister city: its steps, and by when. I check it first."
        ),
        *file,
        fields.paragraph(
            "text",
            "Or its text" if can_attach else "Its text",
            most=MOST_TYPED,
            optional=True,
            hint=f"{limit} {longer}",
        ),
    ]
    return form("Hand in a step list", HAND_IN_FORM, blocks, submit="Check it", carries={"key": key})


def check_form(
    title: str,
    lines: Sequence[str],
    *,
    replaces: bool,
    under_way: int,
    note: str,
    carries: dict[str, str],
) -> View:
    """Show how a step list differs from the one in use, before it takes its place."""
    began = "it" if under_way == 1 else "they"
    stay = (
        f"{plural(under_way, 'city', 'cities')} under way {'stays' if under_way == 1 else 'stay'} on the text {began} began with."
        if under_way
        else "No city follows the old text now."
    )
    told = [clip(line, LONGEST_LINE) for line in lines[:MOST_LINES]]
    left = len(lines) - len(told)
    said = f"It replaces the one in use. {plural(len(lines), 'line differs', 'lines differ')}. {stay}"
    blocks: list[Block] = [
        *([section(note)] if note else []),
        titled(
            title,
            "I found no fault in it.",
            said if replaces else "It is new. Cities begin under it from now on.",
        ),
        bullets(told),
        *([context(f"And {left} more lines.")] if left > 0 else []),
    ]
    blocks.append(actions(button("Read it", READ_LIST, carries["version"], about=title)))
    return form("Use this step list?", CHECK_FORM, blocks, submit="Use it", carries=carries)
