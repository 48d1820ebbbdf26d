from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    HeaderBlock,
    InputBlock,
    PlainTextInputElement,
    SectionBlock,
)
from slack_sdk.models.views import View

from bot.practice.refusal import SlackRefusal
from bot.practice.strictness import block_list_faults, check_message, check_view
from tests.bot.practice.sample_app import CITY, actions, button, modal, plain, section, text_input

Json = dict[str, Any]


def options(count: int) -> list[Json]:
    return [{"text": plain(f"Option {n}"), "value": str(n)} for n in range(count)]


def static_select(**more: object) -> Json:
    return {"type": "static_select", "action_id": "pick", "options": options(2), **more}


def boxes(count: int) -> Json:
    return {"type": "checkboxes", "action_id": "tick", "options": options(count)}


def in_input(element: Json) -> Json:
    return {"type": "input", "block_id": "one", "label": plain("Label"), "element": element}


MESSAGE_FAULTS: list[tuple[list[Any], str]] = [
    ([section("x")] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
    (["x"], "unsupported type: None [json-pointer:/blocks/0]"),
    ([{"type": "data_table"}], "unsupported type: data_table [json-pointer:/blocks/0]"),
    (
        [{"type": "alert", "text": plain("x")}],
        "block of type alert is not allowed in a message [json-pointer:/blocks/0]",
    ),
    (
        [{"type": "header", "text": plain("x" * 151)}],
        "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
    ),
    (
        [actions({"type": "conversations_select", "action_id": "where", "filter": {}})],
        "must have one of exclude_bot_users, exclude_external_shared_channels, include [json-pointer:/blocks/0/elements/0/filter]",
    ),
    (
        [actions({"type": "conversations_select", "action_id": "where", "filter": {"include": ["all"]}})],
        "must be some of im, mpim, private, public [json-pointer:/blocks/0/elements/0/filter/include]",
    ),
    (
        [actions({"type": "conversations_select", "action_id": "where", "filter": {"include": [{"im": 1}]}})],
        "must be some of im, mpim, private, public [json-pointer:/blocks/0/elements/0/filter/include]",
    ),
    ([section("")], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    ([section("x" * 3001)], "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
    ([{"type": "section"}], "must have text or fields [json-pointer:/blocks/0]"),
    (
        [{"type": "section", "fields": [plain("x" * 2001)]}],
        "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
    ),
    (
        [{"type": "section", "fields": [plain("x")] * 11}],
        "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
    ),
    (
        [{**section("x"), "block_id": "same"}, {**section("y"), "block_id": "same"}],
        "block_id same is used more than once [json-pointer:/blocks]",
    ),
    (
        [actions(button("A", "same"), button("B", "same"))],
        "action_id same is used more than once [json-pointer:/blocks/0]",
    ),
    (
        [actions(button("x" * 76, "a"))],
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
    ),
    (
        [actions(button("A", "a", style="loud"))],
        "must be primary or danger [json-pointer:/blocks/0/elements/0/style]",
    ),
    ([actions(boxes(11))], "no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]"),
    (
        [actions(static_select(options=options(101)))],
        "no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    (
        [actions(static_select(initial_option={"text": plain("Other"), "value": "9"}))],
        "must be one of the options [json-pointer:/blocks/0/elements/0/initial_option]",
    ),
    (
        [actions(static_select(options=[{"text": plain("x" * 76), "value": "1"}]))],
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]",
    ),
    (
        [actions({"type": "datepicker", "action_id": "d", "initial_date": "12/1/2026"})],
        "has a wrong format [json-pointer:/blocks/0/elements/0/initial_date]",
    ),
    (
        [in_input({"type": "plain_text_input", "action_id": "t", "max_length": 3001})],
        "must be from 1 to 3000 [json-pointer:/blocks/0/element/max_length]",
    ),
    (
        [in_input({"type": "file_input", "action_id": "f"})],
        "file_input is allowed in modals only [json-pointer:/blocks/0/element]",
    ),
    (
        [{"type": "image", "image_url": "https://example.org/seal.png", "alt_text": ""}],
        "must be more than 0 characters [json-pointer:/blocks/0/alt_text]",
    ),
    (
        [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * 21]}],
        "no more than 20 items allowed [json-pointer:/blocks/0/rows/0]",
    ),
    (
        [
            {
                "type": "rich_text",
                "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": ""}]}],
            }
        ],
        "must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]",
    ),
]


@pytest.mark.parametrize(("blocks", "expected"), MESSAGE_FAULTS)
def test_a_faulty_message_is_refused_with_the_place(blocks: list[Any], expected: str) -> None:
    with pytest.raises(SlackRefusal) as refused:
        check_message("Text", blocks)

    assert (refused.value.error, refused.value.messages) == ("invalid_blocks", [f"[ERROR] {expected}"])


VIEW_FAULTS: list[tuple[Json, str]] = [
    ({"type": "modal", "blocks": [section("x")]}, "must be an object [json-pointer:/view/title]"),
    (modal("x" * 25, section("x")), "must be less than 25 characters [json-pointer:/view/title/text]"),
    (
        {"type": "modal", "title": plain("T"), "blocks": [CITY]},
        "must have a submit button, for it has an input block [json-pointer:/view/submit]",
    ),
    (
        modal("T", text_input("A", "a", focus_on_load=True), text_input("B", "b", focus_on_load=True)),
        "only one element may have focus_on_load [json-pointer:/view/blocks]",
    ),
    (
        modal("T", {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}),
        "block of type table is not allowed in a modal [json-pointer:/view/blocks/0]",
    ),
    (modal("T", *[section("x")] * 101), "no more than 100 items allowed [json-pointer:/view/blocks]"),
    (
        {**modal("T", section("x")), "private_metadata": "x" * 3001},
        "must be less than 3001 characters [json-pointer:/view/private_metadata]",
    ),
    ({"type": "home", "blocks": []}, "must be of type modal [json-pointer:/view/type]"),
]


@pytest.mark.parametrize(("view", "expected"), VIEW_FAULTS)
def test_a_faulty_modal_is_refused_with_the_place(view: Json, expected: str) -> None:
    with pytest.raises(SlackRefusal) as refused:
        check_view(view, "modal")

    assert refused.value.error == "invalid_arguments"
    assert f"[ERROR] {expected}" in refused.value.messages


@pytest.mark.parametrize(
    ("text", "error"),
    [("", "no_text"), (" ", "no_text"), ("x" * 40_001, "msg_too_long")],
)
def test_a_message_needs_a_text_of_bearable_length(text: str, error: str) -> None:
    with pytest.raises(SlackRefusal) as refused:
        check_message(text, [section("x")])

    assert refused.value.error == error


@given(
    title=st.text(min_size=1, max_size=150),
    words=st.text(min_size=1, max_size=3000),
    label=st.text(min_size=1, max_size=75),
)
def test_what_the_sdks_own_classes_allow_is_taken(title: str, words: str, label: str) -> None:
    blocks = [
        HeaderBlock(text=title),
        SectionBlock(text=words, accessory=ButtonElement(text=label, action_id="press")),
        ActionsBlock(elements=[ButtonElement(text=label, action_id="go", value=label)]),
    ]

    assert list(block_list_faults([block.to_dict() for block in blocks], "message", "/blocks")) == []


def test_a_view_of_the_sdks_own_classes_is_taken() -> None:
    inputs = [InputBlock(label="City", element=PlainTextInputElement(action_id="it"), block_id="city")]
    view = View(type="modal", title="Record", submit="Save", blocks=inputs)

    check_view(view.to_dict(), "modal")
    assert view.to_dict()["blocks"][0]["block_id"] == "city"
