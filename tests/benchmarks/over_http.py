"""Requests over signed HTTP, against a command that does nothing on the same kind of server."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult

from tests.benchmarks.places import clerk_on, postgresql_database, served, set_up, sqlite_database
from tests.benchmarks.slack_side import SECRET, TEAM_ID, SlackSide, slack_side
from tests.benchmarks.table import Figure, Result, percentile

REQUESTS = 100
"""In each round. Rows take turns, so that a machine that changes its pace changes it for all of them."""
FLOOR = "floor: a command that does nothing"
FRESH = "read: /sister next, 20 files, worked out anew"


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What a row must not pass, against the floor."""

    cpu: float | None = None
    p50: float | None = None
    p99: float | None = None


LIMITS = {
    "read: /sister next, 20 files": Limits(cpu=1.5, p50=1.5),
    FRESH: Limits(),
    "durable write, SQLite": Limits(cpu=3.0, p50=2.0, p99=2.5),
    "durable write, PostgreSQL": Limits(cpu=3.3, p50=2.5, p99=4.0),
}


@dataclass
class Row:
    """One kind of request, and what it took."""

    name: str
    send: Callable[[int], list[float]]
    cpu: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def run(self) -> None:
        """Send one round."""
        begun = time.process_time()
        self.seconds += self.send(REQUESTS)
        self.cpu.append(time.process_time() - begun)

    def forget(self) -> None:
        """Forget what was measured, after warming up."""
        self.cpu.clear()
        self.seconds.clear()


def requests(*, rounds: int) -> Iterator[Result]:
    """Measure every request that comes over HTTP."""
    with ExitStack() as stack:
        rows = list(_rows(stack, stack.enter_context(slack_side())))
        for row in rows:
            row.run()
            row.forget()
        for row in rows * rounds:
            row.run()
    floor = rows[0]
    yield Result(work=FLOOR, cpu=_milliseconds(floor.cpu), p50=_p50(floor), p99=_p99(floor))
    yield from (_against(row, floor) for row in rows[1:])


def _rows(stack: ExitStack, slack: SlackSide) -> Iterator[Row]:
    floor = stack.enter_context(served(floor_app()))
    yield Row(name=FLOOR, send=lambda times: slack.commands(floor, "next", times))
    databases = [stack.enter_context(each()) for each in (sqlite_database, postgresql_database)]
    for database in databases:
        set_up(database)
    on_file, on_server = (stack.enter_context(served(clerk_on(database))) for database in databases)
    read, fresh, write, write_on_server = LIMITS
    yield Row(name=read, send=lambda times: slack.commands(on_file, "next", times))
    yield Row(name=fresh, send=lambda times: slack.commands(on_file, "nexxt", times))
    yield Row(name=write, send=lambda times: slack.messages(on_file, "next", times))
    yield Row(name=write_on_server, send=lambda times: slack.messages(on_server, "next", times))


def floor_app() -> App:
    """Build the floor: Bolt, with a command that does nothing."""
    result = AuthorizeResult(
        enterprise_id=None, team_id=TEAM_ID, bot_token="xoxb-0", bot_id="B1", bot_user_id="U1"
    )
    app = App(signing_secret=SECRET, process_before_response=True, authorize=lambda: result)
    app.command("/sister")(lambda ack: ack())
    return app


def _milliseconds(cpu: list[float]) -> Figure:
    return Figure(value=statistics.median(cpu) / REQUESTS * 1000, unit="ms")


def _p50(row: Row) -> Figure:
    return Figure(value=percentile(row.seconds, 50) * 1000, unit="ms")


def _p99(row: Row) -> Figure:
    return Figure(value=percentile(row.seconds, 99) * 1000, unit="ms")


def _against(row: Row, floor: Row) -> Result:
    """Compare a row with the floor, each round with the same round."""
    cpu = statistics.median(ours / theirs for ours, theirs in zip(row.cpu, floor.cpu, strict=True))
    p50, p99 = (percentile(row.seconds, part) / percentile(floor.seconds, part) for part in (50, 99))
    limits = LIMITS[row.name]
    return Result(
        work=row.name,
        cpu=Figure(value=cpu, limit=limits.cpu),
        p50=Figure(value=p50, limit=limits.p50),
        p99=Figure(value=p99, limit=limits.p99),
    )
