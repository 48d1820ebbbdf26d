"""The page's own door: the state it draws and the acts it sends."""

import json
import threading
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

from slack_sdk import WebClient

from bot.practice.driver import Practice


def ask(
    practice: Practice, method: str, path: str, body: object = None, host: str | None = None
) -> tuple[int, str]:
    connection = HTTPConnection(urlsplit(practice.url).netloc, timeout=5)
    headers = {"Content-Type": "application/json"} | ({"Host": host} if host else {})
    connection.request(method, path, json.dumps(body) if body else None, headers)
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
    assert ask(practice, "GET", "/practice/state?as=U0DANA", host="example.org")[0] == 400
