"""Each rule of the lint finds what it is there for, and lets the usual be."""

from __future__ import annotations

import pytest

from bot.practice.contents import Json, Surface
from bot.practice.recording import Shown
from handlers.views.kit import Message, actions, button, header, marked, option, section, titled
from tests.lint import faults

TOLD = "New inquiry: Loreto, Mexico. Recorded Mon, Dec 1."


def text(content: str) -> Json:
    return {"type": "plain_text", "text": content}


def post(said: str = TOLD, *blocks: object, channel: str = "C1") -> list[str]:
    content = {"channel": channel, **Message(text=said, blocks=blocks).as_answer()}  # type: ignore[arg-type]
    return faults([Shown(surface="message", content=content)])


def test_a_card_that_tells_all_is_let_be() -> None:
    row = actions(button("Open", "do_next", about="Loreto"), button("Open", "do_next:1", about="Tena"))
    assert post(TOLD, titled("Loreto, Mexico", "Recorded Mon, Dec 1"), row) == []


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("New inquiry", "no whole sentence"),
        ("Due.. soon.", "two periods"),
        ("Owner: U0DANA.", "a raw id"),
        ("Due on 03/04.", "a month as a number"),
        ("Due on 2026-12-01.", "a month as a number"),
        (" ".join(["word"] * 40) + ".", "a breathless stretch"),
    ],
)
def test_a_text_that_cannot_be_read_aloud_is_found(said: str, fault: str) -> None:
    (found,) = post(said)
    assert found.startswith(fault)


@pytest.mark.parametrize("said", ["A file is called list-2026-12-01.csv.", "I couldn't read “03/04”."])
def test_names_of_files_and_what_was_typed_hold_any_date(said: str) -> None:
    assert post(said) == []


def test_a_token_in_the_text_is_found() -> None:
    shown = Shown(surface="message", content={"channel": "C1", "text": "Hello <!channel>."})
    assert [fault.partition(",")[0] for fault in faults([shown])] == ["a token"]


def test_a_text_that_leaves_out_what_the_title_names_is_found() -> None:
    found = post("Somebody wrote.", titled("Loreto, Mexico"), header("Dates up to Dec 1"))
    assert found == [
        "Dec 1 is not told in 'Somebody wrote.'",
        "Loreto, Mexico is not told in 'Somebody wrote.'",
        "a card without a date: 'Somebody wrote.'",
    ]


@pytest.mark.parametrize(
    ("block", "fault"),
    [
        (actions(*[button("Go", f"go:{n}", about=str(n)) for n in range(5)]), "5 buttons in a row"),
        (actions(button("Open", "a"), button("Open", "b")), "2 buttons read alike"),
        (actions(button("A button of more than twenty", "a")), "button 'A button"),
        (actions(button("Party 🎉", "a")), "emoji in"),
        (section("x" * 3000), None),
        (section("*Bold*"), "stars where no markup"),
        (marked("Bold"), "markup that is not ours"),
    ],
)
def test_a_block_that_does_not_fit_is_found(block: object, fault: str | None) -> None:
    found = post(TOLD, block)
    assert [one.startswith(fault or "") for one in found] == ([True] if fault else [])


def test_a_note_to_one_person_ends_with_something_to_press_until_it_is_settled() -> None:
    content = {"channel": "D1", "text": "Due.", "blocks": []}
    assert [
        faults([Shown(surface="message", content={**content, **more})]) for more in ({}, {"ts": "1.1"})
    ] == [["nothing to press: Due."], []]


@pytest.mark.parametrize(
    ("surface", "view", "found"),
    [
        ("home", {"blocks": [{"type": "divider"}] * 40}, ["nothing to press"]),
        ("home", {"blocks": [{"type": "divider"}] * 41}, ["41 blocks in a home", "nothing to press"]),
        (
            "modal",
            {"submit": text("Save it"), "blocks": [{"type": "divider"}] * 13},
            ["13 blocks in a form", "nothing"],
        ),
        ("modal", {"submit": text("Continue"), "blocks": []}, ["a form sent by 'Continue'", "nothing"]),
        ("modal", {"title": text("A title that is too long!"), "blocks": []}, ["title", "nothing to press"]),
    ],
)
def test_a_view_that_does_not_fit_is_found(surface: Surface, view: Json, found: list[str]) -> None:
    shown = faults([Shown(surface=surface, content=view)])
    assert [fault.startswith(beginning) for fault, beginning in zip(shown, found, strict=True)] == [
        True
    ] * len(found)


def test_an_overflow_and_a_picture_are_held_to_their_limits() -> None:
    overflow = {
        "type": "overflow",
        "action_id": "m",
        "options": [option(str(n), str(n)).to_dict() for n in range(6)],
    }
    blocks = [
        {"type": "actions", "elements": [overflow]},
        {"type": "image", "image_url": "https://x.example", "alt_text": ""},
    ]
    shown = Shown(surface="message", content={"channel": "C1", "text": TOLD, "blocks": blocks})
    assert [fault.partition(":")[0] for fault in faults([shown])] == [
        "6 in a overflow",
        "a picture without words",
    ]
