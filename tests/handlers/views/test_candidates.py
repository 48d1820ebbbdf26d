"""The list of a search's candidates, and its forms."""

from datetime import date
from typing import Any

import pytest

from bot.practice.contents import Json
from bot.practice.strictness import check_message, check_view
from handlers.views.candidates import Shortlist, add_form, drop_form, pick_form, shortlist_message
from handlers.views.kit import option
from models.rules.candidates import CandidateState, Listed, in_order
from tests.handlers.views.builders import TODAY, drawn

PICKED, LISTED, DROPPED = CandidateState


def candidate(place: int = 1, state: CandidateState = LISTED, **said: Any) -> Listed:  # noqa: ANN401  fields of many types
    usual = {
        "candidate_id": f"{place:032x}",
        "name": f"Cascais {place}, Portugal",
        "state": state,
        "found_through": "the embassy",
        "why": "",
        "on": date(2026, 1, 20),
    }
    return Listed(**{**usual, **said})


def shown(*candidates: Listed, offset: int = 0, may: bool = True) -> Json:
    """Draw the list as it goes to Slack."""
    shortlist = Shortlist(
        search_id="0" * 32,
        title="A partner on the coast",
        said="3 candidates, 1 picked: pick 2 to 4 more",
        candidates=in_order(candidates),
        may_note=may,
        may_add=may,
        may_pick=may,
        may_pack=may,
    )
    message = shortlist_message(shortlist, TODAY, offset=offset).as_answer()
    check_message(message["text"], message["blocks"])
    return message


def rows(message: Json) -> list[list[str]]:
    """Give the buttons, row by row."""
    return [
        [element["text"]["text"] for element in block["elements"]]
        for block in message["blocks"]
        if block["type"] == "actions"
    ]


def test_each_candidate_has_the_buttons_of_its_state() -> None:
    message = shown(
        candidate(1, DROPPED, reason="Too far"),
        candidate(2),
        candidate(3, PICKED, file=("f" * 32, "No. 3")),
        candidate(4, PICKED),
    )

    assert rows(message) == [
        ["Note", "Drop", "See its file"],
        ["Note", "Open its file", "Drop"],
        ["Note", "Pick", "Drop"],
        ["Note", "Put back"],
        ["Add a candidate", "Compare", "What's next"],
    ]


def test_the_packet_is_offered_where_the_reason_is_held_back() -> None:
    picked = candidate(2, PICKED, file=("f" * 32, "No. 3"), is_held=True)

    assert rows(shown(candidate(1, is_held=True), picked))[:2] == [
        ["Note", "Drop", "Make the packet", "See its file"],
        ["Note", "Pick", "Drop", "Make the packet"],
    ]


def test_whoever_may_only_read_is_offered_no_change() -> None:
    held = candidate(1, is_held=True)
    message = shown(held, candidate(2, PICKED, file=("f" * 32, "No. 3")), may=False)

    assert rows(message) == [["See its file"], ["Compare", "What's next"]]


def test_the_text_says_it_all_in_sentences() -> None:
    message = shown(
        candidate(1, DROPPED, reason="Too far."),
        candidate(2, why="By the sea"),
        candidate(3, PICKED, reason="A port", file=("f" * 32, "No. 3")),
    )

    assert message["text"] == (
        "A partner on the coast: candidates. 3 candidates, 1 picked: pick 2 to 4 more. "
        "Cascais 3, Portugal: picked. Named by the embassy. Picked on Tue, Jan 20: A port. Its file is No. 3. "
        "Cascais 2, Portugal: on the list. Named by the embassy: By the sea. "
        "Cascais 1, Portugal: dropped. Named by the embassy. Dropped on Tue, Jan 20: Too far."
    )


@pytest.mark.parametrize(("offset", "on_page", "more"), [(0, 8, True), (8, 8, True), (16, 4, False)])
def test_a_long_list_is_shown_eight_at_a_time(offset: int, on_page: int, more: bool) -> None:  # noqa: FBT001
    message = shown(
        *[candidate(place, found_through="x" * 120, why="y" * 500) for place in range(20)], offset=offset
    )
    last = rows(message)[-1]

    assert (len(rows(message)) - 1, "Show more" in last) == (on_page, more)


def test_the_forms_fit_into_slack() -> None:
    long = candidate(1, PICKED, name="x" * 200, file=("f" * 32, "No. 3"))
    paths = [option(f"Path {place}", f"p/{place}") for place in range(12)]
    owners = [option("x" * 80, str(place)) for place in range(120)]
    for view in (
        add_form("0" * 32, "x" * 80, for_staff=True, key="k"),
        pick_form(long, "3 candidates", paths=paths, owners=owners, owner="119", key="k"),
        pick_form(candidate(), "3 candidates", paths=[], owners=[], owner=None, key="k"),
        drop_form(long, key="k"),
    ):
        check_view(drawn(view), "modal")


def test_a_pick_goes_on_by_a_path_of_ours_unless_it_is_to_wait() -> None:
    paths = [option("We are reaching out", "milpitas/initiated")]
    first, again = (
        drawn(pick_form(each, "1 candidate", paths=paths, owners=[], owner=None, key="k"))["blocks"][1]
        for each in (candidate(), candidate(1, PICKED))
    )

    assert [[each["value"] for each in block["element"]["options"]] for block in (first, again)] == [
        ["milpitas/initiated", "none"],
        ["milpitas/initiated"],
    ]
    assert first["element"]["initial_option"]["value"] == "milpitas/initiated"
