"""A partner of the register, as people ask about it."""

from __future__ import annotations

from dataclasses import dataclass

from models.rules.names import fold


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
