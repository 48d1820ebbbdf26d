"""Posting to Slack: a new message, an edit of the one that stands, an answer for one person's eyes, and reading back."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import timedelta

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers.views.kit import Message
from models.changes import RATE_LIMITED
from models.outbox import TYPED_ANSWER
from scheduler.claims import Owed

EVENT_TYPE = "clerk_outbox"
UNNAMED = "-"
"""Stands for the name of a message that Slack gives none."""
GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})
"""The message cannot be edited any more: it is posted afresh."""
UNCLEAR = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
"""Slack says so of calls that may have taken effect."""
INVALID_BLOCKS = "invalid_blocks"
"""Slack does not know a block: the message has others."""
UNREADABLE = frozenset({"missing_scope", "not_in_channel", "channel_not_found"})
SHUT_OUT = frozenset({"not_in_channel", "channel_not_found", "is_archived"})
"""Somebody has to let Clerk into the channel."""
CLOCKS_APART = timedelta(minutes=5)
READ_BACK = 200
DEFAULT_RETRY = 30
LONGEST_RETRY = 3600
TOO_MANY = 429
SERVER_ERROR = 500


@dataclass(frozen=True, kw_only=True)
class Sent:
    """Where a message stands."""

    channel: str
    ts: str


class NotPosted(Exception):
    """Slack refused, and nothing was posted. The message is Slack's word for it."""

    def __init__(self, error: str, *, retry_after: timedelta | None) -> None:
        """Note Slack's word, and how long it wants to be left alone, where it says so."""
        super().__init__(error)
        self.retry_after = retry_after


class Unreadable(Exception):
    """Clerk may not read the place, so that nobody knows whether an earlier post arrived."""


def deliver(client: WebClient, owed: Owed, message: Message) -> Sent:
    """Post a message, or edit the one that stands. NotPosted for a plain refusal; any other error leaves it open."""
    try:
        return _edit(client, owed, message) or _post(client, owed, message)
    except SlackApiError as error:
        if message.plain and error.response.get("error") == INVALID_BLOCKS:
            return deliver(client, owed, replace(message, blocks=message.plain, plain=()))
        if refused := refusal(error):
            raise refused from error
        raise


def read_back(client: WebClient, owed: Owed) -> Sent | None:
    """Look whether an earlier sender's post arrived: its metadata names the row. Unreadable where Clerk may not look."""
    try:
        channel = channel_of(client, owed.destination)
        oldest = (owed.created_at - CLOCKS_APART).timestamp()
        history = client.conversations_history(
            channel=channel, oldest=f"{oldest:.6f}", limit=READ_BACK, include_all_metadata=True
        )
    except SlackApiError as error:
        if error.response.get("error") in UNREADABLE:
            raise Unreadable from error
        raise
    ids = {
        posted["ts"]: posted.get("metadata", {}).get("event_payload", {}).get("id")
        for posted in history["messages"]
    }
    return next((Sent(channel=channel, ts=ts) for ts, row_id in ids.items() if row_id == owed.id), None)


def _edit(client: WebClient, owed: Owed, message: Message) -> Sent | None:
    if owed.sent_ts is None or owed.sent_channel is None:
        return None
    standing = Sent(channel=owed.sent_channel, ts=owed.sent_ts)
    if standing.ts == UNNAMED:
        return standing
    try:
        client.chat_update(channel=standing.channel, ts=standing.ts, **message.as_answer())
    except SlackApiError as error:
        if error.response.get("error") in GONE:
            return None
        raise
    return standing


def _post(client: WebClient, owed: Owed, message: Message) -> Sent:
    asked = json.loads(owed.subject) if owed.kind == TYPED_ANSWER else {}
    thread = asked.get("thread")
    if asked and not owed.destination.startswith("D"):
        client.chat_postEphemeral(
            channel=owed.destination, user=asked["user"], thread_ts=thread, **message.as_answer()
        )
        return Sent(channel=owed.destination, ts=UNNAMED)
    metadata = {"event_type": EVENT_TYPE, "event_payload": {"id": owed.id}}
    posted = client.chat_postMessage(
        channel=owed.destination, thread_ts=thread, metadata=metadata, **message.as_arguments()
    )
    return Sent(channel=posted["channel"], ts=posted["ts"])


def is_direct(destination: str) -> bool:
    """Tell whether a destination is a person, or their direct messages."""
    return destination.startswith(("U", "W", "D"))


def channel_of(client: WebClient, destination: str) -> str:
    """Give the channel of a destination: a person's direct messages are opened."""
    if not destination.startswith(("U", "W")):
        return destination
    return str(client.conversations_open(users=destination)["channel"]["id"])


def refusal(error: SlackApiError) -> NotPosted | None:
    """Read a failed call as a plain refusal; None where it may have taken effect."""
    status, said = error.response.status_code, str(error.response.get("error"))
    if status == TOO_MANY:
        return NotPosted(RATE_LIMITED, retry_after=_retry_after(error))
    is_code = re.fullmatch("[a-z0-9_]+", said) is not None
    return (
        NotPosted(said, retry_after=None)
        if is_code and status < SERVER_ERROR and said not in UNCLEAR
        else None
    )


def _retry_after(error: SlackApiError) -> timedelta:
    said = str(error.response.headers.get("Retry-After", ""))
    is_number = said.isascii() and said.isdigit() and len(said) <= len(str(LONGEST_RETRY))
    return timedelta(seconds=min(max(int(said), 1), LONGEST_RETRY) if is_number else DEFAULT_RETRY)
