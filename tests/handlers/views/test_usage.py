"""The line of state above the menu and the list of what is next."""

from __future__ import annotations

import pytest

from handlers.views.usage import nothing_due, state_in_words


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


def test_the_menu_says_so_too() -> None:
    said = state_in_words(due=0, mine=0, overdue=0, goals=1, files=2, until="Mon, Nov 30")
    assert said == "No deadline falls in the next seven days, but a goal of ours does. 2 cities are open."
