"""What a handler is given to read a file that was just attached: it asks Slack, so it is called outside any transaction."""

from __future__ import annotations

from collections.abc import Callable

from slack_bolt import BoltContext, BoltResponse
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from models.refusals import Refusal
from scheduler.papers import PaperLost, fetch


def attachments(client: WebClient) -> Callable[..., BoltResponse]:
    """Make what gives every handler the way to an attached file's bytes; a Refusal says why one cannot be had."""

    def fetches(file_id: str) -> bytes:
        try:
            return fetch(client, file_id).content
        except PaperLost as lost:
            raise Refusal(
                f"I couldn't read that file: {lost}. Please paste the text instead.", field="text"
            ) from None
        except (SlackClientError, OSError):
            raise Refusal(
                "Slack did not give me that file. Please try again, or paste the text.", field="text"
            ) from None

    def supply(context: BoltContext, next_: Callable[[], BoltResponse]) -> BoltResponse:
        context["fetches"] = fetches
        return next_()

    return supply
