"""`make year`: the simulated year as a diary, to be read by eye."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tests.year.living import lived
from tests.year.policy import broken
from tests.year.world import World, world

LAST = date(2027, 11, 22)


def main() -> int:
    """Print the diary, how often each person was written to, and what broke the policy; 1 where anything did."""
    last = date.fromisoformat(sys.argv[1]) if sys.argv[1:] else LAST
    with tempfile.TemporaryDirectory(prefix="clerk-year-") as folder, world(Path(folder)) as there:
        wrong = broken(lived(there, last))
        for line in (*_diary(there), *_counts(there), *wrong):
            sys.stdout.write(f"{line}\n")
    return 1 if wrong else 0


def _diary(there: World) -> Iterator[str]:
    names = there.names()
    for each in there.heard:
        yield f"{each.at:%a %Y-%m-%d %H:%M}  {names[each.person]}, {each.kind}"
        yield from (f"    {line}" for line in each.lines)


def _counts(there: World) -> Iterator[str]:
    names = there.names()
    counted = Counter((names[each.person], each.kind) for each in there.heard)
    yield ""
    yield from (f"{who}, {kind}: {count}" for (who, kind), count in sorted(counted.items()))
    yield f"In the channel: {len(there.posted)}"


if __name__ == "__main__":
    sys.exit(main())
