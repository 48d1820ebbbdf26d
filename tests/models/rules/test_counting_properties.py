from dataclasses import dataclass, replace
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from models.rules.counting import (
    Abstention,
    Base,
    Count,
    House,
    Outcome,
    QuorumBase,
    Tally,
    Threshold,
    VoteOption,
    VotingRule,
)
from models.rules.sums import check_house, count_of
from models.rules.tallies import tally
from tests.models.rules.votes import house_for

YES = VoteOption.YES
CAST = st.sampled_from([option for option in VoteOption if option is not VoteOption.ABSENT])
PARTS = {
    Threshold.TWO_THIRDS: Fraction(2, 3),
    Threshold.THREE_QUARTERS: Fraction(3, 4),
}
RULES = st.builds(
    VotingRule,
    threshold=st.sampled_from(Threshold),
    base=st.sampled_from(Base),
    votes_needed=st.integers(0, 12),
    quorum_base=st.sampled_from(QuorumBase),
    quorum_fixed=st.integers(0, 12),
    recused_count_for_quorum=st.booleans(),
    abstention=st.sampled_from(Abstention),
    silence_counts_as_yes=st.booleans(),
    chair_only_breaks_ties=st.booleans(),
)


@dataclass(frozen=True, kw_only=True)
class Vote:
    """A vote as it can be: the options of the seated voters, of whom the first may preside."""

    options: tuple[VoteOption, ...]
    seats: int
    vacant: int
    alternates: int
    chair_votes: bool

    @property
    def count(self) -> Count:
        return count_of(self.options)

    @property
    def house(self) -> House:
        return house_for(self.count, self.seats, vacant=self.vacant, alternates=self.alternates)

    def under(self, rule: VotingRule) -> Tally:
        chair = self.options[0] if self.chair_votes and self.options else None
        return tally(self.count, self.house, rule, chair=chair)


@st.composite
def votes(draw: st.DrawFn) -> Vote:
    """Fill seats, let some holders be absent or recused, and seat alternates for some of those and of vacancies."""
    seats = draw(st.integers(1, 11))
    vacant = draw(st.integers(0, seats))
    own = draw(st.lists(CAST, max_size=seats - vacant))
    empty = seats - len(own) + own.count(VoteOption.RECUSED)
    stand_ins = draw(
        st.lists(CAST.filter(lambda each: each is not VoteOption.RECUSED), max_size=min(empty, 3))
    )
    return Vote(
        options=tuple(draw(st.permutations([*own, *stand_ins]))),
        seats=seats,
        vacant=vacant,
        alternates=len(stand_ins),
        chair_votes=draw(st.booleans()),
    )


def with_one_more_yes(vote: Vote) -> list[Vote]:
    """Turn each vote of no, each abstention and each silence into a yes, one at a time."""
    return [
        replace(vote, options=(*vote.options[:place], YES, *vote.options[place + 1 :]))
        for place, option in enumerate(vote.options)
        if option not in {YES, VoteOption.RECUSED}
    ]


@given(vote=votes(), rule=RULES)
def test_the_numbers_of_every_vote_that_can_be_agree(vote: Vote, rule: VotingRule) -> None:
    found, house = vote.under(rule), vote.house
    check_house(found.count, house)
    cast = found.count

    assert cast.yes + cast.no + cast.abstain + cast.recused + cast.not_voting == house.present
    assert house.present - house.alternates_seated + house.absent == house.filled_seats
    assert house.present - cast.recused <= house.authorised_seats


@given(vote=votes(), rule=RULES)
def test_adding_a_yes_never_turns_carried_into_failed(vote: Vote, rule: VotingRule) -> None:
    before = vote.under(rule).outcome
    after = {one_more.under(rule).outcome for one_more in with_one_more_yes(vote)}

    assert after <= {before, Outcome.CARRIED}


@given(vote=votes(), rule=RULES, data=st.data())
def test_the_order_of_the_ballots_never_matters(vote: Vote, rule: VotingRule, data: st.DataObject) -> None:
    first, rest = vote.options[:1], vote.options[1:]
    shuffled = replace(vote, options=(*first, *data.draw(st.permutations(rest))))

    assert shuffled.under(rule) == vote.under(rule)


@given(vote=votes(), rule=RULES)
def test_no_vote_is_carried_unless_more_are_for_than_against(vote: Vote, rule: VotingRule) -> None:
    plain = replace(rule, abstention=Abstention.IGNORED, silence_counts_as_yes=False)
    found = vote.under(plain)

    assert (found.outcome, found.count.yes > found.count.no) != (Outcome.CARRIED, False)


@given(vote=votes(), base=st.sampled_from(Base), threshold=st.sampled_from(sorted(PARTS)))
def test_whole_numbers_agree_with_exact_fractions(vote: Vote, base: Base, threshold: Threshold) -> None:
    one = VotingRule(base=base, quorum_base=QuorumBase.FIXED, quorum_fixed=1)
    found, part = vote.under(replace(one, threshold=threshold)), PARTS[threshold]
    majority, yes, no = vote.under(one), vote.count.yes, vote.count.no
    assume(found.outcome is not Outcome.NO_ACTION)

    reaches = found.base > 0 and yes > no and Fraction(yes, found.base) >= part
    assert (found.outcome is Outcome.CARRIED) == reaches
    more_than_half = majority.base > 0 and yes > no and Fraction(yes, majority.base) > Fraction(1, 2)
    assert (majority.outcome is Outcome.CARRIED) == more_than_half


@given(vote=votes(), rule=RULES)
def test_a_vote_without_a_quorum_is_always_no_action(vote: Vote, rule: VotingRule) -> None:
    found = vote.under(rule)

    assert (found.outcome is Outcome.NO_ACTION) == (found.counted < found.quorum)


@given(vote=votes(), rule=RULES)
def test_the_needed_votes_are_what_decides(vote: Vote, rule: VotingRule) -> None:
    plain = replace(
        rule, abstention=Abstention.IGNORED, silence_counts_as_yes=False, chair_only_breaks_ties=False
    )
    found = vote.under(plain)
    assume(found.outcome is not Outcome.NO_ACTION and found.base > 0)

    assert (found.outcome is Outcome.CARRIED) == (found.count.yes >= found.needed)
