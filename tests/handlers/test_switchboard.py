from __future__ import annotations

import json
import re
from dataclasses import dataclass

import pytest
from slack_bolt import App, BoltContext, BoltRequest, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from handlers.switchboard import Door, connect

KNOWN = AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-0", bot_id="B1", bot_user_id="U0")


@dataclass(frozen=True)
class Line:
    """A line of the switchboard."""

    on: str | re.Pattern[str]
    door: Door


def says(word: str) -> Door:
    def door(body: dict[str, object], client: WebClient, supplied: str) -> BoltResponse:
        return BoltResponse(status=200, body=f"{word} {supplied} {body['type']} {client.token}")

    return door


@pytest.fixture
def app() -> App:
    """An app with a few lines, which supplies each door with something of its own."""
    app = App(authorize=lambda: KNOWN, request_verification_enabled=False, process_before_response=True)

    @app.middleware
    def supply(context: BoltContext, next_: object) -> BoltResponse:
        context["supplied"] = "supplied"
        return next_()  # type: ignore[operator, no-any-return]

    connect(
        app,
        "action",
        [
            Line("first", says("first")),
            Line(re.compile(r"^do_[a-z]+$"), says("any")),
            Line("do_late", says("late")),
            Line("quiet", lambda ack: ack()),
            Line(re.compile(r".*"), says("unknown")),
        ],
    )
    connect(app, "view", [Line("form", says("form")), Line("a.b", says("dotted"))])
    return app


def pressed(name: str) -> dict[str, object]:
    return {"type": "block_actions", "actions": [{"action_id": name, "type": "button", "block_id": "b"}]}


def sent(name: str) -> dict[str, object]:
    return {"type": "view_submission", "view": {"callback_id": name, "type": "modal"}}


def answered(app: App, body: dict[str, object]) -> tuple[int, str]:
    said = {**body, "team": {"id": "T1"}, "user": {"id": "U1"}}
    answer = app.dispatch(BoltRequest(body=json.dumps(said), headers={"content-type": "application/json"}))
    return answer.status, answer.body


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (pressed("first"), "first supplied block_actions xoxb-0"),
        (pressed("do_next"), "any supplied block_actions xoxb-0"),
        (pressed("do_late"), "any supplied block_actions xoxb-0"),
        (pressed("first\n"), "unknown supplied block_actions xoxb-0"),
        (pressed("quiet"), ""),
        (pressed("firstly"), "unknown supplied block_actions xoxb-0"),
        (sent("form"), "form supplied view_submission xoxb-0"),
        (sent("a.b"), "dotted supplied view_submission xoxb-0"),
    ],
)
def test_the_first_line_that_fits_answers(app: App, body: dict[str, object], said: str) -> None:
    assert answered(app, body) == (200, said)


@pytest.mark.parametrize("name", ["forms", "form\n", "aXb", ""])
def test_a_form_that_nobody_knows_is_not_answered(app: App, name: str) -> None:
    assert answered(app, sent(name))[0] == 404


def test_an_older_sort_of_button_counts_as_unknown(app: App) -> None:
    old: dict[str, object] = {
        "type": "interactive_message",
        "callback_id": "first",
        "actions": [{"name": "x", "type": "button"}],
    }
    assert answered(app, old) == (200, "unknown supplied interactive_message xoxb-0")
