"""What can be taken out of the record as lists: which there are, of what, and how their cells are written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import TypeAlias

from models.rules.documents import Document, Heading, Listing, Paragraph, Part
from models.rules.wording import full_date, moment_in_words

Cell: TypeAlias = str | int | date | datetime | None
Row: TypeAlias = tuple[Cell, ...]
CITY = ("No.", "City", "Country")
"""The columns by which a list tells of cities."""
WIDEST = 9
"""Digits of a number, at most."""
FIRST_YEAR, LAST_YEAR = 1900, 2199


@dataclass(frozen=True, kw_only=True)
class ListKind:
    """One list that can be taken out."""

    id: str
    title: str
    holds: str
    """What is in it, in one sentence."""
    head: tuple[str, ...]
    by_city: bool = True
    """Whether it can be of one city."""
    by_year: bool = True
    """Whether it can be of one year."""
    for_staff: bool = False
    """Whether it goes to staff alone."""


LISTS: tuple[ListKind, ...] = (
    ListKind(
        id="cities",
        title="Cities",
        holds="Each with its state, next step, owner and dates.",
        head=(
            "No.",
            "City",
            "Country",
            "Path",
            "State",
            "Began on",
            "Next step",
            "Due on",
            "Owner",
            "Waiting on",
            "Waiting since",
            "Answer expected by",
            "Closed on",
            "Closed because",
            "Interests",
            "Recorded by",
        ),
    ),
    ListKind(
        id="steps",
        title="Steps and deadlines",
        holds="What is done, what is due, and how it was counted.",
        head=(
            "No.",
            "City",
            "Country",
            "Step",
            "State",
            "Due on",
            "Goal on",
            "How it was counted",
            "Done on",
            "Note",
            "Recorded by",
        ),
    ),
    ListKind(
        id="correspondence",
        title="Correspondence",
        holds="Every letter, email, call and visit.",
        head=(
            "No.",
            "City",
            "Country",
            "Date",
            "Direction",
            "What",
            "How",
            "Person",
            "Signed by",
            "Language",
            "Translated by",
            "Summary",
            "Noted on",
            "Noted by",
        ),
    ),
    ListKind(
        id="decisions",
        title="Decisions",
        holds="Every motion that has ended, with each vote by name.",
        head=(
            "Meeting",
            "Motion",
            "Text",
            "City",
            "Country",
            "Moved by",
            "Seconded by",
            "Outcome",
            "Result",
            "Rule",
            "Aye",
            "No",
            "Abstain",
            "Recused",
            "Not voting",
            "Absent",
            "Ended at",
            "Closed by",
            "Corrected on",
            "Reason",
        ),
    ),
    ListKind(
        id="partners",
        title="Register of partners",
        holds="With the dates of approval and signature.",
        head=(
            "City",
            "Country",
            "Kind",
            "Since",
            "Approved on",
            "Signed on",
            "Recognized on",
            "Begins with",
            "Other names",
        ),
        by_city=False,
        by_year=False,
    ),
    ListKind(
        id="agreements",
        title="Agreements",
        holds="Who signed, each side on its own day.",
        head=(
            "No.",
            "City",
            "Country",
            "Kind",
            "We signed on",
            "Our signer",
            "They signed on",
            "Their signer",
            "Ends on",
            "Link",
        ),
    ),
    ListKind(
        id="meetings",
        title="Meetings",
        holds="What became of each, and where its agenda was posted.",
        head=(
            "Body",
            "Date",
            "Begins at",
            "Kind",
            "State",
            "Reason",
            "Place",
            "Agenda posted at",
            "Posted where",
            "Posted by",
        ),
        by_city=False,
    ),
    ListKind(
        id="roster",
        title="Roster",
        holds="Who held which seat and office, without addresses.",
        head=("Name", "Part", "Seat", "From", "Until", "Term ends"),
        by_city=False,
        by_year=False,
    ),
    ListKind(
        id="contacts",
        title="Contacts",
        holds="Names and addresses, for staff alone.",
        head=("No.", "City", "Country", "Side", "Name", "Title", "Role", "Email", "Phone"),
        by_year=False,
        for_staff=True,
    ),
)


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Of what a list is: of everything, of one city, or of one year."""

    prospect_id: str = ""
    year: int | None = None

    def has(self, *days: date | None) -> bool:
        """Tell whether one of some days lies in the year; of no year, every day does."""
        return self.year is None or any(day.year == self.year for day in days if day)

    @property
    def written(self) -> str:
        """Write it down for a button: `scope_read` reads it back."""
        return self.prospect_id or (str(self.year) if self.year else "")


@dataclass(frozen=True, kw_only=True)
class Table:
    """A list as it was taken out."""

    kind: ListKind
    rows: tuple[Row, ...]


def list_named(name: str) -> ListKind | None:
    """Give the list of that id; None where there is none."""
    return {kind.id: kind for kind in LISTS}.get(name)


def lists_for(scope: Scope, *, is_staff: bool) -> list[ListKind]:
    """Say which lists there are of a city, of a year or of everything, for staff or for others."""
    fits = [
        kind for kind in LISTS if (kind.by_city or not scope.prospect_id) and (kind.by_year or not scope.year)
    ]
    return [kind for kind in fits if is_staff or not kind.for_staff]


def year_typed(text: str) -> int | None:
    """Read a year of four digits; None for anything else."""
    is_year = len(text) == 4 and text.isascii() and text.isdigit()  # noqa: PLR2004 - the digits of a year
    return int(text) if is_year and FIRST_YEAR <= int(text) <= LAST_YEAR else None


def scope_read(written: str) -> Scope:
    """Read back what `Scope.written` wrote; the id in it is a claim, to be looked up."""
    year = year_typed(written)
    return Scope(year=year) if year else Scope(prospect_id=written)


def in_words(cell: Cell) -> str:
    """Say a cell as it stands on paper, with the month spelled; an empty one is an empty text."""
    match cell:
        case datetime():
            return moment_in_words(cell, date.min)
        case date():
            return full_date(cell)
        case None:
            return ""
    return str(cell)


def as_document(title: str, tables: list[Table], marks: tuple[str, ...] = ()) -> Document:
    """Write lists as one paper that can be printed and read aloud: city by city, a line for each row."""
    return Document(title=title, marks=marks, parts=tuple(part for table in tables for part in _parts(table)))


def _parts(table: Table) -> Iterator[Part]:
    """Write a list: each row with the names of its columns; what is of cities, under the name of each."""
    yield Heading(text=table.kind.title)
    yield Paragraph(text=table.kind.holds)
    if not table.rows:
        yield Paragraph(text="Nothing is recorded.")
    elif table.kind.head[: len(CITY)] != CITY:
        yield Listing(items=tuple(_line(table.kind.head, row) for row in table.rows))
    else:
        yield from _by_city(table)


def _by_city(table: Table) -> Iterator[Part]:
    rows = sorted(table.rows, key=lambda row: str(row[0]).zfill(WIDEST))
    for (number, *name), those in groupby(rows, key=lambda row: row[: len(CITY)]):
        yield Paragraph(text=f"No. {number}, {', '.join(in_words(part) for part in name if part)}")
        yield Listing(items=tuple(_line(table.kind.head[len(CITY) :], row[len(CITY) :]) for row in those))


def _line(head: tuple[str, ...], row: Row) -> str:
    said = [f"{name}: {words}" for name, cell in zip(head, row, strict=True) if (words := in_words(cell))]
    return f"{'; '.join(said)}."
