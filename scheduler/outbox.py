"""The outbox sender: claim, intent, read back, post, mark. The one place that posts what must not be lost."""

from __future__ import annotations

import json
import logging
import threading
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError
from sqlalchemy import select

from models import nudges
from models.changes import FILE, owe
from models.clock import Now
from models.commission import commission_of
from models.database import Database
from models.members import Member
from models.papers import FETCH_PAPER, keep_paper
from models.requests import first_time
from scheduler.cards import (
    CANNOT_POST,
    CANNOT_SEND,
    CARDS,
    DAILY_NOTE,
    LOOKS_DIFFERENT_AT,
    PAPER_LOST,
    Draw,
)
from scheduler.claims import Owed, claim, finish, look_again, next_due, write
from scheduler.files import NO_SCOPE, make, share, upload
from scheduler.papers import Fetched, PaperLost, fetch
from scheduler.posting import SHUT_OUT, NotPosted, Sent, Unreadable, deliver, is_direct, read_back

UNSEEN_GAP = timedelta(minutes=15)
"""How long after a post that may have failed, and cannot be read back, it is posted once more."""
POSTED_ONCE, POSTED_TWICE = "posted once, unseen", "posted twice, unseen"
"""What is noted of a row that is given up since nobody can tell whether it stands in Slack."""
SHORTEST_GAP = timedelta(minutes=1)
LONGEST_GAP = timedelta(hours=1)
MOST_DOUBLINGS = 6

UNCLEAR = (SlackClientError, OSError, HTTPException)
"""How a call fails of which nobody knows whether it took effect."""

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
    waked: threading.Event = field(default_factory=threading.Event)

    def wake(self) -> None:
        """Have the outbox looked at soon: something was just committed to it."""
        self.waked.set()

    def send_due(self, limit: int = 1) -> int:
        """Send what is due, at most `limit` rows; say how many were taken in hand. One at a time can be stopped soonest."""
        claimed = claim(self.database, self.now(), limit)
        for owed in claimed:
            self._send(owed)
        return len(claimed)

    def pause(self, most: float) -> float:
        """Say for how many seconds nothing falls due, at most `most`."""
        due = next_due(self.database, self.now())
        return most if due is None else min(most, (due - self.now()).total_seconds())

    def _send(self, owed: Owed) -> None:
        try:
            if owed.kind == FETCH_PAPER:
                self._fetch(owed)
            elif owed.kind == FILE:
                self._send_file(owed)
            else:
                self._draw_and_post(owed)
        except NotPosted as refused:
            self._refused(owed, refused, intent_at=None)
        except UNCLEAR as error:
            edited = {"intent_at": None} if owed.sent_ts else {}  # an edit may be repeated, a post not
            self._put_off(owed, type(error).__name__, None, **edited)
        except Exception as error:  # noqa: BLE001 - one bad row must not hold up the others
            self._put_off(owed, type(error).__name__, None)
            where = "".join(
                traceback.format_tb(error.__traceback__)
            )  # without the message, which may quote a letter
            logger.warning("%s %s: %s\n%s", owed.kind, owed.id, type(error).__name__, where)

    def _draw_and_post(self, owed: Owed) -> None:
        if owed.intent_at is None or owed.sent_ts:
            self._post(owed, owed)
            return
        try:
            found = read_back(self.client, owed)
        except Unreadable:
            self._repeat_unseen(owed, owed.intent_at + UNSEEN_GAP)
        else:
            self._post(owed, replace(owed, sent_ts=found.ts, sent_channel=found.channel) if found else owed)

    def _post(self, owed: Owed, standing: Owed, **noted: object) -> None:
        drawn_at = self.now()
        with self.database.workspace(owed.workspace_id).reading() as session:
            message = {**CARDS, **self.draw}[owed.kind](session, standing, drawn_at)
        if message is None:
            self._mark(owed)
        elif self._write(owed, intent_at=self.now(), **noted):
            self._mark(owed, deliver(self.client, standing, message), drawn_at)

    def _repeat_unseen(self, owed: Owed, at: datetime) -> None:
        """Post once more what cannot be read back: never to a person, and then no more."""
        if is_direct(owed.destination) or owed.last_error == POSTED_TWICE:
            self._give_up(owed)
        elif self.now() < at:
            self._write(owed, next_at=at)
        else:
            self._post_once_more(owed)

    def _give_up(self, owed: Owed) -> None:
        self._write(owed, next_at=None, last_error=owed.last_error or POSTED_ONCE)
        logger.warning("%s %s is given up: it may stand in Slack or not", owed.kind, owed.id)

    def _post_once_more(self, owed: Owed) -> None:
        try:
            self._post(owed, owed, next_at=None, failures=owed.failures + 1, last_error=POSTED_TWICE)
        except NotPosted as refused:
            self._refused(owed, refused, intent_at=owed.intent_at)
        except UNCLEAR as error:
            logger.warning("%s %s is given up: %s again", owed.kind, owed.id, type(error).__name__)

    def _mark(self, owed: Owed, sent: Sent | None = None, drawn_at: datetime | None = None) -> None:
        where = {"sent_ts": sent.ts, "sent_channel": sent.channel} if sent else {}
        with self.database.workspace(owed.workspace_id).transaction(self.now()) as session:
            if not finish(session, owed, self.now(), **where):
                return
            if owed.kind == DAILY_NOTE and owed.sent_ts is None:
                nudges.settle(session, owed.id, self.now())
            if drawn_at and (changes_at := LOOKS_DIFFERENT_AT.get(owed.kind)):
                look_again(session, owed, changes_at(session, owed.subject, drawn_at))

    def _refused(self, owed: Owed, refused: NotPosted, *, intent_at: datetime | None) -> None:
        if owed.kind == FILE and str(refused) == NO_SCOPE:
            self._tell_unsent(owed)
            return
        self._put_off(owed, str(refused), refused.retry_after, intent_at=intent_at)
        if str(refused) in SHUT_OUT and not is_direct(owed.destination):
            self._tell_staff(owed.workspace_id, owed.destination, str(refused))

    def _tell_staff(self, workspace_id: str, channel: str, why: str) -> None:
        """Have the first of the staff told that Clerk was not let into a channel, once a day."""
        with self.database.workspace(workspace_id).transaction(self.now()) as session:
            staff = nudges.staff_reached(session.scalars(select(Member).order_by(Member.id)))
            day = commission_of(session).today(self.now())
            if staff and first_time(session, f"{CANNOT_POST}:{channel}:{day}", self.now()):
                subject = f"{channel}:{why}:{day}"
                owe(session, CANNOT_POST, subject, str(staff.slack_id), self.now())

    def _tell_unsent(self, owed: Owed) -> None:
        """Have a person told that the file they asked for cannot be sent."""
        with self.database.workspace(owed.workspace_id).transaction(self.now()) as session:
            if finish(session, owed, self.now()):
                owe(session, CANNOT_SEND, owed.subject, owed.destination, self.now())

    def _put_off(self, owed: Owed, said: str, wait: timedelta | None, **values: object) -> None:
        gap = min(SHORTEST_GAP * 2 ** min(owed.failures, MOST_DOUBLINGS), LONGEST_GAP)
        failed = {
            "failures": owed.failures + 1,
            "last_error": said,
            "next_at": self.now() + (gap if wait is None else wait),
        }
        self._write(owed, **failed, **values)
        logger.info("%s %s is put off: %s", owed.kind, owed.id, said)

    def _write(self, owed: Owed, **values: object) -> bool:
        with self.database.workspace(owed.workspace_id).transaction(self.now()) as session:
            return write(session, owed, **values)

    def _send_file(self, owed: Owed) -> None:
        """Send a file to a person, never twice: what is posted cannot be read back by its row."""
        if owed.sent_ts:
            self._mark(owed)
        elif owed.intent_at:
            self._give_up(owed)
        else:
            with self.database.workspace(owed.workspace_id).reading() as session:
                file = make(session, json.loads(owed.subject), self.now())
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
