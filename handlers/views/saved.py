"""What follows a form: that it was saved, what comes next, and the way back."""

from __future__ import annotations

from collections.abc import Sequence

from slack_sdk.models.blocks import ButtonElement
from slack_sdk.models.views import View

from handlers.views.kit import actions, button, does, form, section
from handlers.views.prospects import MOST_ON_CARD, explanations
from handlers.views.usage import IN_A_ROW, verb_button
from models.rules.progress import Progress

UNDO = "undo_act"
REPLY = "reply"
"""What the button carries that opens the form of our reply."""


def undo_button(act_id: int, *, about: str = "") -> ButtonElement:
    """Make the button that takes an act back."""
    return button("Undo", UNDO, str(act_id), about=about)


def saved(
    said: Sequence[str],
    progress: Progress,
    act_id: int,
    *more: ButtonElement,
    explains: bool = True,
    owes_reply: bool = False,
) -> View:
    """Say what was saved and what is next, with Undo and the next taps, `more` of them last; then how its dates were counted.

    What moves no date `explains` none; who `owes_reply` is led to the form of that letter.
    """
    counted = explanations(progress.now[:MOST_ON_CARD] if progress.is_open and explains else ())
    buttons = [
        undo_button(act_id, about=progress.name),
        button("What's next", does("next"), progress.prospect_id, about=progress.name),
        _log_button(progress, owes_reply=owes_reply),
        *more,
    ]
    rows = [actions(*buttons[start : start + IN_A_ROW]) for start in range(0, len(buttons), IN_A_ROW)]
    return form("Saved", "saved", [section("\n".join(said)), *rows, *counted], submit=None, close="Close")


def _log_button(progress: Progress, *, owes_reply: bool) -> ButtonElement:
    label, value = "Log correspondence", progress.prospect_id
    if owes_reply:
        label, value = "Log the reply", f"{value}:{REPLY}"
    return button(label, does("log"), value, about=progress.name)


def saved_already() -> View:
    """Say that a form that was sent twice is saved once."""
    said = section("That was saved already; nothing was recorded twice.")
    return form(
        "Saved",
        "saved",
        [said, actions(verb_button("next"), verb_button("undo"))],
        submit=None,
        close="Close",
    )
