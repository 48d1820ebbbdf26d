"""A paper that is kept, as people look for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class KeptPaper:
    """A paper of one prospect."""

    paper_id: str
    name: str
    size: int
    """Bytes."""
    about: str
    """What it was attached to: a step's title, a letter's kind; empty where it came with the inquiry."""
    on: date
    """When it was attached, where the commission is."""
    by: str
