"""What a vote keeps of the moment it was opened or closed, as JSON: the rule, the seating, the roll call, the sum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from models.rules.bodies import Holder, Seating
from models.rules.counting import (
    Abstention,
    Base,
    Count,
    Outcome,
    QuorumBase,
    Tally,
    Threshold,
    VoteOption,
    VotingRule,
)
from models.rules.motions import How, SeatVote

Kept = dict[str, Any]
"""A JSON object."""


def keep(value: VotingRule | Seating | Tally | SeatVote) -> Kept:
    """Write a value down."""
    return asdict(value)


def kept_rule(kept: Mapping[str, Any]) -> VotingRule:
    """Read a rule back."""
    return VotingRule(
        **{
            **kept,
            "threshold": Threshold(kept["threshold"]),
            "base": Base(kept["base"]),
            "quorum_base": QuorumBase(kept["quorum_base"]),
            "abstention": Abstention(kept["abstention"]),
        }
    )


def kept_seating(kept: Mapping[str, Any]) -> Seating:
    """Read a seating back."""
    return Seating(
        authorised=kept["authorised"],
        holders=tuple(Holder(**holder) for holder in kept["holders"]),
        alternates=tuple(Holder(**holder) for holder in kept["alternates"]),
    )


def kept_tally(kept: Mapping[str, Any]) -> Tally | None:
    """Read a sum back; None where no vote was counted."""
    if not kept:
        return None
    return Tally(
        **{
            **kept,
            "outcome": Outcome(kept["outcome"]),
            "count": Count(**kept["count"]),
            "warnings": tuple(kept["warnings"]),
        }
    )


def kept_vote(kept: Mapping[str, Any]) -> SeatVote:
    """Read a seat's vote back."""
    how = How(kept["how"]) if kept["how"] else None
    return SeatVote(**{**kept, "option": VoteOption(kept["option"]), "how": how})
