"""Whether this Clerk is well: each part says what is wrong with it, and `/healthz` and the heartbeat hear it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from models.clock import Now
from models.database import WorkspaceDatabase
from models.workspaces import Workspace
from scheduler.timetable import Job

Check = Callable[[], str | None]
"""Says what is wrong with a part, in a sentence without secrets; None when nothing is."""

EVERY = timedelta(minutes=1)
STALE = timedelta(minutes=5)
"""Reminders that were last planned so long ago are a fault: it is done each minute."""


class Health:
    """What is wrong with a running Clerk."""

    def __init__(self) -> None:
        """Begin with a pulse and no other check."""
        self._pulse_at = time.monotonic()
        self._checks: list[Check] = [self._without_pulse]

    def add(self, check: Check) -> None:
        """Ask one part more."""
        self._checks.append(check)

    def pulse(self) -> Job:
        """Give the job that shows that jobs still get their turn."""
        return Job(name="pulse", run=self._beat, every=EVERY)

    def faults(self) -> list[str]:
        """List what is wrong, one sentence each."""
        return [fault for check in self._checks if (fault := check())]

    def _beat(self, _now: datetime) -> None:
        self._pulse_at = time.monotonic()

    def _without_pulse(self) -> str | None:
        still = time.monotonic() - self._pulse_at
        return "No job has had its turn for five minutes." if still > STALE.total_seconds() else None


def records_of(workspace: WorkspaceDatabase, now: Now) -> Check:
    """Check that the database answers, that reminders are planned, and that Slack lets Clerk into the workspace."""
    columns = select(Workspace.ticked_at, Workspace.parked_at, Workspace.parked_because)

    def fault() -> str | None:
        try:
            with workspace.reading() as session:
                row = session.execute(columns).one_or_none()
        except SQLAlchemyError:
            return "The database does not answer."
        if row is None:
            return None
        if row.parked_at:
            return f"Slack does not let Clerk in: {row.parked_because}."
        if row.ticked_at and now() - row.ticked_at > STALE:
            return f"Reminders were last planned at {row.ticked_at:%Y-%m-%d %H:%M} UTC."
        return None

    return fault
