"""A partner of the register, as people ask about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.rules.beginnings import APPROVED, BEGINNINGS, RECOGNIZED, SIGNED
from models.rules.names import fold
from models.rules.wording import full_date


@dataclass(frozen=True, kw_only=True)
class Begun:
    """The three dates that are kept apart of a relationship's beginning, each where it is known."""

    approved_on: date | None = None
    signed_on: date | None = None
    """The later signature."""
    recognized_on: date | None = None
    counts: str = ""
    """Which of them the policy takes; empty where no policy is known."""

    def in_words(self) -> str:
        """Say each date that is known, and which one the relationship begins with; empty where none is known."""
        dates = {APPROVED: self.approved_on, SIGNED: self.signed_on, RECOGNIZED: self.recognized_on}
        return ", ".join(
            f"{BEGINNINGS[name]} {full_date(on)}{' (it begins with this)' if name == self.counts else ''}"
            for name, on in dates.items()
            if on
        )


@dataclass(frozen=True, kw_only=True)
class Registered:
    """A partner on the register."""

    name: str
    country: str
    """The country's English name."""
    tier: str
    since: str
    """As the commission remembers it: "1982", "about 1990"."""
    other_names: tuple[str, ...]
    """Former and other names."""
    begun: Begun = Begun()

    @property
    def full_name(self) -> str:
        """The city with its country."""
        return f"{self.name}, {self.country}"

    @property
    def folded_names(self) -> frozenset[str]:
        """Every name it goes by, folded."""
        return frozenset(map(fold, (self.name, *self.other_names)))

    def is_called(self, typed: str) -> bool:
        """Tell whether a typed name is one of its own, its country with it or not."""
        named, _, country = fold(typed).partition(", ")
        return fold(typed) in self.folded_names or (
            named in self.folded_names and country == fold(self.country)
        )
