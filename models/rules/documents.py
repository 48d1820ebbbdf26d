"""A written paper, such as an agenda or minutes: what it says, apart from how it is drawn."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, kw_only=True)
class Heading:
    """The title of a section."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Listing:
    """Items below one another; numbered ones begin at 1."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A table with a head; ValueError unless every row has a cell for each column."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        """Check the shape."""
        if not self.head or any(len(row) != len(self.head) for row in self.rows):
            raise ValueError("every row of a table has as many cells as its head")


Part: TypeAlias = Heading | Paragraph | Listing | Grid
"""What a paper consists of."""


@dataclass(frozen=True, kw_only=True)
class Document:
    """A paper: its title and parts, and the marks that stand at the top of every form of it."""

    title: str
    marks: tuple[str, ...] = ()
    """For instance "UNAPPROVED"."""
    parts: tuple[Part, ...] = ()


def printable(text: str) -> str:
    """Leave out the characters that no paper can hold: control characters, and halves of characters."""
    return _UNPRINTABLE.sub("", text)


def as_lines(document: Document) -> list[str]:
    """Write a paper as lines that can be read aloud, with an empty one between its parts."""
    blocks = [list(document.marks), [document.title], *(lines_of(part) for part in document.parts)]
    return [line for block in blocks if block for line in ("", *block)][1:]


def lines_of(part: Part) -> list[str]:
    """Write a part of a paper as lines that can be read aloud."""
    match part:
        case Listing(items=items, numbered=True):
            return [f"{number}. {item}" for number, item in enumerate(items, start=1)]
        case Listing(items=items):
            return [f"- {item}" for item in items]
        case Grid(head=head, rows=rows):
            return [_row_in_words(head, row) for row in rows]
    return [part.text]


def _row_in_words(head: Sequence[str], row: Sequence[str]) -> str:
    """Say a row with the names of its columns, so that nobody has to see the table; empty cells are left out."""
    return "; ".join(
        f"{name}: {cell}" if name else cell for name, cell in zip(head, row, strict=True) if cell
    )


def to_json(document: Document) -> dict[str, object]:
    """Write a paper as plain JSON, to be kept and drawn again."""
    parts = [_part_to_json(part) for part in document.parts]
    return {"title": document.title, "marks": list(document.marks), "parts": parts}


def from_json(kept: Mapping[str, Any]) -> Document:
    """Read back what `to_json` wrote; KeyError or ValueError for anything else."""
    parts = tuple(_part_from_json(part) for part in kept["parts"])
    return Document(title=kept["title"], marks=tuple(kept["marks"]), parts=parts)


def _part_to_json(part: Part) -> dict[str, object]:
    match part:
        case Heading(text=text):
            return {"heading": text}
        case Paragraph(text=text):
            return {"paragraph": text}
        case Listing(items=items, numbered=numbered):
            return {"items": list(items), "numbered": numbered}
        case Grid(head=head, rows=rows):
            return {"head": list(head), "rows": [list(row) for row in rows]}


def _part_from_json(kept: Mapping[str, Any]) -> Part:
    match kept:
        case {"heading": text}:
            return Heading(text=text)
        case {"paragraph": text}:
            return Paragraph(text=text)
        case {"items": items, "numbered": numbered}:
            return Listing(items=tuple(items), numbered=numbered)
        case {"head": head, "rows": rows}:
            return Grid(head=tuple(head), rows=tuple(tuple(row) for row in rows))
    raise ValueError(f"no part of a paper: {sorted(kept)}")
