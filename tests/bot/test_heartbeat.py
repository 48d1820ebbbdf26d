"""The heartbeat is called while Clerk is well; it stops nothing, and its address is in no log."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from bot.heartbeat import Heartbeat
from bot.settings import Outside

NOW = datetime(2026, 11, 25, 18, tzinfo=UTC)
TOKEN = "0b1c-hush"


@dataclass
class Listener:
    """Somebody outside, who notes when the heartbeat comes."""

    statuses: list[HTTPStatus] = field(default_factory=list)
    """What it answers next; well, when nothing is left."""
    heard: list[str] = field(default_factory=list)
    address: str = ""

    @property
    def outside(self) -> Outside:
        """Its address, with the token in it."""
        return Outside(address=f"{self.address}/{TOKEN}")


@pytest.fixture
def listener() -> Iterator[Listener]:
    """Somebody outside on loopback."""
    noted = Listener()

    class Noting(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            noted.heard.append(self.path)
            self.send_response(noted.statuses.pop(0) if noted.statuses else HTTPStatus.OK)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Noting) as server:
        noted.address = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, daemon=True).start()
        yield noted
        server.shutdown()


def test_it_is_called_while_clerk_is_well_and_not_else(listener: Listener) -> None:
    faults: list[str] = []
    heartbeat = Heartbeat(listener.outside, lambda: faults, shortest=0)

    heartbeat.beat(NOW)
    faults.append("Slack is not connected.")
    heartbeat.beat(NOW)
    faults.clear()
    heartbeat.beat(NOW)

    assert listener.heard == [f"/{TOKEN}"] * 2


def test_it_is_called_once_a_minute_at_most(listener: Listener) -> None:
    heartbeat = Heartbeat(listener.outside, list)

    for _ in range(3):
        heartbeat.beat(NOW)

    assert listener.heard == [f"/{TOKEN}"]


def test_a_failure_is_logged_once_without_the_address(
    listener: Listener, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    wrong = HTTPStatus.INTERNAL_SERVER_ERROR
    listener.statuses += [wrong, wrong, HTTPStatus.OK, wrong]
    heartbeat = Heartbeat(listener.outside, list, shortest=0)

    for _ in range(4):
        heartbeat.beat(NOW)

    assert [record.getMessage() for record in caplog.records] == [
        "The heartbeat address cannot be called: HTTPError."
    ] * 2
    assert TOKEN not in caplog.text


def test_an_address_that_nobody_answers_stops_nothing(silent_port: int) -> None:
    Heartbeat(Outside(address=f"http://127.0.0.1:{silent_port}/{TOKEN}"), list).beat(NOW)
