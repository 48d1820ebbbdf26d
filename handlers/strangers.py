"""People who are not on the roster: what they may see, and how they ask to be added."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from handlers.desk import Desk, Pressed
from handlers.views import strangers as views
from handlers.views.kit import Message
from models.askers import first_staff
from models.changes import owe
from models.finding import most_recent
from models.refusals import Refusal
from models.rules.names import fold
from models.rules.permissions import Right

ASKS_TO_BE_ADDED = "asks to be added"
MOST_LISTED = 50


def is_outside(body: Mapping[str, Any], team_id: str) -> bool:
    """Tell whether a request comes from somebody of another organization, or from a channel that is shared with one."""
    user, event = body.get("user"), body.get("event") or {}
    of_user = user.get("team_id") if isinstance(user, Mapping) else None
    theirs = of_user or event.get("user_team") or event.get("team") or team_id
    return bool(body.get("is_ext_shared_channel")) or theirs != team_id


def public_list(desk: Desk) -> Message:
    """List the names of the open cities: all that someone may see who is not on the roster, but of the workspace."""
    if desk.asker.is_outside:
        desk.asker.must_be_allowed(Right.LIST)
    open_files = most_recent(desk.session, MOST_LISTED)
    return views.public_list(desk.commission.name, sorted((named.label for named in open_files), key=fold))


def ask_to_be_added(desk: Desk, _pressed: Pressed) -> Message:
    """Have the first staff member told; asking again tells them no second time."""
    if desk.asker.roles:
        raise Refusal("You are on the roster already.", offers=("menu",))
    staff = first_staff(desk.session)
    if staff is None or staff.slack_id is None:
        raise Refusal(
            "Nobody on staff is on Slack yet, so I can't pass it on. Please ask them in person.",
            offers=("help",),
        )
    owe(desk.session, ASKS_TO_BE_ADDED, desk.asker.slack_id, staff.slack_id, desk.now)
    return views.asked_to_be_added(staff.name)


def request_to_staff(_session: Session, slack_id: str, _now: datetime) -> Message:
    """Draw what staff are told."""
    return views.asks_to_be_added(slack_id)
