"""docs/importing.md names the columns that are read, and its examples are read without a fault."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from models.rules.import_sheet import COLUMNS, REQUIRED, read_sheet
from models.rules.imports import Known
from models.setup import country_codes

PAGE = (Path(__file__).parent.parent / "docs" / "importing.md").read_text(encoding="utf-8")


def test_the_table_of_columns_is_what_is_read() -> None:
    named = re.findall(r"^\| (\**)`([a-z ]+)`", PAGE, re.MULTILINE)

    assert [name for _, name in named] == list(COLUMNS)
    assert [name for bold, name in named if bold] == list(REQUIRED)


def test_the_examples_are_read_without_a_fault() -> None:
    known = Known(
        today=date(2026, 2, 1),
        countries=country_codes(),
        paths=["milpitas/inquiry", "milpitas/initiated"],
        owners=["Ruth Meyer"],
    )
    examples = re.findall("```csv\n(.*?)```", PAGE, re.DOTALL)
    read = [read_sheet(example.encode(), known) for example in examples]

    assert [(len(one.rows), one.faults) for one in read] == [(2, ()), (1, ())]
