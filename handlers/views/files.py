"""The button that asks for a file, and what is said until the file is there."""

from __future__ import annotations

from slack_sdk.models.blocks import ButtonElement

from handlers.views.kit import Message, actions, button, section
from handlers.views.usage import verb_button

SEND_FILE = "send_file"


def file_button(what: str, meeting_id: str = "", *, text: str = "Get the file") -> ButtonElement:
    """Make the button that has a file sent: "agenda" or "minutes" of a meeting, or the "calendar"."""
    return button(text, SEND_FILE, f"{what}:{meeting_id}")


def file_follows(what: str) -> Message:
    """Say that a file is on its way."""
    said = f"The {what} will be in your messages with Clerk in a moment."
    return Message(text=said, blocks=(section(said), actions(verb_button("meeting"))))
