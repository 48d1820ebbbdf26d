"""`clerk backup` and `clerk restore`, as somebody types them."""

from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.backup_command import run_restore
from bot.cli import main
from models.changes import owe
from models.database import Database, open_database
from models.ledger import record
from models.presence import at_work_on
from models.workspaces import Workspace
from tests.builders import NOW, STAFF, commission


@pytest.fixture
def file(sqlite_address: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The database file that the environment names."""
    monkeypatch.setenv("DATABASE_URL", sqlite_address)
    return Path(sqlite_address.removeprefix("sqlite:///"))


@pytest.fixture
def copy(file: Path, tmp_path: Path) -> Path:
    """A copy with one entry and one unsent message."""
    with closing(open_database(f"sqlite:///{file}")) as database:
        commission(database)
        with database.workspace("T1").transaction(NOW) as session:
            record(session, "noted", actor=STAFF, now=NOW)
            owe(session, "any", "any", "C0SISTER", NOW)
    made = tmp_path / "copies" / "clerk-2026-01-15.db"
    made.parent.mkdir()
    assert main(["backup", str(made)]) == 0
    return made


@pytest.fixture
def said() -> list[str]:
    """What a command prints."""
    return []


def fails(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command that fails, and give the line that it prints."""
    capsys.readouterr()
    assert main(arguments) == 1
    return capsys.readouterr().err


@pytest.mark.parametrize(
    ("passed", "age"),
    [
        (timedelta(minutes=40), "less than an hour"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(hours=47), "47 hours"),
        (timedelta(days=9), "9 days"),
    ],
)
def test_a_restore_says_what_it_did_and_how_old_the_copy_is(
    passed: timedelta, age: str, file: Path, copy: Path, said: list[str]
) -> None:
    now = NOW + passed
    assert run_restore(copy, f"sqlite:///{file}", lambda: now, said.append) == 0

    aside = file.with_name(f"clerk.db.before-restore-{now:%Y%m%d-%H%M%S}")
    assert said == [
        f"Restored {file} from {copy}.",
        "It holds Milpitas.",
        f"Its last entry was made {age} ago, on Thu, Jan 15, 10:30 AM. Enter again what came later.",
        "1 message had not been sent then. Clerk looks in Slack first, and sends what is not there.",
        f"What was there before is kept as {aside}.",
    ]


def test_a_restore_onto_a_new_computer_says_less(copy: Path, tmp_path: Path, said: list[str]) -> None:
    new = tmp_path / "new" / "clerk.db"
    run_restore(copy, f"sqlite:///{new}", lambda: NOW + timedelta(hours=3), said.append)

    assert said[0] == f"Restored {new} from {copy}."
    assert said[-1].startswith("1 message had not been sent then.")


def test_a_copy_without_a_commission_is_restored_as_well(file: Path, tmp_path: Path, said: list[str]) -> None:
    empty = tmp_path / "empty.db"
    assert main(["backup", str(empty)]) == 0
    run_restore(empty, f"sqlite:///{file}", lambda: NOW, said.append)

    assert said[1:3] == ["It holds no commission yet.", "Nothing is recorded in it yet."]


def test_nothing_is_restored_while_clerk_runs(
    file: Path, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with at_work_on(file, is_ready=lambda: True, make_ready=lambda: None):
        assert fails(capsys, "restore", str(copy)) == (
            "Clerk is at work on this database. Stop it first, then try again.\n"
        )


def test_a_copy_that_is_missing_is_named(file: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: ARG001
    assert fails(capsys, "restore", "nowhere.db") == "There is no file nowhere.db.\n"


def test_a_restore_without_a_copy_asks_for_one(file: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: ARG001
    assert fails(capsys, "restore") == "Name the copy that is to be restored: clerk restore FILE.\n"


def test_postgresql_has_its_own_tool(
    postgresql_address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", postgresql_address)
    assert fails(capsys, "restore", "clerk.dump") == (
        "A PostgreSQL database is restored with its own tool. Stop Clerk. Then run "
        "pg_restore --clean --if-exists --no-owner --dbname=ADDRESS FILE, with a file that pg_dump --format=custom wrote. "
        "Then run clerk restore without a file, so that what was sent since is not sent again.\n"
    )


def test_after_postgresql_s_own_tool_the_restore_is_noted(postgresql_address: str, said: list[str]) -> None:
    with closing(open_database(postgresql_address)) as database:
        commission(database)
        run_restore(None, postgresql_address, lambda: NOW, said.append)

        assert said == [
            "Noted that the database was restored.",
            "It holds Milpitas.",
            "Nothing is recorded in it yet.",
        ]
        assert restored_at(database) == [NOW]


def restored_at(database: Database) -> list[datetime | None]:
    with database.all_workspaces(NOW) as session:
        return [each.restored_at for each in session.scalars(select(Workspace))]
