"""What an import says of cities: the rows of a spreadsheet or the lines that somebody pasted, and what is wrong with them."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from models.rules.names import fold
from models.rules.policy_faults import Fault
from models.rules.register import Begun
from models.rules.typed_dates import UnreadableDay, read_day
from models.rules.wording import full_date

T = TypeVar("T")
EARLIEST = date(1900, 1, 1)
"""Earlier dates are taken for slips of the hand."""
LONGEST_LINE = 80
LONGEST_NOTES = 3_000
SISTER = "sister city"
NAME_WORDS = f"text of one line, at most {LONGEST_LINE} characters"
DAY_WORDS = 'a day with its year, such as 2019-03-20 or "Mar 20, 2019"'
COUNTRY_WORDS = 'two letters such as "MX", or the English name such as "Mexico"'


class Status(StrEnum):
    """What became of a city."""

    OPEN = "open"
    CLOSED = "closed"
    PARTNER = "partner"


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the values of an import are held against."""

    today: date
    countries: Mapping[str, str]
    """Two letters by a country's English name."""
    paths: Sequence[str]
    """The ways in, "policy/path", the usual one first."""
    owners: Sequence[str]
    """The names of the people on the roster."""

    @cached_property
    def codes(self) -> Mapping[str, str]:
        """The two letters of every country by its name, folded."""
        return {fold(name): code for name, code in self.countries.items()}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One city of an import."""

    line: int
    """Where it stands, from 1."""
    city: str
    country: str
    """Two capital letters of ISO 3166."""
    on: date | None
    """The day of the first word; a partner may have none."""
    path: str = ""
    status: Status = Status.OPEN
    tier: str = SISTER
    since: str = ""
    begun: Begun = field(default_factory=Begun)
    """A partner's dates, as far as they are known."""
    former_names: tuple[str, ...] = ()
    owner: str = ""
    notes: str = ""

    def in_words(self, country: str, path: str) -> str:
        """Say what would be recorded; `country` and `path` as they are called."""
        former = f", formerly {', '.join(self.former_names)}" if self.former_names else ""
        if self.status is Status.PARTNER:
            dates = f"; {self.begun.in_words()}" if self.begun.in_words() else ""
            return f"{self.city}, {country}{former}: partner, {self.tier} since {self.since}{dates}"
        began = f"“{path}”, begun {full_date(self.on)}" if self.on else f"“{path}”"
        owner = f", owner {self.owner}" if self.owner else ""
        return f"{self.city}, {country}{former}: {self.status} file on {began}{owner}"


@dataclass(frozen=True, kw_only=True)
class Read:
    """What could be read of an import, and everything that could not."""

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]


class MisreadCell(ValueError):
    """A value that cannot be used, with what was expected instead."""

    def __init__(self, problem: str, expected: str) -> None:
        """Keep both."""
        super().__init__(problem)
        self.problem, self.expected = problem, expected


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line that is being read: what is wrong with it is noted."""

    number: int
    faults: list[Fault]

    def read(self, field: str, read: Callable[..., T], *given: object) -> T | None:
        """Read one value; None where it cannot be used, which is noted."""
        try:
            return read(*given)
        except MisreadCell as misread:
            self.faults.append(at(self.number, field, misread.problem, misread.expected))
            return None


def at(line: int, field: str, problem: str, expected: str) -> Fault:
    """Say what is wrong on a line."""
    return Fault(place=f"line {line}", field=field, problem=problem, expected=expected)


def quoted(text: str) -> str:
    """Quote a value, shortened."""
    short = text if len(text) <= LONGEST_LINE else f"{text[:LONGEST_LINE]}…"
    return f'"{short}"'


def one_line(text: str) -> str:
    """Read a text of one line."""
    if len(text) > LONGEST_LINE:
        raise MisreadCell(f"it has {len(text)} characters.", NAME_WORDS)
    if not text.isprintable():
        raise MisreadCell(f"{text!a} holds a character that cannot be shown.", NAME_WORDS)
    return text


def city_name(text: str) -> str:
    """Read a city's name."""
    if not fold(text).strip(" .,-"):
        raise MisreadCell("missing." if not text else f"{quoted(text)} names no city.", NAME_WORDS)
    return one_line(text)


def country(text: str, known: Known) -> str:
    """Read a country from its two letters or its English name."""
    code = text.upper() if text.upper() in known.codes.values() else known.codes.get(fold(text))
    if code is None:
        said = f"{quoted(text)} is no country that is known.{near(text, known.countries)}"
        raise MisreadCell(said if text else "missing.", COUNTRY_WORDS)
    return code


def day(text: str, known: Known) -> date:
    """Read a day of the past that names its year."""
    if not any(len(part) == len("2019") and part.isdecimal() for part in _parts(text)):
        raise MisreadCell(f"{quoted(text)} does not fit." if text else "missing.", DAY_WORDS)
    try:
        found = read_day(text, known.today)
    except UnreadableDay:
        raise MisreadCell(f"{quoted(text)} does not fit.", DAY_WORDS) from None
    if found > known.today:
        raise MisreadCell(f"{full_date(found)} is in the future.", "the day it happened")
    if found < EARLIEST:
        raise MisreadCell(f"{full_date(found)} is more than a lifetime ago.", "the day it happened")
    return found


def _parts(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in text).split()


def one_of(text: str, choices: Sequence[str], what: str) -> str:
    """Read one of the choices, however it is spelled; `what` they are, for the message."""
    found = {fold(choice): choice for choice in choices}.get(fold(text))
    if found is None:
        raise MisreadCell(
            f"there is no {what} {quoted(text)}.{near(text, choices)}", f"one of: {', '.join(choices)}"
        )
    return found


def near(text: str, choices: Sequence[str] | Mapping[str, str]) -> str:
    """Give " Did you mean …?" when a choice is close, else nothing."""
    by_fold = {fold(choice): choice for choice in choices}
    found = difflib.get_close_matches(fold(text), by_fold, n=1)
    return f' Did you mean "{by_fold[found[0]]}"?' if found else ""


def twice(rows: Sequence[Row]) -> Iterator[Fault]:
    """List the rows that say what one above says already."""
    seen: dict[object, int] = {}
    for row in rows:
        matter = _matter(row)
        if matter in seen:
            what = "partner" if row.status is Status.PARTNER else "city, date and path"
            problem = f"line {seen[matter]} has the same {what}."
            yield at(row.line, "city", problem, "each of them once")
        seen.setdefault(matter, row.line)


def _matter(row: Row) -> object:
    place = (fold(row.city), row.country)
    return place if row.status is Status.PARTNER else (*place, row.on, row.path)
