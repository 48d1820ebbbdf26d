"""The blocks: what fits a phone, what can be pressed, and what a button is called."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from bot.practice.contents import Json
from bot.practice.inputs import placed_elements
from bot.practice.recording import Shown

LONGEST_BUTTON = 20
LONGEST_TITLE = 24
MOST_BLOCKS = {"form": 12, "home": 40, "notice": 50, "message": 50}
MOST_INPUTS = 10
MOST_IN_OVERFLOW = 5
MOST_IN_A_ROW = 4
MOST_OPTIONS = 100
NAMES_NO_ACT = {"Save", "Next", "Continue", "Submit", "OK", "Yes"}
"""What a form may not be sent by: its button says what will be done."""
LONGEST_SECTION = 3000
OUR_MARKUP = re.compile("`/sister |<@U0|[^<`*_]*<#C0[A-Z]+>[^<`*_]*$")
"""A command to type, or the name of a person or a channel: the only markup that Clerk writes."""
EMOJI = re.compile("[\U0001f000-\U0001faff☀-➿]|(?<!\\d):[a-z_]+:")


def block_faults(one: Shown) -> Iterator[str]:
    """List what is wrong with the blocks of a message or view."""
    blocks = one.content.get("blocks") or []
    yield from _size_faults(one, blocks)
    yield from _button_faults(blocks)
    for _, element in placed_elements(blocks):
        yield from _element_faults(element)
    for block in blocks:
        yield from _text_faults(block)
    marked = [line for text in _every(blocks, "mrkdwn") for line in text["text"].splitlines()]
    yield from (f"markup that is not ours in {line!r}" for line in marked if not OUR_MARKUP.match(line))
    pictures = [*_every(blocks, "image")]
    yield from (f"a picture without words: {image}" for image in pictures if not image.get("alt_text"))
    if _wants_action(one) and not list(placed_elements(blocks)):
        yield f"nothing to press: {one.content.get('text') or blocks}"


def _wants_action(one: Shown) -> bool:
    """Tell what has to end with something to press: an answer, a note to one person, a form; not one that was settled."""
    channel = str(one.content.get("channel") or "")
    is_settled = "ts" in one.content
    is_to_one = channel[:1] in {"D", "U"} or "user" in one.content or "response_type" in one.content
    return one.surface != "message" or (is_to_one and not is_settled)


def _size_faults(one: Shown, blocks: list[Json]) -> Iterator[str]:
    kind = ("form" if "submit" in one.content else "notice") if one.surface == "modal" else one.surface
    inputs = [block["block_id"] for block in blocks if block["type"] == "input"]
    if len(blocks) > MOST_BLOCKS[kind]:
        yield f"{len(blocks)} blocks in a {kind}: {blocks[0]}"
    if len(inputs) > MOST_INPUTS:
        yield f"{len(inputs)} inputs: {inputs}"
    for part in ("title", "submit", "close"):
        words = (one.content.get(part) or {}).get("text", "")
        if len(words) > LONGEST_TITLE or EMOJI.search(words):
            yield f"{part} {words!r}"
        if part == "submit" and words in NAMES_NO_ACT:
            yield f"a form sent by {words!r}"


def _button_faults(blocks: list[Json]) -> Iterator[str]:
    """Find rows that are too wide for a phone, and buttons that a screen reader cannot tell apart."""
    spoken = defaultdict(set)
    for block in blocks:
        row = [one for one in block.get("elements", []) if block["type"] == "actions"]
        buttons = [one["text"]["text"] for one in row if one["type"] == "button"]
        if len(buttons) > MOST_IN_A_ROW:
            yield f"{len(buttons)} buttons in a row: {buttons}"
    for _, element in placed_elements(blocks):
        if element["type"] == "button":
            said = element.get("accessibility_label") or element["text"]["text"]
            does = str(element.get("action_id", "")).partition(":")[0]
            spoken[said].add((does, element.get("value"), element.get("url")))
    yield from (f"{len(acts)} buttons read alike: {said!r}" for said, acts in spoken.items() if len(acts) > 1)


def _element_faults(element: Json) -> Iterator[str]:
    groups = element.get("option_groups") or [{"options": element.get("options") or []}]
    options = [option for group in groups for option in group["options"]]
    labels = [option["text"]["text"] for option in options]
    if element["type"] == "button":
        labels.append(element["text"]["text"])
        if len(labels[-1]) > LONGEST_BUTTON:
            yield f"button {labels[-1]!r}"
    if len(options) > (MOST_IN_OVERFLOW if element["type"] == "overflow" else MOST_OPTIONS):
        yield f"{len(options)} in a {element['type']}"
    labels.append((element.get("placeholder") or {}).get("text", ""))
    yield from (f"emoji in {label!r}" for label in labels if EMOJI.search(label))
    confirm = element.get("confirm")
    if confirm and {confirm["confirm"]["text"], confirm["deny"]["text"]} & {
        "OK",
        "Ok",
        "Yes",
        "No",
        "Cancel",
    }:
        yield f"a confirmation that does not name the act: {confirm}"


def _text_faults(block: Json) -> Iterator[str]:
    if block["type"] == "input" and EMOJI.search(block["label"]["text"]):
        yield f"emoji in {block['label']['text']!r}"
    if block["type"] not in {"section", "header"} or "text" not in block:
        return
    text = block["text"]["text"]
    if len(text) > LONGEST_SECTION:
        yield f"a section of {len(text)}"
    if re.fullmatch(r"\*[^*]+\*", text):
        yield f"stars where no markup is read: {text!r}"


def _every(drawn: object, kind: str) -> Iterator[Json]:
    """Find every object of a type, however deep it lies."""
    if isinstance(drawn, dict):
        if drawn.get("type") == kind:
            yield drawn
        drawn = list(drawn.values())
    if isinstance(drawn, list):
        for each in drawn:
            yield from _every(each, kind)
