from models.rules.counting import Abstention, Base, Threshold, VoteOption, VotingRule
from tests.models.rules.votes import voted

YES = VoteOption.YES

OF_PRESENT = VotingRule(base=Base.PRESENT)
TWO_THIRDS = VotingRule(threshold=Threshold.TWO_THIRDS)
TIE_BREAKING = VotingRule(chair_only_breaks_ties=True)
RECUSED_COUNT = VotingRule(recused_count_for_quorum=True)


def test_an_ordinary_result_surprises_nobody() -> None:
    assert [voted(4, 1, 1).warnings, voted(3, 4).warnings, voted(4, 0, recused=1).warnings] == [(), (), ()]


def test_a_motion_carried_by_one_with_six_abstaining_is_pointed_out() -> None:
    assert voted(1, 0, 6).warnings == (
        "Carried by 1 of the 7 present who could vote, fewer than half of them.",
    )


def test_a_motion_that_those_without_a_side_could_have_defeated_is_pointed_out() -> None:
    (warning,) = voted(3, 1, 2).warnings

    assert warning == (
        "Carried by 3 of 7 seats, fewer than a majority of them; "
        "the 2 who took no side could have defeated it."
    )


def test_a_motion_that_failed_with_more_yes_than_no_is_pointed_out() -> None:
    assert voted(3, 1, 2, rule=OF_PRESENT).warnings == (
        "Failed with more aye than no, because it needed 4 aye.",
    )
    assert voted(3, 2, rule=TWO_THIRDS).warnings == ()


def test_a_chairs_vote_that_decided_or_did_not_count_is_pointed_out() -> None:
    assert voted(4, 3, rule=TIE_BREAKING, chair=YES).warnings == ("The chair's vote broke a tie of 3–3.",)
    assert voted(5, 2, rule=TIE_BREAKING, chair=YES).warnings == (
        "The chair's vote was not counted, because there was no tie to break.",
    )


def test_a_quorum_that_recusals_hold_or_take_away_is_pointed_out() -> None:
    assert voted(3, recused=1, rule=RECUSED_COUNT).warnings == (
        "There is a quorum only because it includes 1 recused member.",
    )
    assert voted(2, recused=2).warnings == ("Without 2 recused members there is no quorum, though 4 attend.",)
    assert voted(3).warnings == ()


def test_a_result_that_rests_on_abstentions_is_pointed_out() -> None:
    as_no = VotingRule(abstention=Abstention.AS_NO)

    assert voted(4, 2, 3, seats=9, rule=as_no).warnings == (
        "With abstentions and silence left out, it would have carried.",
        "Failed with more aye than no, because it needed 5 aye.",
    )
