"""Menus hold as many choices as Slack takes, and say what did not fit."""

from typing import Any

import pytest

from handlers.views import fields
from handlers.views.kit import option

MANY = [option(f"Item {number}", str(number)) for number in range(1, 131)]


def drawn(block: Any) -> tuple[list[str], str | None]:  # noqa: ANN401  an input block
    """Give the values that a field offers, and its hint."""
    shown = block.to_dict()
    hint = shown.get("hint")
    return [each["value"] for each in shown["element"]["options"]], hint["text"] if hint else None


@pytest.mark.parametrize("count", [99, 100])
def test_a_hundred_choices_fit_and_nothing_is_said(count: int) -> None:
    assert drawn(fields.choice("item", "Item", MANY[:count])) == ([each.value for each in MANY[:count]], None)


def test_a_longer_menu_is_cut_and_says_so_but_keeps_what_is_chosen() -> None:
    values, hint = drawn(fields.choice("item", "Item", MANY, initial="120"))
    assert (len(values), values[-2:], hint) == (
        100,
        ["99", "120"],
        "Only 100 of 130 fit into this menu.",
    )


def test_so_is_a_menu_of_ticks_with_its_own_hint_first() -> None:
    values, hint = drawn(fields.ticks("who", "Who", MANY, initial=["1", "130"], hint="On Slack."))
    assert (values[0], values[-1], len(values)) == ("1", "130", 100)
    assert hint == "On Slack. Only 100 of 130 fit into this menu."
