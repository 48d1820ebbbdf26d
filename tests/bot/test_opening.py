"""What opening the database refuses, in words: a damaged file, a newer Clerk's, one that an earlier Clerk works on."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import main
from bot.opening import ready_database
from models import presence
from models.database import open_database
from models.refusals import Refusal
from models.schema import migrate

NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The database file that the environment names."""
    named = tmp_path / "clerk.db"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{named}")
    monkeypatch.delenv("CLERK_BACKUP_FOLDER", raising=False)
    return named


@pytest.fixture
def earlier(file: Path) -> Path:
    """A database of an earlier release."""
    with closing(open_database(f"sqlite:///{file}")) as database:
        migrate(database, to="0001")
    return file


def fails(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command that fails, and give the line that it prints."""
    assert main(arguments) == 1
    return capsys.readouterr().err


def version(file: Path) -> str:
    with closing(sqlite3.connect(file)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


@pytest.mark.parametrize("command", [["run"], ["clock"], ["rebuild"], ["backup", "copy.db"]])
@pytest.mark.usefixtures("slack")
def test_a_damaged_database_is_told_with_what_to_do(
    command: list[str], file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLERK_THROWAWAY_DISK", "accept")
    file.write_bytes(b"letters of another program, not a database" * 100)

    assert fails(capsys, *command) == (
        f"The database file {file} is damaged (file is not a database). "
        "Put a copy in its place: clerk restore FILE\n"
    )


def test_the_latest_copy_is_named_where_there_is_one(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copies = file.parent / "backups"
    copies.mkdir()
    for name in ("clerk-2026-11-20.db", "clerk-2026-11-21.db", "clerk-before-upgrade-20261122-180000.db"):
        (copies / name).touch()
    file.write_bytes(b"letters of another program, not a database" * 100)

    assert fails(capsys, "rebuild") == (
        f"The database file {file} is damaged (file is not a database). "
        f"Put a copy in its place: clerk restore {copies / 'clerk-2026-11-21.db'}\n"
    )


def test_a_database_of_a_newer_release_is_left_alone(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(open_database(f"sqlite:///{file}")) as database:
        migrate(database)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")

    assert fails(capsys, "rebuild") == (
        "This database was written by a newer Clerk (its step 9999). Start that version, or a later one.\n"
    )
    assert version(file) == "9999"


def test_a_database_does_not_change_while_an_earlier_release_is_at_work(
    earlier: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(presence, "LONGEST_WAIT", 0)
    with presence.at_work_on(earlier, is_ready=lambda: True, make_ready=lambda: None):
        told = fails(capsys, "rebuild")

    assert told == "Another Clerk, of an earlier version, is at work on this database. Stop that one first.\n"
    assert version(earlier) == "0001"


def test_a_database_does_not_change_without_a_copy(
    earlier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    unplugged = tmp_path / "unplugged"
    monkeypatch.setenv("CLERK_BACKUP_FOLDER", str(unplugged))

    assert fails(capsys, "rebuild") == (
        f"The folder for backups, {unplugged}, is not there. Connect its disk, or name another in CLERK_BACKUP_FOLDER.\n"
    )
    assert version(earlier) == "0001"


def test_the_copy_before_an_upgrade_goes_to_the_second_place(earlier: Path, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    with ready_database(f"sqlite:///{earlier}", lambda: NOW, folder):
        pass

    copy = folder / "clerk-before-upgrade-20261122-180000.db"
    assert ([each.name for each in folder.iterdir()], version(copy)) == ([copy.name], "0001")


def test_a_defect_of_clerk_s_own_is_not_taken_for_damage(file: Path) -> None:
    with (
        pytest.raises(sqlite3.OperationalError, match="no such table: recipes"),
        ready_database(f"sqlite:///{file}", lambda: NOW) as database,
        closing(database.engine.raw_connection()) as connection,
    ):
        connection.cursor().execute("SELECT * FROM recipes")


def test_a_refusal_within_stays_what_it_is(file: Path) -> None:
    with (
        pytest.raises(Refusal, match="no"),
        ready_database(f"sqlite:///{file}", lambda: NOW),
    ):
        raise Refusal("no")
