"""The doors of Home: it is drawn when somebody opens it, and when they press Refresh."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError
from slack_sdk.models.views import View

from handlers import home, set_up
from handlers.desk import OpensDesk
from handlers.views.home import cannot_be_read
from models.homes import note_opened, state_of
from models.refusals import NotSetUp

Body = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class _Drawn:
    """A Home, and the state of the record that it shows."""

    view: View
    mark: str
    for_guests: View | None = None
    """What it is instead for a guest of the workspace; nothing where the person is on the roster."""


def opened(body: Body, reading: OpensDesk, transaction: OpensDesk, client: WebClient) -> None:
    """Draw the Home of whoever opened it; where it cannot be drawn, the last one stays."""
    event = body["event"]
    if event.get("tab") != "home":
        return
    try:
        drawn = _draw(reading)
    except NotSetUp:
        set_up.show_home(client, str(event["user"]), reading)
        return
    except Exception:
        if not event.get("view"):  # nothing was ever shown there
            client.views_publish(user_id=event["user"], view=cannot_be_read())
        raise
    _publish(drawn, str(event["user"]), transaction, client)


def refresh(ack: Ack, body: Body, reading: OpensDesk, transaction: OpensDesk, client: WebClient) -> None:
    """Draw a Home again for whoever asks."""
    user = str(body["user"]["id"])
    try:
        _publish(_draw(reading), user, transaction, client)
    except NotSetUp:
        set_up.show_home(client, user, reading)
    ack()


def _draw(reading: OpensDesk) -> _Drawn:
    with reading() as desk:
        mark = state_of(desk.session)
        if desk.asker.roles:
            return _Drawn(view=home.home_for(desk), mark=mark)
        return _Drawn(view=home.for_strangers(desk), mark=mark, for_guests=home.for_guests(desk))


def _publish(drawn: _Drawn, user: str, transaction: OpensDesk, client: WebClient) -> None:
    view = drawn.view
    if drawn.for_guests and is_guest(client, user):
        view = drawn.for_guests
    client.views_publish(user_id=user, view=view)
    with transaction() as desk:
        note_opened(desk.session, user, drawn.mark, desk.now, shows_record=drawn.for_guests is None)


def is_guest(client: WebClient, user: str) -> bool:
    """Tell whether somebody is a guest of the workspace or of another organization; so is whoever Slack does not tell of."""
    try:
        known = client.users_info(user=user)["user"]
    except (SlackClientError, OSError, LookupError):
        return True
    return any(known.get(each) for each in ("is_restricted", "is_ultra_restricted", "is_stranger"))
