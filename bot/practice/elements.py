"""What Slack refuses in texts, options and the elements that a person can use."""

import re
from collections.abc import Collection, Iterator
from itertools import chain
from typing import Any

from bot.practice.contents import Json
from bot.practice.inputs import TYPED

MOST_ID = 255
MOST_BUTTON_TEXT = 75
MOST_BUTTON_VALUE = 2_000
MOST_PLACEHOLDER = 150
MOST_OPTION_TEXT = 75
MOST_OPTION_VALUE = 150
MOST_OPTIONS = 100
MOST_BOXES = 10
MOST_OVERFLOW = 5
MOST_TYPED = 3_000
MOST_ALT_TEXT = 2_000
MOST_URL = 3_000
CONFIRM_TEXTS = {"title": 100, "text": 300, "confirm": 30, "deny": 30}

_PATTERNS = {"initial_date": r"\d{4}-\d\d-\d\d", "initial_time": r"([01]\d|2[0-3]):[0-5]\d"}
_WITH_OPTIONS = {"static_select", "multi_static_select", "checkboxes", "radio_buttons", "overflow"}
_FILTERS = {"include", "exclude_external_shared_channels", "exclude_bot_users"}
_CONVERSATIONS = {"im", "mpim", "private", "public"}
_BOXES = {"checkboxes", "radio_buttons"}
_WITHOUT_PLACEHOLDER = {*_BOXES, "button", "overflow", "image", "file_input"}


def fault(what: str, at: str) -> str:
    """Say what is wrong and where, in Slack's form."""
    return f"[ERROR] {what} [json-pointer:{at}]"


def long_fault(text: Any, at: str, most: int) -> Iterator[str]:  # noqa: ANN401  # unchecked input
    """Find fault with a string that is none or too long; an absent one is well."""
    if text is None:
        return
    if not isinstance(text, str):
        yield fault("must be a string", at)
    elif len(text) > most:
        yield fault(f"must be less than {most + 1} characters", at)


def text_faults(
    text: Any,  # noqa: ANN401  # unchecked input
    at: str,
    *,
    most: int,
    kinds: Collection[str] = ("plain_text", "mrkdwn"),
) -> Iterator[str]:
    """Find fault with a text object."""
    if not isinstance(text, dict):
        yield fault("must be an object", at)
        return
    if text.get("type") not in kinds:
        yield fault(f"must be of type {' or '.join(kinds)}", f"{at}/type")
    if not text.get("text"):
        yield fault("must be more than 0 characters", f"{at}/text")
    yield from long_fault(text.get("text"), f"{at}/text", most)


def image_faults(image: Json, at: str) -> Iterator[str]:
    """Find fault with an image, as a block or as an element."""
    if not image.get("image_url") and not image.get("slack_file"):
        yield fault("must have image_url or slack_file", at)
    if not image.get("alt_text"):
        yield fault("must be more than 0 characters", f"{at}/alt_text")
    yield from long_fault(image.get("image_url"), f"{at}/image_url", MOST_URL)
    yield from long_fault(image.get("alt_text"), f"{at}/alt_text", MOST_ALT_TEXT)


def element_faults(element: Any, at: str, allowed: Collection[str]) -> Iterator[str]:  # noqa: ANN401  # unchecked input
    """Find fault with an element, given the kinds that its block may hold."""
    kind = element.get("type") if isinstance(element, dict) else None
    if kind not in allowed:
        yield fault(f"unsupported type: {kind}", f"{at}/type")
        return
    if kind == "image":
        yield from image_faults(element, at)
        return
    yield from long_fault(element.get("action_id"), f"{at}/action_id", MOST_ID)
    yield from _placeholder_faults(element, at)
    if "confirm" in element:
        yield from _confirm_faults(element["confirm"], f"{at}/confirm")
    if kind in _WITH_OPTIONS:
        yield from _options_faults(element, at)
    if "conversations" in str(kind):
        yield from _conversation_faults(element, at)
    if kind == "button":
        yield from _button_faults(element, at)
    elif kind in TYPED:
        yield from _typed_faults(element, at)
    for key, pattern in _PATTERNS.items():
        if key in element and not re.fullmatch(pattern, str(element[key])):
            yield fault("has a wrong format", f"{at}/{key}")


def _placeholder_faults(element: Json, at: str) -> Iterator[str]:
    if "placeholder" not in element:
        return
    if element["type"] in _WITHOUT_PLACEHOLDER:
        yield fault("has no placeholder", f"{at}/placeholder")
    yield from text_faults(
        element["placeholder"], f"{at}/placeholder", most=MOST_PLACEHOLDER, kinds=("plain_text",)
    )


def _conversation_faults(element: Json, at: str) -> Iterator[str]:
    if not isinstance(element.get("default_to_current_conversation", False), bool):
        yield fault("must be a boolean", f"{at}/default_to_current_conversation")
    if "filter" not in element:
        return
    chosen = element["filter"]
    if not isinstance(chosen, dict) or not chosen.keys() & _FILTERS:
        yield fault(f"must have one of {', '.join(sorted(_FILTERS))}", f"{at}/filter")
    elif "include" in chosen and not _are_kinds(chosen["include"]):
        yield fault(f"must be some of {', '.join(sorted(_CONVERSATIONS))}", f"{at}/filter/include")


def _are_kinds(included: Any) -> bool:  # noqa: ANN401  # unchecked input
    return bool(included) and all(isinstance(kind, str) and kind in _CONVERSATIONS for kind in included)


def _confirm_faults(confirm: Json, at: str) -> Iterator[str]:
    for part, most in CONFIRM_TEXTS.items():
        yield from text_faults(confirm.get(part), f"{at}/{part}", most=most)


def _button_faults(button: Json, at: str) -> Iterator[str]:
    yield from text_faults(button.get("text"), f"{at}/text", most=MOST_BUTTON_TEXT, kinds=("plain_text",))
    yield from long_fault(button.get("value"), f"{at}/value", MOST_BUTTON_VALUE)
    yield from long_fault(button.get("url"), f"{at}/url", MOST_URL)
    yield from long_fault(button.get("accessibility_label"), f"{at}/accessibility_label", MOST_BUTTON_TEXT)
    if button.get("style", "primary") not in ("primary", "danger"):
        yield fault("must be primary or danger", f"{at}/style")


def _typed_faults(element: Json, at: str) -> Iterator[str]:
    if element["type"] == "number_input" and "is_decimal_allowed" not in element:
        yield fault("must be given", f"{at}/is_decimal_allowed")
    most = element.get("max_length", MOST_TYPED)
    if not 1 <= most <= MOST_TYPED:
        yield fault(f"must be from 1 to {MOST_TYPED}", f"{at}/max_length")
    if not 0 <= element.get("min_length", 0) <= most:
        yield fault("must be from 0 to max_length", f"{at}/min_length")
    yield from long_fault(element.get("initial_value"), f"{at}/initial_value", most)


def _options_faults(element: Json, at: str) -> Iterator[str]:
    groups = element.get("option_groups")
    if (groups is None) == (element.get("options") is None):
        yield fault("must have either options or option_groups", at)
        return
    if groups is not None and len(groups) > MOST_OPTIONS:
        yield fault(f"no more than {MOST_OPTIONS} items allowed", f"{at}/option_groups")
    for index, group in enumerate(groups or []):
        place = f"{at}/option_groups/{index}"
        yield from text_faults(
            group.get("label"), f"{place}/label", most=MOST_OPTION_TEXT, kinds=("plain_text",)
        )
    options = element.get("options") or list(
        chain.from_iterable(group.get("options", []) for group in groups or [])
    )
    yield from option_list_faults(options, f"{at}/options", kind=element["type"])
    yield from _initial_option_faults(element, options, at)


def option_list_faults(options: Any, at: str, *, kind: str) -> Iterator[str]:  # noqa: ANN401  # unchecked input
    """Find fault with a list of options for an element of a kind."""
    most = MOST_BOXES if kind in _BOXES else MOST_OVERFLOW if kind == "overflow" else MOST_OPTIONS
    if not isinstance(options, list) or not options:
        yield fault("must be an array of at least 1 item", at)
        return
    if len(options) > most:
        yield fault(f"no more than {most} items allowed", at)
    for index, option in enumerate(options):
        yield from _option_faults(option, f"{at}/{index}", kind)
    values = [str(option.get("value")) for option in options]
    if len(set(values)) < len(values):
        yield fault("values must be unique", at)


def _option_faults(option: Json, at: str, kind: str) -> Iterator[str]:
    kinds = ("plain_text", "mrkdwn") if kind in _BOXES else ("plain_text",)
    yield from text_faults(option.get("text"), f"{at}/text", most=MOST_OPTION_TEXT, kinds=kinds)
    if not isinstance(option.get("value"), str):
        yield fault("must be a string", f"{at}/value")
    yield from long_fault(option.get("value"), f"{at}/value", MOST_OPTION_VALUE)
    if "description" in option:
        yield from text_faults(option["description"], f"{at}/description", most=MOST_OPTION_TEXT, kinds=kinds)


def _initial_option_faults(element: Json, options: list[Json], at: str) -> Iterator[str]:
    chosen = [
        *element.get("initial_options", []),
        *([element["initial_option"]] if "initial_option" in element else []),
    ]
    if element.get("initial_options") == []:
        yield fault("must be an array of at least 1 item", f"{at}/initial_options")
    for option in chosen:
        if _plain(option) not in [_plain(one) for one in options]:
            yield fault("must be one of the options", f"{at}/initial_option")


def _plain(option: Json) -> tuple[str | None, str | None]:
    text = option.get("text")
    return text.get("text") if isinstance(text, dict) else None, option.get("value")
