"""A workspace that Slack has closed to Clerk, and a clock that Slack's disagrees with."""

import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.practice.driver import Practice
from bot.practice.faults import Fault
from models.database import Database, WorkspaceDatabase
from models.workspaces import Workspace
from scheduler.outbox import Sender
from scheduler.posting import CLOSED_TO_CLERK
from scheduler.watch import ClockWatch, look_at_parked, read_date
from tests.builders import NOW, commission
from tests.scheduler.conftest import Clock
from tests.scheduler.outbox_builders import owed, row, seen


def parked(workspace: WorkspaceDatabase) -> tuple[datetime | None, str | None]:
    with workspace.reading() as session:
        found = session.scalars(select(Workspace)).one()
        return found.parked_at, found.parked_because


@pytest.mark.parametrize("error", sorted(CLOSED_TO_CLERK))
def test_a_workspace_closed_to_clerk_is_parked_and_its_messages_wait_without_a_failure(
    practice: Practice,
    workspace: WorkspaceDatabase,
    sender: Sender,
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
    error: str,
) -> None:
    practice.faults.refuse("chat.postMessage", error=error)
    practice.faults.refuse("auth.test", error=error)
    for subject in ("1", "2"):
        owed(workspace, "greeting", "C0SISTER", clock, subject)
    with caplog.at_level(logging.WARNING, logger="scheduler.watch"):
        assert (sender.send_due(), sender.send_due()) == (1, 0)

    waits = row(workspace, "greeting", "1")
    assert (parked(workspace), len(caplog.records)) == ((NOW, error), 1)
    assert (waits.failures, waits.last_error, waits.intent_at, waits.next_at) == (0, None, None, NOW)


def test_rows_of_other_workspaces_go_on(
    practice: Practice, database: Database, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    practice.faults.refuse("users.info", error="token_revoked")
    practice.faults.refuse("auth.test", error="token_revoked")
    owed(workspace, "greeting", "U0DANA", clock)
    sender.send_due()
    owed(commission(database, "T0OTHER"), "name", "C0SISTER", clock)

    assert (sender.send_due(10), seen(practice)) == (1, ["Milpitas"])


def test_a_parked_workspace_is_taken_up_once_slack_lets_clerk_in(
    practice: Practice, database: Database, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    practice.faults.refuse("chat.postMessage", error="account_inactive")
    practice.faults.refuse("auth.test", error="account_inactive", times=2)
    practice.faults.fail("auth.test")
    owed(workspace, "greeting", "C0SISTER", clock)
    sender.send_due()

    taken_up = [look_at_parked(database, sender.client, clock()) for _ in range(4)]
    assert (taken_up, parked(workspace)) == ([False, False, True, False], (None, None))
    assert (sender.send_due(), seen(practice)) == (1, ["Good morning."])


def test_a_refusal_of_one_call_alone_parks_nothing(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    practice.faults.refuse("chat.postMessage", error="org_login_required")
    owed(workspace, "greeting", "C0SISTER", clock)
    sender.send_due()

    refused = row(workspace, "greeting")
    assert (parked(workspace), refused.last_error) == ((None, None), "org_login_required")


def test_a_post_of_which_nobody_knows_is_still_looked_for_after_the_workspace_was_parked(
    practice: Practice, database: Database, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    practice.faults.fail("chat.postMessage", committed=True)
    owed(workspace, "greeting", "U0DANA", clock)
    sender.send_due()
    practice.faults.refuse("conversations.open", error="token_revoked")
    practice.faults.refuse("auth.test", error="token_revoked")
    clock.passes(minutes=3)
    sender.send_due()
    assert parked(workspace) == (clock(), "token_revoked")

    look_at_parked(database, sender.client, clock())
    sender.send_due()
    assert (seen(practice, "D0DANA"), row(workspace, "greeting").next_at) == (["Good morning."], None)


@pytest.fixture
def watching(sender: Sender) -> Sender:
    """A sender that compares its clock with Slack's."""
    return replace(sender, clocks=ClockWatch())


def slack_says(practice: Practice, date: str, times: int = 1) -> None:
    practice.faults.add("auth.test", Fault(committed=True, headers={"date": date}), times=times)


def http(moment: datetime) -> str:
    return moment.strftime("%a, %d %b %Y %H:%M:%S GMT")


@pytest.mark.parametrize(
    ("apart", "sent"),
    [
        (timedelta(minutes=4, seconds=59), 1),
        (timedelta(minutes=-4, seconds=-59), 1),
        (timedelta(minutes=5, seconds=1), 0),
        (timedelta(minutes=-5, seconds=-1), 0),
        (timedelta(days=365), 0),
    ],
)
def test_clocks_that_are_more_than_five_minutes_apart_send_nothing(
    practice: Practice,
    workspace: WorkspaceDatabase,
    watching: Sender,
    clock: Clock,
    apart: timedelta,
    sent: int,
) -> None:
    slack_says(practice, http(NOW + apart))
    owed(workspace, "greeting", "C0SISTER", clock)

    assert watching.send_due() == sent
    assert row(workspace, "greeting").attempt == sent


def test_a_wrong_clock_is_said_and_looked_at_each_minute_until_it_agrees(
    practice: Practice,
    workspace: WorkspaceDatabase,
    watching: Sender,
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    slack_says(practice, http(NOW + timedelta(hours=1)), times=2)
    slack_says(practice, http(NOW + timedelta(minutes=2)))
    owed(workspace, "greeting", "C0SISTER", clock)
    sent = []
    with caplog.at_level(logging.WARNING, logger="scheduler.watch"):
        for _ in range(5):
            sent.append(watching.send_due())
            clock.passes(seconds=30)

    assert (sent, len(caplog.records)) == ([0, 0, 0, 0, 1], 2)
    assert watching.clocks is not None
    assert watching.clocks.held_because == ""


def test_why_nothing_is_sent_is_said_in_words(practice: Practice, watching: Sender) -> None:
    slack_says(practice, http(NOW + timedelta(hours=1)))
    watching.send_due()

    assert watching.clocks is not None
    assert watching.clocks.held_because == (
        "This computer's clock says 2026-01-15 18:30 UTC, and Slack's 2026-01-15 19:30 UTC. "
        "Nothing is sent until they agree: set the computer's clock."
    )


def test_a_clock_that_jumps_is_compared_before_anything_is_sent(
    practice: Practice, workspace: WorkspaceDatabase, watching: Sender, clock: Clock
) -> None:
    slack_says(practice, http(NOW), times=2)
    watching.send_due()
    owed(workspace, "greeting", "C0SISTER", Clock(NOW + timedelta(days=300)))
    clock.passes(days=365)

    assert (watching.send_due(), seen(practice)) == (0, [])


def test_a_clock_set_back_is_compared_before_anything_is_sent(
    practice: Practice, watching: Sender, clock: Clock
) -> None:
    slack_says(practice, http(NOW), times=2)
    watching.send_due()
    clock.passes(hours=-1)
    watching.send_due()

    assert watching.is_held() is True


@pytest.mark.parametrize("garbage", ["", "now", "Thu, 32 Foo 2026", "9" * 400, "0"])
def test_a_date_that_nobody_can_read_proves_nothing(
    practice: Practice, workspace: WorkspaceDatabase, watching: Sender, clock: Clock, garbage: str
) -> None:
    slack_says(practice, garbage)
    owed(workspace, "greeting", "C0SISTER", clock)

    assert watching.send_due() == 1


def test_without_an_answer_what_was_found_before_holds(
    practice: Practice, watching: Sender, clock: Clock
) -> None:
    slack_says(practice, http(NOW + timedelta(hours=1)))
    practice.faults.silence("auth.test", committed=False)
    held = []
    for _ in range(2):
        held.append(watching.is_held())
        clock.passes(minutes=1)

    assert held == [True, True]


def test_dates_are_read_whatever_the_headers_case_and_zone() -> None:
    noon = datetime(2026, 1, 15, 12, tzinfo=UTC)
    headers: list[dict[str, object]] = [
        {"Date": "Thu, 15 Jan 2026 12:00:00 GMT"},
        {"date": "Thu, 15 Jan 2026 13:00:00 +0100"},
        {"DATE": ["Thu, 15 Jan 2026 12:00:00 -0000"]},
        {"Date": []},
        {},
    ]
    assert [read_date(each) for each in headers] == [noon, noon, noon, None, None]
