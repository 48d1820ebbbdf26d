"""The turn to write, which goes to whoever has waited longest: a lock of Python's may pass somebody over for long."""

from __future__ import annotations

import threading
from collections import deque


class Turn:
    """One writer's at a time, in the order in which they came."""

    def __init__(self) -> None:
        """Let the first to come have it."""
        self._guard = threading.Lock()
        self._is_taken = False
        self._waiting: deque[threading.Event] = deque()

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def take(self, seconds: float) -> bool:
        """Wait for the turn, so long at most; say whether it came."""
        called = threading.Event()
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return True
            self._waiting.append(called)
        called.wait(seconds)
        with self._guard:
            if not called.is_set():
                self._waiting.remove(called)
            return called.is_set()

    def pass_on(self) -> None:
        """Give the turn to whoever has waited longest."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._is_taken = False
