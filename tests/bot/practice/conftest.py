from collections.abc import Iterator
from contextlib import closing, suppress
from typing import Any

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient

from bot.practice.driver import Pace, Practice
from bot.practice.member import Member
from bot.practice.seeds import ChannelSeed, PersonSeed
from bot.web import WebServer
from tests.bot.practice.sample_app import add_routes

PEOPLE = [
    PersonSeed("U0DANA", "Dana Ito", "Staff liaison", "America/Los_Angeles", is_admin=True),
    PersonSeed("U0RUTH", "Ruth Meyer", "Chair", "America/Los_Angeles"),
]
CHANNELS = [ChannelSeed("C0SISTER", "sister-cities"), ChannelSeed("C0OTHER", "other", has_app=False)]
MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Clerk"},
    "features": {
        "slash_commands": [{"command": "/sister", "description": "Sister cities", "should_escape": True}],
        "shortcuts": [
            {"name": "Record an inquiry", "type": "global", "callback_id": "record"},
            {"name": "Log this message", "type": "message", "callback_id": "log"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": ["commands", "chat:write", "users:read", "app_mentions:read", "im:history", "im:write"],
            "bot_optional": ["channels:history", "channels:join", "files:read", "files:write"],
        }
    },
    "settings": {"event_subscriptions": {"bot_events": ["app_home_opened", "app_mention", "message.im"]}},
}
QUICK = Pace(ack=1.0, redelivery=(0.0, 0.1, 0.2))


def bolt_app(practice: Practice) -> App:
    client = WebClient(practice.bot_token, base_url=practice.api_url, timeout=2)
    app = App(client=client, signing_secret=practice.signing_secret, process_before_response=True)
    add_routes(app)
    return app


@pytest.fixture(scope="module")
def _serving() -> Iterator[Practice]:
    with Practice(PEOPLE, CHANNELS, MANIFEST, pace=QUICK) as practice:
        yield practice


@pytest.fixture(scope="module")
def _socket_app(_serving: Practice) -> Iterator[App]:
    app = bolt_app(_serving)
    handler = SocketModeHandler(app, _serving.app_token, ping_interval=0.2)
    handler.connect()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped
    _serving.wait_until_connected()
    yield app
    handler.client.auto_reconnect_enabled = False
    _serving.disconnect(None)  # else the SDK waits out a read before it closes
    with suppress(AttributeError):  # the SDK stumbles when the other side hangs up at the same moment
        handler.close()  # type: ignore[no-untyped-call]  # as above


@pytest.fixture
def practice(_serving: Practice) -> Practice:
    """A workspace wiped clean, without caring whether an app is there."""
    _serving.workspace.reset()
    _serving.calls.clear()
    _serving.shown.clear()
    return _serving


@pytest.fixture
def dana(practice: Practice, _socket_app: App) -> Member:
    """Dana, where the app is connected over Socket Mode."""
    return practice.person("U0DANA")


@pytest.fixture
def client(practice: Practice) -> WebClient:
    return WebClient(practice.bot_token, base_url=practice.api_url, timeout=2)


@pytest.fixture(scope="module")
def _http_practice() -> Iterator[Practice]:
    with (
        Practice(PEOPLE, CHANNELS, MANIFEST, pace=QUICK) as practice,
        closing(WebServer(SlackRequestHandler(bolt_app(practice)), host="127.0.0.1", port=0)) as server,
    ):
        practice.serve_over_http(f"http://127.0.0.1:{server.port}/slack/events")
        yield practice


@pytest.fixture(params=["socket", "http"])
def either(request: pytest.FixtureRequest) -> Member:
    """Dana, once over Socket Mode and once over signed HTTP."""
    if request.param == "socket":
        member: Member = request.getfixturevalue("dana")
        return member
    practice: Practice = request.getfixturevalue("_http_practice")
    practice.workspace.reset()
    return practice.person("U0DANA")
