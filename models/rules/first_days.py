"""The list of a commission's first days: what is done of it, and what is left."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Task(StrEnum):
    """One thing to do in the first days."""

    SET_UP = "set_up"
    INTRODUCE = "introduce"
    TEST = "test"
    RECORD = "record"
    TELL = "tell"


@dataclass(frozen=True, kw_only=True)
class Checklist:
    """What is done of the first days, and whether the sample stands."""

    done: frozenset[Task] = frozenset(Task)
    is_hidden: bool = False
    has_sample: bool = False
    is_staff: bool = True
    """Whether the reader may load a sample, and take it back."""
    channel: str = ""
    """The Slack id of the commission's channel."""

    @property
    def left(self) -> tuple[Task, ...]:
        """List what is still to be done, in order; nothing once the list is hidden."""
        return () if self.is_hidden else tuple(task for task in Task if task not in self.done)
