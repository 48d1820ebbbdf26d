from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.amounts import count_in_words, share_met
from models.rules.policy import Count

THREE_TO_FIVE = Count(least=3, most=5)


@pytest.mark.parametrize(
    ("residents", "people", "met"),
    [(26, 51, False), (25, 49, True), (51, 100, True), (50, 100, False), (0, 0, False), (1, 1, True)],
)
def test_fifty_one_percent_is_tested_exactly_and_an_empty_list_fails(
    residents: int, people: int, *, met: bool
) -> None:
    assert share_met(residents, people, 51) == met


@given(part=st.integers(0, 10**20), more=st.integers(0, 10**20), percent=st.integers(1, 100))
def test_a_share_is_met_as_the_fraction_says(part: int, more: int, percent: int) -> None:
    whole = part + more + 1

    assert share_met(part, whole, percent) == (Fraction(part, whole) >= Fraction(percent, 100))


@pytest.mark.parametrize(
    ("picked", "words"),
    [
        (0, "pick 3 to 5 more"),
        (2, "pick 1 to 3 more"),
        (3, None),
        (5, None),
        (6, "drop at least 1"),
        (9, "drop at least 4"),
    ],
)
def test_three_to_five_picks_are_asked_for(picked: int, words: str | None) -> None:
    assert count_in_words(THREE_TO_FIVE, picked) == words


def test_an_exact_count_asks_for_exactly_what_is_missing() -> None:
    assert count_in_words(Count(least=2, most=2), 1) == "pick 1 more"
