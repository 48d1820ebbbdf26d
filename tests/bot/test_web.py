import http.client
import time
from collections.abc import Iterator

import pytest
from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.signature import SignatureVerifier

from bot.web import EVENTS_PATH, WebServer, web_application

SECRET = "hush"
COMMAND = b"token=t&team_id=T1&channel_id=C1&user_id=U1&command=%2Fsister&text=&trigger_id=1.1&response_url="


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    app = App(
        signing_secret=SECRET,
        process_before_response=True,
        authorize=lambda: AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1"),
    )
    app.command("/sister")(lambda ack: ack("heard"))
    server = WebServer(web_application(list, app, SECRET), host="127.0.0.1", port=0)
    yield server.port
    server.close()


def post(port: int, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request(
        "POST", EVENTS_PATH, body, {"Content-Type": "application/x-www-form-urlencoded", **headers}
    )
    answer = connection.getresponse()
    content = answer.status, answer.read()
    connection.close()
    return content


def signed(body: bytes, *, age: float = 0) -> dict[str, str]:
    timestamp = str(int(time.time() - age))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=timestamp, body=body)
    assert signature is not None
    return {"X-Slack-Signature": signature, "X-Slack-Request-Timestamp": timestamp}


def test_a_signed_command_is_answered(port: int) -> None:
    assert post(port, COMMAND, signed(COMMAND)) == (200, b"heard")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Slack-Signature": "v0=" + "0" * 64, "X-Slack-Request-Timestamp": str(int(time.time()))},
        {"X-Slack-Signature": "v0=é", "X-Slack-Request-Timestamp": str(int(time.time()))},
        {"X-Slack-Signature": "v0=" + "0" * 64, "X-Slack-Request-Timestamp": "abc"},
        {"X-Slack-Signature": "v0=" + "0" * 64, "X-Slack-Request-Timestamp": ""},
        {"X-Slack-Signature": "v0=" + "0" * 64, "X-Slack-Request-Timestamp": "9" * 400},
    ],
    ids=[
        "missing",
        "forged",
        "not ASCII",
        "no number",
        "empty",
        "400 digits",
    ],
)
def test_what_slack_did_not_sign_is_refused(port: int, headers: dict[str, str]) -> None:
    assert post(port, COMMAND, headers) == (401, b"unauthorized\n")


@pytest.mark.parametrize("age", [360, -360], ids=["6 minutes old", "6 minutes ahead"])
def test_what_slack_signed_at_another_time_is_refused(port: int, age: float) -> None:
    assert post(port, COMMAND, signed(COMMAND, age=age)) == (401, b"unauthorized\n")


def test_what_slack_signed_for_another_body_is_refused(port: int) -> None:
    assert post(port, COMMAND, signed(b"another body")) == (401, b"unauthorized\n")


def test_a_body_that_is_not_text_is_refused(port: int) -> None:
    body = b"\xff\xfe"
    assert post(port, body, signed(b"")) == (400, b"bad request\n")


def test_a_body_past_the_limit_is_refused_before_it_is_sent(port: int) -> None:
    assert post(port, b"", {**signed(b""), "Content-Length": "1000001"})[0] == 413


def test_health_says_what_is_wrong() -> None:
    faults: list[str] = []
    server = WebServer(web_application(lambda: faults, None, None), host="127.0.0.1", port=0)
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    seen = []
    for found in ([], ["Slack is not connected."]):
        faults[:] = found
        connection.request("GET", "/healthz")
        answer = connection.getresponse()
        seen.append((answer.status, answer.getheader("Content-Type"), answer.read()))
    connection.request("GET", "/anything")
    unknown = connection.getresponse()
    connection.close()
    server.close()
    assert (seen, unknown.status) == (
        [
            (200, "application/json", b'{"status": "ok"}'),
            (503, "application/json", b'{"status": "trouble", "faults": ["Slack is not connected."]}'),
        ],
        404,
    )
