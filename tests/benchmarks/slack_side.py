"""Slack's side, in a process of its own: its work is then counted neither as the floor's nor as Clerk's."""

from __future__ import annotations

import http.client
import itertools
import json
import multiprocessing
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier
from websockets.sync.server import ServerConnection, serve

from bot.web import EVENTS_PATH

SECRET = "benchmark"
TEAM_ID = "T0PRACTICE"
ASKER = "U0DANA"
_COUNT = itertools.count()
_CALLERS: dict[int, http.client.HTTPConnection] = {}
_PLACES: list[ServerConnection] = []
_ENDED = Event()
"""Never set: the connections end with the process."""


@dataclass(frozen=True, kw_only=True)
class SlackSide:
    """The process that stands for Slack; it does one thing at a time."""

    _process: ProcessPoolExecutor = field(repr=False)

    def commands(self, port: int, text: str, times: int) -> list[float]:
        """Have a slash command sent over HTTP, one after the other; give the seconds that each answer took."""
        return self._process.submit(_commands, port, text, times).result()

    def messages(self, port: int, text: str, times: int) -> list[float]:
        """Have a direct message sent over HTTP, one after the other; give the seconds that each answer took."""
        return self._process.submit(_messages, port, text, times).result()

    def listen(self) -> str:
        """Have a WebSocket opened; give its address."""
        return self._process.submit(_listen).result()

    def envelopes(self, place: int, text: str, times: int) -> list[float]:
        """Have a direct message sent over the WebSocket that was connected as the `place`-th; give the seconds of each."""
        return self._process.submit(_envelopes, place, text, times).result()


@contextmanager
def slack_side() -> Iterator[SlackSide]:
    """Start Slack's side for the length of a block."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
        yield SlackSide(_process=process)


def _commands(port: int, text: str, times: int) -> list[float]:
    return [_timed(lambda: _post(port, *_command(text))) for _ in range(times)]


def _messages(port: int, text: str, times: int) -> list[float]:
    return [
        _timed(lambda: _post(port, json.dumps(_message(text)).encode(), "application/json"))
        for _ in range(times)
    ]


def _timed(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _command(text: str) -> tuple[bytes, str]:
    fields = {
        "command": "/sister",
        "text": text,
        "team_id": TEAM_ID,
        "user_id": ASKER,
        "channel_id": "C0SISTER",
        "trigger_id": f"{time.time()}.{next(_COUNT)}",
    }
    return urlencode(fields).encode(), "application/x-www-form-urlencoded"


def _message(text: str) -> dict[str, object]:
    said = {
        "type": "message",
        "channel_type": "im",
        "channel": "D1",
        "user": ASKER,
        "text": text,
        "ts": "1.1",
    }
    number = f"Ev{time.time_ns()}{next(_COUNT)}"
    return {"type": "event_callback", "team_id": TEAM_ID, "event_id": number, "event": said}


def _post(port: int, body: bytes, media_type: str) -> None:
    timestamp = str(int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=timestamp, body=body) or ""
    headers = {
        "Content-Type": media_type,
        "X-Slack-Signature": signature,
        "X-Slack-Request-Timestamp": timestamp,
    }
    caller = _CALLERS.setdefault(port, http.client.HTTPConnection("127.0.0.1", port, timeout=10))
    caller.request("POST", EVENTS_PATH, body, headers)
    answer = caller.getresponse()
    answer.read()
    if answer.status != http.client.OK:
        raise RuntimeError(f"the server answered {answer.status}")


def _listen() -> str:
    def stay(connection: ServerConnection) -> None:
        connection.send(json.dumps({"type": "hello", "num_connections": 1}))
        _PLACES.append(connection)
        _ENDED.wait()

    server = serve(stay, "127.0.0.1", 0)
    Thread(target=server.serve_forever, daemon=True).start()
    return f"ws://127.0.0.1:{server.socket.getsockname()[1]}/"


def _envelopes(place: int, text: str, times: int) -> list[float]:
    return [_timed(lambda: _exchange(_PLACES[place], text)) for _ in range(times)]


def _exchange(connection: ServerConnection, text: str) -> None:
    number = f"{time.time_ns()}{next(_COUNT)}"
    connection.send(
        json.dumps(
            {
                "type": "events_api",
                "envelope_id": number,
                "accepts_response_payload": False,
                "payload": _message(text),
            }
        )
    )
    while json.loads(connection.recv(timeout=10)).get("envelope_id") != number:
        continue
