"""Fields that choose among what Slack knows: people and channels; and the time of day."""

from __future__ import annotations

from collections.abc import Sequence

from slack_sdk.models.blocks import (
    ConversationFilter,
    ConversationSelectElement,
    InputBlock,
    TimePickerElement,
    UserMultiSelectElement,
    UserSelectElement,
)

from handlers.views.fields import FIELD
from handlers.views.kit import field_input


def person(
    block_id: str, label: str, *, initial: str = "", optional: bool = False, hint: str | None = None
) -> InputBlock:
    """Ask for one person on Slack."""
    element = UserSelectElement(action_id=FIELD, initial_user=initial or None)
    return field_input(block_id, label, element, optional=optional, hint=hint)


def people(
    block_id: str, label: str, *, initial: Sequence[str] = (), optional: bool = False, hint: str | None = None
) -> InputBlock:
    """Ask for any number of people on Slack."""
    element = UserMultiSelectElement(action_id=FIELD, initial_users=list(initial) or None)
    return field_input(block_id, label, element, optional=optional, hint=hint)


def channel(
    block_id: str, label: str, *, initial: str = "", optional: bool = False, hint: str | None = None
) -> InputBlock:
    """Ask for a channel, public or private."""
    element = ConversationSelectElement(
        action_id=FIELD,
        initial_conversation=initial or None,
        filter=ConversationFilter(include=["public", "private"]),
    )
    return field_input(block_id, label, element, optional=optional, hint=hint)


def clock(block_id: str, label: str, *, initial: str, optional: bool = False) -> InputBlock:
    """Ask for a time of day, with one to begin with: "18:30"."""
    element = TimePickerElement(action_id=FIELD, initial_time=initial)
    return field_input(block_id, label, element, optional=optional)
