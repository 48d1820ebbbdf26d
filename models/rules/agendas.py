"""What can stand on an agenda, and what can become of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
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


@dataclass(frozen=True, kw_only=True)
class AgendaEntry:
    """An item of an agenda as it stands."""

    item: str
    """What names it for good: a row's id, or the name of a standing item or of the matter that is due."""
    number: int
    """1, 2, 3, … down the agenda."""
    title: str
    kind: ItemKind
    prospect_id: str | None = None
    step_id: str | None = None
    presenter: str = ""
    why: str = ""
    """Why it is there, where it came by itself."""
    state: ItemState = ItemState.LISTED
    result: ItemResult | None = None
    note: str = ""
    until: date | None = None
    """Of a continued item: to which day."""
