"""What a tick of the sender costs over a million rows that wait: finding when the next falls due, and claiming a hundred."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from sqlalchemy import text

from models.columns import Moment
from models.database import Database
from scheduler.claims import claim, next_due
from tests.benchmarks.places import NOW, postgresql_database, set_up, sqlite_database
from tests.benchmarks.slack_side import TEAM_ID
from tests.benchmarks.table import Figure, Result, percentile

AT_ONCE = 100
NUMBERS = {
    "sqlite": "(WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < :rows) SELECT n FROM n)",
    "postgresql": "(SELECT generate_series(1, :rows) AS n)",
}
FILL = """
INSERT INTO {table} ({columns}, workspace_id, id)
SELECT {values}, :workspace, substr('00000000' || n, length(n || '') + 1) || '{pad}' FROM {numbers} AS numbers
"""
OUTBOX = {
    "destination": "'U' || (n % 5000)",
    "kind": "'daily note'",
    "subject": "'' || n",
    "key": "'daily note:' || n",
    "next_at": "CASE WHEN n <= :due THEN :now ELSE :later END",
    "attempt": "0",
    "failures": "0",
    "created_at": ":now",
}
REMINDERS = {
    "rule": "'bench'",
    "occurrence": "'' || n",
    "recipient": "'M' || (n % 5000)",
    "due_at": "'2026-03-08T09:00'",
    "zone": "'America/Los_Angeles'",
    "at": ":later",
    "valid_until": ":later",
    "state": "'waiting'",
}


def tick(*, rows: int, times: int) -> Iterator[Result]:
    """Measure the tick on both engines."""
    for name, opened in {"SQLite": sqlite_database, "PostgreSQL": postgresql_database}.items():
        with opened() as database:
            set_up(database, files=0)
            fill(database, rows, due=AT_ONCE * (times + 1))
            finding = _timed(lambda: next_due(database, NOW), times)
            claiming = _timed(lambda: claim(database, NOW, AT_ONCE), times)
        yield _result(f"tick over {rows:,} rows, {name}: find", finding, 1)
        yield _result(f"tick over {rows:,} rows, {name}: claim {AT_ONCE}", claiming, 3)


def _timed(work: Callable[[], object], times: int) -> list[float]:
    def once() -> float:
        started = time.perf_counter()
        work()
        return time.perf_counter() - started

    once()
    return [once() for _ in range(times)]


def _result(work: str, seconds: list[float], limit: float) -> Result:
    return Result(
        work=work,
        p50=Figure(value=percentile(seconds, 50) * 1000, limit=limit, unit="ms"),
        p99=Figure(value=percentile(seconds, 99) * 1000, unit="ms"),
    )


def fill(database: Database, rows: int, *, due: int) -> None:
    """Fill the outbox and the reminders with rows that wait, some of the outbox due already."""
    engine = database.engine.dialect
    moment = Moment()

    def kept(at: datetime) -> object:
        return moment.process_bind_param(at, engine)

    given = {"rows": rows, "due": due, "now": kept(NOW - timedelta(minutes=1)), "workspace": TEAM_ID}
    with database.engine.begin() as connection:
        if engine.name == "postgresql":
            connection.execute(text("SET LOCAL statement_timeout = 0"))
        for table, columns in {"outbox": OUTBOX, "reminders": REMINDERS}.items():
            statement = FILL.format(
                table=table,
                columns=", ".join(columns),
                values=", ".join(columns.values()),
                numbers=NUMBERS[engine.name],
                pad="b" * 24,
            )
            connection.execute(text(statement), {**given, "later": kept(NOW + timedelta(days=1))})
        connection.execute(text("ANALYZE"))
