"""Open Homes are drawn again after a change, once, and a failure of Slack does no harm."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.web import SlackResponse
from sqlalchemy import update

from bot.practice.driver import Practice
from bot.practice.seeds import PersonSeed
from handlers.home import home_of
from models.database import Database
from models.homes import expire_homes, note_opened, state_of
from models.members import Member
from models.workspaces import Workspace
from scheduler.homes import HomePainter
from scheduler.pace import Pace
from tests.builders import NOW, STRANGER, Office, office
from tests.scheduler.conftest import Clock

STAFF, CHAIR = "U1", "U2"
PEOPLE = [
    PersonSeed(slack_id, name, "", "America/Los_Angeles")
    for slack_id, name in ((STAFF, "Ana Ruiz"), (CHAIR, "Bo Lee"), (STRANGER, "Kim Roe"))
]


@pytest.fixture
def milpitas(practice: Practice, sqlite_database: Database) -> Office:
    """A commission in the practice workspace; its staff, its chair and a stranger have their Homes open."""
    practice.workspace.seed(PEOPLE, [], "Clerk")
    at_work = office(sqlite_database, "T0PRACTICE")
    with at_work.workspace.transaction(NOW) as session:
        for each in (STAFF, CHAIR, STRANGER):
            note_opened(session, each, state_of(session), NOW)
    return at_work


class Seconds:
    """Counts the seconds that a test lets pass at Slack's side."""

    passed = 0.0

    def __call__(self) -> float:
        return self.passed


class Interrupted(WebClient):
    """A client beside which something happens just before the first Home is drawn."""

    def __init__(self, practice: Practice, before: Callable[[], None]) -> None:
        super().__init__(practice.bot_token, base_url=practice.api_url, timeout=1, retry_handlers=[])
        self.before = [before]

    def views_publish(self, **home: Any) -> SlackResponse:  # noqa: ANN401 - as the SDK has it
        while self.before:
            self.before.pop()()
        return super().views_publish(**home)


@pytest.fixture
def seconds() -> Seconds:
    """The seconds that count for the pace."""
    return Seconds()


@pytest.fixture
def painter(milpitas: Office, client: WebClient, clock: Clock, seconds: Seconds) -> HomePainter:
    """Who draws the Homes, when told to."""
    return HomePainter(milpitas.workspace, client, clock, home_of, Pace(seconds))


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


def test_none_is_drawn_for_as_long_as_slack_asks(
    practice: Practice, milpitas: Office, painter: HomePainter, clock: Clock, seconds: Seconds
) -> None:
    clock.passes(seconds=20)
    milpitas.inquiry(by=CHAIR)
    practice.faults.rate_limit("views.publish", retry_after="7")
    counts = [painter.draw_outdated()]
    for seconds.passed in (6, 7):
        clock.passes(seconds=10)
        counts.append(painter.draw_outdated())

    assert counts == [0, 0, 3]


def test_one_whose_home_fails_holds_up_nobody_and_is_tried_again(
    practice: Practice, milpitas: Office, painter: HomePainter, clock: Clock
) -> None:
    clock.passes(seconds=20)
    milpitas.inquiry(by=CHAIR)
    practice.faults.fail("views.publish")

    assert (painter.draw_outdated(), painter.draw_outdated()) == (2, 1)
    assert drawn(practice) == [CHAIR, STAFF, CHAIR]


def test_everybody_is_drawn_within_slacks_pace_while_others_write_on(
    milpitas: Office, painter: HomePainter, clock: Clock, seconds: Seconds, practice: Practice
) -> None:
    crowd = [f"U0{number:03}" for number in range(100)]
    with milpitas.workspace.transaction(NOW) as session:
        for each in crowd:
            note_opened(session, each, "as it was", NOW, shows_record=True)
    for _ in range(24):
        clock.passes(seconds=5)
        seconds.passed += 5
        with milpitas.workspace.transaction(clock()) as session:
            expire_homes(session)
        painter.draw_outdated()

    assert sorted(set(drawn(practice)) & set(crowd)) == crowd
    assert len(drawn(practice)) <= 90 + 75


def test_a_change_while_a_home_is_drawn_and_opened_anew_is_shown_after_all(
    practice: Practice, milpitas: Office, clock: Clock, seconds: Seconds
) -> None:
    def opened_meanwhile() -> None:
        milpitas.inquiry("Beta", by=STAFF)
        with milpitas.workspace.transaction(clock()) as session:
            note_opened(session, STAFF, state_of(session), clock())

    clock.passes(seconds=20)
    milpitas.inquiry("Alpha", by=STAFF)
    client = Interrupted(practice, opened_meanwhile)
    painter = HomePainter(milpitas.workspace, client, clock, home_of, Pace(seconds))
    painter.draw_outdated()
    before = "Beta" in str(practice.person(STAFF).home)
    painter.draw_outdated()

    assert (before, "Beta" in str(practice.person(STAFF).home)) == (False, True)
    clock.passes(seconds=20)
    assert painter.draw_outdated() == 0


def test_from_whoever_left_the_roster_what_their_home_held_is_taken(
    practice: Practice, milpitas: Office, painter: HomePainter, clock: Clock
) -> None:
    milpitas.inquiry("Alpha", by=STAFF)
    clock.passes(seconds=20)
    painter.draw_outdated()
    before = "Alpha" in str(practice.person(CHAIR).home)
    with milpitas.workspace.transaction(NOW) as session:
        session.execute(update(Member).where(Member.slack_id == CHAIR).values(active=False))
        expire_homes(session)
    clock.passes(seconds=20)
    painter.draw_outdated()

    assert (before, "Alpha" in str(practice.person(CHAIR).home)) == (True, False)
    assert "You're not on its roster." in str(practice.person(CHAIR).home)
    assert STRANGER not in drawn(practice)


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
