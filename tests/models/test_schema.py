from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from sqlalchemy import inspect, select, text

from models.database import Database, open_database
from models.ledger import Act
from models.schema import declared_tables, is_up_to_date, migrate, pending_differences


@pytest.fixture
def unmigrated(unmigrated_address: str) -> Iterator[Database]:
    """A database without tables."""
    with closing(open_database(unmigrated_address)) as database:
        yield database


def test_the_steps_make_the_tables_that_the_records_declare(unmigrated: Database) -> None:
    migrate(unmigrated)

    assert pending_differences(unmigrated) == []
    assert sorted(inspect(unmigrated.engine).get_table_names()) == sorted(
        [*declared_tables().tables, "alembic_version"]
    )


def test_a_missing_index_is_a_difference(unmigrated: Database) -> None:
    migrate(unmigrated)
    with unmigrated.engine.begin() as connection:
        connection.execute(text("DROP INDEX ix_due_dates_on_prospect_id"))

    assert [
        "ix_due_dates_on_prospect_id" in difference for difference in pending_differences(unmigrated)
    ] == [True]


def test_a_database_is_up_to_date_once_it_is_migrated(unmigrated: Database) -> None:
    before = is_up_to_date(unmigrated)
    migrate(unmigrated)

    assert (before, is_up_to_date(unmigrated)) == (False, True)


def test_what_an_earlier_version_recorded_is_kept(unmigrated: Database) -> None:
    migrate(unmigrated, to="0001")
    with unmigrated.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO acts (workspace_id, id, at, actor, actor_name, what, reason, details)"
                " VALUES ('T1', 1, '2026-01-15T18:30:00.000000+00:00', 'U1', 'Ana Ruiz', 'noted', '', '{}')"
            )
        )
    migrate(unmigrated)

    with unmigrated.workspace("T1").reading() as session:
        kept = [(act.id, act.actor_name, act.meeting_id) for act in session.scalars(select(Act))]
    assert kept == [(1, "Ana Ruiz", None)]
    assert pending_differences(unmigrated) == []


def test_migrating_again_changes_nothing(database: Database) -> None:
    migrate(database)

    assert pending_differences(database) == []


def test_processes_that_start_together_migrate_once(unmigrated_address: str) -> None:
    def start(_: int) -> bool:
        with closing(open_database(unmigrated_address)) as database:
            migrate(database)
            return is_up_to_date(database)

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(start, range(2))) == [True, True]


def test_every_key_of_every_table_begins_with_the_workspace(sqlite_address: str) -> None:
    with closing(open_database(sqlite_address)) as database:
        tables = inspect(database.engine)
        primary = [tables.get_pk_constraint(name)["constrained_columns"] for name in declared_tables().tables]
        foreign = [
            key["constrained_columns"]
            for name in declared_tables().tables
            for key in tables.get_foreign_keys(name)
        ]
        unique = [
            key["column_names"]
            for name in declared_tables().tables
            for key in tables.get_unique_constraints(name)
        ]
    assert {key[0] for key in primary + foreign + unique} == {"workspace_id"}


def test_every_name_fits_postgresql() -> None:
    names = [
        str(name)
        for table in declared_tables().tables.values()
        for name in [*(key.name for key in table.constraints), *(key.name for key in table.indexes)]
    ]
    assert [name for name in names if len(name) > 63] == []
