"""The table: what was measured, its limit, and whether it was met."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

HEADINGS = ("work", "CPU", "p50", "p99", "verdict")


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One number and the limit that it must not pass."""

    value: float
    limit: float | None = None
    """Nothing where the number is only shown."""
    unit: str = "×"

    @property
    def is_met(self) -> bool:
        """Whether it stays within its limit."""
        return self.limit is None or self.value <= self.limit

    def __str__(self) -> str:
        """Give the number, with its limit where it has one."""
        given = f"{self.value:.{3 if self.value < 1 else 2}f} {self.unit}"
        return given if self.limit is None else f"{given} (≤ {self.limit:g})"


@dataclass(frozen=True, kw_only=True)
class Result:
    """One row of the table."""

    work: str
    cpu: Figure | None = None
    p50: Figure | None = None
    p99: Figure | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """Give the row's cells in the order of the headings."""
        figures = [figure for figure in (self.cpu, self.p50, self.p99) if figure]
        has_limits = any(figure.limit is not None for figure in figures)
        verdict = "met" if all(figure.is_met for figure in figures) else "NOT met"
        shown = (str(figure) if figure else "" for figure in (self.cpu, self.p50, self.p99))
        return (self.work, *shown, verdict if has_limits else "")


def print_table(results: Iterable[Result]) -> None:
    """Print the rows as a table in Markdown, whose columns also line up for the eye."""
    rows = [HEADINGS, *(result.cells for result in results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    print(_line(rows[0], widths))
    print(_line(["-" * width for width in widths], widths))
    for row in rows[1:]:
        print(_line(row, widths))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"


def percentile(values: Sequence[float], percent: int) -> float:
    """Give the value that so many of a hundred do not pass."""
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]
