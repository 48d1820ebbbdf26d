"""Reads a policy file: from bytes to values, or to every fault at once."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from models.rules.policy import BegunBy, Body, CriteriaGroup, Order, Path, Policy, Step
from models.rules.policy_checks import Draft, check_draft
from models.rules.policy_faults import Fault, PolicyFaults
from models.rules.policy_format import BODY, CAP, CRITERIA, GATE, LIMIT, PATH, POLICY, STEP, TIER, WATCH
from models.rules.policy_keys import Key, read_keys

LARGEST_FILE = 100_000
"""In bytes: ten times the longest shipped file, and small enough that no file can keep the reader busy."""
LONGEST_LINE = 2_000
"""In characters: TOML's reader slows down with the square of a key's length."""

_HEADER = re.compile(r"\s*\[{1,2}\s*([^\[\]]+?)\s*\]{1,2}")
_BLANK_POLICY = {"id": "", "title": "", "place": "", "source": "", "adopted": None}
_BLANK_PATH = {"title": "", "begun_by": BegunBy.US, "starts": "", "order": Order.SEQUENCE}
_BLANK_STEP = {"id": "", "title": "", "who": "", "source": ""}
_BLANK_BODY = {"title": ""}
_BLANK_GROUP = {"title": "", "prompts": ()}


@dataclass(kw_only=True)
class _Sheet:
    """A parsed file on the way to values: faults and places gather here."""

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

    def named(self, section: str, keys: tuple[Key, ...], tables: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Read the tables `[section.NAME]`; each name becomes the id."""
        self.places[section] = [
            _place(f'{section} "{name}"', self.lines.get(f"{section}.{name}", [])[:1]) for name in tables
        ]
        read = zip(tables.items(), self.places[section], strict=True)
        return [self.read(keys, table, place) | {"id": name} for (name, table), place in read]

    def listed(self, section: str, keys: tuple[Key, ...], tables: tuple[Any, ...]) -> list[dict[str, Any]]:
        """Read the tables `[[section]]`."""
        lines = self.lines.get(section, [])
        known = len(lines) == len(tables)
        self.places[section] = [
            _place(_called(section, table, position), lines[position : position + 1] if known else [])
            for position, table in enumerate(tables)
        ]
        return [
            self.read(keys, table, place) for table, place in zip(tables, self.places[section], strict=True)
        ]


def read_policy(content: bytes, *, name: str) -> Policy:
    """Read a policy file; PolicyFaults lists everything that is wrong with it.

    `name` is the file's name, for the messages. The format: docs/policies.md.
    """
    text = _decoded(content, name)
    sheet = _Sheet(lines=_header_lines(text))
    policy = _policy(sheet, _parsed(text, name), hashlib.sha256(content).hexdigest())
    faults = [*sheet.faults, *check_draft(Draft(policy=policy, places=sheet.places))]
    if faults:
        raise PolicyFaults(name, *faults)
    return policy


def _decoded(content: bytes, name: str) -> str:
    if len(content) > LARGEST_FILE:
        raise _unreadable(name, f"it has {len(content)} bytes.", f"{LARGEST_FILE} at most")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _unreadable(
            name, f"byte {error.start + 1} is not UTF-8.", "a text file saved as UTF-8"
        ) from error
    if not text.strip():
        raise _unreadable(name, "it is empty.", "a policy")
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > LONGEST_LINE:
            problem = f"it has {len(line)} characters."
            raise _unreadable(name, problem, f"{LONGEST_LINE} at most", place=f"line {number}")
    return text


def _parsed(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        where = re.search(r"at (line \d+)|at (end of document)", str(error))
        place = where[1] or "its end" if where else "the file"
        raise _unreadable(
            name, f"this is not TOML: {error}.", 'lines such as: title = "…"', place=place
        ) from error


def _unreadable(name: str, problem: str, expected: str, *, place: str = "the file") -> PolicyFaults:
    return PolicyFaults(name, Fault(place=place, field="", problem=problem, expected=expected))


def _header_lines(text: str) -> Mapping[str, list[int]]:
    lines = defaultdict(list)
    for number, line in enumerate(text.split("\n"), start=1):
        if found := _HEADER.match(line):
            lines[found[1]].append(number)
    return lines


def _called(section: str, table: Mapping[str, Any], position: int) -> str:
    return f'{section} "{table["id"]}"' if isinstance(table.get("id"), str) else f"{section} {position + 1}"


def _place(called: str, line: list[int]) -> str:
    return f"{called} (line {line[0]})" if line else called


def _policy(sheet: _Sheet, table: Mapping[str, Any], content_hash: str) -> Policy:
    """Build the values from what could be read; blanks stand where a required key is missing."""
    top = sheet.read(POLICY, table, "the top of the file")
    sheet.named("tier", TIER, top.get("tier", {}))
    for section, keys in {"limit": LIMIT, "gate": GATE, "watch": WATCH, "cap": CAP}.items():
        sheet.listed(section, keys, top.get(section, ()))
    built = {
        "bodies": tuple(
            Body(**_BLANK_BODY | values) for values in sheet.named("body", BODY, top.pop("body", {}))
        ),
        "paths": tuple(
            Path(**_BLANK_PATH | values) for values in sheet.named("path", PATH, top.pop("path", {}))
        ),
        "criteria": tuple(
            CriteriaGroup(**_BLANK_GROUP | values)
            for values in sheet.named("criteria", CRITERIA, top.pop("criteria", {}))
        ),
        "steps": tuple(
            Step(**_BLANK_STEP | _apart(STEP, values))
            for values in sheet.listed("step", STEP, top.pop("step", ()))
        ),
    }
    return Policy(**_BLANK_POLICY | _apart(POLICY, top) | built, content_hash=content_hash)


def _apart(keys: tuple[Key, ...], values: dict[str, Any]) -> dict[str, Any]:
    """Set the values of keys that are not computed apart, as `not_computed`."""
    apart = {key.name for key in keys if not key.computed}
    computed = {name: value for name, value in values.items() if name not in apart}
    return computed | {"not_computed": {name: value for name, value in values.items() if name in apart}}
