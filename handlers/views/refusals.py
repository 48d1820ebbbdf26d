"""How a no is said: what happened, why, and the next tap."""

from __future__ import annotations

from collections.abc import Sequence

from slack_sdk.models.blocks import InteractiveElement

from handlers.views.kit import Message, actions, button, does, section, sentence
from handlers.views.usage import BUTTONS, has_button, verb_button, verb_rows


def refusal(said: str, offers: Sequence[str] = ()) -> Message:
    """Say no in a member's words, with buttons for what would help."""
    verbs = [offer for offer in offers if has_button(offer)] or ["help"]
    return Message(text=said, blocks=(section(said), *verb_rows(verbs)))


def stale(said: str, prospect_id: str) -> Message:
    """Say that a prospect has changed meanwhile, with the button that shows it."""
    return Message(text=said, blocks=(section(said), actions(button("See it", does("next"), prospect_id))))


def which_city(said: str, verb: str, choices: Sequence[tuple[str, str]], record: str) -> Message:
    """Ask which city is meant; `choices` are (id, label), `record` offers to record that name as a new inquiry."""
    offered = [
        section(label, button("This one", does(verb), prospect_id, about=label))
        for prospect_id, label in choices
    ]
    row: list[InteractiveElement] = (
        [button(BUTTONS["inquiry"], does("inquiry"), record[:1000])] if record else []
    )
    labels = [label for _, label in choices if label not in said]
    told = " ".join([said, *([sentence("; ".join(labels))] if labels else [])])
    return Message(text=told, blocks=(section(said), *offered, actions(*row, verb_button("list"))))


def trouble(reference: str) -> Message:
    """Apologise for a fault of ours; nothing was changed."""
    said = f"I couldn't do that. Nothing was changed. Please try again; if it repeats, tell your staff and give reference {reference}."
    return Message(text=said, blocks=(section(said), actions(verb_button("menu"))))
