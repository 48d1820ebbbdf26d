"""What reaches the app how often, when it acknowledges late, twice, or never."""

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar

import pytest
from slack_sdk import WebClient
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from bot.practice.driver import Pace, Practice
from bot.practice.member import Member
from tests.bot.practice.conftest import CHANNELS, MANIFEST, PEOPLE


@pytest.fixture(scope="module")
def _alone() -> Iterator[Practice]:
    """A workspace without an app; the tests speak for it."""
    with Practice(PEOPLE, CHANNELS, MANIFEST, pace=Pace(ack=0.3, redelivery=(0.0, 0.1, 0.2))) as practice:
        yield practice


@pytest.fixture
def alone(_alone: Practice) -> Practice:
    _alone.workspace.reset()
    return _alone


@pytest.fixture
def socket(alone: Practice) -> Iterator[ClientConnection]:
    """A bare Socket Mode connection, greeted."""
    answer = WebClient(base_url=alone.api_url).apps_connections_open(app_token=alone.app_token)
    with connect(str(answer["url"]), proxy=None) as connection:
        assert json.loads(connection.recv())["type"] == "hello"
        alone.wait_until_connected()
        yield connection
    alone.wait_for(lambda: not alone.is_connected)


def receive(socket: ClientConnection) -> dict[str, Any]:
    envelope: dict[str, Any] = json.loads(socket.recv(timeout=3))
    return envelope


def acknowledge(socket: ClientConnection, envelope: dict[str, Any]) -> None:
    socket.send(json.dumps({"envelope_id": envelope["envelope_id"]}))


def test_without_an_app_a_command_fails_aloud(alone: Practice) -> None:
    assert alone.person("U0DANA").types("/sister next").notices == ["/sister failed: no app is connected"]


def test_an_event_without_acknowledgement_comes_three_times_more(
    alone: Practice, socket: ClientConnection
) -> None:
    alone.person("U0DANA").says("Hello")
    envelopes = [receive(socket) for _ in range(4)]

    assert [one["retry_attempt"] for one in envelopes] == [0, 1, 2, 3]
    assert [one["retry_reason"] for one in envelopes] == ["", "timeout", "timeout", "timeout"]
    assert len({one["payload"]["event_id"] for one in envelopes}) == 1
    assert len({one["envelope_id"] for one in envelopes}) == 4


def test_an_acknowledged_retry_is_the_last(alone: Practice, socket: ClientConnection) -> None:
    dana = alone.person("U0DANA")
    dana.says("Hello")
    receive(socket)
    acknowledge(socket, receive(socket))

    alone.faults.duplicate_next("command", copies=1)
    said = threading.Thread(target=dana.types, args=("/sister next",))
    said.start()
    envelope = receive(socket)
    acknowledge(socket, envelope)
    said.join()
    assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)


def test_a_ping_comes_back_with_what_it_carried(socket: ClientConnection) -> None:
    assert socket.ping(b"still there?").wait(timeout=3)


def test_a_ticket_opens_one_connection(alone: Practice) -> None:
    answer = WebClient(base_url=alone.api_url).apps_connections_open(app_token=alone.app_token)
    with connect(str(answer["url"]), proxy=None) as connection:
        connection.recv()

    with pytest.raises(InvalidStatus, match="403"), connect(str(answer["url"]), proxy=None):
        pass


def test_a_duplicated_event_runs_twice(dana: Member, practice: Practice) -> None:
    practice.faults.duplicate_next("event")
    dana.says("Hello")

    assert [message.text for message in dana.dm] == ["Hello", "Heard: Hello", "Heard: Hello"]


def test_a_duplicated_button_runs_twice_with_the_same_action_time(
    alone: Practice, socket: ClientConnection
) -> None:
    alone.faults.duplicate_next("action")
    pressed = threading.Thread(target=alone.person("U0DANA").uses_shortcut, args=("Record an inquiry",))
    pressed.start()
    first, second = receive(socket), receive(socket)
    acknowledge(socket, first)
    acknowledge(socket, second)
    pressed.join()

    assert first["payload"] == second["payload"]


def test_the_app_comes_back_after_a_disconnect(dana: Member, practice: Practice) -> None:
    practice.disconnect("warning")
    practice.wait_until_connected()

    practice.wait_for(lambda: dana.types("/sister hello").last_message() is not None)

    assert dana.last_message().text == "You said hello"


class Recorder(BaseHTTPRequestHandler):
    """Keeps what came, and acknowledges none of it."""

    came: ClassVar[list[tuple[dict[str, str], bytes]]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.came.append((dict(self.headers.items()), body))
        self.send_response(500)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def recorder(alone: Practice) -> Iterator[list[tuple[dict[str, str], bytes]]]:
    Recorder.came.clear()
    with HTTPServer(("127.0.0.1", 0), Recorder) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        alone.serve_over_http(f"http://127.0.0.1:{server.server_port}/slack/events")
        yield Recorder.came
        alone.serve_over_socket_mode()
        server.shutdown()
        thread.join()


def test_over_http_every_delivery_is_signed_and_retries_are_marked(
    alone: Practice, recorder: list[tuple[dict[str, str], bytes]]
) -> None:
    alone.person("U0DANA").says("Hello")
    alone.wait_for(lambda: len(recorder) == 4)

    for headers, body in recorder:
        signed = b"v0:" + headers["X-Slack-Request-Timestamp"].encode() + b":" + body
        expected = hmac.new(alone.signing_secret.encode(), signed, hashlib.sha256).hexdigest()
        assert headers["X-Slack-Signature"] == f"v0={expected}"
    assert [headers.get("X-Slack-Retry-Num") for headers, _ in recorder] == [None, "1", "2", "3"]
