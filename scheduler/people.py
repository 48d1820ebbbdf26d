"""The people on the other side: whether Slack still reaches them, and where they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy import select, true
from sqlalchemy.orm import Session

from models.commission import commission_of
from models.database import Database, WorkspaceDatabase, found
from models.members import Member
from models.outbox import RATE_LIMITED
from models.reach import learn, stands_in
from models.requests import Request, first_time
from models.workspaces import Workspace
from scheduler.claims import Owed, finish, write
from scheduler.posting import CLOSED_TO_CLERK, FAILED_CALL, NotPosted, refusal

KNOWN_FOR = timedelta(minutes=10)
AT_ONCE = 10
"""So many people are looked up a minute: Slack lets an app ask for many more."""


@dataclass(frozen=True, kw_only=True)
class Account:
    """What Slack says of somebody."""

    is_closed: bool
    zone: str | None


class Accounts:
    """The people whom Slack was asked about just now."""

    def __init__(self) -> None:
        """Know nobody."""
        self._open: dict[tuple[str, str], datetime] = {}

    def closed(self, client: WebClient, owed: Owed, now: datetime) -> Account | None:
        """Give the account of whom a message is for where it is closed. NotPosted where Slack lets nobody ask now.

        A look that fails is no reason to hold a message.
        """
        who = owed.workspace_id, owed.destination
        if timedelta() <= now - self._open.get(who, now - KNOWN_FOR) < KNOWN_FOR:
            return None
        try:
            account = look_up(client, owed.destination)
        except FAILED_CALL:
            return None
        if account and account.is_closed:
            return account
        if account:
            self._open[who] = now
        return None


def look_up(client: WebClient, slack_id: str) -> Account | None:
    """Ask Slack about somebody; None where it knows nobody of the name. NotPosted where it lets nobody ask now."""
    try:
        user = client.users_info(user=slack_id)["user"]
    except SlackApiError as error:
        refused = refusal(error)
        if refused is None:
            raise
        if str(refused) in {RATE_LIMITED, *CLOSED_TO_CLERK}:
            raise refused from error
        return None
    return Account(is_closed=bool(user.get("deleted")), zone=user.get("tz"))


def hand_over(session: Session, owed: Owed, account: Account, now: datetime) -> None:
    """End a message that would go to a closed account; what was not for that person alone goes to who stands in."""
    member = session.scalars(select(Member).where(Member.slack_id == owed.destination)).one_or_none()
    if member:
        learn(session, member, zone=account.zone, is_closed=True, now=now)
    stand_in = stands_in(session, member.id, now) if member else None
    names = {owed.destination, *([member.id] if member else [])}
    if stand_in is None or any(name in owed.subject for name in names):
        finish(session, owed, now)
    else:
        write(session, owed, destination=stand_in.slack_id, next_at=now, intent_at=None)


def look_at_roster(database: Database, client: WebClient, now: datetime, only: str | None = None) -> None:
    """Ask Slack once a day about everybody on the roster of one workspace, or on all, some at a time."""
    mine = Workspace.workspace_id == only if only else true()
    wanted = select(Workspace.workspace_id).where(Workspace.parked_at.is_(None), mine)
    with database.all_workspaces(now) as session:
        workspaces = list(session.scalars(wanted))
    try:
        for workspace_id in workspaces:
            _look_at(database.workspace(workspace_id), client, now)
    except (NotPosted, *FAILED_CALL):
        return  # the rest is asked about at the next turn


def _look_at(workspace: WorkspaceDatabase, client: WebClient, now: datetime) -> None:
    for member_id, slack_id, key in _unknown_today(workspace, now):
        account = look_up(client, slack_id)
        with workspace.transaction(now) as session:
            if first_time(session, key, now) and account:
                member = found(session, Member, member_id, "member")
                learn(session, member, zone=account.zone, is_closed=account.is_closed, now=now)


def _unknown_today(workspace: WorkspaceDatabase, now: datetime) -> Sequence[tuple[str, str, str]]:
    """Give the next of those who were not asked about today: their id, what Slack calls them, today's key."""
    with workspace.reading() as session:
        day = commission_of(session).today(now)
        on_slack = select(Member.id, Member.slack_id).where(
            Member.active.is_(True), Member.slack_id.is_not(None)
        )
        keys = {f"account:{row.id}:{day}": (row.id, row.slack_id) for row in session.execute(on_slack)}
        known = set(session.scalars(select(Request.key).where(Request.key.in_(keys))))
        return [(*who, key) for key, who in sorted(keys.items()) if key not in known][:AT_ONCE]
