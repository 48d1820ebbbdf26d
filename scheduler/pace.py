"""How fast Homes are drawn, so that Slack takes them, and takes what people press besides."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

AT_ONCE = 15
"""So many may be drawn in one go after a quiet while."""
A_MINUTE = 75
"""So many more are drawn a minute: Slack takes about a hundred, and people open Homes too."""


class Pace:
    """Says whether one more may be drawn now, however often it is asked."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        """Take what counts the seconds: Slack's, which pass in a practice workspace too whose clock stands still."""
        self._seconds = seconds
        self._room, self._asked_at, self._rests_until = float(AT_ONCE), seconds(), seconds()

    def lets_go(self) -> bool:
        """Tell whether one more may be drawn, and count it."""
        now = self._seconds()
        gained = (now - self._asked_at) * A_MINUTE / 60
        self._room, self._asked_at = min(self._room + gained, float(AT_ONCE)), now
        if now < self._rests_until or self._room < 1:
            return False
        self._room -= 1
        return True

    def rest(self, span: timedelta) -> None:
        """Let none be drawn for as long as Slack asks."""
        self._rests_until = self._seconds() + span.total_seconds()
