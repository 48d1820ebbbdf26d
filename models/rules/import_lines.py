"""Pasted lines of past inquiries, one a line: "City, Country, date"."""

from __future__ import annotations

from dataclasses import dataclass

from models.rules.imports import (
    Known,
    Line,
    Read,
    Row,
    Status,
    at,
    city_name,
    country,
    day,
    quoted,
    twice,
)
from models.rules.policy_faults import Fault

MOST_LINES = 50
"""More of them would not be recorded within the three seconds that Slack waits."""
LINE_WORDS = '"City, Country, date", such as: Cascais, Portugal, 2019-03-20'
LEAST_PARTS = 3


@dataclass(frozen=True, kw_only=True)
class SameForAll:
    """What is chosen once for all the lines."""

    path: str
    status: Status


def read_lines(text: str, chosen: SameForAll, known: Known) -> Read:
    """Read pasted lines; empty ones are passed over."""
    lines = [(number, " ".join(line.split())) for number, line in enumerate(text.splitlines(), start=1)]
    filled = [(number, line) for number, line in lines if line]
    faults, rows = list[Fault](), list[Row]()
    if len(filled) > MOST_LINES:
        expected = f"{MOST_LINES} at most; the command clerk import takes a whole file"
        faults.append(
            at(filled[MOST_LINES][0], "", f"it is line {MOST_LINES + 1} of what is filled.", expected)
        )
    for number, line in filled[:MOST_LINES]:
        row = _read_line(Line(number=number, faults=faults), line, chosen, known)
        rows += [row] if row else []
    faults += twice(rows)
    return Read(rows=tuple(rows), faults=tuple(faults))


def _read_line(line: Line, text: str, chosen: SameForAll, known: Known) -> Row | None:
    parts = _in_parts(text)
    if len(parts) < LEAST_PARTS:
        line.faults.append(at(line.number, "", f"{quoted(text)} does not fit.", LINE_WORDS))
        return None
    city = line.read("city", city_name, ", ".join(parts[:-2]))
    code = line.read("country", country, parts[-2], known)
    on = line.read("date", day, parts[-1], known)
    if city is None or code is None or on is None:
        return None
    return Row(line=line.number, city=city, country=code, on=on, path=chosen.path, status=chosen.status)


def _in_parts(text: str) -> list[str]:
    """Part a line at its commas, but for the one within a day such as "Mar 20, 2019"."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) > LEAST_PARTS and parts[-1].isdecimal():
        parts = [*parts[:-2], f"{parts[-2]}, {parts[-1]}"]
    return parts
