"""What becomes of the work in hand when the storage fails: it is saved whole or not at all, said in time, and goes on after."""

from __future__ import annotations

import re
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from models.backups import backup, check
from models.database import Database, open_database
from models.schema import migrate
from tests.builders import commission
from tests.models.storage_builders import enters, entries, told_in_time

ROOT = Path(__file__).parents[2]


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    """A database with one commission, on each engine in turn."""
    with closing(open_database(address)) as opened:
        commission(opened)
        yield opened


@pytest.fixture
def sqlite(sqlite_address: str) -> Iterator[Database]:
    """A SQLite database with one commission."""
    with closing(open_database(sqlite_address)) as opened:
        commission(opened)
        yield opened


def file_of(database: Database) -> Path:
    return Path(str(database.engine.url.database))


@contextmanager
def locked(database: Database) -> Iterator[None]:
    """Hold the lock of a SQLite file, as another program may for as long as it likes."""
    with closing(sqlite3.connect(file_of(database), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def test_a_file_that_stays_locked_is_told_in_time_and_nothing_is_half_written(sqlite: Database) -> None:
    with locked(sqlite), told_in_time(OperationalError, "database is locked"):
        enters(sqlite, "refused")
    enters(sqlite, "kept")

    assert entries(sqlite) == (1, ["kept"])


def test_a_locked_file_can_be_read(sqlite: Database) -> None:
    enters(sqlite, "kept")
    with locked(sqlite):
        assert entries(sqlite) == (1, ["kept"])


def test_a_full_disk_saves_nothing_of_the_entry_and_goes_on_when_there_is_room(sqlite: Database) -> None:
    def fill(connection: object) -> None:
        connection.exec_driver_sql("PRAGMA max_page_count=1")  # type: ignore[attr-defined]  # as far as it is now

    event.listen(sqlite.engine, "begin", fill)
    with told_in_time(OperationalError, "database or disk is full"):
        enters(sqlite, "refused", reason="x" * 500_000)
    event.remove(sqlite.engine, "begin", fill)
    with sqlite.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    enters(sqlite, "kept")

    assert entries(sqlite) == (1, ["kept"])


def test_a_file_that_may_not_be_written_can_be_read_and_says_no_to_the_rest(sqlite: Database) -> None:
    enters(sqlite, "kept")
    sqlite.close()  # which folds the journal into the file
    with file_of(sqlite).open("r+b") as content:
        content.seek(18)
        content.write(b"\x03")  # a format that SQLite reads and does not write

    with told_in_time(OperationalError, "attempt to write a readonly database"):
        enters(sqlite, "refused")
    assert entries(sqlite) == (1, ["kept"])


def test_a_file_that_was_deleted_is_missed_at_once_and_none_is_begun_in_its_place(
    sqlite: Database, tmp_path: Path
) -> None:
    enters(sqlite, "kept")
    copy = tmp_path / "copy.db"
    backup(sqlite, copy)
    for suffix in ("", "-wal", "-shm"):
        file_of(sqlite).with_name(f"clerk.db{suffix}").unlink()

    with told_in_time(OperationalError, "unable to open database file"):
        enters(sqlite, "refused")
    assert file_of(sqlite).exists() is False

    copy.rename(file_of(sqlite))
    enters(sqlite, "kept too")
    assert entries(sqlite) == (2, ["kept", "kept too"])


def test_a_file_that_was_replaced_is_the_one_that_is_written(sqlite: Database, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    backup(sqlite, copy)
    enters(sqlite, "in the old file")
    for suffix in ("-wal", "-shm"):
        file_of(sqlite).with_name(f"clerk.db{suffix}").unlink()
    copy.replace(file_of(sqlite))
    enters(sqlite, "in the new file")

    assert entries(sqlite) == (1, ["in the new file"])


def test_a_file_that_is_damaged_within_saves_nothing_more(sqlite: Database) -> None:
    enters(sqlite, "kept", reason="x" * 50_000)
    sqlite.close()
    content = file_of(sqlite).read_bytes()
    file_of(sqlite).write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))

    with told_in_time(DatabaseError, "malformed"):
        enters(sqlite, "refused")


def test_whoever_finds_no_free_connection_is_told_in_time(database: Database) -> None:
    with ExitStack() as held:
        for _ in range(15):
            held.enter_context(database.workspace("T1").reading())
        with told_in_time(PoolTimeoutError):
            entries(database)
    assert entries(database) == (0, [])


def test_every_fault_of_storage_is_one_that_the_sender_waits_out() -> None:
    assert [
        issubclass(fault, SQLAlchemyError) for fault in (DatabaseError, OperationalError, PoolTimeoutError)
    ] == [True] * 3


def test_a_copy_that_is_made_while_others_write_is_whole(sqlite: Database, tmp_path: Path) -> None:
    done = threading.Event()

    def keeps_entering() -> None:
        while not done.is_set():
            enters(sqlite, "noted")

    writer = threading.Thread(target=keeps_entering)
    writer.start()
    found = []
    for number in range(3):
        copy = tmp_path / f"{number}.db"
        backup(sqlite, copy)
        check(copy)
        with closing(open_database(f"sqlite:///{copy}")) as opened:
            last, acts = entries(opened)
            found.append(last - len(acts))
    done.set()
    writer.join()
    assert found == [0, 0, 0]


WRITER = """
import sys
from datetime import UTC, datetime
from models.database import open_database
from models.ledger import Actor, record

now = datetime(2026, 1, 15, 18, 30, tzinfo=UTC)
with open_database(sys.argv[1]).workspace("T1").transaction(now) as session:
    record(session, "slow", actor=Actor(id="U1", name="Ana Ruiz"), now=now)
    session.flush()
    print("in the middle", flush=True)
    sys.stdin.readline()
print("saved", flush=True)
"""


@contextmanager
def other_process(address: str) -> Iterator[subprocess.Popen[str]]:
    """Have another process in the middle of writing an entry; a line lets it go on."""
    command = [sys.executable, "-c", WRITER, address]
    with subprocess.Popen(  # noqa: S603 - our own words
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "in the middle\n"
        try:
            yield process
        finally:
            process.kill()


def eventually(act: Callable[[], None]) -> None:
    """Do something that may be refused at first."""
    for _ in range(5):
        try:
            act()
        except OperationalError:
            continue
        return


def test_a_process_that_is_killed_in_the_middle_of_an_entry_saves_nothing_of_it(
    database: Database, address: str
) -> None:
    with other_process(address) as writer:
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        eventually(lambda: enters(database, "kept"))

    assert entries(database) == (1, ["kept"])


def test_a_process_that_is_paused_in_the_middle_of_an_entry_holds_the_others_up_no_longer_than_they_can_say_so(
    database: Database, address: str
) -> None:
    with other_process(address) as writer:
        writer.send_signal(signal.SIGSTOP)
        with told_in_time(OperationalError):
            enters(database, "refused")
        writer.send_signal(signal.SIGCONT)
        assert writer.communicate("go on\n")[0] == "saved\n"
        enters(database, "kept")

    assert entries(database) == (2, ["slow", "kept"])


@pytest.mark.parametrize(
    ("change", "outcome"),
    [
        ("ALTER TABLE acts ADD COLUMN weather TEXT", ["before", "after"]),
        ("ALTER TABLE acts ADD COLUMN weather TEXT NOT NULL DEFAULT ''", ["before", "after"]),
        ("CREATE UNIQUE INDEX ix_new ON acts (workspace_id, actor)", ["before"]),
    ],
)
def test_a_release_that_works_on_beside_a_newer_one_saves_whole_entries_or_none(
    change: str, outcome: list[str], unmigrated_address: str
) -> None:
    with closing(open_database(unmigrated_address)) as database:
        migrate(database)
        commission(database)
        enters(database, "before")
        with database.engine.begin() as newer:
            newer.execute(text(change))
        with suppress(IntegrityError):
            enters(database, "after")
        assert entries(database) == (len(outcome), outcome)


def test_nothing_is_timed_by_the_clock_of_the_database_s_host() -> None:
    asks = re.compile(
        r"func\.(now|current_|localtime)|CURRENT_(TIME|DATE)|server_default=(sa\.)?(func|text)", re.IGNORECASE
    )
    sources = [
        path for part in ("models", "scheduler", "handlers", "bot") for path in (ROOT / part).rglob("*.py")
    ]
    assert [path.name for path in sources if asks.search(path.read_text(encoding="utf-8"))] == []
