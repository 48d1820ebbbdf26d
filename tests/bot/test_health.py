"""What is wrong with a running Clerk is said in sentences, one a fault."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from bot.health import Health, records_of
from models.database import Database, open_database
from models.workspaces import Workspace
from tests.builders import NOW

TEAM_ID = "T0HEALTH"


@pytest.fixture
def kept(address: str) -> Iterator[Database]:
    """A database with a workspace whose reminders were planned a minute ago."""
    with closing(open_database(address)) as database:
        with database.workspace(TEAM_ID).transaction(NOW) as session:
            session.add(Workspace(name="Riverton", zone="UTC", ticked_at=NOW - timedelta(minutes=1)))
        yield database


def fault(database: Database, **values: object) -> str | None:
    """Say what is wrong once the workspace has these values."""
    workspace = database.workspace(TEAM_ID)
    with workspace.transaction(NOW) as session:
        session.execute(update(Workspace).values(**values))
    return records_of(workspace, lambda: NOW)()


def test_reminders_that_were_just_planned_are_well(kept: Database) -> None:
    assert [fault(kept, name="Riverton"), fault(kept, ticked_at=None)] == [None, None]


def test_reminders_that_were_long_not_planned_are_a_fault(kept: Database) -> None:
    assert fault(kept, ticked_at=datetime(2026, 1, 5, 3, 7, tzinfo=UTC)) == (
        "Reminders were last planned at 2026-01-05 03:07 UTC."
    )


def test_a_workspace_that_slack_has_closed_is_a_fault(kept: Database) -> None:
    assert fault(kept, parked_at=NOW, parked_because="token_revoked") == (
        "Slack does not let Clerk in: token_revoked."
    )


def test_before_a_commission_is_set_up_nothing_is_wrong(database: Database) -> None:
    assert records_of(database.workspace(TEAM_ID), lambda: NOW)() is None


def test_a_database_that_does_not_answer_is_a_fault(silent_port: int) -> None:
    with closing(open_database(f"postgresql://clerk@127.0.0.1:{silent_port}/clerk")) as database:
        assert records_of(database.workspace(TEAM_ID), lambda: NOW)() == "The database does not answer."


def test_every_fault_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    health = Health()
    health.add(lambda: "Slack is not connected.")
    health.add(lambda: None)
    health.add(lambda: "A job has stopped.")

    assert health.faults() == ["Slack is not connected.", "A job has stopped."]
    monkeypatch.setattr("bot.health.STALE", timedelta(seconds=-1))
    assert health.faults()[0] == "No job has had its turn for five minutes."
