from dataclasses import replace
from datetime import date

from slack_sdk.models.blocks import ActionsBlock, OverflowMenuElement

from handlers.views.prospects import inquiry_card, waiting
from models.policies import shipped_policy
from models.rules.progress import Side
from models.rules.silence import Parked
from tests.handlers.views.builders import TODAY, progress


def parked(reason: str) -> str:
    """Say whose turn it is where a silence was set aside the day before."""
    since = Parked(act_id=1, on=date(2026, 1, 21), reason=reason)
    theirs = progress(
        shipped_policy("milpitas"),
        "inquiry",
        waiting_on=Side.THEM,
        waiting_since=date(2025, 12, 1),
        parked=since,
    )
    return waiting(theirs, TODAY)


def test_a_silence_that_is_set_aside_is_said_in_one_line_with_its_reason() -> None:
    silent = "No answer since Mon, Dec 1, 2025 (52 days)"

    assert parked("They have elections until May.") == (
        f"Parked since Jan 21: They have elections until May. {silent}"
    )
    assert parked("Elections,\n\nthen holidays") == f"Parked since Jan 21: Elections, then holidays. {silent}"
    assert parked("a" * 200) == f"Parked since Jan 21: {'a' * 99}… {silent}"


def test_the_card_of_a_closed_file_holds_nobodys_own_words() -> None:
    shown = progress(shipped_policy("milpitas"), "inquiry")
    closed = replace(shown, closed_on=TODAY, closed_because="I would vote no.")
    card = inquiry_card(closed, TODAY, public_body=True)
    assert card.text == "Cascais, Portugal: closed Thu, Jan 22. Its History says why."
    assert "vote" not in str([block.to_dict() for block in card.blocks])


def test_the_card_says_the_same_act_to_every_reader() -> None:
    (menu,) = [
        each.to_dict()
        for block in inquiry_card(
            progress(shipped_policy("milpitas"), "inquiry"), TODAY, public_body=True
        ).blocks
        if isinstance(block, ActionsBlock)
        for each in block.elements
        if isinstance(each, OverflowMenuElement)
    ]
    named = [each["text"]["text"] for each in menu["options"]]
    assert "Suggest for agenda" in named
    assert "Add to agenda" not in named
