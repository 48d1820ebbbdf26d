"""What is recorded of a prospect, as far as "what's next?" rests on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from models.rules.calendars import CountingRule, Meeting


class State(StrEnum):
    """Where a step stands."""

    DONE = "done"
    WAIVED = "waived"
    NOT_APPLICABLE = "not applicable"
    HANDED_IN = "handed in"
    """Recorded, and still open: somebody else has the last word."""
    READY = "ready"
    WAITING = "waiting"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What was recorded of a step."""

    state: State
    """DONE, WAIVED or NOT_APPLICABLE; HANDED_IN of what is still open."""
    on: date
    reason: str = ""
    by: str = ""
    """Who recorded it, as a name to show."""
    sets_date: bool = True
    """Whether its day is the date that the step sets: not where it came out as a denial."""


@dataclass(frozen=True, kw_only=True)
class Extended:
    """A deadline that was put off by agreement."""

    on: date
    was: date
    """The deadline before, as it was counted then."""
    agreed_by: str
    reason: str
    recorded_on: date


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The recorded facts that "what's next?" rests on."""

    dates: Mapping[str, date] = field(default_factory=dict)
    """Recorded dates by name: the path's start, `signed`, `evaluation`."""
    entries: Mapping[str, Entry] = field(default_factory=dict)
    """By step id."""
    handed_in: Mapping[str, Entry] = field(default_factory=dict)
    """By step id: what was handed in and waits for another's word."""
    answers: Mapping[str, bool] = field(default_factory=dict)
    """Answers to the steps' `when`."""
    meetings: Mapping[str, tuple[Meeting, ...]] = field(default_factory=dict)
    """By body id; any order."""
    counting: Mapping[str, CountingRule] = field(default_factory=dict)
    """By body id; a body that is not named here counts by the definition."""
    days_off: frozenset[date] = frozenset()
    extensions: Mapping[str, Extended] = field(default_factory=dict)
    """By step id; the latest of each."""

    def date_of(self, name: str) -> date | None:
        """Give a recorded date, or the day that the step of that id was done."""
        entry = self.entries.get(name)
        done_on = entry.on if entry and entry.state is State.DONE else None
        return self.dates.get(name, done_on)
