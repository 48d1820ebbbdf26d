"""Lists as CSV: what a spreadsheet reads back is what was recorded, and nothing in it is a formula."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.views.csv_files import FORMULAS, as_csv, file_name
from models.rules.documents import printable
from models.rules.exports import Cell, ListKind, Table

KIND = ListKind(id="odd", title="Odd", holds="Odd things.", head=("One", "Two"))
CELLS = st.text() | st.integers(min_value=0) | st.dates() | st.none()


def table(*rows: tuple[Cell, Cell]) -> Table:
    return Table(kind=KIND, rows=rows)


def read_back(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def shown(cell: Cell) -> str:
    """Say what stands in a cell, as plainly as can be."""
    if isinstance(cell, str):
        text = printable(cell)
        return f"'{text}" if text[:1] in FORMULAS and text else text
    return "" if cell is None else str(cell)


@given(st.lists(st.tuples(CELLS, CELLS)))
def test_a_spreadsheet_reads_back_what_was_recorded(rows: list[tuple[Cell, Cell]]) -> None:
    assert read_back(as_csv(table(*rows))) == [
        ["One", "Two"],
        *([shown(one), shown(two)] for one, two in rows),
    ]


@given(st.text(), st.text())
def test_no_cell_begins_as_a_formula_does(one: str, two: str) -> None:
    cells = read_back(as_csv(table((one, two))))[1]

    assert [cell for cell in cells if cell.startswith(FORMULAS)] == []


@pytest.mark.parametrize(
    "formula",
    ['=HYPERLINK("http://x","y")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\uff1d1+1"],
)
def test_a_formula_stays_a_text(formula: str) -> None:
    assert read_back(as_csv(table((formula, "")))) == [["One", "Two"], [f"'{formula}", ""]]


def test_the_file_is_as_rfc_4180_has_it_with_the_mark_that_spreadsheets_know() -> None:
    rows = table(("São “Tomé”, 40", 7), ('a "b"\nc', date(2026, 1, 15)))

    assert as_csv(rows) == (
        b"\xef\xbb\xbfOne,Two\r\n" + '"São “Tomé”, 40",7\r\n'.encode() + b'"a ""b""\nc",2026-01-15\r\n'
    )


def test_a_moment_is_written_in_the_order_that_sorts() -> None:
    moment = datetime(2026, 1, 22, 18, 5, tzinfo=UTC)

    assert read_back(as_csv(table((moment, None))))[1] == ["2026-01-22 18:05", ""]


@pytest.mark.parametrize(
    ("of_what", "named"),
    [
        ("Milpitas", "odd-milpitas-2026-01-15.csv"),
        ("São Tomé, Príncipe", "odd-sao-tome-principe-2026-01-15.csv"),
        ("../../etc", "odd-etc-2026-01-15.csv"),
        ("東京", "odd-2026-01-15.csv"),
    ],
)
def test_a_file_is_named_in_plain_letters(of_what: str, named: str) -> None:
    assert file_name(table(), of_what, date(2026, 1, 15)) == named
