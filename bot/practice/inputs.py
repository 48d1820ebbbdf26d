"""The inputs on a surface: where they stand, and what each holds before and after someone types."""

from collections.abc import Iterator, Sequence
from secrets import token_hex
from typing import NamedTuple

from bot.practice.contents import Json


class Answer(NamedTuple):
    """How one kind of input reports: the key of its answer, of its preset, and what an empty one holds."""

    key: str
    preset: str
    is_list: bool = False


_TEXT = Answer("value", "initial_value")
ANSWERS = {
    "plain_text_input": _TEXT,
    "email_text_input": _TEXT,
    "url_text_input": _TEXT,
    "number_input": _TEXT,
    "datepicker": Answer("selected_date", "initial_date"),
    "timepicker": Answer("selected_time", "initial_time"),
    "datetimepicker": Answer("selected_date_time", "initial_date_time"),
    "static_select": Answer("selected_option", "initial_option"),
    "external_select": Answer("selected_option", "initial_option"),
    "radio_buttons": Answer("selected_option", "initial_option"),
    "multi_static_select": Answer("selected_options", "initial_options", is_list=True),
    "multi_external_select": Answer("selected_options", "initial_options", is_list=True),
    "checkboxes": Answer("selected_options", "initial_options", is_list=True),
    "users_select": Answer("selected_user", "initial_user"),
    "multi_users_select": Answer("selected_users", "initial_users", is_list=True),
    "channels_select": Answer("selected_channel", "initial_channel"),
    "multi_channels_select": Answer("selected_channels", "initial_channels", is_list=True),
    "conversations_select": Answer("selected_conversation", "initial_conversation"),
    "multi_conversations_select": Answer("selected_conversations", "initial_conversations", is_list=True),
    "file_input": Answer("files", "initial_files", is_list=True),
}

TYPED = {kind for kind, answer in ANSWERS.items() if answer == _TEXT}


def elements_in(block: Json) -> list[Json]:
    """List the elements of one block that a person can use."""
    match block["type"]:
        case "input":
            return [block["element"]]
        case "actions":
            return list(block["elements"])
        case "section" if "accessory" in block and block["accessory"]["type"] != "image":
            return [block["accessory"]]
    return []


def placed_elements(blocks: Sequence[Json]) -> Iterator[tuple[Json, Json]]:
    """Walk through (block, element) of everything a person can use."""
    for block in blocks:
        for element in elements_in(block):
            yield block, element


def with_ids(blocks: Sequence[Json]) -> list[Json]:
    """Give every block and element that has no id one, as Slack does."""
    return [_with_ids(block) for block in blocks]


def _with_ids(block: Json) -> Json:
    named = {"block_id": token_hex(3), **block}
    match named["type"]:
        case "input":
            named["element"] = _with_action_id(named["element"])
        case "actions":
            named["elements"] = [_with_action_id(element) for element in named["elements"]]
        case "section" if "accessory" in named:
            named["accessory"] = _with_action_id(named["accessory"])
    return named


def _with_action_id(element: Json) -> Json:
    return element if element["type"] == "image" else {"action_id": token_hex(3), **element}


def state_values(blocks: Sequence[Json], typed: Json, opened_in: str | None = None) -> Json:
    """Work out `state.values`: what was typed under the same ids and kind stays, the rest starts from its preset.

    `opened_in` is the conversation that a view was opened in.
    """
    values: Json = {}
    for block, element in placed_elements(blocks):
        if element["type"] in ANSWERS:
            kept = typed.get(block["block_id"], {}).get(element["action_id"])
            fresh = preset_answer(element, opened_in)
            same_kind = kept is not None and kept["type"] == element["type"]
            values.setdefault(block["block_id"], {})[element["action_id"]] = kept if same_kind else fresh
    return values


def preset_answer(element: Json, opened_in: str | None = None) -> Json:
    """Say what an input holds before anyone touched it."""
    answer = ANSWERS[element["type"]]
    held = opened_in if element.get("default_to_current_conversation") else None
    empty = [held] if answer.is_list and held else [] if answer.is_list else held
    return {"type": element["type"], answer.key: element.get(answer.preset, empty)}


def is_empty(answer: Json) -> bool:
    """Tell whether an input's answer holds nothing."""
    held = answer.get(ANSWERS[answer["type"]].key)
    return held in (None, "", [])


def own_value(action: Json) -> Json:
    """Write the answer that an action itself brings, as `state.values` has it."""
    if action["type"] not in ANSWERS:
        return {}
    key = ANSWERS[action["type"]].key
    return {action["block_id"]: {action["action_id"]: {"type": action["type"], key: action.get(key)}}}


def merged(*values: Json) -> Json:
    """Lay `state.values` over one another; the later ones win."""
    together: Json = {}
    for some in values:
        for block_id, actions in some.items():
            together[block_id] = {**together.get(block_id, {}), **actions}
    return together
