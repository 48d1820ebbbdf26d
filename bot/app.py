"""Puts Bolt, the supplies of each handler and the one error door together."""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

from slack_bolt import App, BoltContext, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.error import BoltError
from slack_bolt.request.payload_utils import (
    is_block_actions,
    is_event,
    is_options,
    is_slash_command,
    is_view_submission,
)
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError
from sqlalchemy.orm import Session

from handlers.desk import Desk
from handlers.replies import SECONDS, hand_over
from handlers.routes import add_routes
from handlers.usage import refusal_in_words
from handlers.views.kit import Message, carried, notice
from handlers.views.refusals import trouble
from handlers.views.saved import taken_back
from models.askers import asker_of
from models.clock import Now
from models.commission import commission_of
from models.database import Database
from models.refusals import Refusal
from models.requests import first_time

log = logging.getLogger("clerk")


class AlreadyDone(Exception):
    """The same request was committed before; it has no second effect."""


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


def identity_of(client: WebClient) -> Identity:
    """Ask Slack who the token belongs to; SlackApiError when it is not accepted."""
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
        authorize=_authorizer(client, identity),
        signing_secret=signing_secret or secrets.token_hex(16),
        process_before_response=True,
        logger=log,
    )
    app.use(_supplies(identity, database, now, wake))
    app.error(_error_door(client))
    add_routes(app)
    return app


def _authorizer(client: WebClient, identity: Identity) -> Callable[..., AuthorizeResult]:
    known = AuthorizeResult(
        enterprise_id=None,
        team_id=identity.team_id,
        bot_id=identity.bot_id,
        bot_user_id=identity.bot_user_id,
        bot_token=client.token,
    )

    def authorize(team_id: str | None) -> AuthorizeResult:
        if team_id != identity.team_id:
            raise BoltError("a request from another workspace")
        return known

    return authorize


def _supplies(
    identity: Identity, database: Database, now: Now, wake: Callable[[], None]
) -> Callable[..., BoltResponse]:
    workspace = database.workspace(identity.team_id)
    can_attach = "files:read" in identity.scopes

    def supply(context: BoltContext, body: dict[str, Any], next_: Callable[[], BoltResponse]) -> BoltResponse:
        moment = now()

        def desk(session: Session) -> Desk:
            return Desk(
                session=session,
                asker=asker_of(session, context.user_id or ""),
                commission=commission_of(session),
                now=moment,
                can_attach=can_attach,
            )

        @contextmanager
        def reading() -> Iterator[Desk]:
            with workspace.reading() as session:
                yield desk(session)

        @contextmanager
        def transaction() -> Iterator[Desk]:
            with workspace.transaction(moment) as session:
                if not first_time(session, request_key(body), moment):
                    raise AlreadyDone
                yield desk(session)
            wake()

        supplies: dict[str, Callable[[], AbstractContextManager[Desk]]] = {
            "reading": reading,
            "transaction": transaction,
        }
        context.update({**supplies, "now": moment})
        return next_()

    return supply


def request_key(body: dict[str, Any]) -> str:
    """Name a request so that its second delivery has the same name."""
    if is_event(body):
        return f"event:{body['event_id']}"
    if is_view_submission(body):
        view = body["view"]
        return f"form:{carried(view).get('key') or view['id']}"
    if is_block_actions(body):
        container = body.get("container") or {}
        place = container.get("message_ts") or container.get("view_id")
        action = body["actions"][0]
        return f"press:{place}:{action['action_id']}:{body['user']['id']}:{action.get('action_ts')}"
    return f"trigger:{body.get('trigger_id')}"


def _error_door(client: WebClient) -> Callable[..., BoltResponse]:
    def answer_error(error: Exception, body: dict[str, Any]) -> BoltResponse:
        if isinstance(error, AlreadyDone):
            return _already_done(body)
        field = error.field if isinstance(error, Refusal) else None
        if field and is_view_submission(body):
            return _json({"response_action": "errors", "errors": {field: str(error)}})
        try:
            return _say(client, body, _in_words(error))
        except (SlackClientError, OSError) as unreachable:
            log.warning("an answer could not be given: %s", type(unreachable).__name__)
            return BoltResponse(status=200, body="")

    return answer_error


def _in_words(error: Exception) -> Message:
    if isinstance(error, Refusal):
        return refusal_in_words(error)
    reference = secrets.token_hex(2).upper()
    log.error("reference %s: %s", reference, type(error).__name__, exc_info=error)
    return trouble(reference)


def _already_done(body: dict[str, Any]) -> BoltResponse:
    if is_view_submission(body):
        view = taken_back("That was saved already; nothing was recorded twice.")
        return _json({"response_action": "update", "view": view.to_dict()})
    return BoltResponse(status=200, body="")


def _say(client: WebClient, body: dict[str, Any], message: Message) -> BoltResponse:
    """Say it where this kind of request can hear it."""
    if is_slash_command(body):
        return _json({"response_type": "ephemeral", **message.as_answer()})
    if is_view_submission(body):
        return _json({"response_action": "push", "view": notice("Clerk", message).to_dict()})
    if is_options(body):
        return _json({"options": []})
    if is_event(body):
        user = body["event"].get("user")
        if user and body["event"].get("type") != "app_home_opened":
            client.chat_postMessage(channel=user, **message.as_arguments())
    else:
        hand_over(client, body, message)
    return BoltResponse(status=200, body="")


def _json(answer: Mapping[str, Any]) -> BoltResponse:
    return BoltResponse(status=200, body=json.dumps(answer), headers={"content-type": ["application/json"]})
