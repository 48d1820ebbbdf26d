"""The list of first steps: who sees it, what is done of it, and what its buttons note."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from models.changes import INQUIRY_CARD
from models.first_run import (
    INTRODUCTION,
    TEST_REMINDER,
    checklist,
    hide_checklist,
    introduce,
    send_test_reminder,
    told_members,
)
from models.homes import note_opened, outdated
from models.outbox import Outbox
from models.rules.first_days import Checklist, Task
from models.workspaces import Workspace
from tests.builders import NOW, Office, refused


@pytest.fixture
def in_slack(milpitas: Office) -> Office:
    """Milpitas, as set up in Slack by somebody who is not on its roster."""
    with milpitas.writing() as (session, _):
        session.execute(update(Workspace).values(set_up_by="U7"))
    return milpitas


def seen_by(office: Office, slack_id: str) -> Checklist | None:
    """Give the list as somebody sees it."""
    with office.writing(slack_id) as (session, asker):
        return checklist(session, asker)


def test_staff_and_who_set_clerk_up_see_the_list_and_nobody_else(in_slack: Office) -> None:
    new = Checklist(done=frozenset({Task.SET_UP}), channel="C1")
    assert seen_by(in_slack, "U1") == new
    assert seen_by(in_slack, "U7") == Checklist(done=new.done, channel="C1", is_staff=False)
    assert [seen_by(in_slack, other) for other in ("U2", "U3", "U9")] == [None] * 3


def test_where_a_file_set_the_commission_up_there_is_no_list(one_engine: Office) -> None:
    assert seen_by(one_engine, "U1") is None
    no = "This is for staff and for who set Clerk up. I changed nothing."
    with refused(no), one_engine.writing() as (session, asker):
        told_members(session, asker, NOW)


def test_each_task_is_done_once_it_was(in_slack: Office) -> None:
    left = [Task.INTRODUCE, Task.TEST, Task.RECORD, Task.TELL]
    seen = seen_by(in_slack, "U1")
    assert seen is not None
    assert list(seen.left) == left
    in_slack.inquiry("Tena")
    with in_slack.writing() as (session, asker):
        introduce(session, NOW)
        send_test_reminder(session, asker, NOW, NOW)
    with in_slack.writing() as (session, asker):
        told_members(session, asker, NOW)
        session.execute(update(Outbox).where(Outbox.kind == INTRODUCTION).values(sent_ts="1.0"))
    seen = seen_by(in_slack, "U1")
    assert seen is not None
    assert seen.left == ()


def test_a_test_reminder_goes_to_whoever_asks_once_for_each_press(in_slack: Office) -> None:
    for moment in (NOW, NOW, NOW + timedelta(seconds=1)):
        with in_slack.writing() as (session, asker):
            send_test_reminder(session, asker, moment, NOW)
    with in_slack.workspace.reading() as session:
        sent = select(Outbox.destination).where(Outbox.kind == TEST_REMINDER)
        assert session.scalars(sent).all() == ["U1", "U1"]
        assert session.scalars(select(Outbox.kind).where(Outbox.kind == INQUIRY_CARD)).all() == []


def test_a_hidden_list_has_nothing_left_and_open_homes_are_drawn_again(in_slack: Office) -> None:
    with in_slack.writing() as (session, asker):
        note_opened(session, "U1", "as it was", NOW)
        hide_checklist(session, asker, NOW)
    seen = seen_by(in_slack, "U1")
    assert seen is not None
    assert (seen.is_hidden, seen.left) == (True, ())
    with in_slack.workspace.reading() as session:
        assert outdated(session, NOW) == [("U1", "")]
