"""What is told of an agenda that should have been posted."""

from datetime import date

import pytest
from sqlalchemy import update

from models.database import Database
from models.meetings import Meeting
from tests.builders import Office
from tests.builders import office as set_up
from tests.models.calendar_builders import cancelled, meeting_on, moved, posted
from tests.scheduler.mornings import drawn, morning, mornings, reread

TO_POST = "Post the agenda of Thu, Apr 23 by Mon, Apr 20, 7:00 PM."
UNPOSTED = (
    "The agenda of Thu, Apr 23 was to be posted by Mon, Apr 20, 7:00 PM. No posting is recorded."
    " If it was posted, record it; if not, the meeting may have to be cancelled."
)


@pytest.fixture
def office(database: Database) -> Office:
    """A meeting of Thursday, April 23, at seven, whose agenda is to be posted by Monday at seven."""
    there = set_up(database)
    there.meet("2026-04-23")
    return there


def of_the_agenda(office: Office, first: str, last: str) -> dict[str, list[str]]:
    """Say who is told of the agenda, and when."""
    told = {
        day: sorted(name for name, text in each.items() if "The agenda of" in text)
        for day, each in mornings(office, first, last).items()
    }
    return {day: names for day, names in told.items() if names}


def test_the_morning_after_the_deadline_staff_and_the_chair_hear_once_that_no_posting_is_recorded(
    office: Office,
) -> None:
    morning(office, "2026-04-16")
    told = drawn(office, "2026-04-21")

    assert {
        name: note.text.startswith(UNPOSTED) or note.text.endswith(UNPOSTED) for name, note in told.items()
    } == {
        "Ana": True,
        "Bo": True,
        "Cy": False,
        "Di": False,
    }
    assert of_the_agenda(office, "2026-04-22", "2026-04-27") == {}


def test_both_words_offer_to_record_the_posting_and_the_agenda(office: Office) -> None:
    meeting_id = meeting_on(office, "2026-04-23")
    offered = [("record_posting", meeting_id), ("do_agenda", meeting_id)]

    assert [
        _buttons(drawn(office, day)["Ana"].blocks[1].to_dict()) for day in ("2026-04-16", "2026-04-21")
    ] == [
        offered,
        offered,
    ]


def _buttons(row: dict[str, list[dict[str, str]]]) -> list[tuple[str, str]]:
    return [(each["action_id"], each["value"]) for each in row["elements"]]


def test_an_agenda_that_was_posted_is_not_asked_for_afterwards(office: Office) -> None:
    morning(office, "2026-04-16")
    posted(office.on("2026-04-17"), "2026-04-23", "2026-04-17", "09:00")

    assert of_the_agenda(office, "2026-04-17", "2026-04-23") == {}


def test_the_word_ends_when_the_posting_is_recorded(office: Office) -> None:
    morning(office, "2026-04-21")
    there = office.on("2026-04-22")
    posted(there, "2026-04-23", "2026-04-17", "09:00")

    ended = "The regular meeting of Thu, Apr 23. Agenda posted."
    (notes,) = reread(there).values()
    assert {name: ended in text for name, text in notes.items() if name in {"Ana", "Bo"}} == {
        "Ana": True,
        "Bo": True,
    }


def test_it_ends_with_a_meeting_that_is_cancelled_and_begins_anew_with_one_that_is_moved(
    office: Office,
) -> None:
    morning(office, "2026-04-21")
    moved(office.on("2026-04-21"), "2026-04-23", "2026-04-24")
    assert of_the_agenda(office, "2026-04-22", "2026-04-22") == {"2026-04-22": ["Ana", "Bo"]}

    there = office.on("2026-04-23")
    cancelled(there, "2026-04-24")
    still_asked = {
        name for note in reread(there).values() for name, text in note.items() if "posting" in text
    }
    assert still_asked == set()
    assert of_the_agenda(office, "2026-04-23", "2026-04-24") == {}


def test_a_word_ahead_that_is_late_is_not_said_once_the_deadline_has_passed(office: Office) -> None:
    with office.workspace.transaction(office.now) as session:
        starts_at = office.on("2026-04-23").now.replace(hour=7)
        session.execute(update(Meeting).values(starts_at=starts_at))

    assert of_the_agenda(office, "2026-04-20", "2026-04-22") == {"2026-04-21": ["Ana", "Bo"]}


def test_after_a_weekend_it_is_said_on_the_next_working_day(office: Office) -> None:
    with office.workspace.transaction(office.now) as session:
        moment = office.on("2026-04-20").now.replace(hour=19)
        session.execute(update(Meeting).values(starts_at=moment, on=date(2026, 4, 20)))

    assert of_the_agenda(office, "2026-04-16", "2026-04-21") == {"2026-04-20": ["Ana", "Bo"]}
