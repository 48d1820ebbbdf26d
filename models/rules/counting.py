"""Counting votes: threshold, base, quorum base, recusal and abstention, in whole numbers only.

The defaults are those of Rosenberg's and Robert's Rules: a majority of those present and voting, a quorum of the
authorised seats, abstentions left out. What a body's own bylaws say otherwise is data.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class VoteOption(StrEnum):
    """What a seat's holder did with a vote, in Popolo's words."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    RECUSED = "recused"
    NOT_VOTING = "not voting"
    ABSENT = "absent"


class Threshold(StrEnum):
    """How large a part of the base must say yes."""

    MAJORITY = "majority"
    TWO_THIRDS = "two thirds"
    THREE_QUARTERS = "three quarters"
    FIXED = "fixed"
    """A number of votes, whatever the base."""
    ADD_ITEM = "add an item"
    """What an item that is not on the posted agenda needs: Cal. Gov. Code 54954.2(b)(2)."""


class Base(StrEnum):
    """Of whom the threshold is a part."""

    VOTING = "present and voting"
    PRESENT = "present"
    SEATS = "authorised seats"
    FILLED = "filled seats"


class QuorumBase(StrEnum):
    """Of what more than half must be counted as present."""

    SEATS = "authorised seats"
    FILLED = "filled seats"
    FIXED = "fixed"


class Abstention(StrEnum):
    """What an abstention counts as."""

    IGNORED = "ignored"
    AS_YES = "as yes"
    AS_NO = "as no"
    BARRED = "not allowed"
    """Nobody may abstain without a conflict; then it is a recusal."""


class Outcome(StrEnum):
    """How a motion ended."""

    CARRIED = "carried"
    FAILED = "failed"
    NO_ACTION = "no action"
    """Without a quorum nothing was decided: no defeat."""
    NO_SECOND = "no second"
    WITHDRAWN = "withdrawn"
    POSTPONED = "postponed"
    REFERRED = "referred"


@dataclass(frozen=True, kw_only=True)
class VotingRule:
    """How a vote is counted."""

    threshold: Threshold = Threshold.MAJORITY
    base: Base = Base.VOTING
    votes_needed: int | None = None
    """For FIXED."""
    quorum_base: QuorumBase = QuorumBase.SEATS
    quorum_fixed: int | None = None
    """For a fixed quorum: so many must be counted as present."""
    recused_count_for_quorum: bool = False
    abstention: Abstention = Abstention.IGNORED
    silence_counts_as_yes: bool = False
    chair_only_breaks_ties: bool = False
    """The presiding member's own vote counts only where the others are tied, and never twice."""

    def __post_init__(self) -> None:
        """Refuse a fixed number of votes, or of members for a quorum, that is not given."""
        if self.threshold is Threshold.FIXED and self.votes_needed is None:
            raise ValueError("A fixed number of votes needs votes_needed.")
        if self.quorum_base is QuorumBase.FIXED and self.quorum_fixed is None:
            raise ValueError("A fixed quorum needs quorum_fixed.")

    @property
    def as_applied(self) -> VotingRule:
        """The rule by which votes are counted: the law on adding an item leaves no room for a body's own readings."""
        if self.threshold is not Threshold.ADD_ITEM:
            return self
        return replace(
            self, abstention=Abstention.IGNORED, silence_counts_as_yes=False, chair_only_breaks_ties=False
        )


@dataclass(frozen=True, kw_only=True)
class House:
    """Who is there, in numbers of seats."""

    authorised_seats: int
    filled_seats: int
    present: int
    """Seated voters in attendance, seated alternates included."""
    alternates_seated: int
    absent: int


@dataclass(frozen=True, kw_only=True)
class Count:
    """How the seated voters in attendance voted."""

    yes: int = 0
    no: int = 0
    abstain: int = 0
    recused: int = 0
    not_voting: int = 0


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What came of a vote, and the whole sum behind it."""

    outcome: Outcome
    """CARRIED, FAILED or NO_ACTION."""
    count: Count
    """As counted: where the chair only breaks ties and there was none, the chair stands as not voting."""
    base: int
    needed: int
    """How many had to say yes, of the base as counted."""
    counted: int
    """How many counted as present."""
    quorum: int
    """How many had to."""
    sum_in_words: str
    """"4 yes, 1 no, 1 abstaining; majority of those voting; needed 3; carried"."""
    is_tie: bool = False
    """Whether it failed with as many yes as no."""
    warnings: tuple[str, ...] = ()
    """What is lawful and will surprise."""
