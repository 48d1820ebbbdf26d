import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import select, update

from bot.practice.driver import Practice
from models.changes import owe
from models.database import Database, WorkspaceDatabase
from models.requests import Request
from models.workspaces import Workspace
from scheduler.outbox import Sender
from scheduler.timetable import Tick, Timetable, start_timetable
from scheduler.watch import ClockWatch
from tests.builders import NOW
from tests.scheduler.conftest import Clock, Interrupted


@contextmanager
def running(sender: Sender, database: Database, clock: Clock) -> Iterator[Timetable]:
    timetable = start_timetable(sender, database, clock)
    try:
        yield timetable
    finally:
        timetable.stop()


def posted(practice: Practice) -> list[str]:
    return [message.text for message in practice.person("U0DANA").messages("C0SISTER")]


def test_a_tick_comes_an_interval_from_now_however_far_back_the_last_one_was() -> None:
    assert Tick(timedelta(minutes=1)).get_next_fire_time(NOW - timedelta(days=365), NOW) == NOW + timedelta(
        minutes=1
    )


def test_what_is_committed_is_sent_as_soon_as_the_sender_is_waked(
    practice: Practice, database: Database, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    with running(sender, database, clock) as timetable:
        with workspace.transaction(NOW) as session:
            owe(session, "greeting", "1", "C0SISTER", NOW)
        sender.wake()
        practice.wait_for(lambda: posted(practice), 3)
        assert timetable.is_healthy() is True
    assert timetable.is_healthy() is False


def test_what_becomes_due_by_a_jump_of_the_clock_is_done_at_once(
    practice: Practice, database: Database, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    with workspace.transaction(NOW) as session:
        owe(session, "greeting", "1", "C0SISTER", NOW + timedelta(days=3))
    with running(sender, database, clock):
        clock.passes(days=3)
        practice.wait_for(lambda: posted(practice), 3)


def test_the_jobs_run_at_the_start(
    practice: Practice, database: Database, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    with workspace.transaction(NOW) as session:
        session.add(Request(key="old", at=NOW - timedelta(hours=25)))
        session.add(Request(key="young", at=datetime(2026, 1, 15, tzinfo=UTC)))

    def kept() -> list[str]:
        with workspace.reading() as reading:
            return list(reading.scalars(select(Request.key).order_by(Request.key)))

    with running(sender, database, clock):
        practice.wait_for(lambda: kept() == ["young"], 3)


def test_it_stops_before_the_next_message(
    practice: Practice, database: Database, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    stopping: list[threading.Thread] = []

    def stop_meanwhile() -> None:
        thread = threading.Thread(target=timetable.stop)
        thread.start()
        stopping.append(thread)
        practice.wait_for(lambda: not timetable.is_healthy(), 3)

    interrupted = Interrupted(practice, before=None, after=stop_meanwhile)
    timetable = Timetable(database, replace(sender, client=interrupted), clock)
    timetable.start()
    with workspace.transaction(NOW) as session:
        for number in range(3):
            owe(session, "greeting", str(number), "C0SISTER", NOW)
    sender.wake()
    practice.wait_for(lambda: stopping, 3)
    stopping[0].join()
    assert len(posted(practice)) == 1


def test_by_a_wrong_clock_nothing_is_planned_and_nothing_is_sent_until_it_is_set(
    practice: Practice, database: Database, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    """Slack's clock in these tests is the machine's; Clerk's stands in January 2026."""
    with workspace.transaction(NOW) as session:
        owe(session, "greeting", "1", "C0SISTER", NOW)
    watching = replace(sender, clocks=ClockWatch())
    with running(watching, database, clock):
        practice.wait_for(watching.is_held, 3)
        assert posted(practice) == []
        clock.moment = practice.clock.now()
        practice.wait_for(lambda: posted(practice), 5)


def test_a_parked_workspace_is_asked_for_at_the_start(
    practice: Practice, database: Database, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    with workspace.transaction(NOW) as session:
        session.execute(update(Workspace).values(parked_at=NOW, parked_because="token_revoked"))
        owe(session, "greeting", "1", "C0SISTER", NOW)
    with running(sender, database, clock):
        practice.wait_for(lambda: posted(practice), 5)
