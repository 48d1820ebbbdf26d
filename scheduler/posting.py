"""Posting to Slack: a new message, an edit of the one that stands, an answer for one person's eyes, and reading back."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from handlers.views.kit import Message
from models.outbox import CARD_UPDATE, RATE_LIMITED, SHARED, TYPED_ANSWER
from scheduler.claims import Owed

EVENT_TYPE = "clerk_outbox"
UNNAMED = "-"
"""Stands for the name of a message that Slack gives none."""
GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})
"""The message cannot be edited any more: it is posted afresh to a channel, and left as it is with a person."""
UNCLEAR = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
"""Slack says so of calls that may have taken effect."""
FAILED_CALL = (SlackClientError, OSError, HTTPException)
"""How a call fails of which nobody knows whether it took effect, unless `refusal` can tell."""
IN_THREADS = frozenset({TYPED_ANSWER, SHARED, CARD_UPDATE})
"""The kinds whose subject names the thread that they go to, if any."""
INVALID_BLOCKS = "invalid_blocks"
"""Slack does not know a block: the message has others."""
UNREADABLE = frozenset({"missing_scope", "not_in_channel", "channel_not_found", "thread_not_found"})
SHUT_OUT = frozenset({"not_in_channel", "channel_not_found", "is_archived"})
"""Somebody has to let Clerk into the channel."""
CLOSED_TO_CLERK = frozenset(
    {
        "account_inactive",
        "app_uninstalled",
        "ekm_access_denied",
        "invalid_auth",
        "not_authed",
        "org_login_required",
        "team_access_not_granted",
        "token_expired",
        "token_revoked",
    }
)
"""Slack says so of a workspace that Clerk may not work in, whatever the message."""
CLOCKS_APART = timedelta(minutes=5)
READ_BACK = 200
MOST_PAGES = 10
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


def read_back(client: WebClient, owed: Owed, since: datetime) -> Sent | None:
    """Look whether an earlier post arrived: its metadata names what is owed. Unreadable where nobody can tell."""
    try:
        channel = channel_of(client, owed.destination)
        oldest, thread = f"{(since - CLOCKS_APART).timestamp():.6f}", _thread_of(owed)
        pages = _answers(client, channel, thread, oldest) if thread else _history(client, channel, oldest)
        return _found_in(pages, channel, owed)
    except SlackApiError as error:
        if error.response.get("error") in UNREADABLE:
            raise Unreadable from error
        raise


def _found_in(pages: Iterable[SlackResponse], channel: str, owed: Owed) -> Sent | None:
    """Look through so many pages; Unreadable where there are more."""
    names = {name_of(owed), owed.id}
    for number, page in enumerate(pages, start=1):
        for posted in page["messages"]:
            payload = posted.get("metadata", {}).get("event_payload", {})
            if names & {payload.get("key"), payload.get("id")}:
                return Sent(channel=channel, ts=posted["ts"])
        if not page.get("has_more") or not page["messages"]:
            return None
        if number == MOST_PAGES:
            break
    raise Unreadable


def _history(client: WebClient, channel: str, oldest: str) -> Iterator[SlackResponse]:
    """Page back through a channel, the newest first: what stands in its threads is not among it."""
    latest = None
    while True:
        page = client.conversations_history(
            channel=channel, oldest=oldest, latest=latest, limit=READ_BACK, include_all_metadata=True
        )
        yield page
        latest = page["messages"][-1]["ts"]


def _answers(client: WebClient, channel: str, thread: str, oldest: str) -> Iterator[SlackResponse]:
    """Page through a thread, the oldest answer first."""
    cursor = None
    while True:
        page = client.conversations_replies(
            channel=channel,
            ts=thread,
            oldest=oldest,
            cursor=cursor,
            limit=READ_BACK,
            include_all_metadata=True,
        )
        yield page
        cursor = page["response_metadata"]["next_cursor"]


def _thread_of(owed: Owed) -> str | None:
    """Give the thread that a message goes to; None for the channel itself."""
    in_words = json.loads(owed.subject) if owed.kind in IN_THREADS else {}
    return in_words.get("thread") or None


def name_of(owed: Owed) -> str:
    """Name a message so that it is known again by a database that was restored since, in which its row is another."""
    return hashlib.sha256(f"{owed.workspace_id}\n{owed.key}".encode()).hexdigest()[:32]


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
            return standing if is_direct(owed.destination) else None
        raise
    return standing


def _post(client: WebClient, owed: Owed, message: Message) -> Sent:
    asked = json.loads(owed.subject) if owed.kind == TYPED_ANSWER else {}
    thread = _thread_of(owed)
    if asked and not owed.destination.startswith("D"):
        client.chat_postEphemeral(
            channel=owed.destination, user=asked["user"], thread_ts=thread, **message.as_answer()
        )
        return Sent(channel=owed.destination, ts=UNNAMED)
    metadata = {"event_type": EVENT_TYPE, "event_payload": {"id": owed.id, "key": name_of(owed)}}
    posted = client.chat_postMessage(
        channel=owed.destination, thread_ts=thread, metadata=metadata, **message.as_arguments()
    )
    return Sent(channel=posted["channel"], ts=posted["ts"])


def is_direct(destination: str) -> bool:
    """Tell whether a destination is a person, or their direct messages."""
    return is_person(destination) or destination.startswith("D")


def is_person(destination: str) -> bool:
    """Tell whether a destination is a person."""
    return destination.startswith(("U", "W"))


def channel_of(client: WebClient, destination: str) -> str:
    """Give the channel of a destination: a person's direct messages are opened."""
    if not is_person(destination):
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
