"""The button that shares an answer with the channel."""

from __future__ import annotations

from slack_sdk.models.blocks import ButtonElement

from handlers.views.kit import button

SHARE = "share_here"


def share_button(verb: str, about: str, offset: int = 0, *, name: str = "") -> ButtonElement:
    """Make the button that shares an answer; `about` is a prospect's id, or what was asked after the verb."""
    return button("Share here", SHARE, f"{verb}:{about}:{offset}", about=name)
