"""Reads blocks the way a person does: which words stand there, which buttons, which labels."""

from collections.abc import Callable, Sequence

from bot.practice.contents import Json
from bot.practice.inputs import placed_elements


def label_of(block: Json) -> str:
    """Give an input's label."""
    label: str = block["label"]["text"]
    return label


def buttons_of(blocks: Sequence[Json]) -> list[str]:
    """List the texts of all buttons."""
    return [element["text"]["text"] for _, element in placed_elements(blocks) if element["type"] == "button"]


def lines_of(blocks: Sequence[Json]) -> list[str]:
    """Write down what blocks show, a line for each text, list item and table row; controls in brackets."""
    return [line for block in blocks for line in _LINES[block["type"]](block) if line]


def _text(block: Json) -> list[str]:
    return [block["text"]["text"]]


def _section(block: Json) -> list[str]:
    texts = [block["text"]] if "text" in block else []
    accessory = [_control(block["accessory"])] if "accessory" in block else []
    return [text["text"] for text in [*texts, *block.get("fields", [])]] + accessory


def _context(block: Json) -> list[str]:
    return [element.get("text") or element["alt_text"] for element in block["elements"]]


def _actions(block: Json) -> list[str]:
    return [_control(element) for element in block["elements"]]


def _input(block: Json) -> list[str]:
    return [label_of(block), *([block["hint"]["text"]] if "hint" in block else [])]


def _rich_text(block: Json) -> list[str]:
    return [line for part in block["elements"] for line in _rich_lines(part)]


def _table(block: Json) -> list[str]:
    return [" | ".join(_cell(cell) for cell in row) for row in block["rows"]]


def _control(element: Json) -> str:
    named = element.get("text") or element.get("placeholder")
    return f"[{named['text']}]" if named else str(element.get("alt_text", ""))


def _cell(cell: Json) -> str:
    if cell["type"] == "rich_text":
        return " ".join(_rich_text(cell))
    return str(cell.get("text", cell.get("value", "")))


def _rich_lines(part: Json) -> list[str]:
    if part["type"] == "rich_text_list":
        return [line for item in part["elements"] for line in _rich_lines(item)]
    return "".join(_LEAVES[leaf["type"]](leaf) for leaf in part["elements"]).splitlines()


_LINES: dict[str, Callable[[Json], list[str]]] = {
    "section": _section,
    "header": _text,
    "alert": _text,
    "context": _context,
    "actions": _actions,
    "input": _input,
    "rich_text": _rich_text,
    "table": _table,
    "markdown": lambda block: [block["text"]],
    "image": lambda block: [block["alt_text"]],
    "divider": lambda _: [],
}

_LEAVES: dict[str, Callable[[Json], str]] = {
    "text": lambda leaf: leaf["text"],
    "link": lambda leaf: leaf.get("text") or leaf["url"],
    "user": lambda leaf: f"<@{leaf['user_id']}>",
    "channel": lambda leaf: f"<#{leaf['channel_id']}>",
    "emoji": lambda leaf: f":{leaf['name']}:",
    "date": lambda leaf: leaf.get("fallback", ""),
    "broadcast": lambda leaf: f"@{leaf['range']}",
}
