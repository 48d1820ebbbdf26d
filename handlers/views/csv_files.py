"""Lists as CSV files that open right in a spreadsheet, and in which nothing is taken for a formula."""

from __future__ import annotations

import csv
import io
import re
from codecs import BOM_UTF8
from datetime import date, datetime

from models.rules.documents import printable
from models.rules.exports import Cell, Table
from models.rules.names import fold

_ASCII, _FULLWIDTH = ("=", "+", "-", "@", "\t", "\r", "\n"), ("\uff1d", "\uff0b", "\uff0d", "\uff20")
FORMULAS = (*_ASCII, *_FULLWIDTH)
"""What a text begins with that a spreadsheet may work out instead of showing it."""
LONGEST_NAME = 60
LITERAL = "'"
"""What is put before such a text, so that it stays one."""


def as_csv(table: Table) -> bytes:
    """Write a list as CSV of RFC 4180, UTF-8 with the mark by which spreadsheets know it."""
    written = io.StringIO(newline="")
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow(table.kind.head)
    rows.writerows([_written(cell) for cell in row] for row in table.rows)
    return BOM_UTF8 + written.getvalue().encode()


def file_name(table: Table, of_what: str, today: date) -> str:
    """Name the file of a list in plain letters, by what it holds, of what, and its day."""
    plain = re.sub("[^a-z0-9]+", "-", fold(of_what)).strip("-")[:LONGEST_NAME].strip("-")
    return "-".join([table.kind.id, *([plain] if plain else []), f"{today}.csv"])


def _written(cell: Cell) -> str:
    match cell:
        case datetime():
            return f"{cell:%Y-%m-%d %H:%M}"
        case date():
            return cell.isoformat()
        case int():
            return str(cell)
        case None:
            return ""
    text = printable(cell)
    return LITERAL + text if text.startswith(FORMULAS) else text
