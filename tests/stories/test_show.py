"""The whole story of a city on one screen, and three hundred entries page by page."""

from collections.abc import Callable
from itertools import cycle, islice

import pytest

from bot.practice.seen import MessageSeen
from models.prospects import Prospect
from models.rules.steps import State
from tests import builders
from tests.stories.conftest import Office, over_socket

ENTRIES, PAGE = 300, 10
LETTER = "They would like to exchange schools, choirs and gardeners. " * 16
DANA = {"by": "U0DANA"}


def at_the_desk(office: Office) -> builders.Office:
    """Work on the same records without a screen, which is quicker."""
    return builders.Office(workspace=office.records, now=office.practice.clock.now())


def lived_through(office: Office) -> str:
    """Record three hundred entries on Cascais; gives the prospect."""
    desk = at_the_desk(office)
    cascais = desk.inquiry("Cascais", country="PT", notes=LETTER, **DANA)
    kinds: list[Callable[[], object]] = [
        lambda: desk.letter(cascais, summary=LETTER, **DANA),
        lambda: desk.letter(cascais, direction="in", **DANA),
        lambda: desk.complete(cascais, "discuss", **DANA),
        lambda: desk.undo(desk.last_act(), **DANA),
        lambda: desk.complete(cascais, "register", state=State.WAIVED, **DANA),
        lambda: desk.undo(desk.last_act(), **DANA),
        lambda: desk.turn(cascais, closed=True, **DANA),
        lambda: desk.turn(cascais, closed=False, **DANA),
        lambda: desk.complete(cascais, "council", outcome="returned", **DANA),
        lambda: desk.letter(cascais, summary="<!channel> & *bold*", **DANA),
    ]
    for kind in islice(cycle(kinds), ENTRIES - 1):
        kind()
    return cascais


def entries_of(page: MessageSeen) -> list[str]:
    """Give the entries on a page; the first section is the sum of it all."""
    return [block["text"]["text"] for block in page.blocks if block["type"] == "section"][1:]


@pytest.mark.slow
def test_three_hundred_entries_are_walked_through_there_and_back(office: Office) -> None:
    cascais = lived_through(office)
    office.asks(office.dana, "/sister show Cascais")
    shown = [office.answer(office.dana)]
    while "Older entries" in shown[-1].buttons:
        if len(shown) == PAGE:
            at_the_desk(office).letter(cascais, summary="Written meanwhile", **DANA)
        office.dana.presses("Older entries", shown[-1])
        shown.append(office.answer(office.dana))

    assert [len(entries_of(page)) for page in shown] == [PAGE] * (ENTRIES // PAGE)
    assert max(len(page.blocks) for page in shown) <= 40
    every = [entry for page in shown for entry in entries_of(page)]
    assert (sum("inquiry recorded" in entry for entry in every), every[-1][:40]) == (
        1,
        "Thu, Jan 22, Dana Ito: inquiry recorded;",
    )
    assert sum("correspondence logged" in entry and "undone" not in entry for entry in every) == 89
    assert sum(entry.startswith("Taken back: ") for entry in every) == 60
    assert not any("Written meanwhile" in entry for entry in every)

    for _ in shown[1:]:
        office.dana.presses("Newer entries", office.answer(office.dana))
    assert entries_of(office.answer(office.dana)) == entries_of(shown[0])
    office.dana.presses("Newer entries", office.answer(office.dana))
    newest = office.answer(office.dana)
    assert (len(entries_of(newest)), newest.buttons[:2]) == (1, ["What's next", "Older entries"])
    assert "Written meanwhile" in newest.text


@over_socket
def test_a_screen_begins_with_the_sum_of_it(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal", notes="Schools")
    office.asks(office.lee, "/sister show Cascais")
    shown = office.answer(office.lee).shown.splitlines()

    assert shown == [
        "Cascais, Portugal, No. 1",
        "Cascais, Portugal: Discuss the possible relationship at a commission meeting, Dana Ito, 0 of 3 meetings held; the last is Thu, Apr 23, and 1 more step",
        "Waiting on us since Thu, Jan 22 (today)",
        "Step 1 of 7 of the path “They wrote to us”: Focus Areas and Criteria to Establish Sister City Relationships, Milpitas, California",
        "Owner: Dana Ito. Inquiry of Thu, Jan 22, recorded by Sam Lee",
        "People",
        "Contact on our side: Dana Ito",
        "What was done, newest first",
        "Thu, Jan 22, Sam Lee: inquiry recorded; Inquiry from them, Jan 22, 2026, Email: Schools",
        "[What's next]",
        "[Criteria notes]",
        "[Share here]",
    ]


@over_socket
def test_a_button_that_names_no_entry_says_so(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    cascais = office.rows(Prospect, "id")[0]
    for number in range(PAGE):
        at_the_desk(office).letter(cascais, summary=f"Letter {number}", **DANA)
    office.asks(office.dana, "/sister show Cascais")
    first = office.answer(office.dana)
    office.tampers_with_button(first, "page_show:0", f"{cascais}:0")
    office.dana.presses("Older entries", first)

    assert office.answer(office.dana).text == "I couldn't find that entry."
