"""The button that asks for a file, and what is said until the file is there."""

from __future__ import annotations

from slack_sdk.models.blocks import ButtonElement

from handlers.views.kit import Message, actions, button, section
from handlers.views.usage import verb_button

SEND_FILE = "send_file"
OF_MEETINGS = frozenset({"agenda", "minutes", "calendar"})
OF_RECORDS = frozenset({"list", "records", "handover"})
CALLED = {"handover": "handover sheet"}
"""What a sort of file is called, where its name is not enough."""


def file_button(what: str, of: str = "", *, text: str = "Get the document", about: str = "") -> ButtonElement:
    """Make the button that has a file sent, by its sort and what it is of: "minutes" and a meeting, "paper" and its id."""
    return button(text, SEND_FILE, f"{what}:{of}", about=about)


def file_follows(what: str) -> Message:
    """Say that a file is on its way."""
    return _said_of(what, f"The {CALLED.get(what, what)} will be in your messages with Clerk in a moment.")


def cannot_make(what: str, why: str) -> Message:
    """Say that a file could not be made after all, and why."""
    return _said_of(what, f"I couldn't make the {CALLED.get(what, what)} that you asked for. {why}")


def _said_of(what: str, said: str) -> Message:
    back = "meeting" if what in OF_MEETINGS else ("export" if what in OF_RECORDS else "next")
    return Message(text=said, blocks=(section(said), actions(verb_button(back))))
