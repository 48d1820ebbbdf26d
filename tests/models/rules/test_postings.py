"""What a public body may take up, by what was posted and when."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from models.rules.agendas import AgendaEntry, ItemKind, ItemResult, Posted
from models.rules.postings import (
    is_closed_to_items,
    is_on_posted_agenda,
    lacks_notice,
    not_to_be_taken_up,
    posted_up_to,
)
from tests.builders import LOS_ANGELES

DEADLINE = datetime(2026, 5, 25, 18, 0, tzinfo=LOS_ANGELES)
BUDGET = AgendaEntry(item="1", number=4, title="Budget", kind=ItemKind.ACT)
UNPOSTED = "“Budget” was listed after the agenda was posted."
EARLY, LAST, LATE = (
    Posted(at=DEADLINE + timedelta(days=days), order=order) for days, order in ((-1, 3), (0, 9), (1, 12))
)


@pytest.mark.parametrize(
    ("minutes_late", "listed", "is_there"),
    [
        (0, 7, True),
        (-60, 7, True),
        (1, 7, False),
        (0, 8, False),
    ],
)
def test_an_item_is_on_the_posted_agenda_when_it_was_listed_before_a_posting_in_time(
    minutes_late: int, listed: int, *, is_there: bool
) -> None:
    posting = Posted(at=DEADLINE + timedelta(minutes=minutes_late), order=7)

    assert is_on_posted_agenda(listed, [posting], DEADLINE) is is_there


def test_an_agenda_posted_anew_in_time_covers_what_was_listed_between() -> None:
    found = [is_on_posted_agenda(listed, [EARLY, LAST], DEADLINE) for listed in (3, 5, 9, 10)]

    assert found == [True, True, True, False]


@pytest.mark.parametrize(
    ("postings", "order", "lacks"),
    [
        ([], None, "Nobody has recorded the legal posting of this agenda."),
        ([EARLY], 3, ""),
        ([EARLY, LAST, LATE], 9, ""),
        ([LATE], 12, "This agenda was posted after its deadline."),
    ],
)
def test_the_last_posting_in_time_counts_and_a_late_one_only_where_there_is_no_other(
    postings: list[Posted], order: int | None, lacks: str
) -> None:
    assert (posted_up_to(postings, DEADLINE), lacks_notice(postings, DEADLINE)) == (order, lacks)


@pytest.mark.parametrize(
    ("is_public", "has_begun", "late", "is_closed"),
    [
        (True, False, True, True),
        (True, False, False, False),
        (True, True, False, True),
        (False, True, True, False),
    ],
)
def test_a_public_body_lists_nothing_once_the_time_to_post_is_over_or_it_has_begun(
    *, is_public: bool, has_begun: bool, late: bool, is_closed: bool
) -> None:
    now = DEADLINE + timedelta(minutes=1 if late else 0)

    found = is_closed_to_items(is_public=is_public, has_begun=has_begun, deadline=DEADLINE, now=now)

    assert found is is_closed


@pytest.mark.parametrize(
    ("entry", "is_special", "said"),
    [
        (BUDGET, True, ""),
        (
            replace(BUDGET, was_posted=False),
            False,
            f"{UNPOSTED} Open-meeting law asks for a vote to add it first. Call that vote, or list it for a later meeting.",
        ),
        (
            replace(BUDGET, was_posted=False),
            True,
            f"{UNPOSTED} A special meeting takes up only what its notice names. List it for a regular meeting.",
        ),
        (
            replace(BUDGET, result=ItemResult.PULLED),
            False,
            "“Budget” was pulled from this agenda. List it for a later meeting.",
        ),
    ],
)
def test_what_was_not_posted_or_was_pulled_is_not_taken_up(
    entry: AgendaEntry, said: str, *, is_special: bool
) -> None:
    assert not_to_be_taken_up(entry, is_special=is_special) == said
