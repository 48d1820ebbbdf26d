"""What sort of motion it is."""

from __future__ import annotations

from enum import StrEnum


class MotionKind(StrEnum):
    """What a motion is about."""

    MAIN = "main"
    ADD_ITEM = "add an item"
    """To take up what is not on the posted agenda."""
    ADOPT_MINUTES = "adopt minutes"
    RECONSIDER = "reconsider"
