"""A clock that all processes of a soak read, which runs fast and jumps."""

from __future__ import annotations

import mmap
import struct
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

RATE = 3
"""How many times faster than the machine's. A lease then lasts forty seconds: longer than a busy machine leaves a process
alone, since a post that a worker began and that arrives after its lease cannot be told from one that never comes."""
SECONDS = struct.Struct("=d")


@dataclass(frozen=True, kw_only=True)
class FastClock:
    """Runs at `RATE`, and jumps where its file says so."""

    file: Path
    starts_at: datetime
    started: float
    """The machine's seconds at that moment."""
    jumped: mmap.mmap

    def now(self) -> datetime:
        """Say the time."""
        passed = (time.monotonic() - self.started) * RATE
        return self.starts_at + timedelta(seconds=passed + SECONDS.unpack(self.jumped[:])[0])

    def jump_to(self, moment: datetime) -> None:
        """Jump forward, for every process at once."""
        (before,) = SECONDS.unpack(self.jumped[:])
        self.jumped[:] = SECONDS.pack(before + max((moment - self.now()).total_seconds(), 0))


def open_clock(file: Path, starts_at: datetime, started: float) -> FastClock:
    """Open the clock of a file, made when new."""
    if not file.exists():
        file.write_bytes(SECONDS.pack(0))
    with file.open("r+b") as opened:
        jumped = mmap.mmap(opened.fileno(), SECONDS.size)
    return FastClock(file=file, starts_at=starts_at, started=started, jumped=jumped)
