"""The watch over Slack itself: workspaces that it has closed to Clerk, and a clock that its own disagrees with."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy import select, true, update

from models.clock import Now
from models.database import Database
from models.workspaces import Workspace
from scheduler.posting import CLOCKS_APART, CLOSED_TO_CLERK, FAILED_CALL

LOOK_EVERY = timedelta(minutes=5)
LOOK_AGAIN = timedelta(minutes=1)

logger = logging.getLogger(__name__)


def closed_because(client: WebClient) -> str | None:
    """Ask Slack whether Clerk may work at all; give its word for it where not, and nothing where nobody knows."""
    try:
        client.auth_test()
    except SlackApiError as error:
        said = str(error.response.get("error"))
        return said if said in CLOSED_TO_CLERK else None
    except FAILED_CALL:
        return None
    return None


def park(database: Database, workspace_id: str, why: str, now: datetime) -> None:
    """Leave a workspace alone until Slack lets Clerk in again; said once."""
    with database.workspace(workspace_id).transaction(now) as session:
        open_still = update(Workspace).where(Workspace.parked_at.is_(None))
        parking = open_still.values(parked_at=now, parked_because=why).returning(Workspace.workspace_id)
        newly = session.scalar(parking, execution_options={"synchronize_session": False})
    if newly:
        logger.warning("Slack has closed the workspace %s to Clerk: %s. Nothing is sent there.", newly, why)


def look_at_parked(database: Database, client: WebClient, now: datetime, only: str | None = None) -> bool:
    """Ask Slack for what is parked again, one workspace or all, and take it up where it lets Clerk in; say whether any was."""
    mine = Workspace.workspace_id == only if only else true()
    wanted = select(Workspace.workspace_id).where(Workspace.parked_at.is_not(None), mine)
    with database.all_workspaces(now) as session:
        parked = list(session.scalars(wanted))
    if not parked or not _is_let_in(client):
        return False
    for workspace_id in parked:
        with database.workspace(workspace_id).transaction(now) as session:
            session.execute(update(Workspace).values(parked_at=None, parked_because=None))
        logger.info("Slack lets Clerk into the workspace %s again.", workspace_id)
    return True


def _is_let_in(client: WebClient) -> bool:
    try:
        client.auth_test()
    except FAILED_CALL:
        return False
    return True


class ClockWatch:
    """Compares Clerk's clock with the one that Slack dates its answers by; while they are apart nothing is sent."""

    def __init__(self) -> None:
        """Begin without a look."""
        self._lock = threading.Lock()
        self._looked_at: datetime | None = None
        self.held_because = ""
        """Why nothing is sent, in a person's words; empty while the clocks agree."""

    def holds(self, client: WebClient, now: Now) -> bool:
        """Tell whether to send nothing: after a fresh look where the last one is old, or where the clock was set."""
        with self._lock:
            if self._is_old(now()):
                self._note(_date_of(client), now())
            return bool(self.held_because)

    def _is_old(self, now: datetime) -> bool:
        every = LOOK_AGAIN if self.held_because else LOOK_EVERY
        return self._looked_at is None or not timedelta() <= now - self._looked_at < every

    def _note(self, slacks: datetime | None, now: datetime) -> None:
        """Judge by Slack's clock; without a word of it, what was found before holds."""
        self._looked_at = now
        if slacks is None:
            return
        apart = abs(now - slacks)
        because = (
            f"This computer's clock says {now:%Y-%m-%d %H:%M} UTC, and Slack's {slacks:%Y-%m-%d %H:%M} UTC. "
            "Nothing is sent until they agree: set the computer's clock."
            if apart > CLOCKS_APART
            else ""
        )
        if bool(because) != bool(self.held_because):
            logger.warning("%s", because or "The clocks agree again, and messages are sent.")
        self.held_because = because


def _date_of(client: WebClient) -> datetime | None:
    """Ask Slack for its time; a refused call is dated as well."""
    try:
        return read_date(client.auth_test().headers)
    except SlackApiError as error:
        return read_date(getattr(error.response, "headers", {}))
    except FAILED_CALL:
        return None


def read_date(headers: Mapping[str, object]) -> datetime | None:
    """Read the date of an answer; None where there is none that makes sense."""
    said = next((value for name, value in headers.items() if name.lower() == "date"), None)
    text = said[0] if isinstance(said, list) and said else said
    if not isinstance(text, str):
        return None
    try:
        date = parsedate_to_datetime(text)
        return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
