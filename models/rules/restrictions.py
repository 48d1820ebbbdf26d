"""Countries with which a law or a rule restricts agreements: a warning with its source, never a bar."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Restriction:
    """A country of the table that the administrator keeps."""

    country: str
    """The country's English name."""
    why: str
    source: str

    @property
    def in_words(self) -> str:
        """Say what the table says of the country."""
        return (
            f"{self.country} is on your list of restricted countries: {self.why.rstrip('.')} ({self.source})."
        )
