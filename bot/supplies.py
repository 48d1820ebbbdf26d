"""What each handler is given: a desk to work at, opened for reading or for a change; and who is new is greeted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from slack_bolt import BoltContext, BoltResponse
from slack_bolt.request.payload_utils import is_block_actions, is_event, is_view_submission
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from handlers.desk import Desk, OpensDesk
from handlers.lasting import recollect
from handlers.strangers import is_outside
from handlers.views.kit import carried
from handlers.views.usage import COMMAND
from models.askers import asker_of
from models.clock import Now
from models.database import Database, WorkspaceDatabase
from models.greetings import greet
from models.requests import first_time


class AlreadyDone(Exception):
    """The same request was committed before; it has no second effect."""


def supplies(
    team_id: str, scopes: Collection[str], database: Database, now: Now, wake: Callable[[], None]
) -> Callable[..., BoltResponse]:
    """Make what gives every handler its desk: for reading, for a change made once, for one that may be made twice."""
    workspace = database.workspace(team_id)
    can_attach = "files:read" in scopes
    renamed = {"command": COMMAND}

    def supply(context: BoltContext, body: dict[str, Any], next_: Callable[[], BoltResponse]) -> BoltResponse:
        moment = now()
        renamed["command"] = str(body.get("command") or renamed["command"])
        outside = is_outside(body, team_id)

        def desk(session: Session) -> Desk:
            asker = asker_of(session, context.user_id or "")
            return Desk(
                session=session,
                asker=replace(asker, is_outside=True) if outside else asker,
                now=moment,
                can_attach=can_attach,
                command=renamed["command"],
                home=home_address(team_id, str(body.get("api_app_id") or "")),
            )

        desks = _Desks(workspace=workspace, desk=desk, body=body, context=context, moment=moment, waking=wake)
        recollects = partial(recollect, workspace, context.user_id or "", now=moment)
        context.update({**desks.by_name(), "recollects": recollects, "now": moment})
        return next_()

    return supply


@dataclass(frozen=True, kw_only=True)
class _Desks:
    """The desks of one request."""

    workspace: WorkspaceDatabase
    desk: Callable[[Session], Desk]
    body: dict[str, Any]
    context: BoltContext
    moment: datetime
    waking: Callable[[], None]
    """Wakes whatever sends what a change owes."""

    def by_name(self) -> Mapping[str, OpensDesk]:
        """Give them as the parameters of a handler name them."""
        return {
            "reading": self.reading,
            "transaction": self.transaction,
            "repeatable": self.repeatable,
        }

    @contextmanager
    def reading(self) -> Iterator[Desk]:
        """Open a desk that changes nothing; who is at one for the first time is greeted after it."""
        with self.workspace.reading() as session:
            at_work = self.desk(session)
            yield at_work
        if at_work.asker.is_new:
            with suppress(SQLAlchemyError), self.repeatable():  # where it fails, the next time will do
                pass

    @contextmanager
    def transaction(self) -> Iterator[Desk]:
        """Open a desk for a change that a second delivery of the same request must not make again."""
        with self.workspace.transaction(self.moment) as session:
            if not first_time(session, request_key(self.body), self.moment):
                raise AlreadyDone
            yield from _greeting(self.desk(session))
        self.context["is_saved"] = True
        self.waking()

    @contextmanager
    def repeatable(self) -> Iterator[Desk]:
        """Open a desk for a change that does no harm a second time."""
        with self.workspace.transaction(self.moment) as session:
            yield from _greeting(self.desk(session))
        self.waking()


def _greeting(desk: Desk) -> Iterator[Desk]:
    """Hand a desk out and, once the work there is done, greet somebody who is at one for the first time."""
    yield desk
    if desk.asker.is_new:
        greet(desk.session, desk.asker.slack_id, desk.now)


def home_address(team_id: str, app_id: str) -> str:
    """Give the address that opens Clerk's Home on any device; empty where the app does not say who it is."""
    return f"slack://app?team={team_id}&id={app_id}&tab=home" if app_id else ""


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
