"""Whose turn it is, and how long a silence stays set aside."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.silence import Parked, Side, Turn, Written, whose_turn

BEGAN = date(2026, 1, 5)
US, THEM = Side.US, Side.THEM


def ours(act_id: int, on: date = BEGAN) -> Written:
    return Written(act_id=act_id, on=on, is_ours=True, turn=THEM, answer_by=on + timedelta(days=45))


def theirs(act_id: int, on: date = BEGAN) -> Written:
    return Written(act_id=act_id, on=on, is_ours=False, turn=US)


def parked(act_id: int) -> Parked:
    return Parked(act_id=act_id, on=BEGAN, reason="No answer")


def test_before_any_letter_it_is_our_turn_since_the_beginning() -> None:
    assert whose_turn([], BEGAN, parked(1)) == Turn(side=US, since=BEGAN)


def test_our_letters_in_a_row_are_counted_from_their_last_word() -> None:
    letters = [ours(1), theirs(2, date(2026, 1, 9)), ours(3, date(2026, 1, 12)), ours(4, date(2026, 2, 28))]

    assert whose_turn(letters, BEGAN) == Turn(
        side=THEM, since=date(2026, 2, 28), answer_by=date(2026, 4, 14), unanswered=2
    )
    assert whose_turn([*letters, theirs(5, date(2026, 3, 2))], BEGAN) == Turn(side=US, since=date(2026, 3, 2))


def test_a_silence_that_is_set_aside_expects_no_answer() -> None:
    assert whose_turn([ours(1)], BEGAN, parked(2)) == Turn(
        side=THEM, since=BEGAN, unanswered=1, parked=parked(2)
    )


@pytest.mark.parametrize("later", [ours(3), theirs(3), ours(3, date(2025, 12, 31))])
def test_any_letter_that_is_recorded_later_ends_it(later: Written) -> None:
    assert whose_turn([ours(1), later], BEGAN, parked(2)).parked is None


LETTERS = st.lists(
    st.builds(
        lambda act_id, days, is_ours: (ours if is_ours else theirs)(act_id, BEGAN + timedelta(days=days)),
        st.integers(1, 40),
        st.integers(0, 1500),
        st.booleans(),
    ),
    max_size=8,
    unique_by=lambda letter: letter.act_id,
)


@given(letters=LETTERS, at=st.integers(1, 40))
def test_a_silence_is_set_aside_only_while_nothing_was_recorded_since_and_they_owe_the_next_word(
    letters: list[Written], at: int
) -> None:
    found, without = whose_turn(letters, BEGAN, parked(at)), whose_turn(letters, BEGAN)
    holds = without.side is THEM and max(letter.act_id for letter in letters) < at

    assert (found.parked is not None, found.answer_by is None) == (
        holds,
        holds or without.answer_by is None,
    )
    assert (found.side, found.since, found.unanswered) == (without.side, without.since, without.unanswered)
    assert (without.unanswered > 0) == (without.side is THEM)
