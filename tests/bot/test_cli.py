from pathlib import Path

import pytest

from bot.cli import main
from models.database import open_database
from models.schema import is_up_to_date

GOOD = """
id = "riverton"
title = "Sister city policy"
place = "Riverton"
source = "Riverton city code, chapter 9"

[path.inquiry]
title = "They wrote to us"
begun_by = "them"
starts = "inquiry"
order = "sequence"

[[step]]
id = "reply"
title = "Reply in writing"
who = "Staff"
due = "10 working days after inquiry"
source = "Riverton city code, chapter 9, section 1"
"""


def test_a_good_policy_file_is_printed_as_a_person_reads_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "riverton.toml"
    file.write_text(GOOD)

    assert main(["policy", "check", str(file)]) == 0

    printed = capsys.readouterr().out
    assert [
        line for line in ("Reply in writing", "10 working days after inquiry") if line not in printed
    ] == []


def test_every_fault_of_a_policy_file_is_named_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "riverton.toml"
    file.write_text(GOOD.replace("10 working days", "ten days").replace('who = "Staff"', 'whom = "Staff"'))

    assert main(["policy", "check", str(file)]) == 1

    told = capsys.readouterr().err
    assert [word for word in ("reply", "due", "whom", "who") if word not in told] == []


def test_a_policy_file_that_is_not_there_is_said_to_be_unreadable(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["policy", "check", str(tmp_path / "none.toml")]) == 1
    assert capsys.readouterr().err == f"{tmp_path / 'none.toml'} cannot be read: No such file or directory.\n"


@pytest.mark.parametrize(
    "name",
    [
        "milpitas/inquiry",
        "milpitas/initiated",
        "cerritos/application",
        "sci-guide/partnership",
        "cities-seeking-cities/member",
        "cities-seeking-cities/foreign",
    ],
)
def test_each_shipped_path_is_shown(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "show", name]) == 0
    assert "Source" in capsys.readouterr().out


def test_an_unknown_policy_names_those_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "show", "milpitas/nowhere"]) == 1
    assert "milpitas/inquiry, milpitas/initiated" in capsys.readouterr().err


def test_the_migrations_agree_with_the_records() -> None:
    assert main(["check-migrations"]) == 0


def test_a_database_is_backed_up_and_counted_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/clerk.db")
    copy = tmp_path / "copy.db"

    assert (main(["backup", str(copy)]), main(["rebuild"])) == (0, 0)

    copied = open_database(f"sqlite:///{copy}")
    assert is_up_to_date(copied) is True
    copied.close()
    assert capsys.readouterr().out == f"Backed up to {copy}.\nCounted the dates of 0 files anew.\n"


def test_a_start_without_tokens_names_the_variable(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("SLACK_BOT_TOKEN", raising=False)
    assert main(["run"]) == 1
    assert capsys.readouterr().err.startswith("SLACK_BOT_TOKEN is not set.")
