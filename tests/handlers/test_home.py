"""What Home asks of the database, and what it holds for each part."""

from __future__ import annotations

from datetime import date

import pytest
from slack_sdk.models.views import View

from bot.practice.reading import lines_of
from handlers.desk import Desk
from handlers.home import home_for
from models.askers import asker_of
from models.commission import commission_of
from models.database import Database
from models.members import Member
from models.owning import NewOwner, change_owner
from tests.builders import Office, office
from tests.databases import statements_of

FEW, MANY = 3, 12
MOST_ASKED = (70, 66, 48)
"""Statements for staff, the chair and a member: what `next` asks for a page, and as much for meetings and health."""


@pytest.fixture
def milpitas(sqlite_database: Database) -> Office:
    """A commission at work, on SQLite."""
    return office(sqlite_database)


def home_of(at: Office, slack_id: str) -> View:
    """Draw somebody's Home."""
    with at.workspace.reading() as session:
        return home_for(Desk(session=session, asker=asker_of(session, slack_id), now=at.now))


def lines(at: Office, slack_id: str) -> list[str]:
    """Read somebody's Home aloud."""
    return "\n".join(lines_of(home_of(at, slack_id).to_dict()["blocks"])).splitlines()


def statements(at: Office, slack_id: str) -> int:
    """Count what somebody's Home asks of the database, when it was drawn before."""
    home_of(at, slack_id)
    with statements_of(at.workspace.engine) as asked:
        home_of(at, slack_id)
    return len(asked)


def test_home_asks_no_more_of_the_database_however_many_files_are_open(milpitas: Office) -> None:
    milpitas.meet("2026-01-22")
    for number in range(MANY):
        if number == FEW:
            few = [statements(milpitas, each) for each in ("U1", "U2", "U3")]
        milpitas.inquiry(f"City {number}")

    assert [statements(milpitas, each) for each in ("U1", "U2", "U3")] == few
    assert [count <= most for count, most in zip(few, MOST_ASKED, strict=True)] == [True] * 3


def test_more_than_five_needs_are_counted_and_led_to(milpitas: Office) -> None:
    for number in range(MANY):
        milpitas.inquiry(f"City {number}")
    read = lines(milpitas, "U1")

    assert ("And 7 more." in read, read.count("[Done]"), "Cities (12 open)" in read) == (True, 5, True)
    assert "Nothing needs you today." in lines(milpitas, "U3")


def test_a_city_that_needs_somebody_is_not_named_again_among_the_cities(milpitas: Office) -> None:
    for number in range(FEW):
        milpitas.inquiry(f"City {number}")
    loreto = NewOwner(prospect_id=milpitas.inquiry("Loreto"), owner_id=milpitas.member_id("U3"))
    with milpitas.writing() as (session, asker):
        change_owner(session, loreto, asker, commission_of(session), milpitas.now)
    read = {who: lines(milpitas, who) for who in ("U1", "U3")}
    cities = {who: each[each.index("Cities (4 open)") + 1 :] for who, each in read.items()}
    named = {
        who: [line.partition(":")[0] for line in each[: each.index("[See all cities]")] if ":" in line]
        for who, each in cities.items()
    }

    assert named == {"U1": ["Loreto, Mexico"], "U3": ["City 0, Mexico", "City 1, Mexico", "City 2, Mexico"]}


def test_where_there_is_no_staff_the_chair_keeps_the_dates(milpitas: Office) -> None:
    milpitas.inquiry("Loreto")
    before = lines(milpitas, "U2")
    with milpitas.workspace.transaction(milpitas.now) as session:
        session.query(Member).filter(Member.slack_id == "U1").update({"active": False})
    after = lines(milpitas, "U2")

    assert ["Dates to watch" in each for each in (before, after)] == [False, True]


def test_an_agenda_that_is_to_be_posted_and_a_meeting_nobody_recorded_are_to_be_decided(
    milpitas: Office,
) -> None:
    milpitas.meet("2026-01-22")
    decided = lines(milpitas, "U2")[1:4]
    later = milpitas.on("2026-01-23")

    assert decided == [
        "For you to decide",
        "The regular meeting of Thu, Jan 22: Agenda must be posted by Mon, Jan 19, 7:00 PM. Do it by Fri, Jan 16.",
        "[See the agenda]",
    ]
    assert lines(later, "U2")[1:4] == [
        "For you to decide",
        "The regular meeting of Thu, Jan 22 is not recorded. It counts as held.",
        "[Record it]",
    ]
    assert "For you to decide" not in lines(later, "U3")


def test_an_answer_that_is_late_needs_whoever_looks_after_the_file(milpitas: Office) -> None:
    tena = milpitas.inquiry("Tena", country="EC", path="sci-guide/partnership")
    milpitas.letter(tena, answer_by=date(2026, 1, 20))
    later = milpitas.on("2026-01-21")

    assert lines(later, "U1")[1:5] == [
        "Needs you",
        "Tena, Ecuador: an answer was expected by Tue, Jan 20",
        "No word since Thu, Jan 15.",
        "[Open]",
    ]
