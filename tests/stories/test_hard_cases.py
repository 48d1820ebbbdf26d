"""Two hundred cities, a hundred people, names of every script: each screen opens, and all of it holds to the lint."""

from __future__ import annotations

import pytest

from bot.practice.inputs import placed_elements
from tests.stories.conftest import CHANNEL, Office
from tests.stories.crowd import (
    CITIES,
    FORTY_WORDS,
    FOUR_BYTES,
    ODD_NAMES,
    RIGHT_TO_LEFT,
    crowd,
    two_hundred_cities,
)

TROUBLE = "I couldn't do that."
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
        if not said or TROUBLE in said:
            failed.append(line)
        if modal:
            office.dana.closes()
    return failed


@pytest.fixture
def busy(office: Office) -> Office:
    """The commission with its crowd and its cities."""
    crowd(office)
    two_hundred_cities(office)
    return office


def test_with_two_hundred_cities_and_a_hundred_people_every_screen_opens(busy: Office) -> None:
    assert screens(busy, *ANSWERS, *FORMS) == []
    for person in (busy.dana, busy.okafor, busy.lee, busy.stranger):
        person.opens_home()
        assert person.home is not None
    assert sum(len(block) > 0 for block in busy.dana.home.blocks) <= 40  # type: ignore[union-attr]


def test_names_of_forty_words_right_to_left_and_of_four_bytes_break_no_screen_of_their_own(
    busy: Office,
) -> None:
    lines = [f"{verb} {name}" for verb in OF_A_CITY for name in ODD_NAMES]
    assert screens(busy, *lines, f"compare {FOUR_BYTES}, {RIGHT_TO_LEFT}") == []
    for name in ODD_NAMES:
        assert name in busy.asks(busy.lee, f"/sister next {name}")


def test_every_page_of_two_hundred_cities_can_be_turned_to(busy: Office) -> None:
    busy.asks(busy.lee, "/sister list")
    seen: set[str] = set()
    for _ in range(CITIES):
        page = busy.answer(busy.lee)
        seen.update(line.partition(",")[0] for line in page.shown.splitlines() if ", Portugal" in line)
        if "Show more" not in page.buttons:
            break
        busy.lee.presses("Show more", page)
    assert len(seen) == CITIES


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


def test_a_list_of_people_is_never_longer_than_a_menu_holds(busy: Office) -> None:
    busy.dana.types("/sister roster", channel=CHANNEL)
    busy.opens(busy.dana, "/sister inquiry")
    counted = [
        len(element.get("options", []))
        for shown in busy.practice.shown
        for _, element in placed_elements(shown.content.get("blocks") or [])
    ]
    assert max(counted) <= 100
    assert len(FORTY_WORDS.split()) == 40
