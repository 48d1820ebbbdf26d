"""Builders of votes: a count and the seats behind it."""

from dataclasses import astuple

from models.rules.counting import Count, House, Tally, VoteOption, VotingRule
from models.rules.tallies import tally


def house_for(count: Count, seats: int, *, vacant: int = 0, alternates: int = 0) -> House:
    present, filled = sum(astuple(count)), seats - vacant
    return House(
        authorised_seats=seats,
        filled_seats=filled,
        present=present,
        alternates_seated=alternates,
        absent=filled - present + alternates,
    )


def voted(  # noqa: PLR0913 - a vote is many numbers
    yes: int = 0,
    no: int = 0,
    abstain: int = 0,
    *,
    recused: int = 0,
    silent: int = 0,
    seats: int = 7,
    vacant: int = 0,
    alternates: int = 0,
    rule: VotingRule | None = None,
    chair: VoteOption | None = None,
) -> Tally:
    count = Count(yes=yes, no=no, abstain=abstain, recused=recused, not_voting=silent)
    house = house_for(count, seats, vacant=vacant, alternates=alternates)
    return tally(count, house, rule or VotingRule(), chair=chair)
