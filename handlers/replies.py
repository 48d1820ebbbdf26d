"""Handing an answer over where the asker is: beside the message, in a form, or on top of one. One call to Slack each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_sdk import WebClient
from slack_sdk.models.views import View
from slack_sdk.webhook import WebhookClient

from handlers.desk import Answer, Opens
from handlers.views.kit import notice

SECONDS = 2
"""How long a call to Slack may take while an acknowledgement waits for it."""


def show_form(client: WebClient, body: Mapping[str, Any], view: View) -> None:
    """Open a form for the person, or put it on top of the one that is open."""
    stacked = (body.get("view") or {}).get("type") == "modal"
    show = client.views_push if stacked else client.views_open
    show(trigger_id=body["trigger_id"], view=view)


def hand_over(client: WebClient, body: Mapping[str, Any], answer: Answer) -> None:
    """Give an answer to a pressed button or a shortcut, seen by the asker alone."""
    if isinstance(answer, Opens):
        show_form(client, body, answer.view)
    elif body.get("response_url"):
        container = body.get("container") or {}
        WebhookClient(body["response_url"], timeout=SECONDS, retry_handlers=[]).send_dict(
            {
                **answer.as_answer(),
                "response_type": "ephemeral",
                "replace_original": bool(container.get("is_ephemeral")),
            }
        )
    else:
        show_form(client, body, notice("Clerk", answer))
