"""The last call to staff: when it is planned, what it says, and how it ends."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import pytest
from sqlalchemy import select

from bot.practice.driver import Practice
from models.database import Database
from models.last_calls import AGENDA_LAST_CALL
from models.members import Member
from models.outbox import Outbox
from models.rules.calendars import MeetingKind
from models.workspaces import Workspace
from scheduler.last_hours import plan_last_hours
from scheduler.outbox import Sender
from tests.builders import LOS_ANGELES, Office, office
from tests.models.calendar_builders import cancelled, moved, posted, scheduled
from tests.scheduler.conftest import Clock

APRIL, DEADLINE = "2026-04-23", "Mon, Apr 20, 6:00 PM"
CALL = f"The agenda of Thu, Apr 23 must be posted by {DEADLINE}"
"""A meeting on a Thursday at six in the evening: its agenda is posted by Monday at six, and called for at two."""


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A commission whose staff is Dana, with a meeting ahead, and the practice workspace that she sits in."""

    office: Office
    practice: Practice
    sender: Sender
    clock: Clock

    def at(self, local: str) -> "Desk":
        """Go on at a local time."""
        self.clock.moment = datetime.fromisoformat(local).replace(tzinfo=LOS_ANGELES)
        return self

    def ticks(self) -> list[str]:
        """Plan and send; gives what Dana reads."""
        plan_last_hours(self.office.workspace, self.clock())
        while self.sender.send_due():
            continue
        return [message.text for message in self.practice.person("U0DANA").dm]

    def does(self, what: Callable[[Office], object]) -> list[str]:
        """Have staff do something now; gives what Dana reads after it."""
        what(Office(workspace=self.office.workspace, now=self.clock()))
        self.clock.passes(seconds=2)
        return self.ticks()

    def planned(self) -> int:
        """Count the last calls."""
        with self.office.workspace.reading() as session:
            return len(session.scalars(select(Outbox).where(Outbox.kind == AGENDA_LAST_CALL)).all())


@pytest.fixture
def desk(database: Database, practice: Practice, sender: Sender, clock: Clock) -> Desk:
    commission = office(database, "T0DESK")
    with commission.workspace.transaction(commission.now) as session:
        session.scalars(select(Workspace)).one().channel = None
        for member in session.scalars(select(Member)):
            member.roles, member.active = ["chair"], member.slack_id == "U1"
        session.add(Member(slack_id="U0DANA", name="Dana Ito", roles=["staff"], active=True))
    scheduled(commission, APRIL, "18:00")
    return Desk(office=commission, practice=practice, sender=sender, clock=clock)


def test_staff_are_called_once_four_hours_before_and_not_earlier(desk: Desk) -> None:
    before = desk.at("2026-04-20T13:59").ticks()
    called = desk.at("2026-04-20T14:00").ticks()
    again = desk.at("2026-04-20T14:01").ticks()

    assert (before, len(called), again) == ([], 1, called)
    assert called[0].startswith(f"{CALL}.")


def test_one_that_was_late_is_sent_while_the_deadline_is_ahead(desk: Desk) -> None:
    assert desk.at("2026-04-20T17:30").ticks()[0].startswith(f"{CALL}.")


def test_one_that_is_too_late_is_never_sent(desk: Desk) -> None:
    assert (desk.at("2026-04-20T18:00").ticks(), desk.planned()) == ([], 0)


def test_one_that_was_planned_and_could_not_be_sent_in_time_is_dropped(desk: Desk) -> None:
    plan_last_hours(desk.office.workspace, desk.at("2026-04-20T14:00").clock())

    assert (desk.at("2026-04-20T18:01").ticks(), desk.planned()) == ([], 1)


def test_nobody_is_called_at_night_or_on_a_day_off(desk: Desk) -> None:
    desk.does(lambda staff: moved(staff, APRIL, "2026-04-21", "18:00"))
    saturday = [desk.at(f"2026-04-{moment}").ticks() for moment in ("17T22:00", "18T10:00", "18T14:00")]

    assert (saturday, desk.planned()) == ([[], [], []], 0)
    assert (
        desk.at("2026-04-17T13:00")
        .ticks()[0]
        .endswith(
            "Sat, Apr 18, 6:00 PM. That is outside working hours, so please do it today. "
            "Post it where the law asks, then record the posting here."
        )
    )


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (
            lambda staff: posted(staff, APRIL, "2026-04-20", "14:00"),
            "The posting of the agenda of Thu, Apr 23 is recorded.",
        ),
        (
            lambda staff: cancelled(staff, APRIL),
            "The meeting of Thu, Apr 23 is cancelled, so its agenda need not be posted.",
        ),
        (
            lambda staff: moved(staff, APRIL, "2026-04-30", "18:00"),
            "The meeting is now on Thu, Apr 30, so its agenda must be posted by Mon, Apr 27, 6:00 PM.",
        ),
    ],
)
def test_it_shrinks_to_one_line_once_nothing_is_left_to_do(
    desk: Desk, what: Callable[[Office], object], said: str
) -> None:
    desk.at("2026-04-20T14:10").ticks()

    assert desk.does(what) == [said]


def test_an_agenda_posted_before_is_not_called_for(desk: Desk) -> None:
    desk.at("2026-04-20T12:00").does(lambda staff: posted(staff, APRIL, "2026-04-20", "11:00"))

    assert desk.at("2026-04-20T14:00").ticks() == []


def test_a_moved_meeting_is_called_for_again_before_its_own_deadline(desk: Desk) -> None:
    desk.at("2026-04-20T14:00").ticks()
    desk.does(lambda staff: moved(staff, APRIL, "2026-04-30", "18:00"))
    earlier, later = desk.at("2026-04-27T14:00").ticks()

    assert later.startswith("The agenda of Thu, Apr 30 must be posted by Mon, Apr 27, 6:00 PM.")
    assert earlier.startswith("The meeting is now on Thu, Apr 30")


def test_a_special_meeting_has_its_own_hours(desk: Desk) -> None:
    scheduled(desk.office, "2026-03-18", "17:00", MeetingKind.SPECIAL)

    assert (
        desk.at("2026-03-17T13:00")
        .ticks()[0]
        .startswith("The agenda of Wed, Mar 18 must be posted by Tue, Mar 17, 5:00 PM.")
    )


def test_a_nonprofit_is_not_called(desk: Desk) -> None:
    with desk.office.workspace.transaction(desk.office.now) as session:
        session.scalars(select(Workspace)).one().body_kind = "nonprofit"

    assert desk.at("2026-04-20T14:00").ticks() == []


def test_two_schedulers_call_once(desk: Desk) -> None:
    at = desk.at("2026-04-20T14:00").clock()
    plan_last_hours(desk.office.workspace, at)
    plan_last_hours(desk.office.workspace, at)

    assert (len(desk.ticks()), desk.planned()) == (1, 1)
