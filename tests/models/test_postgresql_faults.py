"""What becomes of the work in hand when PostgreSQL fails: it is saved whole or not at all, said in time, and goes on after."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from models.database import Database, open_database
from models.ledger import record
from tests.builders import NOW, STAFF, commission
from tests.models.storage_builders import enters, entries, told_in_time


@pytest.fixture
def postgresql(postgresql_address: str) -> Iterator[Database]:
    """A PostgreSQL database with one commission."""
    with closing(open_database(postgresql_address)) as opened:
        commission(opened)
        yield opened


def cut(database: Database) -> None:
    """End the connections of a database from PostgreSQL's side, as a restart of it does."""
    address = database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as administrator:
        administrator.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_a_restart_in_the_middle_of_an_entry_saves_nothing_of_it(postgresql: Database) -> None:
    with told_in_time(OperationalError), postgresql.workspace("T1").transaction(NOW) as session:
        record(session, "half", actor=STAFF, now=NOW)
        session.flush()
        cut(postgresql)
        record(session, "other half", actor=STAFF, now=NOW)
    enters(postgresql, "kept")

    assert entries(postgresql) == (1, ["kept"])


def test_a_connection_that_went_dead_in_the_pool_is_noticed_before_it_is_used(postgresql: Database) -> None:
    enters(postgresql, "before")
    cut(postgresql)
    enters(postgresql, "after")

    assert entries(postgresql) == (2, ["before", "after"])


def test_of_two_that_wait_for_each_other_one_is_told_and_the_other_saved(
    postgresql: Database, postgresql_address: str
) -> None:
    commission(postgresql, "T2")
    both_hold = threading.Barrier(2)
    became: list[str] = []

    def renames(database: Database, first: str, second: str) -> None:
        try:
            with database.all_workspaces(NOW) as session:
                for each in (first, second):
                    session.execute(
                        text("UPDATE workspaces SET name = 'Loreto' WHERE workspace_id = :id"), {"id": each}
                    )
                    if each == first:
                        both_hold.wait(5)
            became.append("saved")
        except OperationalError as error:
            became.append(str(getattr(error.orig, "sqlstate", "")))

    with closing(open_database(postgresql_address)) as other:
        threads = [
            threading.Thread(target=renames, args=(postgresql, "T1", "T2")),
            threading.Thread(target=renames, args=(other, "T2", "T1")),
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(became) == ["40P01", "saved"]


def test_units_of_work_are_never_refused_for_the_order_they_ran_in(postgresql: Database) -> None:
    with postgresql.engine.connect() as connection:
        assert connection.scalar(text("SHOW transaction_isolation")) == "read committed"


def test_a_database_that_takes_too_long_is_stopped_in_time(postgresql: Database) -> None:
    with told_in_time(OperationalError), postgresql.workspace("T1").transaction(NOW) as session:
        record(session, "refused", actor=STAFF, now=NOW)
        session.connection().execute(text("SELECT pg_sleep(2.9)"))
    assert entries(postgresql) == (0, [])


def test_a_host_that_takes_no_word_is_given_up_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"postgresql://clerk@127.0.0.1:{silent.getsockname()[1]}/clerk"
        with closing(open_database(address)) as database, told_in_time(OperationalError, "timeout"):
            enters(database, "refused")


def test_a_host_that_falls_silent_loses_its_connection_and_a_stopped_writer_its_locks(
    postgresql: Database,
) -> None:
    with postgresql.engine.connect() as connection:
        driver = connection.connection.dbapi_connection
        assert isinstance(driver, psycopg.Connection)
        asked = driver.info.get_parameters()
        assert connection.scalar(text("SHOW idle_in_transaction_session_timeout")) == "30s"
    names = (
        "connect_timeout",
        "tcp_user_timeout",
        "keepalives_idle",
        "keepalives_interval",
        "keepalives_count",
    )
    assert [asked.get(name) for name in names] == ["2", "2000", "30", "10", "3"]
