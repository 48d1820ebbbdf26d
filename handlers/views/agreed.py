"""Drafts and programs in lists."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.views.kit import clip, sentence
from models.rules.agreed import DraftSeen, ProgramSeen

MOST_LISTED = 8
MOST_SAID = 250
"""Characters of one in the list of them all."""


def newest_first(seen: Sequence[DraftSeen | ProgramSeen]) -> list[str]:
    """List drafts or programs, the newest first, each in one sentence."""
    lines = [_line(each.in_words()) for each in reversed(seen)]
    left = len(lines) - MOST_LISTED
    return [*lines[:MOST_LISTED], *([f"{left} older ones are in the record."] if left > 0 else [])]


def _line(said: str) -> str:
    return sentence(clip(said[:1].upper() + said[1:], MOST_SAID))
