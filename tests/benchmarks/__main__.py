"""`make bench`: every row of the table, or those named; `--quick` measures less, to see that it runs."""

from __future__ import annotations

import argparse
import platform
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from tests.benchmarks.dispatching import dispatch
from tests.benchmarks.over_http import requests
from tests.benchmarks.over_socket import socket_write
from tests.benchmarks.paging import page
from tests.benchmarks.starting import start
from tests.benchmarks.table import Result, print_table
from tests.benchmarks.ticking import tick

ROWS: Mapping[str, Callable[[], Iterator[Result]]] = {
    "requests": partial(requests, rounds=10),
    "socket": partial(socket_write, rounds=10),
    "dispatch": partial(dispatch, times=1000),
    "page": partial(page, files=10_000, times=20),
    "tick": partial(tick, rows=1_000_000, times=30),
    "start": partial(start, times=7),
}
QUICK: Mapping[str, Callable[[], Iterator[Result]]] = {
    "requests": partial(requests, rounds=2),
    "socket": partial(socket_write, rounds=2),
    "dispatch": partial(dispatch, times=100),
    "page": partial(page, files=1_000, times=5),
    "tick": partial(tick, rows=20_000, times=10),
    "start": partial(start, times=2),
}


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("rows", nargs="*", help=f"which rows: {', '.join(ROWS)}; all unless named")
    parser.add_argument("--quick", action="store_true", help="measure less; the numbers then mean little")
    given = parser.parse_args()
    unknown = set(given.rows) - set(ROWS)
    if unknown:
        parser.error(f"there are no rows {', '.join(sorted(unknown))}; there are {', '.join(ROWS)}")
    measures = QUICK if given.quick else ROWS
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.machine()}\n")
    print_table([result for name in given.rows or ROWS for result in measures[name]()])


if __name__ == "__main__":
    main()
