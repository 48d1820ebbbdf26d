import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, text, update

from models.backups import backup
from models.changes import owe
from models.database import Database, open_database
from models.ledger import Act, record
from models.outbox import Outbox
from models.presence import at_work_on
from models.refusals import Refusal
from models.restoring import Contents, note_restored, restore
from models.schema import is_up_to_date, migrate
from models.workspaces import Workspace
from tests.builders import NOW, STAFF, commission

LATER = NOW + timedelta(hours=10)


@pytest.fixture
def file(sqlite_address: str) -> Path:
    return Path(sqlite_address.removeprefix("sqlite:///"))


@pytest.fixture
def copy(file: Path, tmp_path: Path) -> Path:
    """A copy in which one entry stands; the database itself has two."""
    made = tmp_path / "copies" / "clerk-2026-01-15.db"
    made.parent.mkdir()
    with closing(open_database(f"sqlite:///{file}")) as database:
        commission(database)
        enters(database, "first")
        backup(database, made)
        enters(database, "second")
    return made


@pytest.fixture
def opened(file: Path, copy: Path) -> Iterator[Database]:  # noqa: ARG001 - the copy is made first
    """The database, open beside."""
    with closing(open_database(f"sqlite:///{file}")) as database:
        yield database


def enters(database: Database, what: str) -> None:
    with database.workspace("T1").transaction(NOW) as session:
        record(session, what, actor=STAFF, now=NOW)


def entries(file: Path) -> list[str]:
    with (
        closing(open_database(f"sqlite:///{file}")) as database,
        database.workspace("T1").reading() as session,
    ):
        return list(session.scalars(select(Act.what).order_by(Act.id)))


def files_beside(file: Path) -> list[str]:
    return sorted(each.name for each in file.parent.iterdir() if each.is_file())


def test_a_copy_takes_the_place_of_what_stood_there(file: Path, copy: Path) -> None:
    restored = restore(copy, file, LATER)

    assert (entries(file), entries(file.with_name("clerk.db.before-restore-20260116-043000"))) == (
        ["first"],
        ["first", "second"],
    )
    assert restored.contents == Contents(
        names=("Milpitas",),
        last_entry=datetime(2026, 1, 15, 10, 30, tzinfo=ZoneInfo("America/Los_Angeles")),
        unsent=0,
    )
    assert restored.put_aside == file.with_name("clerk.db.before-restore-20260116-043000")


def test_nothing_else_is_left_beside_it_and_the_copy_stays(file: Path, copy: Path) -> None:
    restore(copy, file, LATER)

    assert files_beside(file) == ["clerk.db", "clerk.db.before-restore-20260116-043000", "clerk.db.in-use"]
    assert files_beside(copy) == ["clerk-2026-01-15.db"]
    assert f"{file.stat().st_mode:o}"[-3:] == "600"


def test_restoring_twice_puts_aside_twice(file: Path, copy: Path) -> None:
    restore(copy, file, LATER)
    again = restore(copy, file, LATER)

    assert again.put_aside == file.with_name("clerk.db.before-restore-20260116-043000-1")
    assert entries(file) == ["first"]


def test_what_was_put_aside_can_be_put_back(file: Path, copy: Path) -> None:
    aside = restore(copy, file, LATER).put_aside
    assert aside is not None
    restore(aside, file, LATER)

    assert entries(file) == ["first", "second"]


def test_on_a_new_computer_there_is_nothing_to_put_aside(copy: Path, tmp_path: Path) -> None:
    new = tmp_path / "new" / "data" / "clerk.db"
    assert restore(copy, new, LATER).put_aside is None
    assert entries(new) == ["first"]


def test_what_only_the_journal_held_is_put_aside_too(file: Path, copy: Path, tmp_path: Path) -> None:
    with closing(open_database(f"sqlite:///{file}")) as database:
        enters(database, "third")
        killed = tmp_path / "killed"  # as a process leaves it that is ended in the middle
        killed.mkdir()
        for suffix in ("", "-wal"):
            (killed / f"clerk.db{suffix}").write_bytes(file.with_name(file.name + suffix).read_bytes())
    aside = restore(copy, killed / "clerk.db", LATER).put_aside
    assert aside is not None
    assert entries(aside) == ["first", "second", "third"]


def test_a_damaged_database_is_put_aside_as_it_is_with_its_journal(file: Path, copy: Path) -> None:
    file.write_bytes(b"no database" * 500)
    file.with_name("clerk.db-wal").write_bytes(b"no journal")
    aside = restore(copy, file, LATER).put_aside
    assert aside is not None
    assert (aside.read_bytes()[:11], aside.with_name(aside.name + "-wal").read_bytes()) == (
        b"no database",
        b"no journal",
    )
    assert entries(file) == ["first"]


def test_a_copy_of_an_earlier_release_is_brought_up_to_date(file: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    with closing(open_database(f"sqlite:///{old}")) as database:
        migrate(database, to="0001")
    restore(old, file, LATER)
    with closing(open_database(f"sqlite:///{file}")) as database:
        assert is_up_to_date(database) is True


def test_a_copy_of_a_newer_release_is_refused(file: Path, copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(Refusal, match=r"written by a newer Clerk \(its step 9999\)"):
        restore(copy, file, LATER)
    assert (entries(file), files_beside(file)) == (["first", "second"], ["clerk.db", "clerk.db.in-use"])


def test_another_program_s_database_is_refused(file: Path, copy: Path, tmp_path: Path) -> None:  # noqa: ARG001
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")

    with pytest.raises(Refusal, match=r"^other\.db is not a copy of Clerk's database\.$"):
        restore(other, file, LATER)
    assert entries(file) == ["first", "second"]


@pytest.mark.parametrize("content", [b"", b"not a database, whatever its name says" * 200])
def test_a_damaged_copy_is_refused(content: bytes, file: Path, copy: Path) -> None:
    copy.write_bytes(content)

    with pytest.raises(Refusal):
        restore(copy, file, LATER)
    assert entries(file) == ["first", "second"]


def test_nothing_is_restored_while_a_clerk_is_at_work(file: Path, copy: Path) -> None:
    with (
        at_work_on(file, is_ready=lambda: True, make_ready=lambda: None),
        pytest.raises(Refusal, match="Clerk is at work on this database"),
    ):
        restore(copy, file, LATER)
    assert entries(file) == ["first", "second"]


def test_nothing_is_restored_while_another_program_has_the_database_open(
    file: Path, copy: Path, opened: Database
) -> None:
    with opened.workspace("T1").reading() as session:
        session.scalars(select(Act)).all()
        with pytest.raises(Refusal, match="Another program has"):
            restore(copy, file, LATER)
    assert entries(file) == ["first", "second"]


def test_what_was_unsent_is_marked_as_perhaps_sent_since(database: Database) -> None:
    commission(database)
    with database.workspace("T1").transaction(NOW) as session:
        for kind in ("unsent", "sent", "in hand"):
            owe(session, kind, "any", "C0SISTER", NOW)
        sent = update(Outbox).where(Outbox.kind == "sent")
        session.execute(sent.values(next_at=None, sent_ts="1.0"))
        session.execute(update(Outbox).where(Outbox.kind == "in hand").values(intent_at=NOW))
    contents = note_restored(database, LATER)

    with database.workspace("T1").reading() as session:
        intents = {row.kind: row.intent_at for row in session.scalars(select(Outbox))}
        noted = session.scalars(select(Workspace.restored_at)).one()
    assert contents.unsent == 2
    assert (intents, noted) == ({"unsent": LATER, "sent": None, "in hand": NOW}, LATER)


def test_a_database_without_a_commission_is_restored_as_well(database: Database) -> None:
    assert note_restored(database, LATER) == Contents(names=(), last_entry=None, unsent=0)
    with database.engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM workspaces")) == 0
