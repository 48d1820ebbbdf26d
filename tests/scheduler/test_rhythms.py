"""Who reads once a week, what does not wait for the week's note, and what a change of the rhythm leaves to be said."""

from datetime import date

import pytest

from bot.practice.driver import Practice
from models.database import Database, WorkspaceDatabase
from scheduler.outbox import Sender
from tests.scheduler.conftest import Clock
from tests.scheduler.house import House, at, furnished
from tests.scheduler.test_escalations import hands_on, joins

PAST, THIS_WEEK, NEXT_WEEK = date(2025, 10, 20), date(2025, 10, 27), date(2025, 11, 2)
"""The days of inquiries whose deadlines are Wednesday, November 19, Wednesday, November 26, and Tuesday, December 2."""
MONDAY = date(2025, 11, 24)


@pytest.fixture
def house(
    database: Database, workspace: WorkspaceDatabase, sender: Sender, practice: Practice, clock: Clock
) -> House:
    there = furnished(database, workspace, sender, practice, clock)
    joins(there, "Vi Chen", "U0VI", "member")
    there.change("Vi Chen", rhythm="weekly")
    return there


def due(house: House, received: date, city: str = "Loreto", owner: str = "Dana Ito") -> str:
    prospect_id = house.inquiry(city, owner, received)
    house.completes(prospect_id, "reply")
    return prospect_id


def begins(house: House, person: str) -> list[str]:
    """Give how each note of somebody begins."""
    return [note.partition(". ")[0] for note in house.notes(person)]


@pytest.mark.parametrize(("rhythm", "more"), [("daily", 1), ("day", 1), ("weekly", 0)])
def test_who_changes_from_a_week_at_a_time_still_hears_of_a_deadline_on_its_day(
    house: House, rhythm: str, more: int
) -> None:
    house.change("Dana Ito", rhythm="weekly")
    due(house, THIS_WEEK)
    house.comes(at(MONDAY))
    house.change("Dana Ito", rhythm=rhythm)
    house.days(date(2025, 11, 25), date(2025, 11, 28))

    said = ["Loreto: request form, due Wed, Nov 26, in 2 working days", "Loreto: request form, due today"]
    assert begins(house, "U0DANA") == said[: 1 + more]


def test_a_weekly_reader_hears_at_once_of_a_new_files_deadline_before_the_next_weeks_note(
    house: House,
) -> None:
    this_week, next_week = due(house, THIS_WEEK), due(house, NEXT_WEEK, "Sariaya")
    house.comes(at(MONDAY))
    house.clock.moment = at(date(2025, 11, 25), 8)
    hands_on(house, this_week, "Vi Chen")
    hands_on(house, next_week, "Vi Chen")
    house.days(date(2025, 11, 25), date(2025, 11, 28))
    assert begins(house, "U0VI") == ["Loreto: request form, due Wed, Nov 26, in 1 working day"]

    house.comes(at(date(2025, 12, 1)))
    news = ["Sariaya: request form, due Tue, Dec 2", "New to you: Loreto", "New to you: Sariaya"]
    assert [each in house.notes("U0VI")[-1] for each in news] == [True, True, True]


def test_a_weekly_reader_hears_at_once_of_a_new_file_that_is_overdue(house: House) -> None:
    house.comes(at(MONDAY))
    due(house, PAST, owner="Vi Chen")
    house.comes(at(date(2025, 11, 25)))

    assert begins(house, "U0VI") == ["Loreto: request form, overdue since Wed, Nov 19"]
