"""What can stand on an agenda, and what can become of it."""

from __future__ import annotations

from enum import StrEnum


class ItemKind(StrEnum):
    """What a meeting does with an item."""

    STANDING = "standing"
    """Part of every agenda: call to order, roll, public comment, minutes, reports, adjournment."""
    DISCUSS = "discuss"
    ACT = "act"
    RECEIVE = "receive"


class ItemState(StrEnum):
    """Whether an item is on the agenda."""

    SUGGESTED = "suggested"
    """By somebody; seen by staff alone until they list it."""
    LISTED = "listed"
    REMOVED = "removed"


class ItemResult(StrEnum):
    """What became of an item at its meeting."""

    DISCUSSED = "discussed"
    CONTINUED = "continued"
    DIRECTION = "direction to staff"
    VOTED = "voted"
    NOT_REACHED = "not reached"
    PULLED = "pulled"
