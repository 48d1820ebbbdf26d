"""The outbox sender: claim, intent, read back, post, mark. The one place that posts what must not be lost."""

from __future__ import annotations

import json
import logging
import threading
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from models.changes import FILE, owe
from models.clock import Now
from models.database import Database
from models.papers import FETCH_PAPER, keep_paper
from models.refusals import Refusal
from scheduler import trouble
from scheduler.cards import CARDS, PAPER_LOST, Draw
from scheduler.claims import Owed, claim, finish, next_due, write
from scheduler.files import make, share, upload
from scheduler.limits import free_at
from scheduler.marking import mark
from scheduler.papers import Fetched, PaperLost, fetch
from scheduler.people import Accounts, hand_over
from scheduler.posting import (
    FAILED_CALL,
    NotPosted,
    Sent,
    Unreadable,
    deliver,
    is_direct,
    is_person,
    read_back,
    refusal,
)
from scheduler.setbacks import Setbacks
from scheduler.trouble import POSTED_TWICE
from scheduler.watch import ClockWatch

UNSEEN_GAP = timedelta(minutes=15)
"""How long after a post that may have failed, and cannot be read back, it is posted once more."""
DOUBTED = timedelta(days=7)
"""So long after a restore a message to a person is looked for before it is sent: it may have been, after the backup."""
LOST_HISTORY = timedelta(days=60)
"""A backup is taken to be at most so old."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Sender:
    """Sends what the outbox holds. Any number of senders may run, in any number of processes."""

    database: Database
    client: WebClient
    """With a short timeout and no retries: a repeated call could post twice."""
    now: Now
    draw: Mapping[str, Draw]
    """What draws the kinds of rows whose answers lie further up the house."""
    clocks: ClockWatch | None = None
    """Nothing: the clock is taken to be right."""
    waked: threading.Event = field(default_factory=threading.Event)
    accounts: Accounts = field(default_factory=Accounts)
    then: Callable[[], None] = lambda: None
    """What is told that something was sent."""
    only: str | None = None
    """The workspace that the client's token is of, whose rows alone it may post; nothing: every row is its own."""

    def wake(self) -> None:
        """Have the outbox looked at soon: something was just committed to it."""
        self.waked.set()

    def is_held(self) -> bool:
        """Tell whether nothing may be sent, since the clock is wrong."""
        return self.clocks is not None and self.clocks.holds(self.client, self.now)

    def send_due(self, limit: int = 1) -> int:
        """Send what is due, at most `limit` rows; say how many were taken in hand. One at a time can be stopped soonest."""
        claimed = [] if self.is_held() else claim(self.database, self.now(), limit, self.only)
        for owed in claimed:
            self._send(owed)
        return len(claimed)

    def pause(self, most: float, since: datetime) -> float:
        """Say for how many seconds nothing falls due, at most `most`; not above 0 where something has `since` a look."""
        due = next_due(self.database, since, self.only)
        return most if due is None else min(most, (due - self.now()).total_seconds())

    @property
    def _setbacks(self) -> Setbacks:
        return Setbacks(database=self.database, client=self.client, now=self.now)

    def _send(self, owed: Owed) -> None:
        try:
            if owed.kind == FETCH_PAPER:
                self._fetch(owed)
            elif self._is_handed_over(owed):
                return
            elif owed.kind == FILE:
                self._send_file(owed)
            else:
                self._draw_and_post(owed)
        except NotPosted as refused:
            self._setbacks.refused(owed, refused, intent_at=owed.intent_at)
        except FAILED_CALL as error:
            self._failed(owed, error)
        except Exception as error:  # noqa: BLE001 - one bad row must not hold up the others
            self._setbacks.put_off(owed, type(error).__name__)
            where = "".join(
                traceback.format_tb(error.__traceback__)
            )  # without the message, which may quote a letter
            logger.warning("%s %s: %s\n%s", owed.kind, owed.id, type(error).__name__, where)

    def _failed(self, owed: Owed, error: Exception) -> None:
        refused = refusal(error) if isinstance(error, SlackApiError) else None
        if refused:
            self._setbacks.refused(owed, refused, intent_at=owed.intent_at)
            return
        edited = {"intent_at": None} if owed.sent_ts else {}  # an edit may be repeated, a post not
        self._setbacks.put_off(owed, type(error).__name__, **edited)

    def _is_handed_over(self, owed: Owed) -> bool:
        """Ask whether a person's account is closed before the first post to it, which would succeed; say whether it was."""
        if owed.sent_ts or not is_person(owed.destination):
            return False
        closed = self.accounts.closed(self.client, owed, self.now())
        if closed:
            with self.database.workspace(owed.workspace_id).transaction(self.now()) as session:
                hand_over(session, owed, closed, self.now())
        return closed is not None

    def _draw_and_post(self, owed: Owed) -> None:
        since = self._may_stand_since(owed)
        if since is None or owed.sent_ts:
            self._post(owed, owed)
            return
        try:
            found = read_back(self.client, owed, since)
        except Unreadable:
            self._repeat_unseen(owed, (owed.intent_at or self.now()) + UNSEEN_GAP)
        else:
            self._post_or_edit(owed, found)

    def _post_or_edit(self, owed: Owed, found: Sent | None) -> None:
        """Post what was not found; of what was, the intent stays open until its edit is marked, so that it is found again."""
        if found is None:
            self._post(owed, owed)
            return
        standing = replace(owed, sent_ts=found.ts, sent_channel=found.channel)
        self._post(owed, standing, doubted=owed.intent_at)

    def _may_stand_since(self, owed: Owed) -> datetime | None:
        """Say from when on a message may stand in Slack that is not marked as sent; None where it cannot."""
        is_doubted = owed.restored_at is not None and self.now() < owed.restored_at + DOUBTED
        if owed.restored_at and is_doubted and (owed.intent_at or is_direct(owed.destination)):
            return min(owed.created_at, owed.restored_at - LOST_HISTORY)
        return owed.created_at if owed.intent_at else None

    def _post(self, owed: Owed, standing: Owed, *, doubted: datetime | None = None, **noted: object) -> None:
        """Draw and post; `doubted` is an earlier intent that a refusal does not settle."""
        drawn_at = self.now()
        with self.database.workspace(owed.workspace_id).reading() as session:
            message = {**CARDS, **trouble.CARDS, **self.draw}[owed.kind](session, standing, drawn_at)
        if message is None:
            self._mark(owed, _where(standing))
        elif self._intend(owed, standing, **noted):
            try:
                sent = deliver(self.client, standing, message)
            except NotPosted as refused:
                self._setbacks.refused(owed, refused, intent_at=doubted)
            else:
                self._mark(owed, sent, drawn_at)

    def _intend(self, owed: Owed, standing: Owed, **noted: object) -> bool:
        """Write that it is about to be posted; say whether it may be: the claim holds, and the place is free."""
        now = self.now()
        with self.database.workspace(owed.workspace_id).transaction(now) as session:
            free = now if standing.sent_ts else free_at(session, owed, now)
            if free > now:
                write(session, owed, next_at=free)
                return False
            return write(session, owed, intent_at=now, **noted)

    def _repeat_unseen(self, owed: Owed, at: datetime) -> None:
        """Post once more what cannot be read back: never to a person, and then no more."""
        if is_direct(owed.destination) or owed.last_error == POSTED_TWICE:
            self._setbacks.give_up(owed)
        elif self.now() < at:
            self._write(owed, next_at=at)
        else:
            self._post_once_more(owed)

    def _post_once_more(self, owed: Owed) -> None:
        try:
            last = {"next_at": None, "failures": owed.failures + 1, "last_error": POSTED_TWICE}
            self._post(owed, owed, doubted=owed.intent_at, **last)
        except FAILED_CALL:
            self._setbacks.give_up(owed, last_error=POSTED_TWICE)

    def _mark(self, owed: Owed, sent: Sent | None = None, drawn_at: datetime | None = None) -> None:
        now = self.now()
        with self.database.workspace(owed.workspace_id).transaction(now) as session:
            mark(session, owed, now, sent, drawn_at)
        self.then()

    def _write(self, owed: Owed, **values: object) -> bool:
        with self.database.workspace(owed.workspace_id).transaction(self.now()) as session:
            return write(session, owed, **values)

    def _send_file(self, owed: Owed) -> None:
        """Send a file to a person, never twice: what is posted cannot be read back by its row."""
        if owed.sent_ts:
            self._mark(owed)
        elif owed.intent_at:
            self._setbacks.give_up(owed)
        else:
            self._make_and_send(owed)

    def _make_and_send(self, owed: Owed) -> None:
        try:
            with self.database.workspace(owed.workspace_id).reading() as session:
                file = make(session, json.loads(owed.subject), self.now())
        except Refusal as no:
            self._setbacks.not_made(owed, no.message)
            return
        uploaded = upload(self.client, owed.destination, file)
        if self._write(owed, intent_at=self.now()):
            self._mark(owed, share(self.client, uploaded))

    def _fetch(self, owed: Owed) -> None:
        wanted = json.loads(owed.subject)
        fetched: Fetched | PaperLost
        try:
            fetched = fetch(self.client, wanted["file"])
        except PaperLost as lost:
            fetched = lost
        with self.database.workspace(owed.workspace_id).transaction(self.now()) as session:
            if not finish(session, owed, self.now()):
                return
            if isinstance(fetched, PaperLost):
                told = json.dumps({**wanted, "why": str(fetched)}, sort_keys=True)
                owe(session, PAPER_LOST, told, owed.destination, self.now())
            else:
                keep_paper(
                    session, wanted, name=fetched.name, media_type=fetched.media_type, content=fetched.content
                )


def _where(standing: Owed) -> Sent | None:
    """Say where a message stands, if it does."""
    if standing.sent_ts is None or standing.sent_channel is None:
        return None
    return Sent(channel=standing.sent_channel, ts=standing.sent_ts)
