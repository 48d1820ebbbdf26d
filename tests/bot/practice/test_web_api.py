from email.utils import parsedate_to_datetime

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry import RetryHandler

from bot.practice.driver import Practice
from tests.bot.practice.sample_app import CITY, modal, section


def error_of(failed: pytest.ExceptionInfo[SlackApiError]) -> str:
    error: str = failed.value.response["error"]
    return error


def refusal(client: WebClient, method: str, **arguments: object) -> str:
    with pytest.raises(SlackApiError) as failed:
        client.api_call(method, json=arguments)
    return error_of(failed)


def quiet_client(practice: Practice, token: str, timeout: int = 2) -> WebClient:
    """A client that never repeats a call by itself."""
    handlers: list[RetryHandler] = []
    return WebClient(token, base_url=practice.api_url, timeout=timeout, retry_handlers=handlers)


def test_the_app_learns_who_it_is(client: WebClient) -> None:
    answer = client.auth_test()

    assert (answer["team_id"], answer["user_id"], answer["bot_id"]) == ("T0PRACTICE", "U0CLERK", "B0CLERK")


@pytest.mark.parametrize(
    ("token", "error"),
    [("", "not_authed"), ("xoxb-forged", "invalid_auth"), ("xapp-practice", "not_allowed_token_type")],
)
def test_a_wrong_token_is_refused(practice: Practice, token: str, error: str) -> None:
    assert refusal(quiet_client(practice, token), "users.list") == error


def test_only_the_app_token_opens_a_connection(practice: Practice) -> None:
    answer = WebClient(practice.app_token, base_url=practice.api_url).apps_connections_open(
        app_token=practice.app_token
    )

    assert str(answer["url"]).startswith("ws://127.0.0.1:")
    assert (
        refusal(quiet_client(practice, practice.bot_token), "apps.connections.open")
        == "not_allowed_token_type"
    )


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("chat.scheduleMessage", {}, "unknown_method"),
        ("conversations.info", {"channel": "C0SISTER"}, "missing_scope"),
        ("chat.postMessage", {"text": "x"}, "invalid_arguments"),
        ("chat.postMessage", {"channel": "C0ELSEWHERE", "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "C0OTHER", "text": "x"}, "not_in_channel"),
        ("chat.postMessage", {"channel": "C0SISTER", "blocks": [section("x")]}, "no_text"),
        ("chat.postMessage", {"channel": "C0SISTER", "text": "x", "blocks": "["}, "invalid_blocks_format"),
        ("chat.postMessage", {"channel": "C0SISTER", "text": "x", "metadata": {}}, "invalid_metadata_format"),
        ("chat.update", {"channel": "C0SISTER", "ts": "1.0", "text": "x"}, "message_not_found"),
        ("users.info", {"user": "U0ELSEWHERE"}, "user_not_found"),
        ("conversations.open", {"users": "U0ELSEWHERE"}, "user_not_found"),
        ("conversations.open", {"users": "U0CLERK"}, "cannot_dm_bot"),
        ("views.open", {"trigger_id": "made.up", "view": modal("T", CITY)}, "invalid_trigger_id"),
        ("views.open", {"trigger_id": "made.up", "view": {}}, "invalid_arguments"),
        ("views.update", {"view_id": "V0ELSEWHERE", "view": modal("T", CITY)}, "not_found"),
        ("views.publish", {"user_id": "U0DANA", "view": modal("T", CITY)}, "invalid_arguments"),
    ],
)
def test_what_slack_refuses_is_refused(
    client: WebClient, method: str, arguments: dict[str, object], error: str
) -> None:
    assert refusal(client, method, **arguments) == error


def test_a_message_to_a_person_lands_in_her_direct_messages(client: WebClient, practice: Practice) -> None:
    answer = client.chat_postMessage(channel="U0DANA", text="Good morning")

    assert answer["channel"] == client.conversations_open(users="U0DANA")["channel"]["id"] == "D0DANA"
    assert [message.text for message in practice.person("U0DANA").dm] == ["Good morning"]


def test_metadata_is_read_back_where_it_is_asked_for(client: WebClient) -> None:
    metadata = {"event_type": "reminder", "event_payload": {"id": "r1"}}
    sent = client.chat_postMessage(channel="U0DANA", text="Due Friday", metadata=metadata)
    client.chat_update(channel="D0DANA", ts=str(sent["ts"]), text="Due Monday")

    with_it = client.conversations_history(channel="D0DANA", include_all_metadata=True, limit=1)["messages"]
    without = client.conversations_history(channel="D0DANA")["messages"]
    assert [(one["text"], one["metadata"]) for one in with_it] == [("Due Monday", metadata)]
    assert ["metadata" in one for one in without] == [False]


def test_history_is_read_newest_first_and_from_a_moment_on(client: WebClient) -> None:
    stamps = [
        str(client.chat_postMessage(channel="C0SISTER", text=text)["ts"]) for text in ("one", "two", "three")
    ]

    def texts(**more: object) -> list[str]:
        answer = client.api_call("conversations.history", params={"channel": "C0SISTER", **more})
        return [message["text"] for message in answer["messages"]]

    assert texts() == ["three", "two", "one"]
    assert texts(limit=2) == ["three", "two"]
    assert texts(oldest=stamps[1]) == ["three"]
    assert texts(oldest=stamps[1], inclusive="true") == ["three", "two"]


def test_answers_in_a_thread_are_not_in_the_channels_history(client: WebClient) -> None:
    first = str(client.chat_postMessage(channel="C0SISTER", text="First")["ts"])
    client.chat_postMessage(channel="C0SISTER", text="Below it", thread_ts=first)

    assert [one["text"] for one in client.conversations_history(channel="C0SISTER")["messages"]] == ["First"]


def test_an_ephemeral_message_is_not_in_the_history(client: WebClient, practice: Practice) -> None:
    client.chat_postEphemeral(channel="C0SISTER", user="U0DANA", text="For you")

    assert client.conversations_history(channel="C0SISTER")["messages"] == []
    assert practice.person("U0DANA").last_message("C0SISTER").text == "For you"
    assert practice.person("U0RUTH").messages("C0SISTER") == []


def test_a_message_can_be_taken_back_and_linked(client: WebClient, practice: Practice) -> None:
    ts = str(client.chat_postMessage(channel="C0SISTER", text="Oops")["ts"])
    link = client.chat_getPermalink(channel="C0SISTER", message_ts=ts)["permalink"]
    client.chat_delete(channel="C0SISTER", ts=ts)

    assert link == f"{practice.url}/archives/C0SISTER/p{ts.replace('.', '')}"
    assert refusal(client, "chat.delete", channel="C0SISTER", ts=ts) == "message_not_found"


def test_what_a_person_wrote_is_not_the_apps_to_change(client: WebClient, practice: Practice) -> None:
    seen = practice.person("U0DANA").says("Mine", "C0SISTER").last_message()

    assert seen is not None
    assert (
        refusal(client, "chat.update", channel="C0SISTER", ts=seen.ts, text="Yours") == "cant_update_message"
    )
    assert refusal(client, "chat.delete", channel="C0SISTER", ts=seen.ts) == "cant_delete_message"


def test_a_home_published_on_an_old_hash_is_a_conflict(client: WebClient) -> None:
    first = client.views_publish(user_id="U0DANA", view={"type": "home", "blocks": [section("One")]})
    old = first["view"]["hash"]
    client.views_publish(user_id="U0DANA", hash=old, view={"type": "home", "blocks": [section("Two")]})

    home = {"type": "home", "blocks": [section("Three")]}
    assert refusal(client, "views.publish", user_id="U0DANA", hash=old, view=home) == "hash_conflict"


def test_a_file_is_uploaded_in_three_steps(client: WebClient, practice: Practice) -> None:
    sent = client.files_upload_v2(
        filename="register.csv", content="city\nLoreto\n", channel="C0SISTER", initial_comment="Here"
    )
    file = practice.person("U0DANA").last_message("C0SISTER").files[0]

    assert (file["name"], file["size"], file["id"]) == ("register.csv", 12, sent["files"][0]["id"])


def test_the_date_header_follows_the_workspaces_clock(client: WebClient, practice: Practice) -> None:
    before = practice.clock.now()
    date = parsedate_to_datetime(client.auth_test().headers["date"])

    assert before.replace(microsecond=0) <= date <= practice.clock.now()


def test_every_call_is_recorded_without_its_token(client: WebClient, practice: Practice) -> None:
    client.chat_postMessage(channel="C0SISTER", text="Hello", unfurl_links=False)
    refusal(client, "users.info", user="U0ELSEWHERE")

    assert [(call.method, call.status, call.error) for call in practice.calls] == [
        ("chat.postMessage", 200, None),
        ("users.info", 200, "user_not_found"),
    ]
    assert "token" not in practice.calls[0].arguments
    assert [(one.surface, one.content["text"]) for one in practice.shown] == [("message", "Hello")]


def test_a_thread_is_read_from_its_oldest_answer_on_page_by_page(client: WebClient) -> None:
    first = str(client.chat_postMessage(channel="C0SISTER", text="First")["ts"])
    for text in ("one", "two"):
        client.chat_postMessage(channel="C0SISTER", text=text, thread_ts=first)

    begun = client.conversations_replies(channel="C0SISTER", ts=first, limit=2)
    cursor = begun["response_metadata"]["next_cursor"]
    ended = client.conversations_replies(channel="C0SISTER", ts=first, limit=2, cursor=cursor)
    pages = [([one["text"] for one in page["messages"]], page["has_more"]) for page in (begun, ended)]
    assert pages == [(["First", "one"], True), (["two"], False)]


@pytest.mark.parametrize(
    ("arguments", "error"), [({"ts": "1.0"}, "thread_not_found"), ({"cursor": "made up"}, "invalid_cursor")]
)
def test_a_thread_or_a_page_that_is_not_there_is_refused(
    client: WebClient, arguments: dict[str, object], error: str
) -> None:
    first = str(client.chat_postMessage(channel="C0SISTER", text="First")["ts"])
    assert refusal(client, "conversations.replies", channel="C0SISTER", **{"ts": first, **arguments}) == error
