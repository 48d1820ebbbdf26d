"""`make bench`: what a command costs, as ratios against a no-op command on the same server in the same run.

Each row sends the same number of signed requests over one connection to a real server on loopback, one after the
other; the CPU is the whole process's, sender included, which is the same for every row. Rows take turns, so that a
machine that changes its pace changes it for all of them.
"""

from __future__ import annotations

import http.client
import itertools
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlencode

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.signature import SignatureVerifier

from bot.app import Identity, build_app, slack_client
from bot.setup_command import run_setup
from bot.web import EVENTS_PATH, WebServer, web_application
from models.askers import asker_of
from models.clock import system_now
from models.commission import commission_of
from models.database import Database, open_database
from models.inquiries import NewInquiry, record_inquiry
from models.schema import migrate

SECRET = "benchmark"
TEAM_ID = "T0PRACTICE"
COMMISSION = Path(__file__).parent.parent / "stories" / "commission.toml"
ROUNDS, REQUESTS = 5, 100
LIMITS = {
    "read (/sister next, 20 files)": (1.5, 1.5),
    "durable write (a direct message, answered later)": (3.0, 2.0),
}
"""CPU and median time, against the floor."""
NOW = datetime(2026, 1, 22, 18, tzinfo=UTC)


@dataclass
class Row:
    """One kind of request, and what it took."""

    name: str
    send: Callable[[], None]
    cpu: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def run(self) -> None:
        """Send one round."""
        begun = time.process_time()
        for _ in range(REQUESTS):
            started = time.perf_counter()
            self.send()
            self.seconds.append(time.perf_counter() - started)
        self.cpu.append(time.process_time() - begun)


class Caller:
    """Slack's side of one server: one connection, kept open."""

    def __init__(self, port: int) -> None:
        """Connect."""
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        self._verifier = SignatureVerifier(SECRET)
        self._count = itertools.count()

    def command(self, text: str) -> None:
        """Send a slash command."""
        trigger = f"{time.time()}.{next(self._count)}"
        fields = {
            "command": "/sister",
            "text": text,
            "team_id": TEAM_ID,
            "user_id": "U0DANA",
            "channel_id": "C0SISTER",
            "trigger_id": trigger,
        }
        self._post(urlencode(fields).encode(), "application/x-www-form-urlencoded")

    def direct_message(self, text: str) -> None:
        """Send the event of a direct message."""
        number = f"Ev{time.time_ns()}{next(self._count)}"
        body = (
            f'{{"type":"event_callback","team_id":"{TEAM_ID}","event_id":"{number}","event":{{"type":"message",'
            f'"channel_type":"im","channel":"D1","user":"U0DANA","text":"{text}","ts":"1.1"}}}}'
        )
        self._post(body.encode(), "application/json")

    def _post(self, body: bytes, media_type: str) -> None:
        timestamp = str(int(time.time()))
        signature = self._verifier.generate_signature(timestamp=timestamp, body=body) or ""
        headers = {
            "Content-Type": media_type,
            "X-Slack-Signature": signature,
            "X-Slack-Request-Timestamp": timestamp,
        }
        self._connection.request("POST", EVENTS_PATH, body, headers)
        answer = self._connection.getresponse()
        answer.read()
        if answer.status != http.client.OK:
            sys.exit(f"the server answered {answer.status}")


@contextmanager
def served(app: App) -> Iterator[Caller]:
    """Serve an app for the length of a block."""
    server = WebServer(web_application(lambda: True, app, SECRET), host="127.0.0.1", port=0)
    yield Caller(server.port)
    server.close()


def floor_app() -> App:
    """Build the floor: Bolt, with a command that does nothing."""
    result = AuthorizeResult(
        enterprise_id=None, team_id=TEAM_ID, bot_token="xoxb-0", bot_id="B1", bot_user_id="U1"
    )
    app = App(signing_secret=SECRET, process_before_response=True, authorize=lambda: result)
    app.command("/sister")(lambda ack: ack())
    return app


def clerk_app(database: Database) -> App:
    """Build Clerk over a commission with twenty open files."""
    run_setup(COMMISSION, database=database, workspace_id=TEAM_ID, now=NOW, apply=False, out=lambda _: None)
    with database.workspace(TEAM_ID).transaction(NOW) as session:
        asker, commission = asker_of(session, "U0DANA"), commission_of(session)
        for number in range(20):
            new = NewInquiry(
                city=f"{chr(65 + number)}ville {number}",
                country="PT",
                path="milpitas/inquiry",
                received_on=date(2026, 1, 20),
            )
            record_inquiry(session, new, asker, commission, NOW)
    identity = Identity(team_id=TEAM_ID, bot_id="B1", bot_user_id="U1", scopes=frozenset())
    client = slack_client("xoxb-0", "http://127.0.0.1:9/api/")
    return build_app(
        client=client,
        identity=identity,
        database=database,
        now=system_now,
        wake=lambda: None,
        signing_secret=SECRET,
    )


def measured(database: Database) -> list[Row]:
    """Run every row in turn, and give them with the floor first."""
    with ExitStack() as stack:
        floor = stack.enter_context(served(floor_app()))
        clerk = stack.enter_context(served(clerk_app(database)))
        read, write = LIMITS
        rows = [
            Row(name="floor (a command that does nothing)", send=lambda: floor.command("next")),
            Row(name=read, send=lambda: clerk.command("next")),
            Row(name=write, send=lambda: clerk.direct_message("next")),
        ]
        for row in rows * (ROUNDS + 1):
            row.run()
    for row in rows:  # the first round warms up
        del row.cpu[0], row.seconds[:REQUESTS]
    return rows


def main() -> None:
    """Measure, and print the table."""
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(open_database(f"sqlite:///{folder}/bench.db")) as database,
    ):
        migrate(database)
        floor, *rows = measured(database)
    milliseconds = statistics.median(floor.seconds) * 1000
    print(
        f"{floor.name}: p50 {milliseconds:.2f} ms, CPU {sum(floor.cpu) / len(floor.cpu) / REQUESTS * 1000:.2f} ms"
    )
    for row in rows:
        cpu = statistics.median(ours / theirs for ours, theirs in zip(row.cpu, floor.cpu, strict=True))
        median = statistics.median(row.seconds) / statistics.median(floor.seconds)
        limit_cpu, limit_median = LIMITS[row.name]
        verdict = "met" if cpu <= limit_cpu and median <= limit_median else "not met"
        print(
            f"{row.name}: CPU {cpu:.2f} x (limit {limit_cpu}), p50 {median:.2f} x (limit {limit_median}): {verdict}"
        )


if __name__ == "__main__":
    main()
