"""Open Homes: drawn again after a change. A drawing that is lost does no harm; the next one, or Refresh, brings it back."""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Self

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.models.views import View
from sqlalchemy.orm import Session

from models.clock import Now
from models.database import WorkspaceDatabase
from models.homes import note_redrawn, note_tried, outdated, state_of
from models.outbox import RATE_LIMITED
from scheduler.pace import Pace
from scheduler.posting import DEFAULT_RETRY, FAILED_CALL, refusal

LOOK_SECONDS = 5.0
"""So often it is looked whether a Home is out of date that nobody has waked the painter for."""

DrawsHome = Callable[[Session, str, datetime], View | None]
"""Draws the Home of a person by their Slack id; None where there is none to draw."""

logger = logging.getLogger(__name__)


class HomePainter:
    """A thread that draws the open Homes of one workspace again, soon after something was committed."""

    def __init__(
        self, workspace: WorkspaceDatabase, client: WebClient, now: Now, draws: DrawsHome, pace: Pace
    ) -> None:
        """Take the workspace, Slack's side of it, how fast, and what draws a Home: the answers lie further up the house."""
        self._workspace, self._client, self._now, self._draws = workspace, client, now, draws
        self._pace = pace
        self._waked, self._stopping = threading.Event(), threading.Event()
        self._painting = threading.Thread(target=self._paint, name="homes")

    def __enter__(self) -> Self:
        """Begin to look."""
        self._painting.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop after the Home that is being drawn."""
        self._stopping.set()
        self.wake()
        self._painting.join()

    def wake(self) -> None:
        """Have it looked soon: something was just committed."""
        self._waked.set()

    def draw_outdated(self) -> int:
        """Draw what is out of date, as far as Slack's pace lets; say how many Homes show the record as it stands now."""
        with self._workspace.reading() as session:
            due = outdated(session, self._now())
        drawn = 0
        for slack_id, mark in due:
            if self._stopping.is_set() or not self._pace.lets_go():
                break
            drawn += self._draw(slack_id, mark)
        return drawn

    def _paint(self) -> None:
        while not self._stopping.is_set():
            self._waked.wait(LOOK_SECONDS)
            self._waked.clear()
            try:
                self.draw_outdated()
            except Exception as error:  # noqa: BLE001 - it must go on when the database is back
                _warn("Homes cannot be drawn now", error)

    def _draw(self, slack_id: str, before: str) -> bool:
        """Draw one Home; say whether it is settled, and need not be tried again before the next change."""
        with self._workspace.reading() as session:
            mark, view = state_of(session), self._view(session, slack_id)
        is_settled = view is None or self._is_taken(slack_id, view)
        with self._workspace.transaction(self._now()) as session:
            if is_settled:
                note_redrawn(session, slack_id, before, mark, self._now())
            else:
                note_tried(session, slack_id, self._now())
        return is_settled

    def _is_taken(self, slack_id: str, view: View) -> bool:
        """Publish a Home; say whether Slack took it, or never will."""
        try:
            self._client.views_publish(user_id=slack_id, view=view)
        except FAILED_CALL as error:
            refused = refusal(error) if isinstance(error, SlackApiError) else None
            if refused and str(refused) == RATE_LIMITED:
                self._pace.rest(refused.retry_after or timedelta(seconds=DEFAULT_RETRY))
                return False
            return refused is not None
        return True

    def _view(self, session: Session, slack_id: str) -> View | None:
        try:
            return self._draws(session, slack_id, self._now())
        except Exception as error:  # noqa: BLE001 - one bad Home must not hold up the others
            _warn("A Home cannot be drawn", error)
            return None


def _warn(said: str, error: Exception) -> None:
    """Log a failure without its message, which may quote a letter."""
    logger.warning(
        "%s: %s\n%s", said, type(error).__name__, "".join(traceback.format_tb(error.__traceback__))
    )
