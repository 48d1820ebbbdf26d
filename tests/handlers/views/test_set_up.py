"""The set-up as it is drawn: what is left of it, what may be accepted unread, and what follows."""

from typing import Any

import pytest
from slack_sdk.models.views import View

from handlers.views.kit import Message
from handlers.views.set_up import Seen, is_changing, is_set_up, offer, set_up_already, step_form
from models.rules.first_answers import Answers


def first_words(view: View) -> str:
    """Give the first passage of a form."""
    words: dict[str, Any] = view.to_dict()["blocks"][0]
    return str(words["text"]["text"])


def labels(drawn: Message | View) -> list[str]:
    """List the buttons of a message or a form."""
    blocks = [block.to_dict() for block in drawn.blocks or ()]
    return [
        each["text"]["text"]
        for block in blocks
        for each in block.get("elements", ())
        if each["type"] == "button"
    ]


@pytest.mark.parametrize(
    ("step", "left", "button"),
    [
        (0, "", "Set up Clerk"),
        (1, " What was answered is saved: step 1 of 3 is next.", "Resume set-up"),
        (3, " What was answered is saved: step 3 of 3 is next.", "Resume set-up"),
        (4, " Everything is answered and saved: only reading it back is left.", "Resume set-up"),
    ],
)
def test_the_offer_says_what_is_left(step: int, left: str, button: str) -> None:
    offered = offer(step)
    assert offered.text == f"Clerk isn't set up yet. It takes about five minutes.{left}"
    assert labels(offered)[0] == button


@pytest.mark.parametrize(
    ("step", "kind", "said"),
    [
        (1, "public", "Name your city and choose a channel. The rest may stay as it is."),
        (
            2,
            "public",
            "Choose the chair and the voting members, here or under People not on Slack. The rest may stay as it is.",
        ),
        (2, "nonprofit", "All of this may stay as it is."),
        (
            3,
            "public",
            "All of this may stay as it is, and be changed later in the settings. Not sure which steps? Keep the first.",
        ),
    ],
)
def test_each_step_begins_with_what_is_needed(step: int, kind: str, said: str) -> None:
    assert first_words(step_form(step, Answers(kind=kind), Seen())) == said


def test_who_is_in_the_channel_is_not_told_to_be_let_in() -> None:
    said = "Tena is set up. I introduce myself in the channel now."
    invite = "Does nothing appear there? Type /invite @Clerk in the channel, and press Try again."
    inside, outside = (is_set_up("Tena", "C1", has_joined=joined) for joined in (True, False))
    assert [first_words(each) for each in (inside, outside)] == [said, f"{said} {invite}"]
    assert ["Try again" in labels(each) for each in (inside, outside)] == [False, True]


def test_what_is_not_known_is_left_out() -> None:
    assert [set_up_already("Ana Ruiz", "Jan 5, 2026").text, set_up_already("A file", "").text] == [
        "Clerk is set up already. Ana Ruiz did that on Jan 5, 2026.",
        "Clerk is set up already.",
    ]
    assert is_changing("").text == (
        "An answer is being changed. Nothing is set up yet. Please read it again."
    )
