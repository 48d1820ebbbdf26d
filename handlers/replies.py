"""Handing an answer over where the asker is: beside the message, in a form, or on top of one. One call to Slack each."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackRequestError
from slack_sdk.models.views import View
from slack_sdk.webhook import WebhookClient

from handlers.desk import Answer, Opens
from handlers.views.kit import BACK_TO_FORM, Message, notice

SECONDS = 2
"""How long a call to Slack may take while an acknowledgement waits for it."""


def show_form(client: WebClient, body: Mapping[str, Any], view: View) -> None:
    """Open a form for the person: on top of a form that is being filled in, in place of one that only says something."""
    below = body.get("view") or {}
    if below.get("type") != "modal":
        client.views_open(trigger_id=body["trigger_id"], view=view)
    elif below.get("submit"):
        client.views_push(trigger_id=body["trigger_id"], view=view)
    else:
        client.views_update(view_id=below["id"], view=view)


def hand_over(client: WebClient, body: Mapping[str, Any], answer: Answer) -> None:
    """Give an answer to a pressed button or a shortcut, seen by the asker alone; SlackRequestError when Slack takes none."""
    if isinstance(answer, Opens):
        show_form(client, body, answer.view)
    elif body.get("response_url"):
        _reply(
            str(body["response_url"]), answer, replace=bool((body.get("container") or {}).get("is_ephemeral"))
        )
    else:
        is_on_top = bool((body.get("view") or {}).get("submit"))
        show_form(client, body, notice(answer, close=BACK_TO_FORM if is_on_top else "Close"))


def _reply(response_url: str, answer: Message, *, replace: bool) -> None:
    """Send an answer; where Slack refuses one that has plainer blocks too, send those."""
    replied = WebhookClient(response_url, timeout=SECONDS, retry_handlers=[]).send_dict(
        {**answer.as_answer(), "response_type": "ephemeral", "replace_original": replace}
    )
    if replied.status_code == HTTPStatus.BAD_REQUEST and answer.plain:
        _reply(response_url, Message(text=answer.text, blocks=answer.plain), replace=replace)
    elif replied.status_code != HTTPStatus.OK:
        raise SlackRequestError(f"the answer was not taken: {replied.status_code}")
