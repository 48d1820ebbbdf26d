"""What follows a form: that it was saved, what comes next, and the way back."""

from __future__ import annotations

from collections.abc import Sequence

from slack_sdk.models.blocks import ButtonElement
from slack_sdk.models.views import View

from handlers.views.kit import actions, button, does, escape, form, section
from models.rules.progress import Progress

UNDO = "undo_act"


def undo_button(act_id: int, *, about: str = "") -> ButtonElement:
    """Make the button that takes an act back."""
    return button("Undo", UNDO, str(act_id), about=about)


def saved(said: Sequence[str], progress: Progress, act_id: int) -> View:
    """Say what was saved and what is next, with Undo and the next taps."""
    row = actions(
        undo_button(act_id, about=progress.name),
        button("What's next", does("next"), progress.prospect_id, about=progress.name),
        button("Log correspondence", does("log"), progress.prospect_id, about=progress.name),
    )
    return form("Saved", "saved", [section(escape("\n".join(said))), row], submit=None, close="Close")


def taken_back(said: str) -> View:
    """Say that an act was taken back."""
    return form("Taken back", "saved", [section(escape(said))], submit=None, close="Close")
