"""Who is at work on a SQLite database: a lock beside its file, which the system lets go however a process ends."""

from __future__ import annotations

import fcntl
import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from models.refusals import Refusal

LONGEST_WAIT = 5
"""Seconds that a start waits for another process to be gone, where the schema has to change."""
PAUSE = 0.1


@contextmanager
def at_work_on(file: Path, *, is_ready: Callable[[], bool], make_ready: Callable[[], None]) -> Iterator[None]:
    """Be at work on a database for the length of a block, beside any others; Refusal where it must change under them.

    A database that is not ready is made so by one process while no other is at work on it: an earlier release would
    go on with tables that it does not know.
    """
    with _lock_beside(file) as lock:
        until = time.monotonic() + LONGEST_WAIT
        fcntl.flock(lock, fcntl.LOCK_SH)  # waits while somebody has it alone: that is being made ready
        while not is_ready():
            if _taken(lock):
                make_ready()
            elif time.monotonic() > until:
                raise Refusal(
                    "Another Clerk, of an earlier version, is at work on this database. Stop that one first."
                )
            else:
                fcntl.flock(lock, fcntl.LOCK_UN)
                time.sleep(PAUSE * random.uniform(0.5, 1.5))  # noqa: S311 - two that start together do not keep step
            fcntl.flock(lock, fcntl.LOCK_SH)
        yield


@contextmanager
def alone_at(file: Path) -> Iterator[None]:
    """Have a database alone for the length of a block; Refusal while a Clerk is at work on it."""
    with _lock_beside(file) as lock:
        if not _taken(lock):
            raise Refusal("Clerk is at work on this database. Stop it first, then try again.")
        yield


@contextmanager
def taking_turns(file: Path, matter: str) -> Iterator[bool]:
    """Say whether a matter is this process's for the length of a block; false while another has it in hand."""
    with _lock_beside(file, matter) as lock:
        yield _taken(lock)


@contextmanager
def _lock_beside(file: Path, matter: str = "in-use") -> Iterator[int]:
    lock = os.open(file.with_name(f"{file.name}.{matter}"), os.O_CREAT | os.O_RDWR, 0o600)
    try:
        yield lock
    finally:
        os.close(lock)


def _taken(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
