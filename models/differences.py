"""How a record differs from what a commission file says: each difference comes with the change that would end it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import TypeVar

from models.database import Record

NEVER_SHOWN = "email"
"""A column whose content goes neither to the screen nor into the ledger."""

W = TypeVar("W")
R = TypeVar("R", bound=Record)


@dataclass(frozen=True, kw_only=True)
class Change:
    """One difference, in words, and what ends it."""

    says: str
    make: Callable[[], object] = field(repr=False, compare=False)


def paired(
    wanted: Sequence[W], rows: Sequence[R], *alike: Callable[[W, R], bool]
) -> list[tuple[W, R | None]]:
    """Pair each wanted value with a row of its own: by the first likeness that finds one, else by the next."""
    free, found = list(rows), dict[int, R]()
    for like in alike:
        for position, one in enumerate(wanted):
            row = next((row for row in free if position not in found and like(one, row)), None)
            if row is not None:
                found[position] = row
                free.remove(row)
    return [(one, found.get(position)) for position, one in enumerate(wanted)]


def alterations(row: Record, wanted: Mapping[str, object], called: str) -> Iterator[Change]:
    """List the columns of a row that are not as wanted."""
    for column, value in wanted.items():
        was = getattr(row, column)
        if was != value:
            what = f"{called}{column.replace('_', ' ')}"
            says = (
                f"{what} changed" if column == NEVER_SHOWN else f"{what}: {in_words(was)} → {in_words(value)}"
            )
            yield Change(says=says, make=partial(setattr, row, column, value))


def in_words(value: object) -> str:
    """Say a column's value on one line."""
    match value:
        case None | "" | [] | ():
            return "none"
        case True | False:
            return "yes" if value else "no"
        case list() | tuple():
            return ", ".join(str(each).replace("_", " ") for each in value)
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
    return str(value)
