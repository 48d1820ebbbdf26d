"""The offer of lists: what can be had, of what, and the way to less or more."""

from handlers.views.exports import export_card
from models.rules.exports import Scope, lists_for


def buttons(scope: Scope, *, is_staff: bool) -> list[list[str]]:
    """Give the words on the buttons: beside the lines, and in the rows below."""
    card = export_card(
        lists_for(scope, is_staff=is_staff), scope, "Milpitas", year=2026, may_hand_over=is_staff
    )
    blocks = [block.to_dict() for block in card.blocks]
    beside = [block["accessory"]["text"]["text"] for block in blocks if "accessory" in block]
    rows = [
        [each["text"]["text"] for each in block["elements"]] for block in blocks if block["type"] == "actions"
    ]
    return [beside, *rows]


def test_staff_get_every_list_the_paper_and_the_sheet() -> None:
    assert buttons(Scope(), is_staff=True) == [
        [*["Get the list"] * 9, "Get the paper", "Get the sheet"],
        ["Only 2026", "Only 2025", "Only one city"],
        ["Show the menu"],
    ]


def test_the_chair_gets_no_addresses_and_no_sheet() -> None:
    assert buttons(Scope(), is_staff=False)[0] == [*["Get the list"] * 8, "Get the paper"]


def test_from_a_year_there_is_a_way_to_the_other_to_a_city_and_to_everything() -> None:
    assert buttons(Scope(year=2025), is_staff=False)[1:] == [
        ["Of everything", "Only 2026", "Only one city"],
        ["Show the menu"],
    ]


def test_each_button_says_aloud_which_list_it_sends() -> None:
    card = export_card(
        lists_for(Scope(year=2026), is_staff=False),
        Scope(year=2026),
        "Milpitas, 2026",
        year=2026,
        may_hand_over=False,
    )
    said = [block.to_dict()["accessory"] for block in card.blocks if "accessory" in block.to_dict()]

    assert [(each.get("accessibility_label"), each["value"]) for each in said][:2] == [
        ("Get the list: Cities", "list:cities:2026"),
        ("Get the list: Steps and deadlines", "list:steps:2026"),
    ]
    assert card.text.startswith("Export the record. These are the lists of Milpitas, 2026. ")
