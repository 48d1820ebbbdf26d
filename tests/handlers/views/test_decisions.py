"""What is said to follow from a decision."""

from datetime import date

import pytest

from handlers.views.decisions import letter_owed, what_follows
from models.rules.policy import Branch, VoteRule
from tests.handlers.views.builders import TODAY, progress
from tests.models.rules.builders import policy, step

STAYS = "The policy does not say what follows; the step stays open."


@pytest.mark.parametrize(
    ("outcome", "says"),
    [
        ("approved", []),
        ("approved with changes", []),
        ("returned", ["Returned: back to “Do mou”."]),
        ("continued", ["Continued to Thu, Feb 26; the step stays open."]),
        ("denied", ["A courtesy letter to them is owed."]),
        ("tabled", []),
    ],
)
def test_what_follows_is_said_by_the_policy(outcome: str, says: list[str]) -> None:
    branches = (
        Branch(outcome="denied", close_as="declined"),
        Branch(outcome="returned", back_to="mou"),
    )
    council = step("council", vote=VoteRule(body="council", passes="majority of present"), branches=branches)
    stands = progress(policy(step("mou"), council), "way")

    assert what_follows(council, outcome, stands, TODAY, continued_to=date(2026, 2, 26)) == says


@pytest.mark.parametrize(
    ("outcome", "says"),
    [
        ("returned", [f"Returned. {STAYS}"]),
        ("continued", [f"Continued. {STAYS}"]),
        ("denied", [f"Denied. {STAYS}", "A courtesy letter to them is owed."]),
    ],
)
def test_where_the_policy_is_silent_that_is_said(outcome: str, says: list[str]) -> None:
    council = step("council", vote=VoteRule(body="council", passes="majority of present"))

    assert what_follows(council, outcome, progress(policy(council), "way"), TODAY) == says


def test_a_step_that_nobody_decides_leads_nowhere_else() -> None:
    plain = step("mou")

    assert what_follows(plain, "returned", progress(policy(plain), "way"), TODAY) == []


@pytest.mark.parametrize(
    ("outcome", "buttons"), [("denied", ["Write it"]), ("returned", []), ("approved", [])]
)
def test_after_a_denial_a_letter_is_offered(outcome: str, buttons: list[str]) -> None:
    council = step("council", vote=VoteRule(body="council", passes="majority of present"))
    offered = letter_owed(council, outcome, progress(policy(council), "way"))

    assert [button.to_dict()["text"]["text"] for button in offered] == buttons
