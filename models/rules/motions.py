"""Motions: what sort they are, what was cast on them, and the roll call that comes of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from models.rules.bodies import BodyRules, Seating
from models.rules.counting import Count, House, Outcome, Tally, VoteOption, VotingRule
from models.rules.roll import Roll, voters
from models.rules.sums import count_of, work_out

TO_ADD = "add:"
"""What the item of a motion begins with that is to add one to the agenda: until it carries there is none."""

DECIDED = frozenset({Outcome.CARRIED, Outcome.FAILED})
"""How a vote ends that decides the motion, one way or the other."""


class MotionKind(StrEnum):
    """What a motion is about."""

    MAIN = "main"
    ADD_ITEM = "add an item"
    """To take up what is not on the posted agenda."""
    ADOPT_MINUTES = "adopt minutes"
    RECONSIDER = "reconsider"


class How(StrEnum):
    """How a vote came into the record."""

    PRESSED = "pressed"
    SPOKEN = "spoken"
    """Entered by staff or whoever presides, as it was said in the room."""
    CORRECTED = "corrected"


@dataclass(frozen=True, kw_only=True)
class Cast:
    """One vote cast."""

    member_id: str
    option: VoteOption
    at: datetime
    how: How = How.PRESSED
    by: str = ""
    """Who recorded it."""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class SeatVote:
    """How one seat voted, as the roll call has it. Everybody is named."""

    seat: int
    member_id: str
    name: str
    option: VoteOption
    alternate_for: str = ""
    how: How | None = None
    """None for whoever cast nothing."""
    by: str = ""
    """Who entered a spoken vote or a correction."""
    reason: str = ""
    """Of a recusal or a correction."""
    elsewhere: bool = False
    """Whether they took part from another place."""


def latest(casts: Iterable[Cast]) -> dict[str, Cast]:
    """Give of each member the vote that counts: the latest cast, whatever the order in which they arrived."""
    in_time = sorted(casts, key=lambda cast: (cast.at, cast.option))
    return {cast.member_id: cast for cast in in_time}


def roll_call(
    casts: Iterable[Cast], roll: Roll, seating: Seating, rules: BodyRules, item: str | None
) -> tuple[SeatVote, ...]:
    """Call the roll: by seat, how each voter who is there voted, and which of the holders are not there."""
    counting = latest(casts)
    present = [
        with_cast(
            SeatVote(
                seat=voter.seat,
                member_id=voter.member_id,
                name=voter.name,
                option=VoteOption.NOT_VOTING,
                alternate_for=voter.alternate_for,
                elsewhere=(found := roll.of(voter.member_id)) is not None and found.is_remote,
            ),
            _cast_or_recusal(counting.get(voter.member_id), roll, voter.member_id, item),
        )
        for voter in voters(roll, seating, rules, item)
    ]
    there = {vote.member_id for vote in present}
    absent = [
        SeatVote(seat=holder.seat, member_id=holder.member_id, name=holder.name, option=VoteOption.ABSENT)
        for holder in seating.holders
        if holder.member_id not in there
    ]
    return tuple(sorted([*absent, *present], key=lambda vote: (vote.seat, vote.alternate_for)))


def with_cast(vote: SeatVote, cast: Cast | None) -> SeatVote:
    """Give a seat's vote with what was cast; with nothing cast it stays as it is."""
    if cast is None:
        return vote
    by = cast.by if cast.how is not How.PRESSED else ""
    return replace(vote, option=cast.option, how=cast.how, by=by, reason=cast.reason)


def _cast_or_recusal(cast: Cast | None, roll: Roll, member_id: str, item: str | None) -> Cast | None:
    """Give what counts of somebody: a recusal from the item stands, whatever was pressed before or after it."""
    found = roll.of(member_id)
    reasons = [reason for of_item, reason in found.recused if of_item == item] if found else []
    if found is None or not reasons or (cast and cast.option is VoteOption.RECUSED):
        return cast
    return Cast(
        member_id=member_id,
        option=VoteOption.RECUSED,
        at=found.stays[0][0],
        how=How.SPOKEN,
        reason=reasons[-1],
    )


def count_in(votes: Iterable[SeatVote]) -> Count:
    """Count a roll call; whoever is absent is no part of it."""
    return count_of(vote.option for vote in votes if vote.option is not VoteOption.ABSENT)


def house_in(votes: Sequence[SeatVote], seating: Seating) -> House:
    """Count the seats of a roll call: who was there and who was not."""
    there = [vote for vote in votes if vote.option is not VoteOption.ABSENT]
    return House(
        authorised_seats=seating.authorised,
        filled_seats=len(seating.holders),
        present=len(there),
        alternates_seated=sum(bool(vote.alternate_for) for vote in there),
        absent=len(votes) - len(there),
    )


@dataclass(frozen=True, kw_only=True)
class Quorum:
    """How many count as present, and how many must."""

    counted: int
    needed: int

    @property
    def is_there(self) -> bool:
        """Whether there is a quorum."""
        return self.counted >= self.needed

    @property
    def in_words(self) -> str:
        """Both numbers: "3 members count as present, and 4 make a quorum"."""
        counted = "1 member counts" if self.counted == 1 else f"{self.counted} members count"
        return f"{counted} as present, and {self.needed} make a quorum"


def quorum_in(
    votes: Sequence[SeatVote], seating: Seating, rule: VotingRule, *, in_one_place: bool = False
) -> Quorum:
    """Test the quorum of a roll call; where it must be in one place, whoever takes part from another is left out."""
    found = work_out(count_in(votes), house_in(votes, seating), rule)
    left_out = {VoteOption.ABSENT, *([] if rule.recused_count_for_quorum else [VoteOption.RECUSED])}
    elsewhere = sum(vote.elsewhere and vote.option not in left_out for vote in votes)
    return Quorum(counted=found.counted - (elsewhere if in_one_place else 0), needed=found.quorum)


def without_quorum(counted: Tally, quorum: Quorum) -> Tally:
    """Give a count that ends without action: too few counted as present, in one place where it has to be."""
    if counted.outcome is Outcome.NO_ACTION:
        return counted
    votes = counted.sum_in_words.partition(";")[0]
    said = f"{votes}; no action: {quorum.counted} counted as present in one place, {quorum.needed} needed for a quorum"
    return replace(
        counted,
        outcome=Outcome.NO_ACTION,
        counted=quorum.counted,
        sum_in_words=said,
        is_tie=False,
        warnings=(),
    )


def not_voting(votes: Iterable[SeatVote]) -> tuple[SeatVote, ...]:
    """List who is there and has cast nothing."""
    return tuple(vote for vote in votes if vote.option is VoteOption.NOT_VOTING)


def quorum_without(
    votes: Sequence[SeatVote],
    member_id: str,
    seating: Seating,
    rule: VotingRule,
    *,
    in_one_place: bool = False,
) -> Quorum:
    """Test the quorum as it would be if a member were recused."""
    without = [
        replace(vote, option=VoteOption.RECUSED) if vote.member_id == member_id else vote for vote in votes
    ]
    return quorum_in(without, seating, rule, in_one_place=in_one_place)
