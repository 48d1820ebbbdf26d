"""One prospect as it stands today: the value that every card, list and reminder is drawn from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from models.rules.policy import BegunBy, Order
from models.rules.silence import Parked, Side
from models.rules.steps import Standing

__all__ = ["Progress", "Side"]


@dataclass(frozen=True, kw_only=True)
class Progress:
    """One prospect as it stands today."""

    prospect_id: str
    number: int
    """The commission's own case number."""
    name: str
    """The city alone, "Loreto"; a search has a title of its own."""
    country: str
    """The country's English name; empty for a search."""
    path_title: str
    begun_by: BegunBy
    began_on: date
    starts: str
    """What the path calls its first date, for instance "inquiry"."""
    recorded_by: str
    interests: tuple[str, ...]
    owner_id: str | None
    owner: str | None
    """The owner's name; None when nobody owns it."""
    waiting_on: Side
    waiting_since: date
    answer_by: date | None
    """When an answer from their side is expected; None when none is, or while their silence is set aside."""
    closed_on: date | None
    closed_because: str
    standings: tuple[Standing, ...]
    """Every step, in file order."""
    now: tuple[Standing, ...]
    """The steps that are next, most urgent first."""
    days_off: frozenset[date] = field(default=frozenset(), repr=False)
    """The body's days off, for working days in words."""
    order: Order
    """How the path's steps follow one another."""
    unanswered: int = 0
    """How many letters of ours in a row have had no word from them; 0 while it is our turn."""
    shortlist: str = ""
    """Of a search, how its candidates stand; empty for a city."""
    parked: Parked | None = None
    """Their silence, where it is set aside."""

    @property
    def full_name(self) -> str:
        """The city with its country."""
        return f"{self.name}, {self.country}" if self.country else self.name

    @property
    def is_open(self) -> bool:
        """Whether the file is open."""
        return self.closed_on is None

    def standing(self, step_id: str) -> Standing | None:
        """Give where one step stands; None when the path has no such step."""
        return {standing.step.id: standing for standing in self.standings}.get(step_id)
