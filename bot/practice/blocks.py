"""What Slack refuses in one block: its texts, its elements, and the surfaces it may stand on."""

from collections.abc import Callable, Iterator
from typing import Any

from bot.practice.contents import Json, Surface
from bot.practice.elements import element_faults, fault, image_faults, long_fault, text_faults

_EVERYWHERE = {"section", "divider", "header", "context", "actions", "input", "image", "rich_text"}
SURFACES: dict[Surface, set[str]] = {
    "message": _EVERYWHERE | {"table", "markdown"},
    "modal": _EVERYWHERE | {"alert"},
    "home": _EVERYWHERE,
}

_MULTI = {f"multi_{kind}_select" for kind in ("static", "external", "users", "channels", "conversations")}
_SELECTS = {"static_select", "external_select", "users_select", "channels_select", "conversations_select"}
_CHOICES = _SELECTS | {"checkboxes", "radio_buttons", "datepicker", "timepicker"}
IN_ACTIONS = _CHOICES | {"button", "overflow", "datetimepicker"}
IN_SECTION = _CHOICES | _MULTI | {"button", "overflow", "image"}
IN_INPUT = (_CHOICES | _MULTI) | {
    "plain_text_input",
    "email_text_input",
    "url_text_input",
    "number_input",
    "datetimepicker",
    "file_input",
}

MOST_SECTION_TEXT = 3_000
MOST_FIELDS = 10
MOST_FIELD_TEXT = 2_000
MOST_HEADER = 150
MOST_CONTEXT_ELEMENTS = 10
MOST_ACTIONS = 25
MOST_LABEL = 2_000
MOST_ALERT = 200
MOST_MARKDOWN = 12_000
MOST_ROWS = 100
MOST_COLUMNS = 20
MOST_TABLE_TEXT = 10_000
RICH_TEXT_LEAVES = {"text", "link", "user", "channel", "emoji", "date", "broadcast"}
RICH_TEXT_PARTS = {"rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted"}


def _section(block: Json, at: str) -> Iterator[str]:
    if "text" not in block and "fields" not in block:
        yield fault("must have text or fields", at)
    if "text" in block:
        yield from text_faults(block["text"], f"{at}/text", most=MOST_SECTION_TEXT)
    if "fields" in block:
        yield from _list_faults(block["fields"], f"{at}/fields", MOST_FIELDS)
        for index, text in enumerate(block["fields"]):
            yield from text_faults(text, f"{at}/fields/{index}", most=MOST_FIELD_TEXT)
    if "accessory" in block:
        yield from element_faults(block["accessory"], f"{at}/accessory", IN_SECTION)


def _header(block: Json, at: str) -> Iterator[str]:
    yield from text_faults(block.get("text"), f"{at}/text", most=MOST_HEADER, kinds=("plain_text",))


def _context(block: Json, at: str) -> Iterator[str]:
    elements = block.get("elements")
    yield from _list_faults(elements, f"{at}/elements", MOST_CONTEXT_ELEMENTS)
    for index, element in enumerate(elements or []):
        place = f"{at}/elements/{index}"
        if element.get("type") == "image":
            yield from image_faults(element, place)
        else:
            yield from text_faults(element, place, most=MOST_SECTION_TEXT)


def _actions(block: Json, at: str) -> Iterator[str]:
    elements = block.get("elements")
    yield from _list_faults(elements, f"{at}/elements", MOST_ACTIONS)
    for index, element in enumerate(elements or []):
        yield from element_faults(element, f"{at}/elements/{index}", IN_ACTIONS)


def _input(block: Json, at: str) -> Iterator[str]:
    yield from text_faults(block.get("label"), f"{at}/label", most=MOST_LABEL, kinds=("plain_text",))
    if "hint" in block:
        yield from text_faults(block["hint"], f"{at}/hint", most=MOST_LABEL, kinds=("plain_text",))
    yield from element_faults(block.get("element"), f"{at}/element", IN_INPUT)


def _rich_text(block: Json, at: str) -> Iterator[str]:
    parts = block.get("elements")
    if not isinstance(parts, list):
        yield fault("must be an array", f"{at}/elements")
        return
    for index, part in enumerate(parts):
        yield from _rich_text_part(part, f"{at}/elements/{index}")


def _rich_text_part(part: Json, at: str) -> Iterator[str]:
    if part.get("type") not in RICH_TEXT_PARTS:
        yield fault(f"unsupported type: {part.get('type')}", at)
        return
    for index, leaf in enumerate(part.get("elements", [])):
        place = f"{at}/elements/{index}"
        if part["type"] == "rich_text_list":
            yield from _rich_text_part(leaf, place)
        elif leaf.get("type") not in RICH_TEXT_LEAVES:
            yield fault(f"unsupported type: {leaf.get('type')}", place)
        elif leaf["type"] == "text" and not leaf.get("text"):
            yield fault("must be more than 0 characters", f"{place}/text")


def _table(block: Json, at: str) -> Iterator[str]:
    rows = block.get("rows")
    yield from _list_faults(rows, f"{at}/rows", MOST_ROWS)
    for index, row in enumerate(rows or []):
        yield from _list_faults(row, f"{at}/rows/{index}", MOST_COLUMNS)
        yield from _cell_faults(row, f"{at}/rows/{index}")
    cells = [cell for row in rows or [] for cell in row]
    if sum(len(str(cell.get("text", ""))) for cell in cells) > MOST_TABLE_TEXT:
        yield fault(f"all cells together must be less than {MOST_TABLE_TEXT + 1} characters", at)


def _cell_faults(row: list[Json], at: str) -> Iterator[str]:
    for index, cell in enumerate(row):
        if cell.get("type") not in {"raw_text", "raw_number", "rich_text"}:
            yield fault(f"unsupported type: {cell.get('type')}", f"{at}/{index}")
        elif cell["type"] == "raw_text" and not cell.get("text"):
            yield fault("must be more than 0 characters", f"{at}/{index}/text")


def _markdown(block: Json, at: str) -> Iterator[str]:
    if not block.get("text"):
        yield fault("must be more than 0 characters", f"{at}/text")
    yield from long_fault(block.get("text"), f"{at}/text", MOST_MARKDOWN)


def _alert(block: Json, at: str) -> Iterator[str]:
    yield from text_faults(block.get("text"), f"{at}/text", most=MOST_ALERT)
    if block.get("level", "default") not in ("default", "info", "warning", "error", "success"):
        yield fault("must be default, info, warning, error or success", f"{at}/level")


def _divider(_block: Json, _at: str) -> Iterator[str]:
    yield from ()


def _list_faults(items: Any, at: str, most: int) -> Iterator[str]:  # noqa: ANN401  # unchecked input
    if not isinstance(items, list) or not items:
        yield fault("must be an array of at least 1 item", at)
    elif len(items) > most:
        yield fault(f"no more than {most} items allowed", at)


BLOCK_CHECKS: dict[str, Callable[[Json, str], Iterator[str]]] = {
    "section": _section,
    "divider": _divider,
    "header": _header,
    "context": _context,
    "actions": _actions,
    "input": _input,
    "image": image_faults,
    "rich_text": _rich_text,
    "table": _table,
    "markdown": _markdown,
    "alert": _alert,
}
