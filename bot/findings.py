"""What `clerk doctor` found of one part: whether it works, and what to do where it does not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How a part is."""

    WELL = "pass"
    FAIL = "FAIL"
    NOTE = "note"
    """It works, or nobody can tell from here; there is something to know or to do all the same."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One line of `clerk doctor`. It never holds a token, nor an address that opens something."""

    level: Level
    part: str
    says: str
    """What is so, and what to do, in sentences."""

    @property
    def line(self) -> str:
        """The line as it is printed."""
        return f"{self.level:<4}  {self.part}: {self.says}"


def passed(part: str, says: str) -> Finding:
    """Say that a part works."""
    return Finding(level=Level.WELL, part=part, says=says)


def failed(part: str, says: str) -> Finding:
    """Say that a part does not work, and what to do."""
    return Finding(level=Level.FAIL, part=part, says=says)


def noted(part: str, says: str) -> Finding:
    """Say what is to be known of a part."""
    return Finding(level=Level.NOTE, part=part, says=says)
