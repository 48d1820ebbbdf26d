"""The heartbeat: an address outside is called each minute while Clerk is well, so that somebody notices when it is not."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from http.client import HTTPException
from urllib.request import ProxyHandler, build_opener

from bot.settings import Outside
from scheduler.timetable import Job

EVERY = timedelta(minutes=1)
SHORTEST = 55.0
"""Seconds between two calls at least: every job runs at once when the clock was set."""
SECONDS = 5
"""How long a call may take."""

log = logging.getLogger("clerk")


class Heartbeat:
    """Calls one address. It may hold a token, so that no log ever has it."""

    def __init__(
        self, where: Outside, faults: Callable[[], Sequence[str]], shortest: float = SHORTEST
    ) -> None:
        """Take the address, and what lists Clerk's faults."""
        self._address = where.address
        self._opener = build_opener(
            ProxyHandler({"http": where.proxy, "https": where.proxy} if where.proxy else {})
        )
        self._faults = faults
        self._shortest = shortest
        self._called_at: float | None = None
        self._fails = False

    def job(self) -> Job:
        """Give the job that calls it."""
        return Job(name="heartbeat", run=self.beat, every=EVERY)

    def beat(self, _now: datetime) -> None:
        """Call the address, if Clerk is well; a failure is logged when it begins, and stops nothing."""
        if self._was_just_called() or self._faults():
            return
        self._called_at = time.monotonic()
        try:
            with self._opener.open(self._address, timeout=SECONDS) as answer:
                answer.read(1)
        except (OSError, HTTPException, ValueError) as error:
            if not self._fails:
                log.warning("The heartbeat address cannot be called: %s.", type(error).__name__)
            self._fails = True
        else:
            self._fails = False

    def _was_just_called(self) -> bool:
        return self._called_at is not None and time.monotonic() - self._called_at < self._shortest
