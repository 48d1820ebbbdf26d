"""What the paths that everybody takes ask of the database, so that nobody lengthens them unawares."""

from __future__ import annotations

import json
import time

import pytest
from slack_bolt import App, BoltRequest
from slack_sdk.signature import SignatureVerifier

from bot.app import Identity, build_app, slack_client
from models.database import Database
from tests.builders import NOW, office
from tests.databases import statements_of

SECRET = "signing"
LETTER = {"type": "message", "channel_type": "im", "channel": "D1", "user": "U1", "text": "next", "ts": "1.1"}


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    """A commission with an open file, on SQLite."""
    office(sqlite_database).inquiry("Loreto")
    return sqlite_database


@pytest.fixture
def app(database: Database) -> App:
    """Clerk, without a Slack to call."""
    return build_app(
        client=slack_client("xoxb-0", "http://127.0.0.1:9/api/"),
        identity=Identity(team_id="T1", bot_id="B1", bot_user_id="U0", scopes=frozenset()),
        database=database,
        now=lambda: NOW,
        wake=lambda: None,
        signing_secret=SECRET,
    )


def write(app: App, number: int) -> int:
    """Send a direct message; give the answer's status."""
    event_ = {"type": "event_callback", "team_id": "T1", "event_id": f"Ev{number}", "event": LETTER}
    body, now = json.dumps(event_), str(int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=now, body=body) or ""
    headers = {"x-slack-signature": signature, "x-slack-request-timestamp": now}
    return app.dispatch(
        BoltRequest(body=body, headers={**headers, "content-type": "application/json"})
    ).status


def test_a_direct_message_is_taken_down_with_three_statements(app: App, database: Database) -> None:
    first = write(app, 1)
    with statements_of(database.engine) as asked:
        second = write(app, 2)

    assert (first, second) == (200, 200)
    assert [" ".join(each.split()[:3]) for each in asked] == [
        "PRAGMA query_only=0",
        "BEGIN IMMEDIATE",
        "INSERT INTO requests",
        "SELECT revisions.mark FROM",
        "INSERT INTO outbox",
    ]
