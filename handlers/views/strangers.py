"""What people who are not on the roster see, and what staff hear of them."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.views.kit import Message, actions, marked, section
from handlers.views.usage import verb_button


def public_list(commission: str, cities: Sequence[str]) -> Message:
    """List the names of the open cities."""
    if cities:
        said = f"{commission} is in touch with: {'; '.join(cities)}."
    else:
        said = f"{commission} has no open inquiry."
    return Message(text=said, blocks=(section(said), actions(verb_button("join"), verb_button("help"))))


def asked_to_be_added(staff: str) -> Message:
    """Tell someone that their wish was passed on."""
    said = f"I have told {staff}, who keeps the roster."
    return Message(text=said, blocks=(section(said), actions(verb_button("list"))))


def asks_to_be_added(slack_id: str) -> Message:
    """Tell staff that someone asks to be on the roster."""
    asks = "asks to be added to the commission's roster. Add them to the roster if they belong there."
    return Message(
        text=f"Someone {asks} Open this message to see who.",
        blocks=(marked(f"<@{slack_id}> {asks}"), actions(verb_button("roster"))),
    )
