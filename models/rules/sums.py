"""The arithmetic of a vote: who counts as present, the base, what was needed, and how it ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import astuple, dataclass, replace

from models.rules.counting import (
    Abstention,
    Base,
    Count,
    House,
    Outcome,
    QuorumBase,
    Threshold,
    VoteOption,
    VotingRule,
)

_FIELDS = {
    VoteOption.YES: "yes",
    VoteOption.NO: "no",
    VoteOption.ABSTAIN: "abstain",
    VoteOption.RECUSED: "recused",
    VoteOption.NOT_VOTING: "not_voting",
}
_SIDES = frozenset({VoteOption.YES, VoteOption.NO})


@dataclass(frozen=True, kw_only=True)
class Sides:
    """Who was for and who against, with abstentions, silence and the chair's vote read as the rule has them."""

    count: Count
    """Of all seated voters, as they were counted."""
    members: Count
    """The same without a chair who only breaks ties."""
    yes: int
    no: int
    chair_decided: bool = False
    """Whether the chair's vote broke a tie."""
    chair_left_out: bool = False
    """Whether the chair's vote was set aside, the others not being tied."""


@dataclass(frozen=True, kw_only=True)
class Sum:
    """A vote worked out under a rule, before it is put into words."""

    outcome: Outcome
    """CARRIED, FAILED or NO_ACTION."""
    sides: Sides
    base: int
    needed: int
    counted: int
    quorum: int

    @property
    def is_tie(self) -> bool:
        """Whether it failed with as many yes as no, both as cast and as read."""
        cast = self.sides.count
        return self.outcome is Outcome.FAILED and cast.yes == cast.no > 0 and self.sides.yes == self.sides.no


def count_of(options: Iterable[VoteOption]) -> Count:
    """Count how the seated voters voted, in whatever order; who is absent is no part of it."""
    found = Counter(options)
    return Count(**{field: found[option] for option, field in _FIELDS.items()})


def check_house(count: Count, house: House) -> None:
    """Raise ValueError where the numbers of a vote and of its seats cannot all be true."""
    if min(*astuple(count), *astuple(house)) < 0:
        raise ValueError("No number of votes or seats is below zero.")
    if sum(astuple(count)) != house.present:
        raise ValueError("Every seated voter who is present has exactly one option.")
    if house.present - house.alternates_seated + house.absent != house.filled_seats:
        raise ValueError("Every filled seat is either present or absent.")
    if house.alternates_seated > house.present or house.filled_seats > house.authorised_seats:
        raise ValueError("No more seats are filled, or alternates seated, than there are.")
    if house.present - count.recused > house.authorised_seats:
        raise ValueError("No more voters take part than there are authorised seats.")


def work_out(count: Count, house: House, rule: VotingRule, chair: VoteOption | None = None) -> Sum:
    """Work out a vote; `chair` is the presiding member's own option, which `count` includes."""
    rule = rule.as_applied
    sides = _sides(count, rule, chair)
    base = _base(sides, house, rule)
    counted = house.present - (0 if rule.recused_count_for_quorum else count.recused)
    quorum = _quorum(house, rule)
    needed = max(_share(base, house, rule), (sides.yes + sides.no) // 2 + 1)
    return Sum(
        outcome=_outcome(sides.yes, base, needed, has_quorum=counted >= quorum),
        sides=sides,
        base=base,
        needed=needed,
        counted=counted,
        quorum=quorum,
    )


def is_unanimity_needed(base: int, house: House) -> bool:
    """Tell whether so few take part that adding an item needs them all: Cal. Gov. Code 54954.2(b)(2)."""
    return 3 * base < 2 * house.authorised_seats


def _outcome(yes: int, base: int, needed: int, *, has_quorum: bool) -> Outcome:
    if not has_quorum:
        return Outcome.NO_ACTION
    return Outcome.CARRIED if base > 0 and yes >= needed else Outcome.FAILED


def _sides(count: Count, rule: VotingRule, chair: VoteOption | None) -> Sides:
    if chair is None or not rule.chair_only_breaks_ties:
        return Sides(count=count, members=count, yes=_for(count, rule), no=_against(count, rule))
    others = _less(count, chair)
    yes, no = _for(others, rule), _against(others, rule)
    if chair not in _SIDES:
        return Sides(count=count, members=others, yes=yes, no=no)
    if yes == no > 0:
        yes, no = yes + (chair is VoteOption.YES), no + (chair is VoteOption.NO)
        return Sides(count=count, members=others, yes=yes, no=no, chair_decided=True)
    set_aside = replace(others, not_voting=others.not_voting + 1)
    return Sides(count=set_aside, members=others, yes=yes, no=no, chair_left_out=True)


def _less(count: Count, option: VoteOption) -> Count:
    field = _FIELDS.get(option)
    votes = getattr(count, field) if field else 0
    if not field or not votes:
        raise ValueError("The chair's own vote is one of those counted.")
    return replace(count, **{field: votes - 1})


def _for(count: Count, rule: VotingRule) -> int:
    abstaining = count.abstain if rule.abstention is Abstention.AS_YES else 0
    silent = count.not_voting if rule.silence_counts_as_yes else 0
    return count.yes + abstaining + silent


def _against(count: Count, rule: VotingRule) -> int:
    return count.no + (count.abstain if rule.abstention is Abstention.AS_NO else 0)


def _base(sides: Sides, house: House, rule: VotingRule) -> int:
    if rule.threshold is Threshold.ADD_ITEM:
        return house.present - sides.count.recused
    match rule.base:
        case Base.VOTING:
            return sides.yes + sides.no
        case Base.PRESENT:
            return house.present - sides.count.recused
        case Base.SEATS:
            return house.authorised_seats
        case Base.FILLED:
            return house.filled_seats


def _quorum(house: House, rule: VotingRule) -> int:
    match rule.quorum_base:
        case QuorumBase.SEATS:
            return house.authorised_seats // 2 + 1
        case QuorumBase.FILLED:
            return house.filled_seats // 2 + 1
        case QuorumBase.FIXED:
            return max(rule.quorum_fixed or 0, 1)


def _share(base: int, house: House, rule: VotingRule) -> int:
    """Give the fewest votes that reach the threshold; whatever it is, more must be for than against."""
    match rule.threshold:
        case Threshold.MAJORITY:
            return base // 2 + 1
        case Threshold.TWO_THIRDS:
            return -(-2 * base // 3)
        case Threshold.THREE_QUARTERS:
            return -(-3 * base // 4)
        case Threshold.FIXED:
            return rule.votes_needed or 0
        case Threshold.ADD_ITEM:
            return base if is_unanimity_needed(base, house) else -(-2 * base // 3)
