"""People who are not on the roster: what they may see, and how they ask to be added."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.desk import Desk, Pressed
from handlers.views import strangers as views
from handlers.views.kit import Message
from models.askers import first_staff
from models.changes import owe
from models.finding import most_recent
from models.refusals import Refusal

ASKS_TO_BE_ADDED = "asks to be added"
MOST_LISTED = 50


def public_list(desk: Desk) -> Message:
    """List the names of the open cities: all that someone who is not on the roster may see."""
    open_files = most_recent(desk.session, MOST_LISTED)
    return views.public_list(desk.commission.name, sorted(named.label for named in open_files))


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
