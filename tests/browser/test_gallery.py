"""Every block and element that the practice workspace lets through is drawn, and is well by axe."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from slack_sdk import WebClient

from bot.practice.blocks import BLOCK_CHECKS, IN_ACTIONS, IN_INPUT, IN_SECTION
from bot.practice.driver import Practice
from tests.bot.practice.conftest import CHANNELS, MANIFEST, PEOPLE
from tests.bot.practice.sample_app import modal, plain
from tests.browser.axe import violations
from tests.browser.conftest import WIDTHS, opened

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]

Json = dict[str, Any]
CHOICES = {"static_select", "multi_static_select", "checkboxes", "radio_buttons", "overflow"}
MORE: dict[str, Json] = {
    "button": {"text": plain("Press"), "accessibility_label": "Press this"},
    "image": {"image_url": "https://city.example/flag.png", "alt_text": "The flag of Évora"},
    "number_input": {"is_decimal_allowed": False},
    "timepicker": {"timezone": "America/Los_Angeles"},
    "conversations_select": {"default_to_current_conversation": True},
}


@pytest.fixture(scope="module")
def practice() -> Iterator[Practice]:
    with Practice(PEOPLE, CHANNELS, MANIFEST) as serving:
        yield serving


def element(kind: str) -> Json:
    options = [{"text": plain(f"Option {n}"), "value": str(n)} for n in range(2)]
    named = {} if kind == "image" else {"action_id": kind}
    return {"type": kind, **named, **({"options": options} if kind in CHOICES else {}), **MORE.get(kind, {})}


def form() -> Json:
    inputs = [
        {"type": "input", "block_id": kind, "label": plain(f"The {kind}"), "element": element(kind)}
        for kind in sorted(IN_INPUT)
    ]
    return modal("Everything", *inputs, {"type": "alert", "level": "warning", "text": plain("Take care.")})


def beside(kind: str) -> Json:
    text = {"type": "mrkdwn", "text": f"*{kind}* beside <!date^1763800000^{{date}}|a date>"}
    return {"type": "section", "block_id": f"beside {kind}", "text": text, "accessory": element(kind)}


def leaves() -> list[Json]:
    return [
        {"type": "text", "text": "bold", "style": {"bold": True}},
        {"type": "link", "url": "https://city.example", "text": "a link"},
        {"type": "user", "user_id": "U0RUTH"},
        {"type": "channel", "channel_id": "C0SISTER"},
        {"type": "emoji", "name": "wave", "unicode": "1f44b"},
        {"type": "date", "timestamp": 1763800000, "format": "{date_long}", "fallback": "a date"},
    ]


def message() -> list[Json]:
    cell = {"type": "raw_text", "text": "Ruth Meyer"}
    listed = {"type": "rich_text_section", "elements": leaves()}
    return [
        {"type": "header", "text": plain("Everything")},
        *(beside(kind) for kind in sorted(IN_SECTION)),
        {"type": "actions", "elements": [element(kind) for kind in sorted(IN_ACTIONS)]},
        {"type": "context", "elements": [plain("A note"), element("image")]},
        {"type": "divider"},
        {"type": "image", **MORE["image"]},
        {"type": "markdown", "text": "# A heading"},
        {"type": "table", "rows": [[cell, cell], [cell, cell]]},
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_list", "style": "ordered", "elements": [listed]}],
        },
    ]


def test_the_gallery_leaves_no_kind_of_block_out() -> None:
    shown = {block["type"] for block in [*message(), *form()["blocks"]]}

    assert shown == BLOCK_CHECKS.keys()


@pytest.mark.parametrize("width", list(WIDTHS))
def test_everything_is_drawn_and_is_well_by_axe(browser: Browser, practice: Practice, width: str) -> None:
    practice.workspace.reset()
    client = WebClient(practice.bot_token, base_url=practice.api_url)
    client.chat_postMessage(channel="C0SISTER", text="Everything", blocks=message())
    page, _, _ = opened(browser, f"{practice.url}/#U0DANA/C0SISTER", width)
    expect(page.get_by_role("heading", name="Everything")).to_be_visible()
    found = faults(page)
    trigger = practice.trigger("U0DANA", "C0OTHER")
    client.views_open(trigger_id=trigger, view=form())
    dialog = page.get_by_role("dialog", name="Everything")
    expect(dialog.get_by_role("combobox", name="The conversations_select", exact=True)).to_have_value(
        "#other"
    )
    assert [*found, *faults(page)] == []
    page.close()


def faults(page: Page) -> list[str]:
    return [*page.locator(".unknown").all_inner_texts(), *violations(page)]
