"""A TOML file on the way to values: its text, its tables, where they stand, and what is wrong with them."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models.rules.policy_faults import Fault, FileFaults
from models.rules.policy_keys import Key, read_keys

LARGEST_FILE = 100_000
"""In bytes: ten times the longest shipped file, and small enough that no file can keep the reader busy."""
LONGEST_LINE = 2_000
"""In characters: TOML's reader slows down with the square of a key's length."""

_HEADER = re.compile(r"\s*\[{1,2}\s*([^\[\]]+?)\s*\]{1,2}")


@dataclass(kw_only=True)
class Sheet:
    """A parsed file: faults and places gather here while its tables are read."""

    table: Mapping[str, Any]
    """The whole file, as TOML has it."""
    lines: Mapping[str, list[int]]
    """The lines on which each header stands."""
    faults: list[Fault] = field(default_factory=list)
    places: dict[str, list[str]] = field(default_factory=dict)
    """Where each table stands, by section, in file order."""

    def read(self, keys: tuple[Key, ...], table: Mapping[str, Any], place: str) -> dict[str, Any]:
        """Read one table; what cannot be read is noted and left out."""
        values, misreadings = read_keys(keys, table)
        self.faults += [Fault.at(place, found) for found in misreadings]
        return values

    def named(
        self, section: str, keys: tuple[Key, ...], tables: Mapping[str, Any], *, label: str = "id"
    ) -> list[dict[str, Any]]:
        """Read the tables `[section.NAME]`; each name becomes the value called `label`."""
        self.places[section] = [
            _place(f'{section} "{name}"', self.lines.get(f"{section}.{name}", [])[:1]) for name in tables
        ]
        read = zip(tables.items(), self.places[section], strict=True)
        return [self.read(keys, table, place) | {label: name} for (name, table), place in read]

    def listed(
        self, section: str, keys: tuple[Key, ...], tables: tuple[Any, ...], *, label: str = "id"
    ) -> list[dict[str, Any]]:
        """Read the tables `[[section]]`; messages call each by its value of `label`."""
        lines = self.lines.get(section, [])
        known = len(lines) == len(tables)
        self.places[section] = [
            _place(
                _called(section, table.get(label), position), lines[position : position + 1] if known else []
            )
            for position, table in enumerate(tables)
        ]
        return [
            self.read(keys, table, place) for table, place in zip(tables, self.places[section], strict=True)
        ]


def open_sheet(content: bytes, *, name: str, holds: str, refusal: type[FileFaults]) -> Sheet:
    """Parse a file that should hold what `holds` says; raises `refusal` when it is no TOML text."""
    try:
        text = _decoded(content, holds)
        return Sheet(table=_parsed(text), lines=_header_lines(text))
    except _UnreadableError as error:
        raise refusal(name, error.fault) from error.__cause__


class _UnreadableError(ValueError):
    def __init__(self, problem: str, expected: str, *, place: str = "the file") -> None:
        super().__init__(problem)
        self.fault = Fault(place=place, field="", problem=problem, expected=expected)


def _decoded(content: bytes, holds: str) -> str:
    if len(content) > LARGEST_FILE:
        raise _UnreadableError(f"it has {len(content)} bytes.", f"{LARGEST_FILE} at most")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problem = f"byte {error.start + 1} is not UTF-8."
        raise _UnreadableError(problem, "a text file saved as UTF-8") from error
    if not text.strip():
        raise _UnreadableError("it is empty.", holds)
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > LONGEST_LINE:
            problem = f"it has {len(line)} characters."
            raise _UnreadableError(problem, f"{LONGEST_LINE} at most", place=f"line {number}")
    return text


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        where = re.search(r"at (line \d+)|at (end of document)", str(error))
        place = where[1] or "its end" if where else "the file"
        problem = f"this is not TOML: {error}."
        raise _UnreadableError(problem, 'lines such as: title = "…"', place=place) from error


def _header_lines(text: str) -> Mapping[str, list[int]]:
    lines = defaultdict(list)
    for number, line in enumerate(text.split("\n"), start=1):
        if found := _HEADER.match(line):
            lines[found[1]].append(number)
    return lines


def _called(section: str, label: object, position: int) -> str:
    return f'{section} "{label}"' if isinstance(label, str | date) else f"{section} {position + 1}"


def _place(called: str, line: list[int]) -> str:
    return f"{called} (line {line[0]})" if line else called
