"""How a no is said: what happened, why, and the next tap."""

from __future__ import annotations

from collections.abc import Sequence

from slack_sdk.models.blocks import ButtonElement, ExternalDataSelectElement, InteractiveElement

from handlers.views.kit import Message, actions, button, does, plain, section, sentence
from handlers.views.usage import RECORD_AS_NEW, has_button, verb_button, verb_rows

FIND = "find_"
TRY_LINE = "try_line"
TRY_AGAIN = "Try again"
VALUE_LIMIT = 2000
"""Characters that a button carries."""
LONGEST_NAME = 20
"""Characters that a button shows on a phone."""


def refusal(said: str, offers: Sequence[str] = ()) -> Message:
    """Say no in a member's words, with buttons for what would help."""
    verbs = [offer for offer in offers if has_button(offer)] or ["help"]
    return Message(text=said, blocks=(section(said), *verb_rows(verbs)))


def stale(said: str, prospect_id: str) -> Message:
    """Say that a prospect has changed meanwhile, with the button that shows it."""
    return Message(text=said, blocks=(section(said), actions(button("See it", does("next"), prospect_id))))


def which_city(
    said: str, verb: str, choices: Sequence[tuple[str, str]], record: str, *, has_more: bool = False
) -> Message:
    """Ask which city is meant; `choices` are (id, label), `record` offers to record that name, `has_more` to search all others."""
    names = [label.partition(",")[0] for _, label in choices]
    offered = [
        section(label, button(_named(name, names), does(verb), prospect_id, about=label))
        for (prospect_id, label), name in zip(choices, names, strict=True)
    ]
    row: list[InteractiveElement] = [button(RECORD_AS_NEW, does("inquiry"), record[:1000])] if record else []
    if has_more:
        row.append(search_box(verb))
    labels = [label for _, label in choices if label not in said]
    told = " ".join([said, *([sentence("; ".join(labels))] if labels else [])])
    return Message(text=told, blocks=(section(said), *offered, actions(*row, verb_button("list"))))


def _named(name: str, names: Sequence[str]) -> str:
    """Say a city on its button where a phone has room for it, and no other of those on offer is called the same."""
    return name if len(name) <= LONGEST_NAME and names.count(name) == 1 else "This one"


def search_box(verb: str) -> ExternalDataSelectElement:
    """Make the menu that finds a city by its first letters, and goes on with a verb."""
    return ExternalDataSelectElement(
        action_id=f"{FIND}{verb}", min_query_length=0, placeholder=plain("Search all cities")
    )


def trouble(reference: str, again: ButtonElement | None = None) -> Message:
    """Apologise for a fault of ours; nothing was changed, and `again` tries it once more."""
    said = f"I couldn't do that. Nothing was changed. Please try again; if it repeats, tell your staff and give reference {reference}."
    return Message(
        text=said, blocks=(section(said), actions(*([again] if again else []), verb_button("menu")))
    )


def saved_but_not_shown(reference: str) -> Message:
    """Say that an entry is kept, though its answer did not arrive."""
    said = f"Your entry is safe, but I couldn't show you the answer. If it is not among your last entries, tell your staff and give reference {reference}."
    return Message(text=said, blocks=(section(said), actions(verb_button("undo"), verb_button("next"))))


def try_again(line: str) -> ButtonElement | None:
    """Make the button that answers a typed line once more; none for a line that is too long for a button."""
    return button(TRY_AGAIN, TRY_LINE, line) if line and len(line) <= VALUE_LIMIT else None


def press_again(action_id: str, value: str) -> ButtonElement:
    """Make the button that does once more what another one did."""
    return button(TRY_AGAIN, action_id, value)
