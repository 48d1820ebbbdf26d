from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import docx
import pytest
from icalendar import Calendar

from bot.cli import main
from bot.file_command import chosen_workspace
from bot.settings import SettingsFault
from models.database import Database, open_database
from models.refusals import NotSetUp
from tests.builders import NOW, commission, office
from tests.models.votes_builders import room


@pytest.fixture
def on_disk(sqlite_address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """The database that the command line opens."""
    monkeypatch.setenv("DATABASE_URL", sqlite_address)
    with closing(open_database(sqlite_address)) as database:
        yield database


def test_the_calendar_is_written_to_a_file(
    on_disk: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office(on_disk).meet("2099-03-05")
    file = tmp_path / "calendar.ics"

    assert main(["calendar", str(file)]) == 0
    assert capsys.readouterr().out == f"Wrote the calendar to {file}.\n"
    events = Calendar.from_ical(file.read_bytes()).events
    assert [event["SUMMARY"] for event in events] == ["Milpitas: regular meeting"]


def test_the_minutes_are_written_to_a_file_that_an_office_can_edit(
    on_disk: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    room(office(on_disk))
    last, of_the_day = tmp_path / "last.docx", tmp_path / "day.docx"

    assert main(["minutes", str(last)]) == 0
    assert main(["minutes", str(of_the_day), "--on", "2026-01-15"]) == 0
    assert capsys.readouterr().out == f"Wrote the minutes to {last}.\nWrote the minutes to {of_the_day}.\n"
    written = [docx.Document(str(file)) for file in (last, of_the_day)]
    assert [paper.paragraphs[0].text for paper in written] == ["UNAPPROVED DRAFT", "UNAPPROVED DRAFT"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ([], "No meeting has been called to order yet, so there are no minutes.\n"),
        (["--on", "yesterday"], "--on takes a day such as 2026-01-22, not yesterday.\n"),
        (
            ["--on", "2020-01-22"],
            "Nothing is recorded of a meeting on Wed, Jan 22, 2020, so there are no minutes of it.\n",
        ),
    ],
)
def test_where_there_are_no_minutes_one_line_says_so(
    on_disk: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: list[str], said: str
) -> None:
    office(on_disk)

    assert main(["minutes", str(tmp_path / "minutes.docx"), *asked]) == 1
    assert capsys.readouterr().err == said


def test_where_there_are_several_workspaces_one_has_to_be_named(
    on_disk: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for workspace_id in ("T2", "T1"):
        commission(on_disk, workspace_id)
    file = tmp_path / "calendar.ics"

    assert main(["calendar", str(file)]) == 1
    assert (capsys.readouterr().err, file.exists()) == (
        "Say which workspace is meant with --workspace: T1 (Milpitas), T2 (Milpitas).\n",
        False,
    )
    assert main(["calendar", str(file), "--workspace", "T2"]) == 0
    assert file.exists() is True


def test_a_database_without_a_commission_says_how_to_set_one_up(
    on_disk: Database,  # noqa: ARG001 - it is there, and empty
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["calendar", str(tmp_path / "calendar.ics")]) == 1
    assert capsys.readouterr().err == f"{NotSetUp().message}\n"


def test_a_file_that_cannot_be_written_is_named(
    on_disk: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commission(on_disk)
    file = tmp_path / "nowhere" / "calendar.ics"

    assert main(["calendar", str(file)]) == 1
    assert capsys.readouterr().err == f"{file} cannot be used: No such file or directory.\n"


def test_the_only_workspace_need_not_be_named(database: Database) -> None:
    commission(database, "T7")
    assert [chosen_workspace(database, asked, NOW).workspace_id for asked in (None, "T7")] == ["T7", "T7"]


@pytest.mark.parametrize("asked", ["T9", ""])
def test_an_unknown_workspace_is_refused(database: Database, asked: str) -> None:
    commission(database, "T7")
    with pytest.raises(SettingsFault) as fault:
        chosen_workspace(database, asked, NOW)

    unknown = "There is no workspace T9 here. " if asked else ""
    assert str(fault.value) == f"{unknown}Say which workspace is meant with --workspace: T7 (Milpitas)."
