"""The page of the scorecard has its twenty-six rows, and every test that it names exists; those of screens look at both widths."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROWS = re.findall(
    r"^\| (\d+) \|(.*)\|$", (ROOT / "docs" / "scorecard.md").read_text(encoding="utf-8"), re.MULTILINE
)
OF_SCREENS = {1, 2, 3, 4, 5, 7, 8, 9, 12, 13, 17, 18, 20, 22, 23, 24}
"""The rows about something that is seen; the others are about what is sent to whom, and when."""


def named(row: str) -> set[tuple[str, str]]:
    """List the tests that a row names, as file and name."""
    path, found = "", set()
    for file, test in re.findall(r"`([\w/.]*)::(test_\w+)`", row):
        path = file or path
        found.add((path, test))
    return found


def test_there_are_twenty_six_rows_in_order() -> None:
    assert [int(number) for number, _ in ROWS] == list(range(1, 27))


def test_every_row_names_a_test_and_every_test_that_is_named_exists() -> None:
    assert [number for number, row in ROWS if not named(row)] == []
    every = {test for _, row in ROWS for test in named(row)}
    there = {
        (file, test)
        for file in {path for path, _ in every}
        for test in re.findall(r"^def (test_\w+)\(", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert every - there == set()


def test_what_is_about_a_screen_is_looked_at_in_the_browser() -> None:
    seen = {
        int(number)
        for number, row in ROWS
        if any(file.startswith("tests/browser/") for file, _ in named(row))
    }
    assert seen - {26} == OF_SCREENS
