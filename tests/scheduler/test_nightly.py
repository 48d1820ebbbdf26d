import logging
import resource
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from models.backups import FOLDER
from models.database import Database, open_database
from models.ledger import Act, record
from models.presence import taking_turns
from models.workspaces import Workspace
from scheduler.nightly import Nightly, nightly_jobs
from tests.builders import LOS_ANGELES, NOW, STAFF, commission

TWO = datetime(2026, 1, 15, 2, 0, tzinfo=LOS_ANGELES)


@pytest.fixture
def database(sqlite_address: str) -> Iterator[Database]:
    """A SQLite database with one commission."""
    with closing(open_database(sqlite_address)) as opened:
        commission(opened)
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The second place."""
    place = tmp_path / "elsewhere"
    place.mkdir()
    return place


@pytest.fixture
def nightly(database: Database, folder: Path, tmp_path: Path) -> Nightly:
    return Nightly(database=database, file=tmp_path / "clerk.db", folder=folder)


def stamps(database: Database) -> list[tuple[datetime | None, bool | None]]:
    with database.all_workspaces(NOW) as session:
        return [(each.backed_up_at, each.backup_is_apart) for each in session.scalars(select(Workspace))]


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def enters(database: Database) -> None:
    with database.workspace("T1").transaction(NOW) as session:
        record(session, "noted", actor=STAFF, now=NOW)


def entries(copy: Path) -> int:
    with closing(open_database(f"sqlite:///{copy}")) as opened, opened.workspace("T1").reading() as session:
        return len(session.scalars(select(Act)).all())


@contextmanager
def disk_that_takes(size: int) -> Iterator[None]:
    """Have the system refuse to write a file any longer than that."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_copy_is_made_from_two_o_clock_on_and_noted(
    nightly: Nightly, database: Database, folder: Path
) -> None:
    nightly.copy_once_a_day(TWO - timedelta(minutes=1))
    before = (names(folder), stamps(database))
    nightly.copy_once_a_day(TWO)

    assert before == ([], [(None, None)])
    assert (names(folder), stamps(database)) == (
        ["clerk-2026-01-15.db"],
        [(TWO.astimezone(UTC), False)],
    )
    assert stat.filemode((folder / "clerk-2026-01-15.db").stat().st_mode) == "-rw-------"


def test_one_copy_is_made_a_day(nightly: Nightly, database: Database, folder: Path) -> None:
    nightly.copy_once_a_day(TWO)
    enters(database)
    nightly.copy_once_a_day(TWO + timedelta(hours=5))
    nightly.copy_once_a_day(TWO + timedelta(days=1))

    assert {name: entries(folder / name) for name in names(folder)} == {
        "clerk-2026-01-15.db": 0,
        "clerk-2026-01-16.db": 1,
    }


def test_after_a_night_without_power_the_copy_is_made_in_the_morning(nightly: Nightly, folder: Path) -> None:
    nightly.copy_once_a_day(TWO + timedelta(days=30, hours=9))
    assert names(folder) == ["clerk-2026-02-14.db"]


@pytest.mark.parametrize(
    ("local", "copies"), [("2026-03-08T03:00", 1), ("2026-11-01T01:59", 0), ("2026-11-01T02:00", 1)]
)
def test_a_night_whose_clocks_change_has_its_copy_as_well(
    local: str,
    copies: int,
    nightly: Nightly,
    folder: Path,
) -> None:
    nightly.copy_once_a_day(datetime.fromisoformat(local).replace(tzinfo=LOS_ANGELES))
    assert len(names(folder)) == copies


def test_old_copies_go_and_other_files_stay(nightly: Nightly, folder: Path) -> None:
    (folder / "clerk-2025-03-09.db").write_text("the first of its month")
    (folder / "clerk-2025-03-10.db").write_text("an old one")
    (folder / "letters-2025-03-10.db").write_text("somebody else's")
    for day in range(14):
        nightly.copy_once_a_day(TWO + timedelta(days=day))

    assert [name for name in names(folder) if "2025" in name] == [
        "clerk-2025-03-09.db",
        "letters-2025-03-10.db",
    ]


def test_without_a_second_place_copies_go_beside_the_database(database: Database, tmp_path: Path) -> None:
    Nightly(database=database, file=tmp_path / "clerk.db", folder=None).copy_once_a_day(TWO)

    made = tmp_path / FOLDER
    assert (names(made), stat.filemode(made.stat().st_mode)) == (["clerk-2026-01-15.db"], "drwx------")
    assert stamps(database) == [(TWO.astimezone(UTC), False)]


def test_a_folder_that_is_missing_is_told_in_words_and_not_made(
    database: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    gone = tmp_path / "unplugged"
    Nightly(database=database, file=tmp_path / "clerk.db", folder=gone).copy_once_a_day(TWO)

    assert (gone.exists(), stamps(database)) == (False, [(None, None)])
    told = "Tonight's copy could not be made; it is tried again in an hour: "
    assert caplog.messages == [
        f"{told}The folder for backups, {gone}, is not there. Connect its disk, or name another in CLERK_BACKUP_FOLDER."
    ]


def test_a_full_disk_costs_the_night_s_copy_and_no_other(
    nightly: Nightly, database: Database, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    nightly.copy_once_a_day(TWO)
    tomorrow = TWO + timedelta(days=1)
    with disk_that_takes(50_000):
        nightly.copy_once_a_day(tomorrow)
    failed = (names(folder), entries(folder / "clerk-2026-01-15.db"), len(caplog.messages))
    nightly.copy_once_a_day(tomorrow + timedelta(hours=1))

    assert failed == (["clerk-2026-01-15.db"], 0, 1)
    assert names(folder) == ["clerk-2026-01-15.db", "clerk-2026-01-16.db"]
    assert stamps(database) == [((tomorrow + timedelta(hours=1)).astimezone(UTC), False)]


def test_while_another_process_makes_the_copy_this_one_does_not(
    nightly: Nightly, folder: Path, tmp_path: Path
) -> None:
    with taking_turns(tmp_path / "clerk.db", "nightly"):
        nightly.copy_once_a_day(TWO)
    assert names(folder) == []


def test_a_part_that_a_killed_process_left_is_replaced(nightly: Nightly, folder: Path) -> None:
    (folder / "clerk-2026-01-15.db.part").write_text("half")
    nightly.copy_once_a_day(TWO)
    assert names(folder) == ["clerk-2026-01-15.db"]


def test_before_a_commission_is_set_up_there_is_nothing_to_copy(
    sqlite_address: str, folder: Path, tmp_path: Path
) -> None:
    with closing(open_database(sqlite_address)) as empty:
        Nightly(database=empty, file=tmp_path / "clerk.db", folder=folder).copy_once_a_day(TWO)
    assert names(folder) == []


def test_every_workspace_is_told_of_the_copy(nightly: Nightly, database: Database) -> None:
    commission(database, "T2")
    nightly.copy_once_a_day(TWO)
    assert stamps(database) == [(TWO.astimezone(UTC), False)] * 2


def test_postgresql_is_left_to_its_host(postgresql_address: str) -> None:
    with closing(open_database(postgresql_address)) as database:
        assert nightly_jobs(database, None) == []


def test_what_is_logged_of_a_copy_is_its_place(
    nightly: Nightly, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    nightly.copy_once_a_day(TWO)
    assert caplog.messages == [f"Copied the database to {folder / 'clerk-2026-01-15.db'}."]


def test_another_database_s_copy_in_the_folder_is_told_once_a_night_and_noted_as_none(
    nightly: Nightly, database: Database, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    copy = folder / "clerk-2026-01-15.db"
    copy.write_bytes(b"another's")
    for hours in range(3):
        nightly.copy_once_a_day(TWO + timedelta(hours=hours))

    told = (
        f"{copy} is there already, and this database knows nothing of it, so that tonight's copy was not made. "
        "Does another database use the folder? Each needs its own: see CLERK_BACKUP_FOLDER."
    )
    assert [(each.levelname, each.getMessage()) for each in caplog.records] == [("ERROR", told)]
    assert (stamps(database), copy.read_bytes()) == ([(None, None)], b"another's")
