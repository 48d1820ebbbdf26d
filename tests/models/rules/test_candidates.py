"""Candidates of a search as values."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from models.policies import shipped_policy
from models.rules.candidates import (
    CandidateState,
    Listed,
    count_recorded_wrong,
    in_order,
    shortlist_in_words,
    tally,
    where_it_stands,
    with_dates_found,
)
from models.rules.facts import Facts
from models.rules.policy import Count
from tests.models.rules.builders import day

PICKED, LISTED, DROPPED = CandidateState
THREE_TO_FIVE = Count(least=3, most=5)
STEPS = shipped_policy("cities-seeking-cities").steps_of("member")


def candidate(name: str, state: CandidateState = LISTED, reason: str = "") -> Listed:
    return Listed(
        candidate_id=name,
        name=name,
        state=state,
        found_through="The list",
        why="",
        reason=reason,
        on=date(2026, 3, 2),
    )


def test_too_few_and_too_many_picked_say_what_to_do() -> None:
    assert [tally([PICKED] * number + [LISTED, DROPPED], THREE_TO_FIVE) for number in (0, 2, 3, 5, 6)] == [
        "none picked: pick 3 to 5 more",
        "2 picked: pick 1 to 3 more",
        "3 picked",
        "5 picked",
        "6 picked: drop at least 1",
    ]


def test_a_search_that_asks_for_no_number_only_counts() -> None:
    assert tally([PICKED], None) == "1 picked"


def test_a_number_that_no_longer_fits_is_told_with_the_step_that_said_it() -> None:
    narrowed = "Narrow the list down"

    assert shortlist_in_words([], THREE_TO_FIVE) == "No candidates yet"
    assert shortlist_in_words([PICKED, LISTED], THREE_TO_FIVE) == ("2 candidates, 1 picked: pick 2 to 4 more")
    assert shortlist_in_words([PICKED] * 6, THREE_TO_FIVE, narrowed=narrowed) == (
        "6 candidates, 6 picked: drop at least 1 (although “Narrow the list down” is done)"
    )
    assert shortlist_in_words([PICKED] * 4, THREE_TO_FIVE, narrowed=narrowed) == "4 candidates, 4 picked"


def test_the_number_recorded_wins_over_the_number_typed() -> None:
    assert (count_recorded_wrong(4, None), count_recorded_wrong(4, 4)) == (None, None)
    assert count_recorded_wrong(4, 1) == (
        "1 candidate is picked in this search, not 4. What is recorded there counts: pick or drop there first."
    )


def test_a_city_on_the_list_is_told_with_where_it_stands() -> None:
    said = [
        where_it_stands(each, "Mon, Mar 2")
        for each in (candidate("A"), candidate("B", PICKED), candidate("C", DROPPED, "Too far."))
    ]

    assert said == [
        "on the list since Mon, Mar 2",
        "picked on Mon, Mar 2",
        "dropped on Mon, Mar 2, because: Too far",
    ]


@given(st.lists(st.sampled_from(CandidateState)))
def test_picked_ones_come_first_and_dropped_ones_last_each_as_added(states: list[CandidateState]) -> None:
    added = [candidate(str(number), state) for number, state in enumerate(states)]
    shown = in_order(added)

    assert [each.state for each in shown] == sorted(states, key=list(CandidateState).index)
    assert [[each for each in shown if each.state is state] for state in CandidateState] == [
        [each for each in added if each.state is state] for state in CandidateState
    ]


def test_a_search_takes_the_first_signing_of_a_city_that_came_out_of_it() -> None:
    search = Facts(dates={"requested": day("2025-03-01")})
    found = [
        {"signed": day("2026-09-01"), "approved": day("2026-08-01")},
        {"signed": day("2026-08-31")},
        {"inquiry": day("2026-01-15")},
    ]

    assert with_dates_found(search, STEPS, "requested", found).dates == {
        "requested": day("2025-03-01"),
        "signed": day("2026-08-31"),
    }


def test_a_partner_from_before_the_search_was_not_found_by_it() -> None:
    search = Facts(dates={"requested": day("2025-03-01")})

    assert with_dates_found(search, STEPS, "requested", [{"signed": day("2025-02-28")}]) == search
