"""A durable write over Socket Mode, against a client of the same library that acknowledges at once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from threading import Event

from slack_sdk import WebClient
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from bot.connection import Connection
from tests.benchmarks.places import clerk_on, set_up, sqlite_database
from tests.benchmarks.slack_side import slack_side
from tests.benchmarks.table import Figure, Result, percentile

REQUESTS = 50
SETTLES = 0.2
"""Seconds until both sides of a new connection know of it."""


class OneAddress(WebClient):
    """A client that knows the WebSocket's address without asking for it."""

    def __init__(self, address: str) -> None:
        """Take the address."""
        super().__init__(token="xoxb-0")
        self._address = address

    def apps_connections_open(self, **_: object) -> dict[str, str]:  # type: ignore[override]  # all that is read of it
        """Give the address."""
        return {"url": self._address}


def socket_write(*, rounds: int) -> Iterator[Result]:
    """Measure a direct message that is recorded and acknowledged over the socket."""
    with ExitStack() as stack:
        database = stack.enter_context(sqlite_database())
        set_up(database)
        slack = stack.enter_context(slack_side())
        client = OneAddress(slack.listen())
        echo = _echo(client)
        stack.callback(echo.close)
        time.sleep(SETTLES)
        stack.enter_context(Connection(clerk_on(database), client, "xapp-0"))
        time.sleep(SETTLES)
        taken: tuple[list[float], list[float]] = ([], [])
        for turn in range(rounds + 1):
            for place, seconds in enumerate(taken):
                fresh = slack.envelopes(place, "next", REQUESTS)
                seconds.extend(fresh if turn else ())  # the first turn warms up
    floor, ours = taken
    yield Result(
        work="floor: an echo over Socket Mode", p50=Figure(value=percentile(floor, 50) * 1000, unit="ms")
    )
    yield Result(
        work="durable write over Socket Mode",
        p50=Figure(value=percentile(ours, 50) / percentile(floor, 50), limit=2.2),
        p99=Figure(value=percentile(ours, 99) / percentile(floor, 99)),
    )


def _echo(client: OneAddress) -> SocketModeClient:
    """Connect the library's own client, with nothing behind it."""
    connected = Event()

    def acknowledge(echo: BaseSocketModeClient, request: SocketModeRequest) -> None:
        echo.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id))

    def hear(_message: str) -> None:
        connected.set()

    echo = SocketModeClient("xapp-0", web_client=client, on_message_listeners=[hear])
    echo.socket_mode_request_listeners.append(acknowledge)
    echo.wss_uri = client.apps_connections_open()["url"]
    echo.connect()
    connected.wait(timeout=5)
    return echo
