"""Calls to the outside go through the proxy that the environment names, and those to this computer never do."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from urllib.error import URLError

import pytest
from slack_bolt import App
from slack_sdk.webhook import WebhookClient

from bot.app import identity_of, slack_client
from bot.connection import Connection
from bot.demo import practice_workspace
from bot.heartbeat import Heartbeat
from bot.proxies import NAMES, proxy_for, settle_proxies
from bot.settings import Outside, Settings

PROXY = "http://proxy.example:3128"
SLACK = "https://slack.example/api/"


@dataclass
class Proxy:
    """A proxy that opens no way and notes what was asked of it."""

    asked: list[str] = field(default_factory=list)
    address: str = ""


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[Proxy]:
    """A proxy on loopback that the environment names."""
    noted = Proxy()

    class Noting(BaseHTTPRequestHandler):
        def _note(self) -> None:
            noted.asked.append(f"{self.command} {self.path}")
            self.send_error(502)

        do_CONNECT = do_GET = do_POST = _note  # noqa: N815 - the names of the methods

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Noting) as server:
        noted.address = f"http://127.0.0.1:{server.server_port}"
        for name in (*NAMES, "no_proxy", "NO_PROXY"):
            monkeypatch.setenv(name, noted.address if name in NAMES else "")
        Thread(target=server.serve_forever, daemon=True).start()
        yield noted
        server.shutdown()


@pytest.mark.parametrize(
    ("address", "environ", "through"),
    [
        (SLACK, {}, None),
        (SLACK, {"HTTPS_PROXY": PROXY}, PROXY),
        (SLACK, {"https_proxy": PROXY}, PROXY),
        (SLACK, {"HTTP_PROXY": PROXY}, None),
        ("wss://wss.slack.example/?ticket=1", {"HTTPS_PROXY": PROXY}, PROXY),
        (SLACK, {"HTTPS_PROXY": PROXY, "NO_PROXY": "slack.example"}, None),
        ("wss://wss.slack.example/", {"HTTPS_PROXY": PROXY, "NO_PROXY": "slack.example"}, None),
        (SLACK, {"HTTPS_PROXY": PROXY, "NO_PROXY": "*"}, None),
        (SLACK, {"HTTPS_PROXY": PROXY, "NO_PROXY": "another.example"}, PROXY),
        ("http://127.0.0.1:80/", {"HTTP_PROXY": PROXY}, None),
        ("ws://localhost:80/", {"HTTP_PROXY": PROXY}, None),
        ("http://[::1]:80/", {"HTTP_PROXY": PROXY}, None),
    ],
)
def test_an_address_goes_through_the_proxy_that_is_meant_for_it(
    address: str, environ: dict[str, str], through: str | None
) -> None:
    assert proxy_for(address, environ) == through


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the client drops its socket
def test_the_web_api_the_socket_and_the_heartbeat_go_through_the_proxy(proxy: Proxy, tmp_path: Path) -> None:
    heartbeat = Settings.from_environ(
        {
            **os.environ,
            "SLACK_BOT_TOKEN": "xoxb-1",
            "SLACK_APP_TOKEN": "xapp-1",
            "CLERK_HEARTBEAT_URL": "https://beats.example/1",
        }
    ).heartbeat
    settle_proxies(os.environ, SLACK)
    with pytest.raises(URLError):
        identity_of("xoxb-1", SLACK)
    assert heartbeat is not None
    Heartbeat(heartbeat, list).beat(datetime.now(UTC))
    with practice_workspace(tmp_path, port=0) as practice:
        practice.faults.lead_astray("wss://wss.slack.example/?ticket=1")
        app = App(token="xoxb-1", signing_secret="none", token_verification_enabled=False)
        client = slack_client(practice.bot_token, practice.api_url)
        client.proxy = None
        with Connection(app, client, practice.app_token):
            pass

    assert proxy.asked == [
        "CONNECT slack.example:443",
        "CONNECT beats.example:443",
        "CONNECT wss.slack.example:443",
    ]


def test_what_lies_on_this_computer_is_never_asked_of_the_proxy(proxy: Proxy, tmp_path: Path) -> None:
    with practice_workspace(tmp_path, port=0) as practice:
        settle_proxies(os.environ, practice.api_url)
        client = slack_client(practice.bot_token, practice.api_url)
        app = App(client=client, signing_secret="none")
        with Connection(app, client, practice.app_token):
            practice.wait_until_connected()
        Heartbeat(Outside(address=practice.url), list).beat(datetime.now(UTC))
        WebhookClient(f"{practice.url}/response/none").send(text="late")

    assert proxy.asked == []


def test_a_slack_that_no_proxy_names_is_called_directly(proxy: Proxy) -> None:
    os.environ["NO_PROXY"] = "slack.invalid"
    settle_proxies(os.environ, "https://slack.invalid/api/")

    with pytest.raises(URLError):
        identity_of("xoxb-1", "https://slack.invalid/api/")
    assert proxy.asked == []
