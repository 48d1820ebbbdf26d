"""The page's own door: the state it draws and the acts it sends."""

import json
import threading
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import pytest
from slack_sdk import WebClient

from bot.practice.driver import Practice
from tests.bot.practice.sample_app import modal, section


def ask(practice: Practice, method: str, path: str, body: object = None, **headers: str) -> tuple[int, str]:
    connection = HTTPConnection(urlsplit(practice.url).netloc, timeout=5)
    content_type = {"Content-Type": "application/json"}
    connection.request(method, path, json.dumps(body) if body else None, {**content_type, **headers})
    answer = connection.getresponse()
    content = answer.read().decode()
    connection.close()
    return answer.status, content


def state(practice: Practice, person: str = "U0DANA", since: int = -1) -> dict[str, Any]:
    _, content = ask(practice, "GET", f"/practice/state?as={person}&since={since}")
    shown: dict[str, Any] = json.loads(content)
    return shown


def act(practice: Practice, **what: object) -> dict[str, Any]:
    _, content = ask(practice, "POST", "/practice/act", {"as": "U0DANA", **what})
    answer: dict[str, Any] = json.loads(content)
    return answer


def test_the_state_is_what_one_person_sees(practice: Practice, client: WebClient) -> None:
    client.chat_postMessage(channel="U0RUTH", text="For Ruth")
    seen = state(practice, "U0RUTH")

    assert [(room["id"], room["kind"], room["unread"]) for room in seen["channels"]] == [
        ("C0SISTER", "channel", 0),
        ("C0OTHER", "channel", 0),
        ("D0RUTH", "im", 1),
    ]
    assert seen["me"]["name"] == "Ruth Meyer"
    assert [person["id"] for person in seen["people"]] == ["U0CLERK", "U0DANA", "U0RUTH"]
    assert [room["id"] for room in state(practice)["channels"]] == ["C0SISTER", "C0OTHER", "D0DANA"]


def test_the_state_waits_for_a_change(practice: Practice, client: WebClient) -> None:
    version = state(practice)["version"]
    waiting: list[dict[str, Any]] = []
    page = threading.Thread(target=lambda: waiting.append(state(practice, since=version)))
    page.start()
    client.chat_postMessage(channel="C0SISTER", text="News")
    page.join()

    assert waiting[0]["channels"][0]["messages"][0]["text"] == "News"


def test_without_a_name_the_page_is_given_someone(practice: Practice) -> None:
    seen = json.loads(ask(practice, "GET", "/practice/state")[1])

    assert seen["me"]["id"] == "U0DANA"


def test_a_person_nobody_knows_sees_nothing(practice: Practice) -> None:
    assert ask(practice, "GET", "/practice/state?as=U0ELSEWHERE")[0] == 404


def test_an_act_shows_in_the_state(practice: Practice) -> None:
    assert act(practice, do="command", channel="C0SISTER", command="/sister", text="hi") == {"ok": True}
    assert state(practice)["notices"] == ["/sister failed: no app is connected"]


def test_an_act_that_cannot_be_done_says_why(practice: Practice) -> None:
    assert act(practice, do="dance") == {"ok": False, "error": "There is no act dance."}
    assert act(practice, do="say") == {"ok": False, "error": "The act lacks 'text'."}
    assert act(practice, do="say", text="x", channel="D0RUTH") == {
        "ok": False,
        "error": "These are another person's messages.",
    }
    assert act(practice, do="command", channel="C0SISTER", command="/brother", text="") == {
        "ok": False,
        "error": "/brother is not a command here.",
    }
    assert act(practice, do="move_clock", seconds=-1) == {
        "ok": False,
        "error": "The clock moves forward only.",
    }


def test_a_file_from_a_form_can_be_fetched_by_the_app(practice: Practice) -> None:
    file = practice.person("U0DANA").uploads("letter.txt", b"Dear sister city")
    path = urlsplit(file["url_private"]).path

    assert ask(practice, "GET", path) == (200, "<!DOCTYPE html><title>Sign in</title>")
    assert ask(practice, "GET", f"{path}?as=U0DANA") == (200, "Dear sister city")


def test_another_sites_name_for_this_machine_is_refused(practice: Practice) -> None:
    assert ask(practice, "GET", "/practice/state?as=U0DANA", Host="example.org")[0] == 400


@pytest.mark.parametrize("origin", ["https://example.org", "http://127.0.0.1:1", "null"])
def test_the_page_of_another_site_can_do_nothing_here(practice: Practice, origin: str) -> None:
    said = {"as": "U0DANA", "do": "say", "channel": "C0SISTER", "text": "Hello"}
    posted = {"token": practice.bot_token, "channel": "C0SISTER", "text": "Hello"}

    assert ask(practice, "POST", "/practice/act", said, Origin=origin) == (403, "forbidden")
    assert ask(practice, "POST", "/api/chat.postMessage", posted, Origin=origin) == (403, "forbidden")
    assert state(practice)["channels"][0]["messages"] == []


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_the_page_itself_may_act_by_either_name_of_this_machine(practice: Practice, name: str) -> None:
    host = f"{name}:{urlsplit(practice.url).port}"
    said = {"as": "U0DANA", "do": "say", "channel": "C0SISTER", "text": "Hello"}

    status, _ = ask(practice, "POST", "/practice/act", said, Host=host, Origin=f"http://{host}")

    assert status == 200
    assert [message["text"] for message in state(practice)["channels"][0]["messages"]] == ["Hello"]


def test_a_form_that_is_gone_may_be_closed_again(practice: Practice) -> None:
    view = practice.workspace.open_modal("U0DANA", modal("Record", section("x")))

    assert [act(practice, do="close", view_id=view.id) for _ in range(2)] == [{"ok": True}, {"ok": True}]
    assert state(practice)["modals"] == []


def test_only_who_has_a_form_open_may_close_it(practice: Practice) -> None:
    view = practice.workspace.open_modal("U0RUTH", modal("Record", section("x")))

    assert act(practice, do="close", view_id=view.id) == {
        "ok": False,
        "error": "Another person has this view open.",
    }
