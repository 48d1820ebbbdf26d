"""One database of two workspaces: a token posts what is its own workspace's alone."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import update

from bot.practice.driver import Practice
from models.database import Database, WorkspaceDatabase
from models.workspaces import Workspace
from scheduler.claims import next_due
from scheduler.outbox import Sender
from scheduler.people import look_at_roster
from scheduler.watch import look_at_parked
from tests.builders import NOW, commission
from tests.scheduler.conftest import Clock
from tests.scheduler.outbox_builders import owed, row, seen, staffed

OTHER = "T0OTHER"


def test_a_token_posts_the_rows_of_its_own_workspace_alone(
    practice: Practice, database: Database, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    other = commission(database, OTHER)
    owed(other, "name", "U0DANA", clock)
    owed(workspace, "greeting", "U0DANA", clock)
    own = replace(sender, only="T0PRACTICE")

    assert (own.send_due(10), seen(practice, "D0DANA")) == (1, ["Good morning."])
    assert (row(other, "name").attempt, row(other, "name").next_at) == (0, NOW)


def test_a_sender_waits_for_the_rows_of_its_own_workspace_alone(
    database: Database, workspace: WorkspaceDatabase
) -> None:
    owed(commission(database, OTHER), "name", "U0DANA", Clock(NOW + timedelta(minutes=1)))
    owed(workspace, "greeting", "U0DANA", Clock(NOW + timedelta(minutes=2)))

    due = [next_due(database, NOW, only) for only in (None, OTHER, "T0PRACTICE")]
    assert due == [NOW + timedelta(minutes=minutes) for minutes in (1, 1, 2)]


def test_what_is_parked_of_another_workspace_is_left_to_its_own_token(
    database: Database, workspace: WorkspaceDatabase, sender: Sender
) -> None:
    commission(database, OTHER)
    for each in (workspace, database.workspace(OTHER)):
        with each.transaction(NOW) as session:
            session.execute(update(Workspace).values(parked_at=NOW, parked_because="token_revoked"))

    looks = [
        look_at_parked(database, sender.client, NOW, only) for only in ("T0PRACTICE", "T0PRACTICE", OTHER)
    ]
    assert looks == [True, False, True]


def test_the_people_of_another_workspace_are_not_looked_up(
    practice: Practice, database: Database, sender: Sender, clock: Clock
) -> None:
    staffed(commission(database, OTHER), clock)
    look_at_roster(database, sender.client, NOW, "T0PRACTICE")
    assert [call.method for call in practice.calls if call.method == "users.info"] == []
