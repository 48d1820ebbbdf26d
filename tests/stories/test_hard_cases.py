"""Two hundred cities, a hundred people, names of every script: each screen opens, and all of it holds to the lint."""

from __future__ import annotations

from functools import partial

import pytest

from bot.practice.inputs import placed_elements
from tests.stories.conftest import CHANNEL, Office
from tests.stories.crowd import (
    CITIES,
    FORTY_WORDS,
    FOUR_BYTES,
    ODD_NAMES,
    RIGHT_TO_LEFT,
    cities_write,
    crowd,
)

TROUBLE = ("I couldn't do that", "I couldn't save that")
MOST_IN_A_MENU = 100
ANSWERS = (
    "",
    "help",
    "help more",
    "next",
    "next mine",
    "list",
    "list waiting",
    "list partners",
    "due",
    "due 90",
    "agenda",
    "meeting",
    "minutes",
    "roster",
    "remind",
    "undo",
    "papers",
    "settings",
    "export",
    "setup",
)
OF_A_CITY = (
    "next",
    "show",
    "papers",
    "write",
    "log",
    "done",
    "note",
    "draft",
    "sign",
    "program",
    "close",
    "park",
    "extend",
)
FORMS = (
    "inquiry",
    "log",
    "done",
    "close",
    "note",
    "compare",
    "draft",
    "sign",
    "program",
    "write",
    "import",
    "meeting schedule",
    "agenda add Letter",
    "vote",
)


def screens(office: Office, *lines: str) -> list[str]:
    """Have staff type each line; gives the lines that were answered by nothing, or by an excuse."""
    failed = []
    for line in lines:
        before = len(office.dana.messages(CHANNEL))
        office.dana.types(f"/sister {line}", channel=CHANNEL)
        modal, answers = office.dana.modal, office.dana.messages(CHANNEL)[before:]
        said = modal.shown if modal else "".join(answer.text for answer in answers)
        if not said or said.startswith(TROUBLE):
            failed.append(line)
        if modal:
            office.dana.closes()
    return failed


@pytest.mark.slow
def test_with_two_hundred_cities_and_a_hundred_people_every_screen_opens(office: Office) -> None:
    crowd(office)
    cities_write(office, CITIES)

    assert screens(office, *ANSWERS, *FORMS) == []
    for person in (office.dana, office.okafor, office.lee, office.stranger):
        person.opens_home()
        office.practice.wait_for(partial(getattr, person, "home"), 30.0)
    assert len(cities_listed(office)) == CITIES
    menus = [
        len(element.get("options", []))
        for shown in office.practice.shown
        for _, element in placed_elements(shown.content.get("blocks") or [])
    ]
    assert max(menus) <= MOST_IN_A_MENU


def cities_listed(office: Office) -> set[str]:
    """Turn every page of the list of cities; gives the names on them."""
    office.asks(office.lee, "/sister list")
    seen: set[str] = set()
    for _ in range(CITIES):
        page = office.answer(office.lee)
        seen.update(
            line.partition(", Portugal")[0] for line in page.shown.splitlines() if ", Portugal" in line
        )
        if "Show more" not in page.buttons:
            break
        office.lee.presses("Show more", page)
    return seen


def test_names_of_forty_words_right_to_left_and_of_four_bytes_break_no_screen_of_their_own(
    office: Office,
) -> None:
    cities_write(office, len(ODD_NAMES))

    assert len(FORTY_WORDS.split()) == 40
    lines = [f"{verb} {name}" for verb in OF_A_CITY for name in ODD_NAMES]
    assert screens(office, *lines, f"compare {FOUR_BYTES}, {RIGHT_TO_LEFT}") == []
    assert [name in office.asks(office.lee, f"/sister next {name}") for name in ODD_NAMES] == [True] * 3


def test_odd_text_comes_back_whole_from_every_field_of_a_form(office: Office) -> None:
    odd = f"{RIGHT_TO_LEFT} {FOUR_BYTES} & <!channel> *bold*"
    office.typed.update((odd, RIGHT_TO_LEFT, FOUR_BYTES))
    office.opens(office.lee, "/sister inquiry")
    office.lee.submits({"City or region": FOUR_BYTES, "Country": "Portugal", "Notes": odd})
    office.lee.closes()
    office.opens(office.lee, f"/sister log {FOUR_BYTES}")
    office.lee.submits({"Direction": "We sent it", "Summary": odd})
    office.lee.closes()
    office.asks(office.lee, f"/sister show {FOUR_BYTES}")
    assert office.answer(office.lee).shown.count(RIGHT_TO_LEFT) == 2
