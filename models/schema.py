"""The schema: brings a database's tables up to date, and says where records and tables disagree."""

import importlib
import pkgutil
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, text
from sqlalchemy.exc import IntegrityError, ProgrammingError

import models
from models.database import Database, Record
from models.engines import waiting
from models.refusals import Refusal

SETTINGS: dict[str, Any] = {
    "render_as_batch": True,  # SQLite changes a table by copying it
    "transactional_ddl": True,
    "user_module_prefix": "columns.",
}

LONGEST_MIGRATION = 60
"""Seconds that a second process waits for the first one's migration."""

VERSION_TABLE = text(
    "CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)


def declared_tables() -> MetaData:
    """Read the tables that the records declare, in every module of `models`."""
    for module in pkgutil.iter_modules(models.__path__, "models."):
        importlib.import_module(module.name)
    return Record.metadata


def migrate(database: Database, *, to: str = "head") -> None:
    """Bring the tables up to date, all steps or none; a second process that starts meanwhile waits its turn.

    `to` names an earlier step to stop at. Refusal where a newer Clerk took steps that this one does not know.
    """
    if database.engine.dialect.name == "postgresql":
        _make_version_table(database)
    with database.engine.connect() as connection, waiting(connection, LONGEST_MIGRATION), connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL statement_timeout = 0"))
            connection.execute(text("LOCK TABLE alembic_version IN ACCESS EXCLUSIVE MODE"))
        _last_step(connection)
        command.upgrade(_config(connection), to)


def is_up_to_date(database: Database) -> bool:
    """Say whether every step has been taken; Refusal where a newer Clerk took steps that this one does not know."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    with database.engine.connect() as connection:
        return _last_step(connection) == head


def pending_differences(database: Database) -> list[str]:
    """List where the tables differ from the records: what a new migration step would have to do."""
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=SETTINGS)
        return [str(difference) for difference in compare_metadata(context, declared_tables())]


def _last_step(connection: Connection) -> str | None:
    """Name the last step that was taken; Refusal where it is not one of this Clerk's."""
    taken = MigrationContext.configure(connection).get_current_revision()
    known = {step.revision for step in ScriptDirectory.from_config(_config()).walk_revisions()}
    if taken is not None and taken not in known:
        raise Refusal(
            f"This database was written by a newer Clerk (its step {taken}). Start that version, or a later one."
        )
    return taken


def _config(connection: Connection | None = None) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def _make_version_table(database: Database) -> None:
    try:
        with database.engine.begin() as connection:
            connection.execute(VERSION_TABLE)
    except (IntegrityError, ProgrammingError):  # two processes made it at the same moment: it is there
        return
