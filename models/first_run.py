"""The first days of a commission that was set up in Slack: what is done of its list, and what is hidden of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from models import ledger
from models.askers import Asker
from models.changes import owe
from models.columns import Details
from models.commission import FIRST_RUN, commission_of
from models.database import Record
from models.homes import expire_homes, note_opened
from models.outbox import Outbox
from models.prospects import Prospect
from models.refusals import Refusal
from models.rules.first_days import Checklist, Task
from models.rules.permissions import Right, Role
from models.samples import has_sample
from models.workspaces import Workspace

INTRODUCTION = "introduction"
TEST_REMINDER = "test reminder"
THE_COMMISSION = "the commission"
"""The introduction is about it; there is one."""


def checklist(session: Session, asker: Asker) -> Checklist | None:
    """Give the list of the first days to staff and to who set Clerk up; None for others, and where a file set it up."""
    workspace = session.scalars(select(Workspace)).one_or_none()
    if workspace is None or workspace.set_up_by is None:
        return None
    if Role.STAFF not in asker.roles and asker.slack_id != workspace.set_up_by:
        return None
    noted = workspace.settings.get(FIRST_RUN, {})
    is_done = {
        Task.SET_UP: True,
        Task.INTRODUCE: _is_any(session, Outbox, Outbox.kind == INTRODUCTION, Outbox.sent_ts.is_not(None)),
        Task.TEST: bool(noted.get(Task.TEST)),
        Task.RECORD: _is_any(session, Prospect, ledger.standing(Prospect)),
        Task.TELL: bool(noted.get(Task.TELL)),
    }
    return Checklist(
        done=frozenset(task for task, done in is_done.items() if done),
        is_hidden=bool(noted.get("is_hidden")),
        has_sample=has_sample(session),
        is_staff=asker.may(Right.IMPORT),
        channel=workspace.channel or "",
    )


def introduce(session: Session, now: datetime) -> None:
    """Have the one introduction posted in the channel, or tried again now where it could not be."""
    channel = commission_of(session).channel
    if channel is None:
        raise Refusal("No channel is chosen yet, so I can't introduce myself.", offers=("settings", "menu"))
    owe(session, INTRODUCTION, THE_COMMISSION, channel, now)


def send_test_reminder(session: Session, asker: Asker, pressed_at: datetime, now: datetime) -> None:
    """Have a test reminder sent to the asker, once for each press."""
    _must_have_list(session, asker)
    owe(session, TEST_REMINDER, f"{asker.slack_id}:{pressed_at.isoformat()}", asker.slack_id, now)
    _note(session, asker, {Task.TEST: True}, now)


def told_members(session: Session, asker: Asker, now: datetime) -> None:
    """Note that the words for the members were asked for."""
    _must_have_list(session, asker)
    _note(session, asker, {Task.TELL: True}, now)


def hide_checklist(session: Session, asker: Asker, now: datetime) -> None:
    """Leave the list out of everybody's Home from now on."""
    _must_have_list(session, asker)
    _note(session, asker, {"is_hidden": True}, now)


def _must_have_list(session: Session, asker: Asker) -> None:
    if checklist(session, asker) is None:
        raise Refusal("This is for staff and for who set Clerk up. I changed nothing.", offers=("menu",))


def _note(session: Session, asker: Asker, noted: Details, now: datetime) -> None:
    ledger.take_turn(session)
    workspace = session.scalars(select(Workspace).execution_options(populate_existing=True)).one()
    kept = {**workspace.settings.get(FIRST_RUN, {}), **noted}
    workspace.settings = {**workspace.settings, FIRST_RUN: kept}
    expire_homes(session)
    note_opened(session, asker.slack_id, "", now)


def _is_any(session: Session, record: type[Record], *conditions: ColumnElement[bool]) -> bool:
    found: bool = session.scalar(select(exists(select(record).where(*conditions)))) or False
    return found
