"""Blocks of a wrong build are refused with the place, and never stop the server."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.practice.contents import Surface
from bot.practice.shapes import shape_faults
from bot.practice.strictness import block_list_faults
from tests.bot.practice.sample_app import actions, button, plain, section

Json = dict[str, Any]

OPTION = {"text": plain("One"), "value": "1", "description": plain("The first")}
CONFIRM = {"title": plain("Sure?"), "text": plain("Really?"), "confirm": plain("Yes"), "deny": plain("No")}
SELECT = {
    "type": "static_select",
    "action_id": "pick",
    "placeholder": plain("Choose"),
    "option_groups": [{"label": plain("All"), "options": [OPTION]}],
    "initial_option": OPTION,
}
TICKS = {"type": "checkboxes", "action_id": "tick", "options": [OPTION], "initial_options": [OPTION]}
TYPED = {"type": "plain_text_input", "action_id": "type", "min_length": 1, "max_length": 9}
WORDS = {"type": "rich_text_section", "elements": [{"type": "text", "text": "x", "style": {"bold": True}}]}
BLOCKS: list[Json] = [
    {**section("x"), "fields": [plain("y")], "accessory": {**button("A", "a"), "confirm": CONFIRM}},
    {"type": "section", "block_id": "people", "text": plain("z"), "accessory": {"type": "users_select"}},
    {"type": "header", "text": plain("Title")},
    {"type": "context", "elements": [plain("small"), {"type": "image", "image_url": "u", "alt_text": "t"}]},
    actions(SELECT, TICKS, button("B", "b", style="danger")),
    {"type": "input", "label": plain("Label"), "hint": plain("Hint"), "element": TYPED},
    {"type": "rich_text", "elements": [WORDS, {"type": "rich_text_list", "elements": [WORDS]}]},
    {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}, {"type": "raw_number", "value": 1}]]},
    {"type": "markdown", "text": "x"},
    {"type": "alert", "text": plain("x"), "level": "info"},
]


def places(thing: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Walk through the paths to everything inside a JSON value."""
    parts = thing.items() if isinstance(thing, dict) else enumerate(thing) if isinstance(thing, list) else ()
    for key, part in parts:
        yield (*path, key)
        yield from places(part, (*path, key))


def with_part(path: tuple[str | int, ...], part: object) -> list[Any]:
    """Give the blocks with something else at one place."""
    whole: Any = deepcopy(BLOCKS)
    holder = whole
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = part
    return list(whole)


def test_blocks_of_every_kind_are_well_built() -> None:
    assert [fault for block in BLOCKS for fault in shape_faults(block, "")] == []
    assert list(block_list_faults(BLOCKS[:9], "message", "/blocks")) == []


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ({"type": "context", "elements": ["x"]}, "must be an object [json-pointer:/blocks/0/elements/0]"),
        ({"type": "actions", "elements": 5}, "must be an array [json-pointer:/blocks/0/elements]"),
        (
            {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [None]}]},
            "must be an object [json-pointer:/blocks/0/elements/0/elements/0]",
        ),
        ({"type": "table", "rows": [{}]}, "must be an array [json-pointer:/blocks/0/rows/0]"),
        ({"type": "table", "rows": [["x"]]}, "must be an object [json-pointer:/blocks/0/rows/0/0]"),
        (actions({"type": []}), "must be a string [json-pointer:/blocks/0/elements/0/type]"),
        (
            actions({**TICKS, "options": ["x"]}),
            "must be an object [json-pointer:/blocks/0/elements/0/options/0]",
        ),
    ],
)
def test_a_wrong_build_is_told_with_its_place(block: Json, expected: str) -> None:
    assert list(block_list_faults([block], "message", "/blocks")) == [f"[ERROR] {expected}"]


@given(
    path=st.sampled_from(list(places(BLOCKS))),
    part=st.sampled_from([None, 5, "x", True, [], {}, [5], [None], [[]], {"type": 5}, {"type": []}]),
    surface=st.sampled_from(get_args(Surface)),
)
def test_whatever_stands_in_a_place_the_check_comes_to_its_end(
    path: tuple[str | int, ...], part: object, surface: Surface
) -> None:
    faults = list(block_list_faults(with_part(path, part), surface, "/blocks"))

    assert [fault for fault in faults if not fault.startswith("[ERROR] ")] == []
