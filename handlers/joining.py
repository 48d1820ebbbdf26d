"""How somebody asks to be added to the roster, and how staff hear of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from handlers.accounts import account_of
from handlers.desk import Desk, OpensDesk
from handlers.doors import acts
from handlers.views import strangers as views
from handlers.views.kit import Message, clip
from models.changes import owe
from models.outbox import Outbox
from models.recipients import people_of
from models.refusals import Refusal
from models.rules.permissions import Right
from models.rules.recipients import Person, told_for

ASKS_TO_BE_ADDED = "asks to be added"
LONGEST_NAME = 80


def ask_to_be_added(ack: Ack, body: Mapping[str, Any], transaction: OpensDesk, client: WebClient) -> None:
    """Have whoever keeps the roster told who asks; asking again tells them no second time."""
    name = _name_in_slack(client, str(body["user"]["id"]))
    acts(lambda desk, _pressed: _pass_on(desk, name), Right.MENU)(
        ack=ack, body=body, transaction=transaction, client=client
    )


def _name_in_slack(client: WebClient, slack_id: str) -> str:
    try:
        return clip(account_of(client, slack_id).name, LONGEST_NAME)
    except Refusal:
        return ""  # staff still see who it is, by the mention


def _pass_on(desk: Desk, name: str) -> Message:
    if desk.asker.roles:
        raise Refusal("You are on the roster already.", offers=("menu",))
    keeper = _keeper(desk)
    if keeper is None or keeper.slack_id is None:
        raise Refusal(
            "Nobody who keeps the roster is on Slack now, so I can't pass it on. Please ask them in person.",
            offers=("help",),
        )
    subject = _asked_before(desk.session, desk.asker.slack_id) or f"{desk.asker.slack_id} {name}"
    owe(desk.session, ASKS_TO_BE_ADDED, subject, keeper.slack_id, desk.now)
    return views.asked_to_be_added(keeper.name, is_outside=desk.asker.is_outside)


def _keeper(desk: Desk) -> Person | None:
    """Choose who hears of it: the first of the staff who is there, else the chair or the vice chair."""
    told = told_for(people_of(desk.session, desk.today), None, desk.today)
    return told.person if told else None


def _asked_before(session: Session, slack_id: str) -> str | None:
    """Give what their earlier request is about, by whatever name they went then."""
    theirs = or_(Outbox.subject == slack_id, Outbox.subject.startswith(f"{slack_id} "))
    return session.scalars(select(Outbox.subject).where(Outbox.kind == ASKS_TO_BE_ADDED, theirs)).first()


def request_to_staff(_session: Session, subject: str, _now: datetime) -> Message:
    """Draw what staff are told: who asks, by the mention and by the name that Slack gave."""
    slack_id, _, name = subject.partition(" ")
    return views.asks_to_be_added(slack_id, name)
