"""A channel that Clerk was kept out of: it joins where it may, and tries once more to post there."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers.desk import OpensDesk
from handlers.replies import hand_over
from handlers.views.reminders import trying_again
from models.rules.permissions import Right
from models.waiting import send_waiting


def try_again(
    ack: Ack, body: Mapping[str, Any], reading: OpensDesk, transaction: OpensDesk, client: WebClient
) -> None:
    """Post what waits for a channel, which Clerk joins first where it was given the right to."""
    channel = str(body["actions"][0].get("value") or "")
    with reading() as desk:
        desk.asker.must_be_allowed(Right.NEXT)
    with suppress(SlackApiError):  # without the right somebody has to invite Clerk, and may have done so
        client.conversations_join(channel=channel)
    with transaction() as desk:
        waiting = send_waiting(desk.session, channel, desk.now)
    hand_over(client, body, trying_again(channel, waiting))
    ack()
