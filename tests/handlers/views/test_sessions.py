from dataclasses import replace
from itertools import product

import pytest

from handlers.views.sessions import SessionCard, done, over, session_card
from models.rules.agendas import AgendaEntry, ItemKind, ItemResult

STATE = ("In session since 6:02 PM.", "Ngozi Okafor presides.", "5 of 7 present: quorum (4 needed).")
ITEM = AgendaEntry(item="letter", number=5, title="Letter from Loreto", kind=ItemKind.ACT)
DISCUSSED, VOTED = (replace(ITEM, result=result) for result in (ItemResult.DISCUSSED, ItemResult.VOTED))
OUT = (("m3", "Sam Lee"),)
CARD = SessionCard(meeting_id="m", title="Regular meeting of Thu, Jan 22", state=STATE)


def card(**said: object) -> SessionCard:
    return SessionCard(**{**vars(CARD), **said})


def rows(shown: SessionCard) -> list[list[str]]:
    """List the buttons of each row; a menu counts as "…"."""
    blocks = [block.to_dict() for block in session_card(shown).blocks]
    return [
        [element["text"]["text"] if element["type"] == "button" else "…" for element in block["elements"]]
        for block in blocks
        if block["type"] == "actions"
    ]


def test_the_desk_says_in_words_where_the_meeting_stands() -> None:
    shown = card(item=ITEM, votes=("Open vote: Answer the letter.",), out=OUT, presides=True)
    assert session_card(shown, ["Recorded."]).text == (
        "Recorded. Regular meeting of Thu, Jan 22. In session since 6:02 PM. Ngozi Okafor presides. 5 of 7 present: quorum (4 needed). "
        "Item 5: Letter from Loreto. Open vote: Answer the letter. Out of the room: Sam Lee."
    )


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, [["Agenda"]]),
        ({"may_recuse": True}, [["Recuse myself", "Agenda"]]),
        ({"own_id": "m3", "out": OUT}, [["I'm back", "Agenda"]]),
        (
            {"presides": True},
            [
                ["Take the roll", "Open an item"],
                ["Public comment taken", "Recess", "Adjourn", "…"],
                ["Agenda"],
            ],
        ),
        (
            {"presides": True, "roll_taken": True, "item": ITEM, "comment_taken": True, "may_seat": True},
            [
                ["Seat an alternate", "Record the outcome", "Call a vote", "Next item"],
                ["Update the roll", "Recess", "Adjourn", "…"],
                ["Agenda"],
            ],
        ),
        (
            {"presides": True, "roll_taken": True, "item": DISCUSSED, "may_recuse": True},
            [
                ["Next item", "Call a vote", "Change the outcome"],
                ["Public comment taken", "Update the roll", "Recess", "Adjourn", "…"],
                ["Recuse myself", "Agenda"],
            ],
        ),
        (
            {"presides": True, "roll_taken": True, "item": VOTED, "has_votes": False},
            [
                ["Next item"],
                ["Public comment taken", "Update the roll", "Recess", "Adjourn", "…"],
                ["Agenda"],
            ],
        ),
        (
            {"presides": True, "roll_taken": True, "in_recess": True},
            [["Resume", "Update the roll", "Adjourn", "…"]],
        ),
    ],
)
def test_the_buttons_are_those_of_what_can_be_done_now(
    said: dict[str, object], expected: list[list[str]]
) -> None:
    assert rows(card(**said)) == expected


def test_no_row_has_more_than_four_buttons_beside_its_menu() -> None:
    names = ("presides", "in_recess", "roll_taken", "comment_taken", "may_recuse", "may_seat")
    for flags in product([False, True], repeat=len(names)):
        shown = card(**dict(zip(names, flags, strict=True)), item=ITEM, out=OUT)
        assert [row for row in rows(shown) if len([each for each in row if each != "…"]) > 4] == []


def test_whoever_presides_has_a_button_for_each_who_is_out_of_the_room() -> None:
    shown = session_card(card(presides=True, out=OUT)).blocks
    accessories = [block.to_dict().get("accessory") for block in shown]
    assert [(each["text"]["text"], each["value"]) for each in accessories if each] == [
        ("Sam Lee is back", "m:m3")
    ]
    assert "Out of the room" not in "".join(map(str, (block.to_dict() for block in shown)))


@pytest.mark.parametrize(
    ("name", "said"),
    [("Maximilian Okafor", "Maximilian is back"), ("Wolfeschlegelsteiner Ito", "Is back")],
)
def test_a_name_too_long_for_the_button_is_shortened(name: str, said: str) -> None:
    shown = session_card(card(presides=True, out=(("m3", name),))).blocks
    accessories = [block.to_dict().get("accessory") for block in shown]
    assert [each["text"]["text"] for each in accessories if each] == [said]


def test_a_saved_form_becomes_the_desk_and_an_adjourned_meeting_tells_what_moved() -> None:
    saved = done(["The roll is taken."], session_card(CARD)).to_dict()
    ended = over(["The meeting was adjourned at 8:01 PM.", "No deadline changed."], "m").to_dict()
    assert [saved["blocks"][0]["text"]["text"], "submit" in saved] == ["The roll is taken.", False]
    assert [block["text"]["text"] for block in ended["blocks"][:2]] == [
        "The meeting was adjourned at 8:01 PM.",
        "No deadline changed.",
    ]
