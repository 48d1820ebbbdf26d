"""How long Bolt takes to find the listener of a request, with every listener of Clerk registered."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from http import HTTPStatus

from slack_bolt import App, BoltRequest
from slack_sdk.signature import SignatureVerifier

from handlers.routes import routes
from tests.benchmarks.places import clerk_on, set_up, sqlite_database
from tests.benchmarks.slack_side import ASKER, SECRET, TEAM_ID
from tests.benchmarks.table import Figure, Result, percentile

BUTTON = {
    "type": "block_actions",
    "team": {"id": TEAM_ID},
    "user": {"id": ASKER},
    "container": {"message_ts": "1.1"},
    "trigger_id": "1.1",
    "actions": [
        {
            "type": "button",
            "block_id": "b",
            "action_id": "a_link",
            "url": "https://example.org",
            "action_ts": "1",
        }
    ],
}
"""A button with a link: the last listener takes it, and only acknowledges."""


def dispatch(*, times: int) -> Iterator[Result]:
    """Measure a request that the last listener answers."""
    with sqlite_database() as database:
        set_up(database, files=0)
        app = clerk_on(database)
        _dispatch(app)
        seconds = [_dispatch(app) for _ in range(times)]
    yield Result(
        work=f"dispatch to the last of {sum(1 for _ in routes())} routes",
        p50=Figure(value=percentile(seconds, 50) * 1000, limit=2, unit="ms"),
        p99=Figure(value=percentile(seconds, 99) * 1000, unit="ms"),
    )


def _dispatch(app: App) -> float:
    body = json.dumps(BUTTON)
    now = str(int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=now, body=body) or ""
    headers = {"x-slack-signature": signature, "x-slack-request-timestamp": now}
    request = BoltRequest(body=body, headers={**headers, "content-type": "application/json"})
    started = time.perf_counter()
    answer = app.dispatch(request)
    taken = time.perf_counter() - started
    if answer.status != HTTPStatus.OK:
        sys.exit(f"the button was answered {answer.status}")
    return taken
