"""Socket Mode: the connection to Slack, and the watch that keeps it up."""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, repeat
from threading import Event, Thread
from typing import Self

from slack_bolt import App
from slack_bolt.adapter.socket_mode.internals import run_bolt_app, send_response
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.proxies import proxy_for
from bot.start_faults import in_words, is_for_good

log = logging.getLogger("clerk")

THREADS = 10
"""Requests worked on at the same time."""
LARGEST_READ = 16_384
"""Bytes taken at a time: the client calls itself once for each part of a long envelope."""
CLOSING_SECONDS = 3


@dataclass(frozen=True, kw_only=True)
class Patience:
    """How long the watch waits, in seconds."""

    look: float = 1.0
    """From one look to the next."""
    ping: float = 10.0
    """From one ping to the next."""
    silence: float = 30.0
    """Without a pong or an envelope the connection is taken for dead."""
    first_pause: float = 1.0
    """After the first try to connect that failed; each further pause is twice as long."""
    longest_pause: float = 30.0
    hopeless: float = 15 * 60.0
    """Without a connection Clerk gives up, and whoever runs it starts it anew."""

    def pauses(self) -> Iterator[float]:
        """Give the pauses between tries, growing to the longest."""
        doublings = (self.first_pause * 2**turn for turn in range(16))
        return (min(pause, self.longest_pause) for pause in chain(doublings, repeat(self.longest_pause)))


class _Client(SocketModeClient):
    """The library's client, which connects when the watch says so and never by itself."""

    def connect_to_new_endpoint(self, force: bool = False) -> None:  # noqa: FBT001, FBT002 - the library's own
        """Leave it to the watch: the library tries without pauses, and sleeps through a rate limit."""


class Connection:
    """The connection of one process. As a context manager it is open for the length of a block."""

    def __init__(self, app: App, client: WebClient, app_token: str, patience: Patience | None = None) -> None:
        """Take what answers requests, and the client and token that ask Slack for an address."""
        self.given_up: str | None = None
        """Why there is no hope of a connection, in words; None while there is."""
        self._app = app
        self._web = client
        self._token = app_token
        self._patience = patience or Patience()
        self._heard_at = time.monotonic()
        self._last_pong: float | None = None
        self._renewal = Event()
        self._stopping = Event()
        self._watching = Thread(target=self._watch, name="connection", daemon=True)
        self._client = _Client(
            app_token,
            logger=logging.getLogger("slack_sdk.socket_mode"),
            web_client=client,
            concurrency=THREADS,
            ping_interval=self._patience.ping,
            receive_buffer_size=LARGEST_READ,
            on_message_listeners=[self._hear],
        )
        self._client.socket_mode_request_listeners.append(self._answer)

    def __enter__(self) -> Self:
        """Connect; a refusal by Slack is raised, and a connection that fails is tried again by the watch."""
        try:
            self._connect()
        except BaseException:
            self._client.close()
            raise
        self._watching.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Hang up, and wait for the requests in hand."""
        self._stopping.set()
        self._renewal.set()
        self._watching.join(CLOSING_SECONDS)
        _hang_up(self._client)
        self._client.close()

    @property
    def is_up(self) -> bool:
        """Tell whether Slack can reach Clerk now."""
        return self._client.is_connected() and self._watching.is_alive()

    def fault(self) -> str | None:
        """Say what is wrong with it, if anything."""
        return None if self.is_up else "Slack is not connected."

    def _connect(self) -> bool:
        address = str(self._web.apps_connections_open(app_token=self._token)["url"])
        self._client.wss_uri = address
        self._client.proxy = proxy_for(address, os.environ)
        self._client.connect()
        self._heard_at = time.monotonic()
        return self._client.is_connected()

    def _hear(self, message: str) -> None:
        self._heard_at = time.monotonic()
        if '"disconnect"' in message and json.loads(message).get("type") == "disconnect":
            self._renewal.set()

    def _answer(self, client: BaseSocketModeClient, request: SocketModeRequest) -> None:
        try:
            answer = run_bolt_app(self._app, request)
            send_response(client, request, answer, time.time())
        except (SlackClientError, OSError) as lost:  # Slack shows it as failed, or delivers it again
            log.warning("An answer was lost with the connection: %s.", type(lost).__name__)
        except Exception as error:  # noqa: BLE001 - a request of a shape that Bolt cannot read; its words are not logged
            log.warning("A request could not be read: %s.", type(error).__name__)

    def _watch(self) -> None:
        while not self._stopping.is_set() and self.given_up is None:
            if self._renewal.is_set() or not self._client.is_connected() or self._is_silent():
                self._connect_again()
            self._renewal.wait(self._patience.look)

    def _is_silent(self) -> bool:
        """Notice a server that says nothing any more; the library does only after a first pong."""
        pong = self._client.current_session.last_ping_pong_time if self._client.current_session else None
        if pong != self._last_pong:
            self._last_pong = pong
            self._heard_at = time.monotonic()
        return time.monotonic() - self._heard_at > self._patience.silence

    def _connect_again(self) -> None:
        began = time.monotonic()
        for pause in self._patience.pauses():
            self._renewal.clear()
            if self._has_connected():
                log.info("Connected to Slack again.")
                return
            if time.monotonic() - began > self._patience.hopeless:
                self.given_up = _hopeless(self._patience.hopeless)
            if self.given_up or self._stopping.wait(pause):
                return

    def _has_connected(self) -> bool:
        try:
            return self._connect()
        except SlackApiError as refused:
            self.given_up = in_words(refused) if is_for_good(refused) else None
            log.warning("Slack gives no connection: %s.", refused.response.get("error"))
        except Exception as error:  # noqa: BLE001 - the watch goes on, whatever a network does
            log.warning("Slack cannot be reached: %s.", type(error).__name__)
        return False


def _hopeless(seconds: float) -> str:
    return f"Slack could not be connected for {seconds / 60:.0f} minutes. Clerk ends, so that it can be started anew."


def _hang_up(client: SocketModeClient) -> None:
    """Disconnect at once: the answer to a ping ends the wait for Slack's next word, which may last three seconds."""
    client.auto_reconnect_enabled = False
    client.current_session_state.terminated = True
    if session := client.current_session:
        with suppress(OSError):  # the other side may have hung up
            session.ping("bye")  # the answer to an empty one would be taken for half a frame
    with suppress(AttributeError):  # the client stumbles when the other side hangs up at the same moment
        client.disconnect()
    client.closed = True
    client.message_queue.put(None)  # it waits up to a second for the next message; this is none
