"""Things that open only so often or so long: trigger ids, response addresses, upload addresses."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from secrets import token_hex
from typing import NamedTuple

from bot.practice.clock import machine_seconds
from bot.practice.refusal import SlackRefusal

USES_OF_A_RESPONSE_URL = 5
LIFE_OF_A_RESPONSE_URL = timedelta(minutes=30)


class Trigger(NamedTuple):
    """What a person did: who, in which conversation if in one, and when by real seconds."""

    user: str
    channel: str | None
    born: float


class Triggers:
    """Trigger ids: one use each, within a few real seconds."""

    def __init__(self, *, seconds: float) -> None:
        """Take how long a trigger lives, in real seconds."""
        self._seconds = seconds
        self._born: dict[str, Trigger] = {}
        self._used: set[str] = set()

    def issue(self, user: str, channel: str | None = None) -> str:
        """Make a trigger for what a person did."""
        trigger_id = f"{int(machine_seconds() * 1000)}.{token_hex(8)}"
        self._born[trigger_id] = Trigger(user, channel, machine_seconds())
        return trigger_id

    def spend(self, trigger_id: str) -> Trigger:
        """Use a trigger and say what it stands for; raises the three refusals that Slack has for triggers."""
        if trigger_id not in self._born:
            raise SlackRefusal(error="invalid_trigger_id")
        if trigger_id in self._used:
            raise SlackRefusal(error="exchanged_trigger_id")
        trigger = self._born[trigger_id]
        if machine_seconds() - trigger.born > self._seconds:
            raise SlackRefusal(error="expired_trigger_id")
        self._used.add(trigger_id)
        return trigger


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What a response address leads back to: the person, the channel, and the message that was acted on, if any."""

    user: str
    channel: str
    message_ts: str | None
    expires: datetime
    uses_left: int = USES_OF_A_RESPONSE_URL


class ResponseUrls:
    """Response addresses: five uses in thirty minutes of the workspace's time."""

    def __init__(self, *, now: Callable[[], datetime]) -> None:
        """Take the workspace's clock."""
        self._now = now
        self._replies: dict[str, Reply] = {}

    def issue(self, *, user: str, channel: str, message_ts: str | None = None) -> str:
        """Make the token of a new response address."""
        token = token_hex(16)
        expires = self._now() + LIFE_OF_A_RESPONSE_URL
        self._replies[token] = Reply(user=user, channel=channel, message_ts=message_ts, expires=expires)
        return token

    def spend(self, token: str) -> Reply:
        """Use an address once; raises `expired_url` or `used_url`."""
        reply = self._replies.get(token)
        if reply is None or self._now() > reply.expires:
            raise SlackRefusal(error="expired_url")
        if reply.uses_left == 0:
            raise SlackRefusal(error="used_url")
        self._replies[token] = replace(reply, uses_left=reply.uses_left - 1)
        return reply
