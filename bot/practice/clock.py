"""The workspace's movable clock, and the machine's; no other file of this package asks the time."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Lock

from bot.practice.refusal import ActRefused


def machine_now() -> datetime:
    """Read the machine's clock, in UTC: for signatures, which the movable clock leaves alone."""
    return datetime.now(UTC)


def machine_seconds() -> float:
    """Count real seconds from an arbitrary start: for triggers and acknowledgements."""
    return time.monotonic()


class MovableClock:
    """Runs with the machine's clock, ahead of it by an offset that people may only enlarge."""

    def __init__(
        self,
        *,
        starts_at: datetime | None = None,
        machine: Callable[[], datetime] = machine_now,
    ) -> None:
        """Start at an aware instant, or with the machine."""
        self._machine = machine
        self._lock = Lock()
        self.begin_again(starts_at)
        self.moved: Callable[[], None] = lambda: None

    def begin_again(self, starts_at: datetime | None) -> None:
        """Go back to an aware instant, or to the machine's: for a workspace that forgets everything with it."""
        with self._lock:
            self._latest = starts_at or self._machine()
            self._offset = self._latest - self._machine()

    def now(self) -> datetime:
        """Say the workspace's time, in UTC; it never runs backwards."""
        with self._lock:
            self._latest = max(self._latest, self._machine() + self._offset)
            return self._latest.astimezone(UTC)

    def move(self, step: timedelta) -> None:
        """Move forward by a step; raises ActRefused when it points back."""
        self.move_to(self.now() + step)

    def move_to(self, instant: datetime) -> None:
        """Move forward to an aware instant; raises ActRefused when it has passed."""
        if instant < self.now():
            raise ActRefused(why="The clock moves forward only.")
        with self._lock:
            self._offset = instant - self._machine()
            self._latest = instant
        self.moved()

    @property
    def offset(self) -> timedelta:
        """Say how far this clock runs ahead of the machine's."""
        return self._offset

    def resume(self, *, offset: timedelta, reached: datetime) -> None:
        """Go on with an earlier run's offset, never before the instant which that run reached."""
        with self._lock:
            self._latest = max(reached, self._machine() + offset)
            self._offset = self._latest - self._machine()
