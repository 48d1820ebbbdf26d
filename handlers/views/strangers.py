"""What people who are not on the roster see, and what staff hear of them."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.views.kit import Message, actions, marked, section
from handlers.views.usage import verb_button, verb_rows


def public_list(commission: str, cities: Sequence[str], *, left: int = 0) -> Message:
    """List the names of the open cities, and say how many more are `left`."""
    if cities:
        more = f"; and {left} more" if left else ""
        said = f"{commission} is in touch with: {'; '.join(cities)}{more}."
    else:
        said = f"{commission} has no open inquiry."
    return Message(text=said, blocks=(section(said), actions(verb_button("join"), verb_button("help"))))


def asked_to_be_added(staff: str, *, is_outside: bool) -> Message:
    """Tell someone that their wish was passed on, with what else they may see."""
    said = f"I have told {staff}, who keeps the roster."
    return Message(text=said, blocks=(section(said), *verb_rows(["help" if is_outside else "public"])))


def asks_to_be_added(slack_id: str, name: str) -> Message:
    """Tell staff who asks to be on the roster; without a name from Slack, the message itself shows who."""
    asks = "asks to be added to the commission's roster. Add them to the roster if they belong there."
    return Message(
        text=f"{name} {asks}" if name else f"Someone {asks} Open this message to see who.",
        blocks=(marked(f"<@{slack_id}> {asks}"), actions(verb_button("roster"))),
    )
