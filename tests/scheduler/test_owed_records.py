"""What staff are asked after a meeting."""

from datetime import date

import pytest

from models.database import Database
from tests.builders import Office
from tests.builders import office as set_up
from tests.models.calendar_builders import cancelled, recorded, scheduled
from tests.scheduler.mornings import drawn, mornings, reread

ASKED = "Was Cascais discussed on Thu, Apr 23? Record it."


@pytest.fixture
def office(database: Database) -> Office:
    """Meetings of which the one of Thursday, April 23 is the third after the inquiry of January 14."""
    there = set_up(database)
    for day in ("2026-01-08", "2026-02-26", "2026-03-26", "2026-04-23", "2026-05-28"):
        scheduled(there.on("2026-01-02"), day)
    return there


@pytest.fixture
def cascais(office: Office) -> str:
    owner_id = office.member_id("U3")
    return office.inquiry("Cascais", country="PT", owner_id=owner_id, received_on=date(2026, 1, 14))


def asked(office: Office, first: str, last: str) -> dict[str, list[str]]:
    """Say who is asked, and when."""
    told = {
        day: [name for name, text in each.items() if ASKED in text]
        for day, each in mornings(office, first, last).items()
    }
    return {day: names for day, names in told.items() if names}


def test_the_morning_after_a_meeting_staff_are_asked_once_whether_it_discussed_what_it_had_to(
    office: Office, cascais: str
) -> None:
    office.complete(cascais, "reply")
    recorded(office.on("2026-04-24"), "2026-04-23")

    assert asked(office, "2026-04-20", "2026-05-08") == {"2026-04-24": ["Ana"]}


def test_a_meeting_that_nobody_recorded_counts_as_held(office: Office, cascais: str) -> None:
    office.complete(cascais, "reply")

    assert asked(office, "2026-04-24", "2026-04-24") == {"2026-04-24": ["Ana"]}


def test_what_was_discussed_before_or_at_a_meeting_that_was_cancelled_is_not_asked_for(
    office: Office, cascais: str
) -> None:
    office.complete(cascais, "reply")
    cancelled(office.on("2026-04-22"), "2026-04-23")
    assert asked(office, "2026-04-24", "2026-04-24") == {}

    office.on("2026-05-20").complete(cascais, "discuss")
    assert asked(office, "2026-05-29", "2026-05-29") == {}


def test_it_is_answered_from_the_note_and_ends_with_the_record(office: Office, cascais: str) -> None:
    office.complete(cascais, "reply")
    blocks = [block.to_dict() for block in drawn(office, "2026-04-24")["Ana"].blocks]
    place = next(place for place, block in enumerate(blocks) if block.get("text", {}).get("text") == ASKED)
    offered = [(each["action_id"], each["value"]) for each in blocks[place + 1]["elements"]]
    there = office.on("2026-04-24")
    there.complete(cascais, "discuss", done_on=date(2026, 4, 23))

    assert offered == [("do_done", f"{cascais}:discuss"), ("do_next", cascais)]
    assert reread(there)["2026-04-24"]["Ana"].endswith("Done by you, Fri 10:00 AM.")


def test_after_a_week_and_a_half_it_is_not_asked_any_more(office: Office, cascais: str) -> None:
    office.complete(cascais, "reply")

    assert asked(office, "2026-05-04", "2026-05-08") == {}
