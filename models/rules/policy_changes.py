"""How one text of a policy differs from another, line by line as a person reads it."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from models.rules.policy import Policy
from models.rules.policy_printer import policy_in_words


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line that one of two texts has and the other has not."""

    is_new: bool
    text: str

    def __str__(self) -> str:
        """Say whether it comes or goes, in words."""
        return f"{'New' if self.is_new else 'Gone'}: {self.text}"


def changed_lines(before: Policy | None, after: Policy) -> tuple[Line, ...]:
    """List what goes and what comes, in the order of the text; of a policy that is new, every line."""
    old = policy_in_words(before).splitlines() if before else []
    found = difflib.ndiff(old, policy_in_words(after).splitlines())
    return tuple(
        Line(is_new=line.startswith("+"), text=line[2:].strip())
        for line in found
        if line.startswith(("+ ", "- ")) and line[2:].strip()
    )


def pages(policy: Policy, most: int) -> tuple[str, ...]:
    """Print a policy in parts of at most so many characters, cut between its blocks, or else between lines."""
    parts: list[str] = []
    for block in policy_in_words(policy).split("\n\n"):
        for piece in _pieces(block, most):
            if parts and len(parts[-1]) + len(piece) + 2 <= most:
                parts[-1] = f"{parts[-1]}\n\n{piece}"
            else:
                parts.append(piece)
    return tuple(parts)


def _pieces(block: str, most: int) -> list[str]:
    """Cut a block that is too long by itself between its lines; a line that is too long, anywhere."""
    pieces = [""]
    for line in block.splitlines():
        for start in range(0, max(len(line), 1), most):
            part = line[start : start + most]
            joined = f"{pieces[-1]}\n{part}" if pieces[-1] else part
            if len(joined) <= most:
                pieces[-1] = joined
            else:
                pieces.append(part)
    return pieces
