"""`clerk import FILE`: what is printed, and what is recorded."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.import_command import run_import, undo_recorded
from bot.setup_command import run_setup
from models.cities import Partner
from models.database import Database, WorkspaceDatabase
from models.ledger import Act
from models.prospects import Prospect

NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)
COMMISSION = """
name = "Riverton"
zone = "America/Denver"
policies = ["milpitas"]
[[person]]
name = "Sam Reyes"
roles = ["staff"]
[[restricted]]
country = "Cuba"
why = "Some agreements are barred to cities."
source = "Chapter 1"
"""
SHEET = (
    "city,country,date,status,since\n"
    "Loreto,Mexico,2019-03-20,closed,\n"
    "Havana,CU,2024-05-06,open,\n"
    "Izmir,TR,,partner,1998\n"
)
NEW = [
    "- line 2: Loreto, Mexico: closed file on “They wrote to us, Milpitas, California”, begun Mar 20, 2019",
    "- line 3: Havana, Cuba: open file on “They wrote to us, Milpitas, California”, begun May 6, 2024",
    "- line 4: Izmir, Türkiye: partner, sister city since 1998",
]
WARNING = [
    "Warnings, which stop nothing and are kept with the record:",
    "- Cuba is on your list of restricted countries: Some agreements are barred to cities (Chapter 1).",
]


@pytest.fixture
def workspace(sqlite_database: Database, tmp_path: Path) -> WorkspaceDatabase:
    """A commission on SQLite: tests/models/test_importing.py looks at both engines."""
    file = tmp_path / "riverton.toml"
    file.write_text(COMMISSION, encoding="utf-8")
    run_setup(file, database=sqlite_database, workspace_id="T1", now=NOW, apply=False, out=lambda _: None)
    return sqlite_database.workspace("T1")


def run(
    workspace: WorkspaceDatabase, tmp_path: Path, sheet: str, *, apply: bool = False
) -> tuple[int, list[str]]:
    path, said = tmp_path / "past.csv", list[str]()
    path.write_text(sheet, encoding="utf-8-sig")
    code = run_import(path, workspace=workspace, now=NOW, apply=apply, out=said.append)
    return code, "\n".join(said).splitlines()


def counts(workspace: WorkspaceDatabase) -> list[int]:
    with workspace.reading() as session:
        return [
            session.scalar(select(func.count()).select_from(each)) or 0 for each in (Prospect, Partner, Act)
        ]


def test_a_first_run_shows_what_would_be_recorded_and_records_nothing(
    workspace: WorkspaceDatabase, tmp_path: Path
) -> None:
    assert run(workspace, tmp_path, SHEET) == (
        0,
        [
            "This would be recorded:",
            *NEW,
            *WARNING,
            "Nothing was recorded. Run it again with --apply to record them all.",
        ],
    )
    assert counts(workspace) == [0, 0, 1]


def test_with_apply_it_is_recorded_and_a_second_time_nothing(
    workspace: WorkspaceDatabase, tmp_path: Path
) -> None:
    assert run(workspace, tmp_path, SHEET, apply=True) == (
        0,
        ["Recorded:", *NEW, *WARNING, "Recorded 3 entries. To take it all back: clerk import --undo 2-4"],
    )
    assert counts(workspace) == [2, 1, 4]

    assert run(workspace, tmp_path, SHEET, apply=True) == (
        0,
        [
            "Recorded already, and left as it is:",
            *NEW,
            "There is nothing new in the file. Nothing was recorded.",
        ],
    )
    assert counts(workspace) == [2, 1, 4]


def test_what_was_recorded_is_taken_back_partners_too(workspace: WorkspaceDatabase, tmp_path: Path) -> None:
    run(workspace, tmp_path, SHEET, apply=True)
    said: list[str] = []

    assert undo_recorded("2-4", workspace=workspace, now=NOW, out=said.append) == 0
    assert said == ["Taken back: 3 entries of an import. The record keeps both."]
    assert run(workspace, tmp_path, SHEET)[1][1:4] == NEW


@pytest.mark.parametrize("entries", ["", "2", "2-", "two-four", "-2", "2-9999999999"])
def test_entries_that_are_not_named_rightly_are_not_taken_back(
    workspace: WorkspaceDatabase, entries: str
) -> None:
    said: list[str] = []

    assert undo_recorded(entries, workspace=workspace, now=NOW, out=said.append) == 1
    assert said == [
        f'"{entries}" names no entries. Expected the first and the last of an import, such as 4-9.'
    ]
    assert counts(workspace) == [0, 0, 1]


def test_one_faulty_row_and_nothing_is_recorded_whatever_is_told(
    workspace: WorkspaceDatabase, tmp_path: Path
) -> None:
    assert run(workspace, tmp_path, SHEET.replace("CU", "Cubba"), apply=True) == (
        1,
        [
            "past.csv: 1 to put right",
            (
                '- line 3, country: "Cubba" is no country that is known. Did you mean "Cuba"? '
                'Expected two letters such as "MX", or the English name such as "Mexico".'
            ),
            "What can be read would be recorded so:",
            NEW[0],
            NEW[2],
            "Nothing was recorded.",
        ],
    )
    assert counts(workspace) == [0, 0, 1]


def test_a_file_that_cannot_be_opened_is_named(workspace: WorkspaceDatabase, tmp_path: Path) -> None:
    said: list[str] = []
    path = tmp_path / "none.csv"

    assert run_import(path, workspace=workspace, now=NOW, apply=True, out=said.append) == 1
    assert said == [f"{path} cannot be read: No such file or directory."]
