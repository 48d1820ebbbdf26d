"""What becomes of a message that could not be sent: it waits, its workspace is parked, or it is given up and told."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from slack_sdk import WebClient

from models import nudges
from models.changes import FILE, owe
from models.clock import Now
from models.database import Database
from models.outbox import RATE_LIMITED, SHARED
from models.sharing import tell_not_shared
from scheduler.cards import CANNOT_MAKE, CANNOT_SEND, DAILY_NOTE
from scheduler.claims import Owed, finish, write
from scheduler.files import NO_SCOPE
from scheduler.posting import CLOSED_TO_CLERK, SHUT_OUT, NotPosted, is_direct
from scheduler.trouble import FAILURES_TOLD, POSTED_ONCE, tell_not_sent, tell_shut_out
from scheduler.watch import closed_because, park

SHORTEST_GAP = timedelta(minutes=1)
LONGEST_GAP = timedelta(hours=1)
MOST_DOUBLINGS = 6

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Setbacks:
    """Notes what went wrong with a claimed row, as far as the claim still holds."""

    database: Database
    client: WebClient
    now: Now

    def refused(self, owed: Owed, refused: NotPosted, *, intent_at: datetime | None) -> None:
        """Follow up a plain refusal; `intent_at` is the earlier intent that still stands open."""
        said = str(refused)
        if owed.kind == FILE and said == NO_SCOPE:
            self._tell_asker(owed, CANNOT_SEND, owed.subject)
        elif said in CLOSED_TO_CLERK and (why := closed_because(self.client)):
            park(self.database, owed.workspace_id, why, self.now())
            self._write(owed, next_at=self.now(), intent_at=intent_at)
        else:
            self.put_off(owed, said, refused.retry_after, intent_at=intent_at)

    def put_off(self, owed: Owed, said: str, wait: timedelta | None = None, **values: object) -> None:
        """Try again later: after the wait that Slack asked for, else after ever longer gaps."""
        gap = min(SHORTEST_GAP * 2 ** min(owed.failures, MOST_DOUBLINGS), LONGEST_GAP)
        failures, now = owed.failures + 1, self.now()
        failed = {
            "failures": failures,
            "last_error": said,
            "next_at": now + (gap if wait is None else wait),
        }
        if owed.kind == SHARED and said in SHUT_OUT:
            self._tell_sharer(owed, said, {**failed, **values, "next_at": None})
            return
        with self.database.workspace(owed.workspace_id).transaction(now) as session:
            if not write(session, owed, **failed, **values):
                return
            if said in SHUT_OUT and not is_direct(owed.destination):
                tell_shut_out(session, owed.destination, said, now)
            elif failures >= FAILURES_TOLD and said != RATE_LIMITED:
                tell_not_sent(session, owed, now)
        logger.info("%s %s is put off: %s", owed.kind, owed.id, said)

    def not_made(self, owed: Owed, why: str) -> None:
        """Have whoever asked for a file told why it can no longer be made."""
        told = json.dumps({**json.loads(owed.subject), "why": why}, sort_keys=True)
        self._tell_asker(owed, CANNOT_MAKE, told)

    def give_up(self, owed: Owed, **values: object) -> None:
        """Leave alone what may stand in Slack or not, and have staff told; what a note carried goes into the next one."""
        now = self.now()
        over = {"next_at": None, "last_error": owed.last_error or POSTED_ONCE, **values}
        with self.database.workspace(owed.workspace_id).transaction(now) as session:
            if write(session, owed, **over):
                tell_not_sent(session, owed, now)
                if owed.kind == DAILY_NOTE:
                    nudges.settle(session, owed.id, now)
        logger.warning("%s %s is given up: it may stand in Slack or not", owed.kind, owed.id)

    def _tell_sharer(self, owed: Owed, said: str, written: Mapping[str, object]) -> None:
        """Have whoever shared an answer told that Clerk may not post there; it waits for them to try again."""
        with self.database.workspace(owed.workspace_id).transaction(self.now()) as session:
            if write(session, owed, **written):
                tell_not_shared(session, owed.subject, said, self.now())

    def _tell_asker(self, owed: Owed, kind: str, subject: str) -> None:
        """Have a person told that the file they asked for will not come."""
        with self.database.workspace(owed.workspace_id).transaction(self.now()) as session:
            if finish(session, owed, self.now()):
                owe(session, kind, subject, owed.destination, self.now())

    def _write(self, owed: Owed, **values: object) -> None:
        with self.database.workspace(owed.workspace_id).transaction(self.now()) as session:
            write(session, owed, **values)
