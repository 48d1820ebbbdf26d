from dataclasses import replace

import pytest

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
from models.rules.sums import check_house, count_of
from models.rules.tallies import tally
from tests.models.rules.votes import house_for, voted

CARRIED, FAILED, NO_ACTION = Outcome.CARRIED, Outcome.FAILED, Outcome.NO_ACTION
YES, NO, ABSTAIN = VoteOption.YES, VoteOption.NO, VoteOption.ABSTAIN
RECUSED, SILENT = VoteOption.RECUSED, VoteOption.NOT_VOTING

MAJORITY = VotingRule()
OF_PRESENT = VotingRule(base=Base.PRESENT)
OF_SEATS = VotingRule(base=Base.SEATS)
OF_FILLED = VotingRule(base=Base.FILLED)
TWO_THIRDS = VotingRule(threshold=Threshold.TWO_THIRDS)
THREE_QUARTERS = VotingRule(threshold=Threshold.THREE_QUARTERS)
FOUR_VOTES = VotingRule(threshold=Threshold.FIXED, votes_needed=4)
ADD_ITEM = VotingRule(threshold=Threshold.ADD_ITEM)
TIE_BREAKING = VotingRule(chair_only_breaks_ties=True)
RECUSED_COUNT = VotingRule(recused_count_for_quorum=True)


def test_a_majority_of_an_odd_number_is_one_more_than_its_lesser_half() -> None:
    assert [voted(4, 3).outcome, voted(3, 4).outcome] == [CARRIED, FAILED]
    assert voted(4, 3).needed == 4


def test_a_tie_fails_and_never_passes_at_fifty_percent() -> None:
    assert [voted(3, 3).outcome, voted(2, 2, 3).outcome] == [FAILED, FAILED]


def test_four_of_six_are_exactly_two_thirds() -> None:
    assert [voted(4, 2, rule=TWO_THIRDS).outcome, voted(4, 3, rule=TWO_THIRDS).outcome] == [CARRIED, FAILED]


def test_three_of_four_are_exactly_three_quarters() -> None:
    rule = THREE_QUARTERS

    assert [voted(3, 1, rule=rule).outcome, voted(5, 2, rule=rule).outcome] == [CARRIED, FAILED]


def test_a_majority_of_those_present_counts_abstentions_in_its_base() -> None:
    assert [voted(3, 1, 1, rule=OF_PRESENT).needed, voted(3, 1, 2, rule=OF_PRESENT).needed] == [3, 4]
    assert [voted(3, 1, 1, rule=OF_PRESENT).outcome, voted(3, 1, 2, rule=OF_PRESENT).outcome] == [
        CARRIED,
        FAILED,
    ]


def test_who_is_recused_leaves_the_base_of_those_present() -> None:
    assert voted(3, 2, recused=1, rule=OF_PRESENT).base == 5


def test_a_majority_of_all_seats_counts_the_vacant_and_the_absent() -> None:
    assert [voted(3, 1, vacant=2, rule=OF_SEATS).outcome, voted(4, vacant=2, rule=OF_SEATS).outcome] == [
        FAILED,
        CARRIED,
    ]


def test_a_majority_of_the_filled_seats_leaves_vacancies_out() -> None:
    assert voted(3, 1, vacant=2, rule=OF_FILLED).outcome == CARRIED
    assert voted(3, 1, vacant=1, rule=OF_FILLED).outcome == FAILED


def test_a_fixed_number_of_votes_is_enough_only_when_more_are_for_than_against() -> None:
    three = replace(FOUR_VOTES, votes_needed=3)

    assert [voted(4, 3, rule=FOUR_VOTES).outcome, voted(3, rule=FOUR_VOTES, silent=1).outcome] == [
        CARRIED,
        FAILED,
    ]
    assert [voted(3, 3, rule=three).outcome, voted(3, 4, rule=three).outcome] == [FAILED, FAILED]


def test_a_tie_of_seated_alternates_fails_where_few_seats_are_filled() -> None:
    assert voted(3, 3, vacant=3, alternates=2, rule=OF_FILLED).outcome == FAILED


def test_nothing_is_carried_of_no_filled_seat() -> None:
    assert voted(1, seats=1, vacant=1, alternates=1, rule=OF_FILLED).outcome == FAILED


def test_without_a_quorum_there_is_no_action_and_no_defeat() -> None:
    assert [voted(3).outcome, voted(0, 3).outcome, voted(4).outcome] == [NO_ACTION, NO_ACTION, CARRIED]


def test_a_quorum_is_of_the_authorised_or_of_the_filled_seats_or_a_fixed_number() -> None:
    filled = VotingRule(quorum_base=QuorumBase.FILLED)
    fixed = VotingRule(quorum_base=QuorumBase.FIXED, quorum_fixed=5)

    assert [voted(3, vacant=2, rule=rule).quorum for rule in (MAJORITY, filled, fixed)] == [4, 3, 5]
    assert [voted(3, vacant=2, rule=rule).outcome for rule in (MAJORITY, filled, fixed)] == [
        NO_ACTION,
        CARRIED,
        NO_ACTION,
    ]


def test_a_fixed_quorum_of_nobody_still_needs_somebody() -> None:
    assert voted(rule=VotingRule(quorum_base=QuorumBase.FIXED, quorum_fixed=0)).outcome == NO_ACTION


def test_who_is_recused_leaves_the_quorum_unless_the_body_counts_them() -> None:
    assert [voted(3, recused=1).outcome, voted(3, recused=1, rule=RECUSED_COUNT).outcome] == [
        NO_ACTION,
        CARRIED,
    ]
    assert [voted(3, recused=1).counted, voted(3, recused=1, rule=RECUSED_COUNT).counted] == [3, 4]


def test_a_vote_fails_where_all_abstain_or_nobody_votes() -> None:
    every_rule = (MAJORITY, TWO_THIRDS, OF_PRESENT, OF_SEATS, ADD_ITEM)

    assert {voted(0, 0, 7, rule=rule).outcome for rule in every_rule} == {FAILED}
    assert {voted(silent=7, rule=rule).outcome for rule in every_rule} == {FAILED}


def test_an_abstention_counts_as_the_body_says() -> None:
    found = [voted(2, 2, 1, rule=VotingRule(abstention=each)).outcome for each in Abstention]

    assert dict(zip(Abstention, found, strict=True)) == {
        Abstention.IGNORED: FAILED,
        Abstention.AS_YES: CARRIED,
        Abstention.AS_NO: FAILED,
        Abstention.BARRED: FAILED,
    }


def test_abstentions_that_count_as_no_can_defeat_a_motion() -> None:
    as_no = VotingRule(abstention=Abstention.AS_NO)

    assert [voted(3, 2, 2).outcome, voted(3, 2, 2, rule=as_no).outcome] == [CARRIED, FAILED]


def test_whether_anybody_said_yes_is_asked_after_the_abstentions_are_read() -> None:
    assert voted(0, 1, 4, rule=VotingRule(abstention=Abstention.AS_YES)).outcome == CARRIED


def test_silence_counts_as_yes_only_where_the_body_says_so() -> None:
    assert [
        voted(2, 3, silent=2).outcome,
        voted(2, 3, silent=2, rule=VotingRule(silence_counts_as_yes=True)).outcome,
    ] == [FAILED, CARRIED]


@pytest.mark.parametrize(
    ("yes", "no", "abstain", "needed", "outcome"),
    [
        (5, 2, 0, 5, CARRIED),
        (4, 3, 0, 5, FAILED),
        (4, 2, 0, 4, CARRIED),
        (3, 3, 0, 4, FAILED),
        (4, 1, 0, 4, CARRIED),
        (3, 2, 0, 4, FAILED),
        (4, 0, 0, 4, CARRIED),
        (3, 1, 0, 4, FAILED),
        (3, 0, 1, 4, FAILED),
    ],
)
def test_adding_an_item_takes_two_thirds_of_those_present_or_all_of_fewer(
    yes: int, no: int, abstain: int, needed: int, outcome: Outcome
) -> None:
    found = voted(yes, no, abstain, rule=ADD_ITEM)

    assert (found.needed, found.outcome) == (needed, outcome)


def test_a_chair_who_only_breaks_ties_is_counted_once_and_only_in_a_tie() -> None:
    tie, no_tie = voted(4, 3, rule=TIE_BREAKING, chair=YES), voted(4, 2, rule=TIE_BREAKING, chair=YES)

    assert (tie.outcome, tie.count, tie.base) == (CARRIED, Count(yes=4, no=3), 7)
    assert (no_tie.outcome, no_tie.count, no_tie.base) == (CARRIED, Count(yes=3, no=2, not_voting=1), 5)


def test_a_chairs_vote_of_no_leaves_a_tie_defeated() -> None:
    assert voted(3, 4, rule=TIE_BREAKING, chair=NO).outcome == FAILED


def test_a_chair_cannot_make_a_tie() -> None:
    assert voted(3, 3, rule=TIE_BREAKING, chair=NO).outcome == CARRIED


def test_a_chair_alone_carries_nothing_where_nobody_else_voted() -> None:
    assert voted(1, 0, 6, rule=TIE_BREAKING, chair=YES).outcome == FAILED


@pytest.mark.parametrize("chair", [ABSTAIN, RECUSED, SILENT])
def test_a_chair_who_takes_no_side_breaks_no_tie(chair: VoteOption) -> None:
    rule = replace(TIE_BREAKING, abstention=Abstention.AS_YES, silence_counts_as_yes=True)
    count = count_of([YES, YES, YES, NO, NO, NO, chair])

    assert tally(count, house_for(count, 7), rule, chair=chair).outcome == FAILED


def test_a_chair_counts_for_the_quorum_even_where_the_vote_does_not() -> None:
    assert voted(4, rule=TIE_BREAKING, chair=YES).counted == 4


def test_the_chair_votes_as_a_member_where_the_law_counts_every_member() -> None:
    rule = replace(ADD_ITEM, chair_only_breaks_ties=True)

    assert voted(4, rule=rule, chair=YES).outcome == CARRIED


def test_a_bodys_reading_of_silence_and_abstention_adds_no_item() -> None:
    lenient = replace(ADD_ITEM, abstention=Abstention.AS_YES, silence_counts_as_yes=True)

    assert voted(4, 0, 3, rule=ADD_ITEM).outcome == FAILED
    assert voted(4, 0, 3, rule=lenient).outcome == FAILED


def test_a_chair_whose_vote_is_not_among_those_counted_is_refused() -> None:
    with pytest.raises(ValueError, match="chair's own vote"):
        voted(4, rule=TIE_BREAKING, chair=NO)
    with pytest.raises(ValueError, match="chair's own vote"):
        voted(4, rule=TIE_BREAKING, chair=VoteOption.ABSENT)


def test_ballots_are_counted_by_option_and_the_absent_are_left_out() -> None:
    options = [YES, NO, YES, ABSTAIN, RECUSED, SILENT, VoteOption.ABSENT]

    assert count_of(options) == Count(yes=2, no=1, abstain=1, recused=1, not_voting=1)


A_HOUSE = House(authorised_seats=7, filled_seats=6, present=5, alternates_seated=1, absent=2)


@pytest.mark.parametrize(
    ("count", "house"),
    [
        (Count(yes=6), A_HOUSE),
        (Count(yes=6, no=-1), A_HOUSE),
        (Count(yes=5), replace(A_HOUSE, absent=1)),
        (Count(yes=5), replace(A_HOUSE, authorised_seats=5)),
        (Count(), replace(A_HOUSE, present=0, absent=7)),
        (
            Count(yes=3),
            House(authorised_seats=2, filled_seats=2, present=3, alternates_seated=1, absent=0),
        ),
    ],
)
def test_numbers_that_cannot_all_be_true_are_refused(count: Count, house: House) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        check_house(count, house)


def test_an_alternate_may_be_seated_for_a_member_who_is_recused() -> None:
    found = voted(4, 3, recused=1, alternates=1)

    assert (found.outcome, found.counted, found.base) == (CARRIED, 7, 7)
