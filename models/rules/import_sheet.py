"""A spreadsheet of cities, as CSV: its columns by their names, in any order; or every fault at once."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from models.rules.beginnings import APPROVED, RECOGNIZED, SIGNED
from models.rules.imports import (
    LONGEST_NOTES,
    SISTER,
    Known,
    Line,
    MisreadCell,
    Read,
    Row,
    Status,
    at,
    city_name,
    country,
    day,
    near,
    one_line,
    one_of,
    twice,
)
from models.rules.names import fold
from models.rules.policy_faults import Fault
from models.rules.register import Begun

LARGEST_FILE = 2_000_000
MOST_ROWS = 5_000
NOTES, FORMER = "notes", "former names"
DATES = (APPROVED, SIGNED, RECOGNIZED)
COLUMNS = ("city", "country", "date", "path", "status", "tier", "since", *DATES, FORMER, "owner", NOTES)
REQUIRED = ("city", "country")
OF_PARTNERS = ("tier", "since", *DATES)
OF_FILES = ("path", "owner", NOTES)
SINCE_WORDS = 'a year, or words such as "about 1990", where there is no date'
_DELIMITERS = (",", ";", "\t")
_BETWEEN_NAMES = re.compile("[,;/|]")


class _Partner(TypedDict):
    on: date | None
    since: str
    tier: str
    begun: Begun


class _File(TypedDict):
    on: date | None
    path: str
    owner: str
    notes: str


@dataclass(frozen=True, kw_only=True)
class _Record:
    line: int
    cells: Sequence[str]


def read_sheet(content: bytes, known: Known) -> Read:
    """Read a CSV file; what cannot be used is listed, with its line and its column."""
    try:
        text = _decoded(content)
    except MisreadCell as misread:
        return Read(rows=(), faults=(at(1, "", misread.problem, misread.expected),))
    faults = list[Fault]()
    records = _records(text, faults)
    header = next(records, None)
    if header is None:
        return Read(rows=(), faults=tuple(faults) or (at(1, "", "it is empty.", "a line of column names"),))
    names = _names(header, faults)
    if not set(REQUIRED) <= set(names):
        return Read(rows=(), faults=tuple(faults))
    rows = [row for record in records if (row := _row(record, names, known, faults))]
    return Read(rows=tuple(rows), faults=tuple(sorted([*faults, *twice(rows)], key=_line_of)))


def _line_of(fault: Fault) -> int:
    return int(fault.place.removeprefix("line "))


def _decoded(content: bytes) -> str:
    if len(content) > LARGEST_FILE:
        raise MisreadCell(f"the file has {len(content):,} bytes.", f"{LARGEST_FILE:,} at most")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        expected = 'a file saved as "CSV UTF-8"'
        raise MisreadCell(f"byte {error.start + 1} of the file is not UTF-8.", expected) from error
    if "\0" in text:
        raise MisreadCell("the file holds a NUL.", 'a file saved as "CSV UTF-8"')
    return text


def _records(text: str, faults: list[Fault]) -> Iterator[_Record]:
    """Give the filled rows, each with the line it begins on; where the quoting breaks, that is noted and nothing follows."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    for _ in range(MOST_ROWS + 1):
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            expected = "cells in which each quotation mark is doubled, and each quoted cell ends"
            faults.append(at(line, "", f"it cannot be read from here on: {error}.", expected))
            return
        if any(cell.strip() for cell in cells):
            yield _Record(line=line, cells=cells)
    if next(reader, None) is not None:
        faults.append(at(reader.line_num, "", f"it is beyond row {MOST_ROWS:,}.", "several smaller files"))


def _delimiter(text: str) -> str:
    """Give what parts the cells: a comma, or what spreadsheets of other countries and copied tables put in its place."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    named = {
        each: sum(_column(cell.strip(' "')) in COLUMNS for cell in header.split(each)) for each in _DELIMITERS
    }
    return max(_DELIMITERS, key=named.__getitem__)


def _column(cell: str) -> str:
    return fold(cell.replace("_", " "))


def _names(header: _Record, faults: list[Fault]) -> list[str]:
    """Read the column names; one that is unknown or there twice, and one that is missing, is noted."""
    names = [_column(cell) for cell in header.cells]
    for place, name in enumerate(names):
        if name and name not in COLUMNS:
            problem = f"unknown column.{near(name, COLUMNS)}"
            faults.append(at(header.line, name, problem, f"one of: {', '.join(COLUMNS)}"))
        elif name in names[:place] and name:
            faults.append(at(header.line, name, "the column is there twice.", "each column once"))
    faults += [
        at(header.line, name, "the column is missing.", f"a column headed {name}")
        for name in REQUIRED
        if name not in names
    ]
    return names


def _row(record: _Record, names: Sequence[str], known: Known, faults: list[Fault]) -> Row | None:
    line, before = Line(number=record.line, faults=faults), len(faults)
    beyond = [cell for cell in record.cells[len(names) :] if cell.strip()]
    if beyond:
        problem = f"there are {len(record.cells)} cells."
        faults.append(at(record.line, "", problem, f"{len(names)}, as there are columns"))
    said = {name: _plain(name, cell) for name, cell in zip(names, record.cells, strict=False)}
    row = _read_row(line, {name: said.get(name, "") for name in COLUMNS}, known)
    return row if len(faults) == before else None


def _plain(name: str, cell: str) -> str:
    """Give a cell's text: whatever it begins with, it is never a formula here."""
    return "\n".join(cell.strip().splitlines()) if name == NOTES else " ".join(cell.split())


def _read_row(line: Line, said: Mapping[str, str], known: Known) -> Row | None:
    status = line.read("status", one_of, said["status"] or Status.OPEN, tuple(Status), "status")
    city = line.read("city", city_name, said["city"])
    code = line.read("country", country, said["country"], known)
    former = line.read(FORMER, _former_names, said[FORMER], said["city"])
    if status is None:
        return None
    of_kind: _Partner | _File = (
        _of_partner(line, said, known) if status == Status.PARTNER else _of_file(line, said, known)
    )
    if city is None or code is None or former is None:
        return None
    return Row(
        line=line.number, city=city, country=code, former_names=former, status=Status(status), **of_kind
    )


def _of_partner(line: Line, said: Mapping[str, str], known: Known) -> _Partner:
    """Read what only a partner has, and note what it cannot have."""
    _must_be_empty(line, said, OF_FILES, "a partner has none here.", "an empty cell, or another status")
    on = line.read("date", day, said["date"], known) if said["date"] else None
    since = line.read("since", _since, said["since"], on)
    tier = line.read("tier", one_line, said["tier"])
    dates = {name: line.read(name, day, said[name], known) for name in DATES if said[name]}
    begun = Begun(
        approved_on=dates.get(APPROVED), signed_on=dates.get(SIGNED), recognized_on=dates.get(RECOGNIZED)
    )
    return {"on": on, "since": since or "", "tier": tier or SISTER, "begun": begun}


def _of_file(line: Line, said: Mapping[str, str], known: Known) -> _File:
    """Read what only a file has, and note what it cannot have."""
    _must_be_empty(
        line, said, OF_PARTNERS, "only a partner has it.", 'an empty cell, or the status "partner"'
    )
    return {
        "on": line.read("date", day, said["date"], known),
        "path": line.read("path", one_of, said["path"] or known.paths[0], known.paths, "way in") or "",
        "owner": line.read("owner", _owner, said["owner"], known) or "",
        "notes": line.read(NOTES, _notes, said[NOTES]) or "",
    }


def _must_be_empty(
    line: Line, said: Mapping[str, str], columns: Sequence[str], problem: str, expected: str
) -> None:
    line.faults.extend(at(line.number, name, problem, expected) for name in columns if said[name])


def _since(text: str, on: date | None) -> str:
    if not text and on is None:
        raise MisreadCell("missing.", SINCE_WORDS)
    return one_line(text) if text else str(on and on.year)


def _former_names(text: str, city: str) -> tuple[str, ...]:
    names = [name.strip() for name in _BETWEEN_NAMES.split(text)]
    return tuple(dict.fromkeys(city_name(name) for name in names if name and fold(name) != fold(city)))


def _owner(text: str, known: Known) -> str:
    return one_of(text, known.owners, "person on the roster") if text else ""


def _notes(text: str) -> str:
    if len(text) > LONGEST_NOTES:
        raise MisreadCell(f"it has {len(text):,} characters.", f"{LONGEST_NOTES:,} at most")
    return text
