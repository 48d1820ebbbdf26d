"""`clerk export` and `clerk handover`: what is written where, and what is refused in one line."""

from __future__ import annotations

import csv
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import docx
import pytest

from bot.cli import main
from models.database import Database, open_database
from tests.builders import office

SECRETS = {
    "SLACK_BOT_TOKEN": "xoxb-secret",
    "SLACK_APP_TOKEN": "xapp-secret",
    "CLERK_HEARTBEAT_URL": "https://secret",
}


@pytest.fixture
def on_disk(sqlite_address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """The database that the command line opens, with two cities in it."""
    monkeypatch.setenv("DATABASE_URL", sqlite_address)
    with closing(open_database(sqlite_address)) as database:
        milpitas = office(database)
        milpitas.inquiry("Loreto")
        milpitas.inquiry("Tena", country="EC")
        yield database


def cities_in(file: Path) -> list[str]:
    with file.open(encoding="utf-8-sig", newline="") as rows:
        return [row["City"] for row in csv.DictReader(rows)]


@pytest.mark.usefixtures("on_disk")
def test_a_folder_gets_a_file_for_each_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "new" / "records"

    assert main(["export", str(folder)]) == 0
    assert [file.name.partition("-milpitas-")[0] for file in sorted(folder.iterdir())] == [
        *("agreements", "cities", "contacts", "correspondence", "decisions", "meetings"),
        *("partners", "roster", "steps"),
    ]
    assert len(capsys.readouterr().out.splitlines()) == 9
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}


@pytest.mark.usefixtures("on_disk")
def test_a_file_that_is_there_is_written_anew_and_closed_to_others(tmp_path: Path) -> None:
    contacts = tmp_path / "contacts.csv"
    contacts.write_text("of last year")
    contacts.chmod(0o644)

    assert main(["export", str(contacts), "--list", "contacts"]) == 0
    assert stat.S_IMODE(contacts.stat().st_mode) == 0o600
    assert "of last year" not in contacts.read_text()


@pytest.mark.usefixtures("on_disk")
def test_one_list_is_written_to_a_file_of_everything_or_of_one_city(tmp_path: Path) -> None:
    every, one = tmp_path / "every.csv", tmp_path / "one.csv"

    assert main(["export", str(every), "--list", "cities"]) == 0
    assert main(["export", str(one), "--list", "cities", "--of", "tena"]) == 0
    assert (cities_in(every), cities_in(one)) == (["Loreto", "Tena"], ["Tena"])


@pytest.mark.usefixtures("on_disk")
def test_all_of_it_is_one_paper(tmp_path: Path) -> None:
    paper, text = tmp_path / "all.docx", tmp_path / "all.txt"

    assert [main(["export", str(file), "--of", "2026"]) for file in (paper, text)] == [0, 0]
    title = text.read_text(encoding="utf-8").splitlines()[0]
    assert title.startswith("The record of Milpitas, 2026, as of ")
    assert docx.Document(str(paper)).paragraphs[0].text == title


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            ["all.csv"],
            (
                "Say which list goes into all.csv with --list: cities, steps, correspondence, decisions, partners, "
                "agreements, meetings, roster and contacts. Or name a folder for all.\n"
            ),
        ),
        (["all.csv", "--list", "nothing"], "I couldn't find that list.\n"),
        (["all.docx", "--of", "Atlantis"], "--of takes a year, or one city; “Atlantis” fits none.\n"),
    ],
)
@pytest.mark.usefixtures("on_disk")
def test_what_cannot_be_written_is_said_in_a_line(
    asked: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)

    assert (main(["export", *asked]), capsys.readouterr().err) == (1, said)
    assert list(tmp_path.glob("all.*")) == []


@pytest.mark.usefixtures("on_disk")
def test_the_handover_sheet_names_places_and_settings_and_no_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    text, paper = tmp_path / "sheet.txt", tmp_path / "sheet.docx"

    assert [main(["handover", str(file)]) for file in (text, paper)] == [0, 0]
    said = text.read_text(encoding="utf-8")
    assert [name for name in ("DATABASE_URL", *SECRETS) if name not in said] == []
    assert [word for word in SECRETS.values() if word in said] == []
    assert f"- Database: the file {tmp_path}/clerk.db." in said.splitlines()
    assert docx.Document(str(paper)).paragraphs[0].text == said.splitlines()[0]
    assert capsys.readouterr().out.splitlines()[0] == (
        f"Wrote the handover sheet to {text}. Print it, and keep it where the next person finds it."
    )


def test_a_database_servers_password_is_not_on_the_sheet(
    postgresql_address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(open_database(postgresql_address)) as database:
        office(database)
    monkeypatch.setenv("DATABASE_URL", postgresql_address.replace("postgres:@", "postgres:hush@"))
    sheet = tmp_path / "sheet.txt"

    assert main(["handover", str(sheet)]) == 0
    said = sheet.read_text(encoding="utf-8")
    assert ("hush" in said, "- Database: clerk, a PostgreSQL database on this computer." in said) == (
        False,
        True,
    )
