"""What every message and form must be like, whatever story it belongs to."""

import re
from collections.abc import Iterable, Iterator

from bot.practice.contents import Json
from bot.practice.inputs import placed_elements
from bot.practice.recording import Shown

LONGEST_BUTTON = 20
LONGEST_TITLE = 24
MOST_BLOCKS = {"form": 12, "home": 40, "notice": 50, "message": 50}
MOST_INPUTS = 10
MOST_IN_OVERFLOW = 5
LONGEST_SECTION = 3000
SUMMONS = ("<!channel>", "<!here>", "<!everyone>")
OUR_MARKUP = re.compile("`/sister |<@U0")
"""A command to type, or a person's name: the only markup that Clerk writes."""
RAW_ID = re.compile(r"\b[0-9a-f]{32}\b|\b[UCWT]0[A-Z0-9]{3,}\b")
EMOJI = re.compile("[\U0001f000-\U0001faff☀-➿]|:[a-z_]+:")


def faults(shown: Iterable[Shown]) -> list[str]:
    """List what is wrong with what was shown, once each."""
    return list(dict.fromkeys(fault for one in shown for fault in _faults(one)))


def _faults(one: Shown) -> Iterator[str]:
    blocks = one.content.get("blocks") or []
    yield from _text_faults(str(one.content.get("text") or "")) if one.surface == "message" else ()
    yield from _size_faults(one, blocks)
    for _, element in placed_elements(blocks):
        yield from _element_faults(element)
    drawn = [
        block["text"]["text"]
        for block in blocks
        if block["type"] in {"section", "header"} and "text" in block
    ]
    yield from (f"a section of {len(text)}" for text in drawn if len(text) > LONGEST_SECTION)
    yield from (
        f"stars where no markup is read: {text!r}" for text in drawn if re.fullmatch(r"\*[^*]+\*", text)
    )
    marked = [line for text in _marked(blocks) for line in text.splitlines()]
    yield from (f"markup that is not ours in {line!r}" for line in marked if not OUR_MARKUP.match(line))
    answers = one.surface == "modal" or one.content.get("response_type") == "ephemeral"
    if answers and not list(placed_elements(blocks)):
        yield f"nothing to press: {drawn}"


def _marked(drawn: object) -> Iterator[str]:
    """Find every text that Slack reads for markup."""
    if isinstance(drawn, dict):
        if drawn.get("type") == "mrkdwn":
            yield drawn["text"]
        drawn = list(drawn.values())
    if isinstance(drawn, list):
        for each in drawn:
            yield from _marked(each)


def _text_faults(text: str) -> Iterator[str]:
    if not text.rstrip().endswith((".", "?", "!", "…")):
        yield f"no whole sentence: {text!r}"
    if ".." in text:
        yield f"two periods: {text!r}"
    if RAW_ID.search(text):
        yield f"a raw id: {text!r}"
    if any(one in text for one in SUMMONS):
        yield f"summons: {text!r}"


def _size_faults(one: Shown, blocks: list[Json]) -> Iterator[str]:
    kind = ("form" if "submit" in one.content else "notice") if one.surface == "modal" else one.surface
    inputs = sum(block["type"] == "input" for block in blocks)
    if len(blocks) > MOST_BLOCKS[kind]:
        yield f"{len(blocks)} blocks in a {kind}: {blocks[0]}"
    if inputs > MOST_INPUTS:
        yield f"{inputs} inputs: {[block['block_id'] for block in blocks if block['type'] == 'input']}"
    title = (one.content.get("title") or {}).get("text", "")
    if len(title) > LONGEST_TITLE or EMOJI.search(title):
        yield f"title {title!r}"


def _element_faults(element: Json) -> Iterator[str]:
    options = element.get("options") or []
    labels = [option["text"]["text"] for option in options]
    if element["type"] == "button":
        labels.append(element["text"]["text"])
        if len(labels[-1]) > LONGEST_BUTTON:
            yield f"button {labels[-1]!r}"
    if element["type"] == "overflow" and len(options) > MOST_IN_OVERFLOW:
        yield f"{len(options)} in an overflow"
    yield from (f"emoji in {label!r}" for label in labels if EMOJI.search(label))
