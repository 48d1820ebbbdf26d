"""What tests do with an open database besides using it: empty it for the next test, and note what it is asked."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from sqlalchemy import Engine, event

from models.database import Database
from models.schema import declared_tables

UNCHECKED = {
    "sqlite": ("PRAGMA query_only=OFF", "PRAGMA foreign_keys=OFF"),
    "postgresql": ("SET session_replication_role = replica",),
}
CHECKED = {
    "sqlite": ("PRAGMA foreign_keys=ON",),
    "postgresql": ("SET session_replication_role = origin",),
}
"""Without checks the tables may be emptied in any order."""


def empty(database: Database) -> None:
    """Delete every row."""
    engine = database.engine.dialect.name
    with closing(database.engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
        for statement in (
            *UNCHECKED[engine],
            "BEGIN",
            *(f'DELETE FROM "{table}"' for table in declared_tables().tables),  # noqa: S608 - our own names
            "COMMIT",
            *CHECKED[engine],
        ):
            cursor.execute(statement)
        connection.commit()


@contextmanager
def statements_of(engine: Engine) -> Iterator[list[str]]:
    """Note every statement that a database is asked within the block."""
    asked: list[str] = []

    def note(*given: object) -> None:
        asked.append(str(given[2]))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)
