import re
from dataclasses import replace
from itertools import product

import pytest

from models.rules.counting import Abstention, Base, Threshold, VoteOption, VotingRule
from models.rules.policy_kinds import VOTE_RULE, VOTE_RULE_PATTERN
from models.rules.tallies import result_line, rule_in_words, voting_rule
from tests.models.rules.votes import voted

YES, NO = VoteOption.YES, VoteOption.NO

MAJORITY = VotingRule()
OF_PRESENT = VotingRule(base=Base.PRESENT)
OF_SEATS = VotingRule(base=Base.SEATS)
OF_FILLED = VotingRule(base=Base.FILLED)
FOUR_VOTES = VotingRule(threshold=Threshold.FIXED, votes_needed=4)
ADD_ITEM = VotingRule(threshold=Threshold.ADD_ITEM)
TIE_BREAKING = VotingRule(chair_only_breaks_ties=True)


def test_a_vote_says_its_sum() -> None:
    assert (
        voted(4, 1, 1).sum_in_words
        == "4 yes, 1 no, 1 abstaining; majority of those voting; needed 3; carried"
    )


def test_a_vote_names_who_is_recused_and_who_did_not_vote() -> None:
    assert voted(2, 3, recused=1, silent=1).sum_in_words == (
        "2 yes, 3 no, 1 recused, 1 not voting; majority of those voting; needed 3; failed"
    )


def test_a_tie_is_called_one() -> None:
    assert voted(3, 3).sum_in_words == "3 yes, 3 no; majority of those voting; needed 4; failed on a tie"


def test_a_vote_that_is_even_only_as_cast_or_only_as_read_is_not_called_a_tie() -> None:
    as_no = VotingRule(abstention=Abstention.AS_NO)

    assert [voted(3, 2, 1, rule=as_no).is_tie, voted(3, 3, 1, rule=as_no).is_tie] == [False, False]
    assert voted(0, 0, 7).is_tie is False


def test_without_a_quorum_the_sum_says_what_was_missing() -> None:
    assert voted(3, recused=1).sum_in_words == (
        "3 yes, 0 no, 1 recused; no action: 3 counted as present, 4 needed for a quorum"
    )


def test_the_sum_says_what_abstentions_and_silence_count_as() -> None:
    rule = VotingRule(abstention=Abstention.AS_NO, silence_counts_as_yes=True)

    assert voted(3, 1, 1, silent=2, rule=rule).sum_in_words == (
        "3 yes, 1 no, 1 abstaining (counted as no), 2 not voting (counted as yes); "
        "majority of those voting; needed 4; carried"
    )


def test_the_sum_does_not_read_a_chair_who_only_breaks_ties_as_silent() -> None:
    rule = replace(TIE_BREAKING, silence_counts_as_yes=True)

    assert voted(3, 2, silent=1, rule=rule, chair=YES).sum_in_words == (
        "2 yes, 2 no, 2 not voting (1 counted as yes); the chair's vote not counted, without a tie; majority of those voting; needed 3; carried"
    )
    assert voted(3, 2, rule=rule, chair=NO).sum_in_words == (
        "3 yes, 1 no, 1 not voting; the chair's vote not counted, without a tie; majority of those voting; needed 3; carried"
    )


def test_the_sum_says_that_the_chair_broke_the_tie() -> None:
    assert voted(4, 3, rule=TIE_BREAKING, chair=YES).sum_in_words == (
        "4 yes, 3 no; the chair broke the tie; majority of those voting; needed 4; carried"
    )


def test_the_sum_of_adding_an_item_says_which_of_the_two_rules_applied() -> None:
    assert voted(4, 2, rule=ADD_ITEM).sum_in_words == (
        "4 yes, 2 no; two thirds of those present; needed 4; carried"
    )
    assert voted(3, 1, rule=ADD_ITEM).sum_in_words == (
        "3 yes, 1 no; all of those present, fewer than two thirds of the seats; needed 4; failed"
    )


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (MAJORITY, "majority of those present and voting"),
        (OF_PRESENT, "majority of those present"),
        (replace(OF_SEATS, threshold=Threshold.TWO_THIRDS), "two thirds of the authorised seats"),
        (replace(OF_FILLED, threshold=Threshold.THREE_QUARTERS), "three quarters of the filled seats"),
        (FOUR_VOTES, "at least 4 yes votes"),
        (
            ADD_ITEM,
            "two thirds of those present, or all of them where fewer than two thirds of the seats are",
        ),
    ],
)
def test_a_rule_is_said_in_words(rule: VotingRule, words: str) -> None:
    assert rule_in_words(rule) == words


def test_a_result_is_one_line_to_be_read_aloud() -> None:
    assert [
        result_line(found)
        for found in (
            voted(4, 1, 1),
            voted(3, 3),
            voted(2, 4),
            voted(3),
            voted(4, 0, recused=1, silent=2),
        )
    ] == [
        "Carried 4–1, 1 abstaining",
        "Failed on a tie, 3–3",
        "Failed 2–4",
        "No action: no quorum",
        "Carried 4–0, 1 recused, 2 not voting",
    ]


def every_vote_rule() -> list[str]:
    parts, wholes = re.findall(r"\((.*?)\)", VOTE_RULE_PATTERN)
    return [f"{part} of {whole}" for part, whole in product(parts.split("|"), wholes.split("|"))]


def test_every_vote_that_a_policy_may_name_is_read() -> None:
    texts = every_vote_rule()

    assert [VOTE_RULE.read(text) for text in texts] == texts
    assert {(found.threshold, found.base) for text in texts if (found := voting_rule(text, MAJORITY))} == set(
        product((Threshold.MAJORITY, Threshold.TWO_THIRDS, Threshold.THREE_QUARTERS), Base)
    )


def test_a_steps_vote_keeps_what_the_body_says_of_quorum_and_abstentions() -> None:
    body = replace(FOUR_VOTES, recused_count_for_quorum=True, abstention=Abstention.AS_NO)

    assert voting_rule("two thirds of all seats", body) == VotingRule(
        threshold=Threshold.TWO_THIRDS,
        base=Base.SEATS,
        recused_count_for_quorum=True,
        abstention=Abstention.AS_NO,
    )


@pytest.mark.parametrize(
    "text", ["", "majority", "fixed of present", "majority of voters", "half of present"]
)
def test_any_other_text_is_no_voting_rule(text: str) -> None:
    with pytest.raises(ValueError, match="is no voting rule"):
        voting_rule(text, MAJORITY)
