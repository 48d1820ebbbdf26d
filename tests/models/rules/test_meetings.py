"""Meetings as they are said."""

import pytest

from models.rules.meetings import Expected


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        (
            Expected(members=6, of=7, alternates=1, quorum=4),
            "6 of 7 members expected, and an alternate can sit in; a quorum is 4",
        ),
        (
            Expected(members=5, of=7, alternates=2, quorum=4),
            "5 of 7 members expected, and 2 alternates can sit in; a quorum is 4",
        ),
        (Expected(members=3, of=7, quorum=4), "3 of 7 members expected; a quorum is 4"),
        (Expected(members=0, of=1, quorum=1), "0 of 1 member expected; a quorum is 1"),
    ],
)
def test_members_and_those_who_can_sit_in_for_them_are_told_apart(expected: Expected, said: str) -> None:
    assert expected.in_words == said
