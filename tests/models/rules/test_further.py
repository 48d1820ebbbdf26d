"""What a step asks further, by how it came out."""

from __future__ import annotations

import pytest

from models.policies import shipped_policy
from models.rules.facts import State
from models.rules.further import Wanted, wanted

NUMBER = ("number of the resolution, or the item in the minutes",)


@pytest.mark.parametrize(
    ("state", "outcome", "asks"),
    [
        (State.DONE, "approved", Wanted(ask=NUMBER)),
        (State.DONE, "approved with changes", Wanted(ask=NUMBER)),
        (State.DONE, "returned", Wanted(ask=NUMBER, needs_answers=False)),
        (State.DONE, "denied", Wanted(ask=NUMBER, needs_answers=False)),
        (State.DONE, "continued", Wanted(ask=NUMBER, needs_answers=False, continues=True)),
        (State.WAIVED, "approved", Wanted()),
    ],
)
def test_a_decision_is_asked_for_its_number_which_only_an_approval_must_have(
    state: State, outcome: str, asks: Wanted
) -> None:
    council = next(step for step in shipped_policy("milpitas").steps if step.id == "council")

    assert wanted(council, state, outcome) == asks
