"""Answers that last: what they show changes with the record and with the day only, so that each is worked out once."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from handlers.grammar import Understood, understand
from models.database import WorkspaceDatabase
from models.memory import MEMORY, mark_of

LASTING = frozenset({"next", "list", "due", "show"})
"""The verbs with such answers: neither the hour, nor what is on its way to Slack, makes any difference to them."""


@dataclass(frozen=True, kw_only=True)
class _Answer:
    """What was answered, and the day for which it holds."""

    body: str
    day: date
    zone: ZoneInfo


@dataclass(frozen=True, kw_only=True)
class Recollection:
    """What somebody was answered to a line before."""

    name: Hashable | None
    """Nothing where the answer would not last."""
    now: datetime

    @property
    def body(self) -> str | None:
        """The answer, if it still holds."""
        kept: _Answer | None = MEMORY.recall(self.name) if self.name else None
        return kept.body if kept and self.now.astimezone(kept.zone).date() == kept.day else None

    def keep(self, body: str, zone: ZoneInfo) -> None:
        """Keep the answer for the rest of the day in the commission's zone."""
        if self.name:
            MEMORY.keep(self.name, _Answer(body=body, day=self.now.astimezone(zone).date(), zone=zone))


def recollect(workspace: WorkspaceDatabase, slack_id: str, line: str, now: datetime) -> Recollection:
    """Look for what somebody was answered to a line, with the record as it stands at this moment."""
    mark = mark_of(workspace) if _lasts(line) else None
    return Recollection(name=(mark, "answer", slack_id, line) if mark else None, now=now)


def _lasts(line: str) -> bool:
    """Tell whether a line asks for such an answer: one of the verbs, written out; a city's name is asked for by `next`."""
    meant = understand(line, ())
    return isinstance(meant, Understood) and meant.read_as is None and meant.verb.name in LASTING
