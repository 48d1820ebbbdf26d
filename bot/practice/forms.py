"""Turns what a person means to enter (a text, a date, an option's text) into what Slack's screen would send."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from itertools import chain
from typing import Any

from bot.practice.contents import Json
from bot.practice.elements import MOST_TYPED
from bot.practice.inputs import ANSWERS, TYPED, placed_elements
from bot.practice.reading import buttons_of, label_of
from bot.practice.refusal import ActRefused

Search = Callable[[Json, str], list[Json]]
"""Asks the app for the options of an external select: the element with its block_id, the typed text."""


def element_named(blocks: Sequence[Json], name: str) -> Json:
    """Find a control by what is read, aloud too, or by its action_id or block_id; raises ActRefused unless one fits."""
    found = [
        {**element, "block_id": block["block_id"]}
        for block, element in placed_elements(blocks)
        if name in _names(block, element)
    ]
    if len(found) != 1:
        labels = [label_of(block) for block in blocks if block["type"] == "input"]
        raise ActRefused(why=f"{len(found) or 'none'} of these is {name!r}: {[*labels, *buttons_of(blocks)]}")
    return found[0]


def has_element(blocks: Sequence[Json], name: str) -> bool:
    """Tell whether a control of this name is among the blocks."""
    return any(name in _names(block, element) for block, element in placed_elements(blocks))


def _names(block: Json, element: Json) -> set[str]:
    texts = [part["text"] for part in (element.get("text"), element.get("placeholder")) if part]
    label = [label_of(block)] if block["type"] == "input" else []
    aloud = [element["accessibility_label"]] if element.get("accessibility_label") else []
    ids = [element["action_id"], *([block["block_id"]] if block["type"] != "actions" else [])]
    return {*texts, *label, *aloud, *ids}


def entered(element: Json, value: Any, search: Search) -> Json:  # noqa: ANN401, PLR0911  # any Python value a form takes, each in its way
    """Write a Python value as the answer of an element; raises ActRefused for what the screen would not let in."""
    kind = element["type"]
    if kind == "overflow":  # it acts at once, and holds no answer
        return {"selected_option": _option(element, value, search)}
    answer = ANSWERS[kind]
    if value is None:
        return {"type": kind, answer.key: [] if answer.is_list else None}
    if answer.key == "selected_options":
        return {"type": kind, answer.key: _options(element, value, search)}
    if answer.key == "selected_option":
        return {"type": kind, answer.key: _option(element, value, search)}
    if answer.is_list:
        return {"type": kind, answer.key: list(value)}
    if kind in TYPED:
        return {"type": kind, answer.key: _typed(element, value)}
    return {"type": kind, answer.key: _moment(value)}


def _typed(element: Json, value: object) -> str:
    text = str(value)
    most = element.get("max_length", MOST_TYPED)
    if len(text) > most:
        raise ActRefused(why=f"The field takes {most} characters, not {len(text)}.")
    return text


def _moment(value: object) -> object:
    match value:
        case datetime():
            return int(value.timestamp())
        case date():
            return value.isoformat()
        case time():
            return value.strftime("%H:%M")
    return value


def _options(element: Json, value: bool | Sequence[str], search: Search) -> list[Json]:  # noqa: FBT001  # a box is ticked or not
    if isinstance(value, bool):
        return list(element["options"]) if value else []
    return [_option(element, text, search) for text in value]


def _option(element: Json, text: str, search: Search) -> Json:
    options = search(element, text) if element["type"].endswith("external_select") else offered(element)
    for option in options:
        if text in (option["text"]["text"], option["value"]):
            return {"text": option["text"], "value": option["value"]}
    raise ActRefused(why=f"{text!r} is not among {[option['text']['text'] for option in options]}.")


def offered(menu: Json) -> list[Json]:
    """List the options of an element or of an answer to a search, groups opened up."""
    groups = menu.get("option_groups") or []
    return menu.get("options") or list(chain.from_iterable(group["options"] for group in groups))
