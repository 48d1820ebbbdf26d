"""Refuses messages and views that Slack would refuse, and says where the fault lies.

The limits are those of Slack's Block Kit reference; in a few places this is stricter: a message needs text beside its
blocks, and blocks that the practice page cannot draw are refused.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from bot.practice.blocks import BLOCK_CHECKS, SURFACES
from bot.practice.contents import Json, Surface
from bot.practice.elements import fault, long_fault, text_faults
from bot.practice.inputs import elements_in, placed_elements
from bot.practice.refusal import SlackRefusal
from bot.practice.shapes import shape_faults

MOST_BLOCKS: dict[Surface, int] = {"message": 50, "modal": 100, "home": 100}
MOST_TEXT = 40_000
MOST_VIEW_BYTES = 250_000
MOST_MARKDOWN = 12_000
MOST_TITLE = 24
MOST_PRIVATE_METADATA = 3_000
MOST_ID = 255


def check_message(text: str, blocks: Any, metadata: Any = None) -> None:  # noqa: ANN401  # unchecked input
    """Raise SlackRefusal for a message that Slack would not take."""
    if not text.strip():
        raise SlackRefusal(error="no_text")
    if len(text) > MOST_TEXT:
        raise SlackRefusal(error="msg_too_long")
    if metadata is not None and not _is_metadata(metadata):
        raise SlackRefusal(error="invalid_metadata_format")
    if faults := list(block_list_faults(blocks, "message", "/blocks")):
        raise SlackRefusal(error="invalid_blocks", messages=faults)


def check_view(view: Any, surface: Surface) -> None:  # noqa: ANN401  # unchecked input
    """Raise SlackRefusal for a modal or a Home tab that Slack would not take."""
    if faults := list(_view_faults(view, surface)):
        raise SlackRefusal(error="invalid_arguments", messages=faults)
    if len(json.dumps(view).encode()) > MOST_VIEW_BYTES:
        raise SlackRefusal(error="view_too_large")


def _is_metadata(metadata: Any) -> bool:  # noqa: ANN401  # unchecked input
    return (
        isinstance(metadata, dict)
        and isinstance(metadata.get("event_type"), str)
        and isinstance(metadata.get("event_payload"), dict)
    )


def _view_faults(view: Any, surface: Surface) -> Iterator[str]:  # noqa: ANN401  # unchecked input
    if not isinstance(view, dict):
        yield fault("must be an object", "/view")
        return
    if view.get("type") != surface:
        yield fault(f"must be of type {surface}", "/view/type")
    yield from block_list_faults(view.get("blocks"), surface, "/view/blocks")
    yield from long_fault(view.get("private_metadata"), "/view/private_metadata", MOST_PRIVATE_METADATA)
    yield from long_fault(view.get("callback_id"), "/view/callback_id", MOST_ID)
    yield from long_fault(view.get("external_id"), "/view/external_id", MOST_ID)
    if surface == "modal":
        yield from _modal_faults(view)


def _modal_faults(view: Json) -> Iterator[str]:
    yield from text_faults(view.get("title"), "/view/title", most=MOST_TITLE, kinds=("plain_text",))
    for button in ("submit", "close"):
        if button in view:
            yield from text_faults(view[button], f"/view/{button}", most=MOST_TITLE, kinds=("plain_text",))
    blocks = view.get("blocks")
    kinds = (
        [block.get("type") for block in blocks if isinstance(block, dict)] if isinstance(blocks, list) else []
    )
    if "input" in kinds and "submit" not in view:
        yield fault("must have a submit button, for it has an input block", "/view/submit")


def block_list_faults(blocks: Any, surface: Surface, at: str) -> Iterator[str]:  # noqa: ANN401  # unchecked input
    """List what is wrong with the blocks of a surface, as "[ERROR] … [json-pointer:…]"."""
    if not isinstance(blocks, list):
        yield fault("must be an array", at)
        return
    if len(blocks) > MOST_BLOCKS[surface]:
        yield fault(f"no more than {MOST_BLOCKS[surface]} items allowed", at)
    faults = [
        text for index, block in enumerate(blocks) for text in _block_faults(block, surface, f"{at}/{index}")
    ]
    yield from faults
    if not faults:
        yield from _faults_across(blocks, at)


def _block_faults(block: Any, surface: Surface, at: str) -> Iterator[str]:  # noqa: ANN401  # unchecked input
    kind = block.get("type") if isinstance(block, dict) else None
    if not isinstance(kind, str) or kind not in BLOCK_CHECKS:
        yield fault(f"unsupported type: {kind}", at)
        return
    if kind not in SURFACES[surface]:
        yield fault(f"block of type {kind} is not allowed in a {surface}", at)
    yield from long_fault(block.get("block_id"), f"{at}/block_id", MOST_ID)
    faults = list(shape_faults(block, at)) or list(BLOCK_CHECKS[kind](block, at))
    yield from faults
    if not faults and surface != "modal" and any(one["type"] == "file_input" for one in elements_in(block)):
        yield fault("file_input is allowed in modals only", f"{at}/element")


def _faults_across(blocks: Sequence[Json], at: str) -> Iterator[str]:
    for block_id in _repeated(block["block_id"] for block in blocks if "block_id" in block):
        yield fault(f"block_id {block_id} is used more than once", at)
    for index, block in enumerate(blocks):
        for action_id in _repeated(one["action_id"] for one in elements_in(block) if "action_id" in one):
            yield fault(f"action_id {action_id} is used more than once", f"{at}/{index}")
    if sum(bool(element.get("focus_on_load")) for _, element in placed_elements(blocks)) > 1:
        yield fault("only one element may have focus_on_load", at)
    markdown = sum(len(block["text"]) for block in blocks if block["type"] == "markdown")
    if markdown > MOST_MARKDOWN:
        yield fault(f"all markdown blocks together must be less than {MOST_MARKDOWN + 1} characters", at)


def _repeated(ids: Iterator[str]) -> list[str]:
    return [one for one, times in Counter(ids).items() if times > 1]
