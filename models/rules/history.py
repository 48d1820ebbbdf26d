"""Values of looking back and ahead: an entry of the record, a step with its date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from models.rules.progress import Progress


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of a prospect's record."""

    at: datetime
    by: str
    what: str
    """As the ledger calls it: "correspondence logged"."""
    said: tuple[str, ...]
    """What the facts tell that it added."""
    reason: str
    undone: bool


@dataclass(frozen=True, kw_only=True)
class DatedStep:
    """A step with its date, for lists of dates."""

    progress: Progress
    title: str
    on: date
    is_goal: bool
    """A goal of the commission's own: never due, never overdue."""
    basis: str
    """How the date was counted."""
