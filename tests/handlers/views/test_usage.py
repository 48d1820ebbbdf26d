"""The line of state above the menu and the list of what is next."""

from __future__ import annotations

import pytest

from handlers.views.usage import nothing_due


@pytest.mark.parametrize(
    ("goals", "said"),
    [
        (0, "Nothing is due in the next 14 days."),
        (1, "No deadline falls in the next 14 days, but a goal of ours does."),
        (3, "No deadline falls in the next 14 days, but 3 goals of ours do."),
    ],
)
def test_a_goal_of_ours_is_no_deadline_and_is_not_nothing_either(goals: int, said: str) -> None:
    assert nothing_due("14 days", goals) == said
