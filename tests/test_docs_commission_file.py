"""docs/commission-file.md says what the code does: its tables, its worked example."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.setup_command import commission_in
from models.rules.commission_format import SECTIONS
from models.rules.policy_keys import Key

PAGE = (Path(__file__).parent.parent / "docs" / "commission-file.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[list[str]]:
    """Give the cells of the table under a heading, without the table's own heading."""
    text = PAGE.split(f"\n{heading}\n", maxsplit=1)[1].split("\n#", maxsplit=1)[0]
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def row(key: Key) -> list[str]:
    return [f"**`{key.name}`**" if key.required else f"`{key.name}`", key.kind.words, key.meaning]


@pytest.mark.parametrize("heading", SECTIONS)
def test_the_table_of_keys_is_the_format(heading: str) -> None:
    title = "Top of the file" if heading == "top of the file" else f"`{heading}`"

    assert rows(f"### {title}") == [row(key) for key in SECTIONS[heading]]


def test_the_page_has_a_table_for_each_part_of_the_format_and_no_other() -> None:
    headings = [
        heading.strip("`").replace("Top of", "top of")
        for heading in re.findall(r"^### (.+)$", PAGE, re.MULTILINE)
    ]

    assert headings == list(SECTIONS)


def test_the_worked_example_is_a_commission_file_without_faults(tmp_path: Path) -> None:
    path = tmp_path / "riverton.toml"
    path.write_text(PAGE.split("```toml\n", maxsplit=1)[1].split("```", maxsplit=1)[0], encoding="utf-8")
    file = commission_in(path)

    assert (file.name, len(file.people), len(file.meetings), len(file.partners), len(file.prospects)) == (
        "Riverton",
        3,
        23,
        1,
        1,
    )
