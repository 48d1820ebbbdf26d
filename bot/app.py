"""Puts Bolt, the supplies of each handler and the one error door together."""

from __future__ import annotations

import json
import logging
import secrets
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt import App, BoltContext, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.request.payload_utils import (
    is_event,
    is_options,
    is_shortcut,
    is_slash_command,
    is_view_submission,
)
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.models.blocks import ButtonElement

from bot.attachments import attachments
from bot.supplies import AlreadyDone, supplies
from handlers import set_up
from handlers.desk import AskFirst
from handlers.replies import SECONDS, hand_over
from handlers.routes import add_routes
from handlers.typed import as_typed
from handlers.usage import refusal_in_words
from handlers.views.kit import BACK_TO_FORM, Message, notice
from handlers.views.refusals import press_again, saved_but_not_shown, trouble, try_again
from handlers.views.saved import saved_already
from models.clock import Now
from models.database import Database
from models.refusals import NotSetUp, Refusal

log = logging.getLogger("clerk")

NOT_SERVED = "Clerk does not work for this workspace. Nothing was changed."
STARTING_SECONDS = 10
"""How long Slack is waited for at the start, when nobody waits for Clerk yet."""
OUT_OF_DATE = "That is out of date. Please start again from the menu."


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Whom Slack takes Clerk for, and what it was allowed."""

    team_id: str
    bot_id: str
    bot_user_id: str
    scopes: frozenset[str]


def slack_client(token: str | None, base_url: str) -> WebClient:
    """Make the one client: two seconds a call, and no repeats of its own, which could post twice."""
    return WebClient(token=token, base_url=base_url, timeout=SECONDS, retry_handlers=[])


def identity_of(token: str | None, base_url: str) -> Identity:
    """Ask Slack who the token belongs to, with patience; SlackApiError when it is not accepted."""
    client = WebClient(token=token, base_url=base_url, timeout=STARTING_SECONDS, retry_handlers=[])
    answer = client.auth_test()
    headers = {name.lower(): value for name, value in (answer.headers or {}).items()}
    scopes = headers.get("x-oauth-scopes") or ""
    text = scopes if isinstance(scopes, str) else ",".join(scopes)
    return Identity(
        team_id=str(answer["team_id"]),
        bot_id=str(answer["bot_id"]),
        bot_user_id=str(answer["user_id"]),
        scopes=frozenset(scope.strip() for scope in text.split(",") if scope.strip()),
    )


def build_app(
    *,
    client: WebClient,
    identity: Identity,
    database: Database,
    now: Now,
    wake: Callable[[], None],
    signing_secret: str | None = None,
) -> App:
    """Build the Bolt app: it answers only the workspace that its token belongs to."""
    app = App(
        client=slack_client(None, client.base_url),
        authorize=_authorizer(client, identity),  # type: ignore[arg-type]  # None is how Bolt hears of a stranger
        signing_secret=signing_secret or secrets.token_hex(16),
        process_before_response=True,
        raise_error_for_unhandled_request=True,
        user_facing_authorize_error_message=NOT_SERVED,
        logger=logging.getLogger("slack_bolt"),  # at DEBUG it writes down what people wrote
    )
    app.use(supplies(identity.team_id, identity.scopes, database, now, wake))
    app.use(attachments(client))
    app.error(_error_door(client))
    add_routes(app)
    return app


def _authorizer(client: WebClient, identity: Identity) -> Callable[..., AuthorizeResult | None]:
    known = AuthorizeResult(
        enterprise_id=None,
        team_id=identity.team_id,
        bot_id=identity.bot_id,
        bot_user_id=identity.bot_user_id,
        bot_token=client.token,
    )

    def authorize(team_id: str | None) -> AuthorizeResult | None:
        return known if team_id == identity.team_id else None

    return authorize


def _error_door(client: WebClient) -> Callable[..., BoltResponse]:
    def answer_error(error: Exception, body: dict[str, Any], context: BoltContext) -> BoltResponse:
        if isinstance(error, AlreadyDone) or _was_opened_already(error) or _is_nobodys(error, body):
            return _already_done(body)
        if isinstance(error, AskFirst):
            return _json({"response_action": "update", "view": error.view.to_dict()})
        if field := _field_beside(error, body):
            return _json({"response_action": "errors", "errors": {field: str(error)}})
        message = _in_words(error, body, is_saved=bool(context.get("is_saved")))
        if _leaves_it_to_slack(error, body):
            return _not_acknowledged()
        try:
            if isinstance(error, NotSetUp):
                message = set_up.offer(client, str(context.user_id), context["reading"])
            return _say(client, body, message)
        except (SlackClientError, OSError, LookupError) as unreachable:  # or it says not where to answer
            log.warning("an answer could not be given: %s", type(unreachable).__name__)
            return _not_acknowledged()

    return answer_error


def _is_nobodys(error: Exception, body: dict[str, Any]) -> bool:
    """Tell whether it is a request that Clerk does not know, and for which nobody waits; it would only come again."""
    is_asked = is_view_submission(body) or is_shortcut(body) or is_options(body)
    return isinstance(error, BoltUnhandledRequestError) and not is_asked


def _was_opened_already(error: Exception) -> bool:
    """Tell whether Slack says that another delivery of the same request has opened its form."""
    return isinstance(error, SlackApiError) and error.response.get("error") == "exchanged_trigger_id"


def _field_beside(error: Exception, body: dict[str, Any]) -> str | None:
    field = error.field if isinstance(error, Refusal) and is_view_submission(body) else None
    return (
        field
        if field in {block.get("block_id") for block in (body.get("view") or {}).get("blocks", ())}
        else None
    )


def _in_words(error: Exception, body: dict[str, Any], *, is_saved: bool) -> Message:
    if isinstance(error, Refusal):
        return refusal_in_words(error)
    if isinstance(error, BoltUnhandledRequestError):
        return refusal_in_words(Refusal(OUT_OF_DATE, offers=("menu",)))
    reference = secrets.token_hex(2).upper()
    where = "".join(traceback.format_tb(error.__traceback__))  # without the message, which may quote a letter
    log.error("reference %s: %s\n%s", reference, type(error).__name__, where)
    return saved_but_not_shown(reference) if is_saved else trouble(reference, _again(body))


def _again(body: dict[str, Any]) -> ButtonElement | None:
    """Make the button that does the same once more; none where only the person can: a form is still open below."""
    if is_slash_command(body):
        return try_again(as_typed(str(body.get("text") or "menu")))
    pressed = (body.get("actions") or [{}])[0]
    if pressed.get("type") == "button" and (body.get("view") or {}).get("type") != "modal":
        return press_again(str(pressed["action_id"]), str(pressed.get("value") or ""))
    return None


def _leaves_it_to_slack(error: Exception, body: dict[str, Any]) -> bool:
    """Tell whether it is better not to acknowledge: an event comes again, and Slack marks what timed out itself."""
    if is_event(body):
        return not isinstance(error, Refusal)
    can_answer = (
        is_slash_command(body) or is_view_submission(body) or is_options(body) or body.get("response_url")
    )
    return isinstance(error, OSError) and not can_answer


def _already_done(body: dict[str, Any]) -> BoltResponse:
    if is_view_submission(body):
        return _json({"response_action": "update", "view": saved_already().to_dict()})
    return BoltResponse(status=200, body="")


def _say(client: WebClient, body: dict[str, Any], message: Message) -> BoltResponse:
    """Say it where this kind of request can hear it."""
    if is_slash_command(body):
        return _json({"response_type": "ephemeral", **message.as_answer()})
    if is_view_submission(body):
        return _json({"response_action": "push", "view": notice(message, close=BACK_TO_FORM).to_dict()})
    if is_options(body):
        return _json({"options": []})
    if is_event(body):
        user = body["event"].get("user")
        if user and body["event"].get("type") != "app_home_opened":
            client.chat_postMessage(channel=user, **message.as_arguments())
    else:
        hand_over(client, body, message)
    return BoltResponse(status=200, body="")


def _not_acknowledged() -> BoltResponse:
    """Have Slack deliver an event again, and show anything else as failed."""
    return BoltResponse(status=500, body="")


def _json(answer: Mapping[str, Any]) -> BoltResponse:
    return BoltResponse(status=200, body=json.dumps(answer), headers={"content-type": ["application/json"]})
