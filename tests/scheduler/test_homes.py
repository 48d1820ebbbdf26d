"""Open Homes are drawn again after a change, once, and a failure of Slack does no harm."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from slack_sdk import WebClient

from bot.practice.driver import Practice
from bot.practice.seeds import PersonSeed
from handlers.home import home_of
from models.database import open_database
from models.homes import note_opened, state_of
from models.workspaces import Workspace
from scheduler.homes import HomePainter
from tests.builders import NOW, STRANGER, Office, office
from tests.scheduler.conftest import Clock

STAFF, CHAIR = "U1", "U2"
PEOPLE = [
    PersonSeed(slack_id, name, "", "America/Los_Angeles")
    for slack_id, name in ((STAFF, "Ana Ruiz"), (CHAIR, "Bo Lee"), (STRANGER, "Kim Roe"))
]


@pytest.fixture
def milpitas(practice: Practice, sqlite_address: str) -> Iterator[Office]:
    """A commission in the practice workspace; its staff, its chair and a stranger have their Homes open."""
    practice.workspace.seed(PEOPLE, [], "Clerk")
    with closing(open_database(sqlite_address)) as opened:
        at_work = office(opened, "T0PRACTICE")
        with at_work.workspace.transaction(NOW) as session:
            for each in (STAFF, CHAIR, STRANGER):
                note_opened(session, each, state_of(session), NOW)
        yield at_work


@pytest.fixture
def painter(milpitas: Office, client: WebClient, clock: Clock) -> HomePainter:
    """Who draws the Homes, when told to."""
    return HomePainter(milpitas.workspace, client, clock, home_of)


def drawn(practice: Practice) -> list[str]:
    """List whose Homes were drawn, in order."""
    return [str(call.arguments["user_id"]) for call in practice.calls if call.method == "views.publish"]


def test_each_open_home_is_drawn_once_after_a_change(
    practice: Practice, milpitas: Office, painter: HomePainter, clock: Clock
) -> None:
    clock.passes(seconds=20)
    before = painter.draw_outdated()
    milpitas.inquiry(by=CHAIR)
    after = [painter.draw_outdated(), painter.draw_outdated()]

    assert (before, after, drawn(practice)) == (0, [3, 0], [CHAIR, STAFF])


def test_a_home_that_slack_takes_at_the_second_try_is_drawn_then(
    practice: Practice, milpitas: Office, painter: HomePainter, clock: Clock
) -> None:
    clock.passes(seconds=20)
    milpitas.inquiry(by=CHAIR)
    practice.faults.rate_limit("views.publish")
    refused = painter.draw_outdated()
    practice.faults.fail("views.publish")
    failed = painter.draw_outdated()

    assert (refused, failed, painter.draw_outdated()) == (0, 0, 3)


def test_a_home_that_slack_refuses_is_left_until_the_next_change(
    practice: Practice, milpitas: Office, painter: HomePainter, clock: Clock
) -> None:
    clock.passes(seconds=20)
    milpitas.inquiry(by=CHAIR)
    practice.faults.refuse("views.publish", error="user_not_found")

    assert [painter.draw_outdated(), painter.draw_outdated()] == [3, 0]
    assert [person.home is None for person in map(practice.person, (CHAIR, STAFF))] == [True, False]


def test_a_home_that_cannot_be_drawn_holds_up_no_other(
    practice: Practice, milpitas: Office, painter: HomePainter, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    clock.passes(seconds=20)
    milpitas.inquiry(by=CHAIR)
    with milpitas.workspace.transaction(NOW) as session:
        session.query(Workspace).update({"settings": {"days_off": {"extra": ["no day"]}}})

    assert (painter.draw_outdated(), drawn(practice)) == (3, [])
    assert [record.getMessage().splitlines()[0] for record in caplog.records] == [
        "A Home cannot be drawn: ValueError"
    ] * 2


def test_whoever_commits_wakes_the_painter(
    practice: Practice, milpitas: Office, painter: HomePainter
) -> None:
    with painter:
        milpitas.inquiry(by=CHAIR)
        painter.wake()
        practice.wait_for(lambda: drawn(practice) == [CHAIR], 3)
