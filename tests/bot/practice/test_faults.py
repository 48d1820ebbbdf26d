from http.client import IncompleteRead
from typing import Literal
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.practice.driver import Practice
from bot.practice.faults import Fault


@pytest.fixture
def client(practice: Practice) -> WebClient:
    return WebClient(practice.bot_token, base_url=practice.api_url, timeout=1, retry_handlers=[])


def texts(practice: Practice) -> list[str]:
    return [message.text for message in practice.person("U0DANA").messages("C0SISTER")]


def test_a_rate_limit_says_when_to_come_back_and_posts_nothing(practice: Practice, client: WebClient) -> None:
    practice.faults.rate_limit("chat.postMessage", retry_after="30")

    with pytest.raises(SlackApiError) as failed:
        client.chat_postMessage(channel="C0SISTER", text="One")
    assert (failed.value.response.status_code, failed.value.response.headers["retry-after"]) == (429, "30")

    client.chat_postMessage(channel="C0SISTER", text="Two")
    assert texts(practice) == ["Two"]


@pytest.mark.parametrize(("committed", "left"), [(True, ["One"]), (False, [])])
def test_a_server_error_may_come_after_the_deed(
    practice: Practice, client: WebClient, *, committed: bool, left: list[str]
) -> None:
    practice.faults.fail("chat.postMessage", status=503, committed=committed)

    with pytest.raises(SlackApiError) as failed:
        client.chat_postMessage(channel="C0SISTER", text="One")
    assert failed.value.response.status_code == 503
    assert texts(practice) == left


@pytest.mark.parametrize("body", ["cut", "html", "empty"])
def test_a_spoilt_body_is_no_answer_though_it_was_done(
    practice: Practice, client: WebClient, body: Literal["cut", "html", "empty"]
) -> None:
    practice.faults.garble("chat.postMessage", body=body)

    with pytest.raises((SlackApiError, IncompleteRead)):
        client.chat_postMessage(channel="C0SISTER", text="One")
    assert texts(practice) == ["One"]


@pytest.mark.parametrize(("committed", "left"), [(True, ["One"]), (False, [])])
def test_a_connection_may_be_reset_before_or_after_the_deed(
    practice: Practice, client: WebClient, *, committed: bool, left: list[str]
) -> None:
    practice.faults.reset("chat.postMessage", committed=committed)

    with pytest.raises(ConnectionResetError):
        client.chat_postMessage(channel="C0SISTER", text="One")
    assert texts(practice) == left


def test_chance_decides_of_calls_that_no_fault_waits_for(practice: Practice, client: WebClient) -> None:
    practice.faults.by_chance = lambda method: (
        Fault(error="is_archived") if method.startswith("chat") else None
    )
    practice.faults.refuse("chat.postMessage", error="not_in_channel")
    errors = []
    for _ in range(2):
        with pytest.raises(SlackApiError) as failed:
            client.chat_postMessage(channel="C0SISTER", text="One")
        errors.append(failed.value.response["error"])
    practice.faults.by_chance = lambda _method: None

    assert errors == ["not_in_channel", "is_archived"]


@pytest.mark.parametrize(("committed", "left"), [(True, ["One"]), (False, [])])
def test_silence_ends_with_the_callers_own_timeout(
    practice: Practice, *, committed: bool, left: list[str]
) -> None:
    practice.faults.silence("chat.postMessage", committed=committed)
    asked = urlencode({"token": practice.bot_token, "channel": "C0SISTER", "text": "One"})

    with pytest.raises(TimeoutError):
        urlopen(f"{practice.api_url}chat.postMessage?{asked}", timeout=0.3)  # noqa: S310  # a loopback address
    assert texts(practice) == left
    assert [call.status for call in practice.calls] == [0]


def test_a_scripted_refusal_comes_as_often_as_it_was_asked_for(practice: Practice, client: WebClient) -> None:
    practice.faults.refuse("chat.postMessage", error="fatal_error", times=2)

    for _ in range(2):
        with pytest.raises(SlackApiError, match="fatal_error"):
            client.chat_postMessage(channel="C0SISTER", text="One")
    client.chat_postMessage(channel="C0SISTER", text="Two")
    assert texts(practice) == ["Two"]


def test_a_slow_answer_comes_all_the_same(practice: Practice, client: WebClient) -> None:
    practice.faults.slow("chat.postMessage", seconds=0.05)

    assert client.chat_postMessage(channel="C0SISTER", text="One")["ok"] is True
