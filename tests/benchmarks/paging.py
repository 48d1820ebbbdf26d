"""One page of "what's next" out of ten thousand files, against one pass of SQL over all of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from sqlalchemy import Connection, Table, and_, select, text
from sqlalchemy.orm import Session

from models.commission import commission_of
from models.database import Database, Record
from models.due_dates import DueDate
from models.finding import page_by_due
from models.ledger import standing
from models.progress import progress_of
from models.prospects import Inquiry, Prospect
from tests.benchmarks.places import NOW, set_up, sqlite_database
from tests.benchmarks.slack_side import TEAM_ID
from tests.benchmarks.table import Figure, Result, percentile

PAGE = 20
"""More than a list shows at once: the limit is set for so many."""


def page(*, files: int, times: int) -> Iterator[Result]:
    """Measure the page, worked out anew each time, and the pass."""
    with sqlite_database() as database:
        set_up(database, files=1)
        copy_the_file(database, files)
        with database.workspace(TEAM_ID).reading() as session:
            passing, paging = [_timed(_pass, session, times), _timed(_page, session, times)]
    passed, paged = percentile(passing, 50), percentile(paging, 50)
    yield Result(work=f"one pass of SQL over {files:,} files", p50=Figure(value=passed * 1000, unit="ms"))
    yield Result(
        work=f"a page of {PAGE} out of {files:,}",
        p50=Figure(value=paged / passed, limit=0.05),
        p99=Figure(value=percentile(paging, 99) * 1000, unit="ms"),
    )


def _timed(work: Callable[[Session], object], session: Session, times: int) -> list[float]:
    def once() -> float:
        session.expunge_all()
        started = time.perf_counter()
        work(session)
        return time.perf_counter() - started

    once()
    return [once() for _ in range(times)]


def _pass(session: Session) -> object:
    """Read every file with its inquiries and dates: what anybody needs who sorts them in Python."""
    of_file = and_(DueDate.workspace_id == Prospect.workspace_id, DueDate.prospect_id == Prospect.id)
    asked = and_(Inquiry.workspace_id == Prospect.workspace_id, Inquiry.prospect_id == Prospect.id)
    columns = [column for record in (Prospect, DueDate, Inquiry) for column in record.__mapper__.columns]
    wanted = select(*columns).select_from(Prospect).outerjoin(DueDate, of_file).outerjoin(Inquiry, asked)
    return session.execute(wanted.where(standing(Prospect))).all()


def _page(session: Session) -> object:
    prospects, _ = page_by_due(session, offset=0, size=PAGE)
    commission = commission_of(session)
    return progress_of(session, prospects, commission, commission.today(NOW))


def copy_the_file(database: Database, files: int) -> None:
    """Copy the one file that there is, with all that hangs on it, until there are so many."""
    with database.engine.begin() as connection:
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        for table in Record.metadata.sorted_tables:
            if table.name == "acts" or "prospect_id" in table.columns or table.name == "prospects":
                _copy(connection, table, files)


def _copy(connection: Connection, table: Table, files: int) -> None:
    names = [f'"{column.name}"' for column in table.columns]
    values = [_value(table, column.name) for column in table.columns]
    belongs = "row.prospect_id IS NOT NULL" if "prospect_id" in table.columns else "1"
    connection.execute(
        text(
            f"INSERT INTO {table.name} ({', '.join(names)}) "  # noqa: S608 - the names are the schema's own
            "WITH RECURSIVE n(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM n WHERE number < :last) "
            f"SELECT {', '.join(values)} FROM {table.name} AS row, n WHERE {belongs}"
        ),
        {"last": files - 1},
    )


def _value(table: Table, column: str) -> str:
    """Give the value of a column in a copy."""
    named = f'row."{column}"'
    if column == "act_id" or (table.name == "acts" and column == "id"):
        return f"{named} + n.number * 100"
    if column == "prospect_id" or (column == "id" and table.name != "acts"):
        return f"printf('%08d', n.number) || substr({named}, 9)"
    if table.name == "prospects" and column == "number":
        return f"{named} + n.number"
    if table.name == "due_dates" and column == "on":
        return f"date({named}, '+' || (n.number % 90) || ' days')"
    return named
