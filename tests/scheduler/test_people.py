"""Whom Slack reaches: closed accounts are found before a message goes to them, and everybody is asked about daily."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.practice.driver import Practice
from models.database import Database, WorkspaceDatabase
from models.members import Member
from models.outbox import Outbox
from models.reach import ACCOUNT_CLOSED
from models.reminders import Reminder
from scheduler.cards import CANNOT_POST, DAILY_NOTE
from scheduler.outbox import Sender
from scheduler.people import AT_ONCE, look_at_roster
from tests.builders import NOW
from tests.scheduler.conftest import DRAWS, Clock
from tests.scheduler.outbox_builders import owed, row, seen, staffed

CLOSED = (
    "Ruth Meyer's Slack account is closed. What I would send to Ruth goes to you from now on. "
    "Change the roster, or give Ruth's files to someone."
)


def looks(practice: Practice) -> list[str]:
    return [str(call.arguments["user"]) for call in practice.calls if call.method == "users.info"]


def send_all(sender: Sender) -> None:
    while sender.send_due():
        pass


def member(workspace: WorkspaceDatabase, slack_id: str) -> Member:
    with workspace.reading() as session:
        found = session.scalars(select(Member).where(Member.slack_id == slack_id)).one()
        session.expunge(found)
        return found


def noted(workspace: WorkspaceDatabase, member_id: str, clock: Clock) -> None:
    """Owe somebody a note with one reminder in it."""
    owed(workspace, DAILY_NOTE, "U0RUTH", clock, f"{member_id}:2026-01-15")
    with workspace.transaction(clock()) as session:
        session.add(
            Reminder(
                rule="on the day",
                occurrence="due:2026-01-15::",
                recipient=member_id,
                due_at="2026-01-15T09:00",
                zone="America/Los_Angeles",
                at=NOW,
                valid_until=NOW,
                state="waiting",
                outbox_id=session.scalars(select(Outbox.id)).one(),
            )
        )


def test_a_note_for_a_closed_account_is_not_sent_its_reminders_are_freed_and_the_chair_or_staff_hear(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    ids = staffed(workspace, clock)
    noted(workspace, ids["Ruth"], clock)
    practice.workspace.deactivate("U0RUTH")
    send_all(sender)

    assert (seen(practice, "D0RUTH", "U0RUTH"), seen(practice, "D0DANA")) == ([], [CLOSED])
    assert member(workspace, "U0RUTH").unreachable_since == NOW
    ended = row(workspace, DAILY_NOTE)
    with workspace.reading() as session:
        freed = session.execute(select(Reminder.state, Reminder.outbox_id)).one()
    assert (ended.next_at, ended.sent_ts, tuple(freed)) == (None, None, ("waiting", None))


def test_the_chair_hears_who_takes_what_would_go_to_the_closed_account(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    ids = staffed(workspace, clock)
    owed(workspace, "greeting", "U0DANA", clock, f"for {ids['Dana']}")
    practice.workspace.deactivate("U0DANA")
    send_all(sender)

    told = seen(practice, "D0RUTH", "U0RUTH")
    assert [said.partition(" from now on")[0] for said in told] == [
        "Dana Ito's Slack account is closed. What I would send to Dana goes to you"
    ]
    assert seen(practice, "D0DANA") == []


def test_what_was_not_for_that_person_alone_goes_to_who_stands_in(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    staffed(workspace, clock)
    owed(workspace, CANNOT_POST, "U0DANA", clock, "C0OTHER:not_in_channel:2026-01-15")
    practice.workspace.deactivate("U0DANA")
    for _ in range(3):
        send_all(sender)
        clock.passes(seconds=1)

    told = [said.partition(".")[0] for said in seen(practice, "D0RUTH", "U0RUTH")]
    assert sorted(told) == [
        "Dana Ito's Slack account is closed",
        "I can't post in the commission's channel yet",
    ]


def test_where_nobody_is_left_the_message_ends_and_nobody_is_written_to(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    staffed(workspace, clock, Ruth="chair")
    owed(workspace, "greeting", "U0RUTH", clock)
    practice.workspace.deactivate("U0RUTH")
    send_all(sender)

    assert (row(workspace, "greeting").next_at, practice.workspace.messages) == (None, {})


def test_a_stranger_whose_account_is_closed_is_not_written_to(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    owed(workspace, "greeting", "U0RUTH", clock)
    practice.workspace.deactivate("U0RUTH")

    assert (sender.send_due(), sender.send_due(), practice.workspace.messages) == (1, 0, {})


def test_somebody_is_looked_up_once_in_ten_minutes_and_not_for_edits(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    for subject in ("1", "2", "3"):
        owed(workspace, "greeting", "U0DANA", clock, subject)
        sender.send_due()
        clock.passes(minutes=4)
    clock.passes(hours=1)
    owed(workspace, "greeting", "U0DANA", clock, "1")
    sender.send_due()

    assert looks(practice) == ["U0DANA"]


def test_everybody_on_the_roster_is_asked_about_once_a_day_some_at_a_time(
    practice: Practice, database: Database, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    with workspace.transaction(NOW) as session:
        for number in range(12):
            session.add(Member(slack_id=f"U{number}", name=f"Person {number}", roles=[], active=True))
        session.add(Member(slack_id=None, name="Not on Slack", roles=[], active=True))
        session.add(Member(slack_id="U0GONE", name="Left", roles=[], active=False))
    counts = []
    for hours in (0, 1, 2, 24):
        clock.moment = NOW
        clock.passes(hours=hours)
        look_at_roster(database, sender.client, clock())
        counts.append(len(looks(practice)))

    assert counts == [AT_ONCE, 12, 12, 12 + AT_ONCE]


def test_a_daily_look_learns_zones_and_closed_and_reopened_accounts(
    practice: Practice, database: Database, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    staffed(workspace, clock)
    people = practice.workspace.people
    people["U0RUTH"] = replace(people["U0RUTH"], zone="Europe/Lisbon")
    people["U0DANA"] = replace(people["U0DANA"], zone="Mars/Olympus", deleted=True)
    look_at_roster(database, sender.client, clock())
    ruth, dana = member(workspace, "U0RUTH"), member(workspace, "U0DANA")
    assert (ruth.slack_zone, ruth.unreachable_since) == ("Europe/Lisbon", None)
    assert (dana.slack_zone, dana.unreachable_since) == (None, NOW)
    assert row(workspace, ACCOUNT_CLOSED).destination == "U0RUTH"

    people["U0DANA"] = replace(people["U0DANA"], deleted=False)
    clock.passes(days=1)
    look_at_roster(database, sender.client, clock())
    assert member(workspace, "U0DANA").unreachable_since is None
    assert (sender.send_due(), seen(practice, "D0RUTH", "U0RUTH")) == (1, [])


@pytest.mark.parametrize("fault", ["limit", "failure"])
def test_a_daily_look_that_slack_does_not_answer_goes_on_at_the_next_turn(
    practice: Practice,
    database: Database,
    workspace: WorkspaceDatabase,
    sender: Sender,
    clock: Clock,
    fault: str,
) -> None:
    staffed(workspace, clock)
    spoil = practice.faults.rate_limit if fault == "limit" else practice.faults.fail
    spoil("users.info")
    counts = []
    for _ in range(3):
        look_at_roster(database, sender.client, clock())
        counts.append(len(looks(practice)))

    assert counts == [1, 3, 3]


def test_a_message_owed_to_a_known_closed_account_is_told_once(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    staffed(workspace, clock)
    practice.workspace.deactivate("U0RUTH")
    for subject in ("U0RUTH 1", "U0RUTH 2"):
        owed(workspace, "greeting", "U0RUTH", clock, subject)
        send_all(replace(sender, draw=DRAWS))
        clock.passes(hours=1)

    assert seen(practice, "D0DANA") == [CLOSED]
