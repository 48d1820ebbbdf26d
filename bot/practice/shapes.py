"""What Slack refuses in the build of a block: a list, an object, a text or a number in another's place."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.practice.contents import Json
from bot.practice.elements import fault

LISTS = ("elements", "fields", "options", "option_groups", "initial_options")
"""Lists of objects."""
ROWS = "rows"
"""A list of lists of objects."""
KINDS: Mapping[str, tuple[type, str]] = {
    **dict.fromkeys((*LISTS, ROWS), (list, "must be an array")),
    **dict.fromkeys(("accessory", "element", "confirm", "initial_option"), (dict, "must be an object")),
    **dict.fromkeys(("type", "block_id", "action_id"), (str, "must be a string")),
    **dict.fromkeys(("max_length", "min_length"), (int, "must be a number")),
}
"""What stands under a name, wherever in a block the name stands; under other names anything may."""
ANYTHING = (object, "")


def shape_faults(thing: Json, at: str) -> Iterator[str]:
    """Find fault with the build of an object and of all that it holds."""
    for name, part in thing.items():
        place = f"{at}/{name}"
        kind, otherwise = KINDS.get(name, ANYTHING)
        if not isinstance(part, kind):
            yield fault(otherwise, place)
        elif isinstance(part, dict):
            yield from shape_faults(part, place)
        elif isinstance(part, list) and name in LISTS:
            yield from _object_faults(part, place)
        elif isinstance(part, list) and name == ROWS:
            yield from _row_faults(part, place)


def _object_faults(items: list[Any], at: str) -> Iterator[str]:
    for index, item in enumerate(items):
        if isinstance(item, dict):
            yield from shape_faults(item, f"{at}/{index}")
        else:
            yield fault("must be an object", f"{at}/{index}")


def _row_faults(rows: list[Any], at: str) -> Iterator[str]:
    for index, row in enumerate(rows):
        if isinstance(row, list):
            yield from _object_faults(row, f"{at}/{index}")
        else:
            yield fault("must be an array", f"{at}/{index}")
