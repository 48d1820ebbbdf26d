"""The connection to Slack is kept up: whatever ends it, it is made anew, and what is hopeless ends in words."""

import hashlib
import logging
import socket
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from threading import Thread

import pytest
from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.app import slack_client
from bot.connection import Connection, Patience
from bot.demo import LOOPBACK, practice_workspace
from bot.practice.driver import Practice

QUICK = Patience(look=0.02, ping=0.05, silence=0.5, first_pause=0.05, longest_pause=0.1, hopeless=60)
MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
"""RFC 6455, section 1.3."""


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Practice]:
    with practice_workspace(tmp_path, port=0) as serving:
        yield serving


@pytest.fixture
def mute_address() -> Iterator[str]:
    """The address of a server that accepts a WebSocket, and then never says a word."""
    with socket.create_server((LOOPBACK, 0)) as listening:
        taken: list[socket.socket] = []
        Thread(target=_accept_and_stay_silent, args=(listening, taken), daemon=True).start()
        yield f"ws://{LOOPBACK}:{listening.getsockname()[1]}/"
        for each in taken:
            each.close()


def _accept_and_stay_silent(listening: socket.socket, taken: list[socket.socket]) -> None:
    while True:
        try:
            connected, _ = listening.accept()
        except OSError:  # the test is over
            return
        taken.append(connected)
        asked = connected.recv(4096)
        key = next(line.split()[1] for line in asked.splitlines() if line.startswith(b"Sec-WebSocket-Key"))
        accepted = b64encode(hashlib.sha1(key + MAGIC).digest())  # noqa: S324 - as the protocol wants it
        connected.sendall(
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
            b"Connection: Upgrade\r\nSec-WebSocket-Accept: " + accepted + b"\r\n\r\n"
        )


def client_of(practice: Practice) -> WebClient:
    return slack_client(practice.bot_token, practice.api_url)


@contextmanager
def connected(practice: Practice, patience: Patience = QUICK) -> Iterator[Connection]:
    app = App(
        process_before_response=True,
        signing_secret="none",
        authorize=lambda: AuthorizeResult(
            enterprise_id=None, team_id="T0PRACTICE", bot_token=practice.bot_token
        ),
    )
    app.command("/sister")(lambda ack: ack("heard"))
    with Connection(app, client_of(practice), practice.app_token, patience) as connection:
        yield connection


def asked(practice: Practice) -> int:
    """Count how often the app asked for an address."""
    return len([call for call in practice.calls if call.method == "apps.connections.open"])


def answers(practice: Practice) -> bool:
    """Tell whether a command typed now is answered."""
    dana = practice.person("U0DANA")
    dana.types("/sister", channel="C0SISTER")
    return dana.messages("C0SISTER")[-1].text == "heard"


def test_a_server_that_accepts_and_stays_silent_is_left_for_another(
    practice: Practice, mute_address: str
) -> None:
    practice.faults.lead_astray(mute_address)

    with connected(practice) as connection:
        assert (connection.is_up, practice.is_connected) == (True, False)
        practice.wait_until_connected(5)
        assert answers(practice) is True


def test_a_connection_with_pongs_and_nothing_else_is_kept(practice: Practice) -> None:
    with connected(practice):
        practice.wait_until_connected()
        time.sleep(3 * QUICK.silence)
        assert asked(practice) == 1


@pytest.mark.parametrize("reason", ["refresh_requested", "warning", None])
def test_a_connection_that_slack_ends_is_made_anew_once(practice: Practice, reason: str | None) -> None:
    with connected(practice) as connection:
        practice.wait_until_connected()
        practice.disconnect(reason)
        practice.wait_for(lambda: asked(practice) == 2 and practice.is_connected and connection.is_up)
        assert answers(practice) is True
        assert asked(practice) == 2


def test_a_slack_that_gives_no_address_for_a_while_is_asked_again(practice: Practice) -> None:
    with connected(practice) as connection:
        practice.wait_until_connected()
        practice.faults.fail("apps.connections.open", status=503)
        practice.faults.rate_limit("apps.connections.open")
        practice.faults.garble("apps.connections.open", body="html")
        practice.faults.refuse("apps.connections.open", error="internal_error")
        practice.disconnect(None)
        practice.wait_for(lambda: practice.is_connected and connection.is_up)
        assert (connection.given_up, answers(practice)) == (None, True)


def test_a_server_that_was_down_is_connected_when_it_is_up_again(tmp_path: Path) -> None:
    with practice_workspace(tmp_path, port=0) as first:
        port = int(first.url.rpartition(":")[2])
        opened = connected(first)
        connection = opened.__enter__()
        first.wait_until_connected()
    try:
        first.wait_for(lambda: not connection.is_up)
        assert connection.fault() == "Slack is not connected."
        with practice_workspace(tmp_path, port=port) as second:
            second.wait_until_connected()
            second.wait_for(lambda: connection.is_up)
            assert (connection.fault(), answers(second)) == (None, True)
    finally:
        opened.__exit__(None, None, None)


def test_after_socket_mode_was_turned_off_clerk_gives_up_at_once(practice: Practice) -> None:
    with connected(practice) as connection:
        practice.wait_until_connected()
        practice.faults.refuse("apps.connections.open", error="invalid_auth", times=9)
        practice.disconnect("link_disabled")
        assert practice.wait_for(lambda: connection.given_up) == (
            "Slack did not accept SLACK_APP_TOKEN: invalid_auth. Copy it again from your Slack app's settings."
        )


def test_what_stays_without_a_connection_is_given_up_in_words(
    practice: Practice, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, logger="clerk")
    impatient = Patience(look=0.02, ping=0.05, first_pause=0.01, longest_pause=0.05, hopeless=0.3)
    with connected(practice, impatient) as connection:
        practice.wait_until_connected()
        practice.faults.fail("apps.connections.open", status=500, times=500)
        practice.disconnect(None)
        assert practice.wait_for(lambda: connection.given_up) == (
            "Slack could not be connected for 0 minutes. Clerk ends, so that it can be started anew."
        )
    assert practice.app_token not in caplog.text


def test_a_refusal_at_the_start_is_raised(practice: Practice) -> None:
    practice.faults.refuse("apps.connections.open", error="missing_scope")

    with pytest.raises(SlackApiError, match="missing_scope"), connected(practice):
        pass


def test_stopping_does_not_wait_for_slack(practice: Practice, mute_address: str) -> None:
    practice.faults.lead_astray(mute_address)
    with connected(practice, Patience(look=0.02, silence=60)):
        told = time.monotonic()
    assert time.monotonic() - told < 5


def test_the_pauses_between_tries_grow_and_stay_below_a_minute() -> None:
    pauses = list(islice(Patience().pauses(), 40))

    assert pauses[:7] == [1, 2, 4, 8, 16, 30, 30]
    assert max(pauses) + Patience().silence <= 60
