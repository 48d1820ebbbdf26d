"""Values of what was agreed: a draft of the memorandum, the signatures under it, a program; each in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.rules.wording import full_date


@dataclass(frozen=True, kw_only=True)
class DraftSeen:
    """One version of the memorandum."""

    number: int
    dated_on: date
    by_whom: str
    changes: str
    link: str

    def in_words(self) -> str:
        """Say which draft it is, when and by whom, and what is new in it."""
        new = f": {self.changes.rstrip('. ')}" if self.changes else ""
        return f"draft {self.number} of the memorandum, {full_date(self.dated_on)}, by {self.by_whom}{new}{_see(self.link)}"


@dataclass(frozen=True, kw_only=True)
class Signatures:
    """What is known of the signatures under an agreement."""

    tier: str
    """"sister" or "friendship"."""
    ours_on: date | None
    theirs_on: date | None
    our_signer: str
    their_signer: str
    ends_on: date | None
    link: str

    @property
    def signed_on(self) -> date | None:
        """The later signature; nothing while one is missing."""
        return max(self.ours_on, self.theirs_on) if self.ours_on and self.theirs_on else None

    def in_words(self) -> str:
        """Say who signed when, and until when it runs."""
        ends = f", it ends {full_date(self.ends_on)}" if self.ends_on else ""
        return f"{self.tier} city: {self.sides_in_words()}{ends}{_see(self.link)}"

    def sides_in_words(self) -> str:
        """Say of each side who signed and when, or that nobody has yet."""
        sides = (("we", self.ours_on, self.our_signer), ("they", self.theirs_on, self.their_signer))
        return ", ".join(
            f"{side} signed {full_date(on)} ({signer})" if on else f"{side} have not signed yet"
            for side, on, signer in sides
        )


@dataclass(frozen=True, kw_only=True)
class ProgramSeen:
    """A program or an exchange."""

    number: int
    title: str
    is_test: bool
    begins_on: date
    ends_on: date | None
    outcome: str

    def in_words(self) -> str:
        """Say what it is, from when to when, and what came of it."""
        kind = "to test the waters" if self.is_test else "under the agreement"
        until = f" to {full_date(self.ends_on)}" if self.ends_on else ""
        came = f"; what came of it: {self.outcome.rstrip('. ')}" if self.outcome else ""
        return f"program {self.number}, “{self.title}”, {kind}, {full_date(self.begins_on)}{until}{came}"


def _see(link: str) -> str:
    return f", see {link}" if link else ""
