from datetime import date

import pytest
from sqlalchemy.orm import Session

from bot.practice.driver import Practice
from models import ledger
from models.database import Database, WorkspaceDatabase
from models.ledger import Actor
from models.members import Member, Pause
from models.policy_shelf import put_on_shelf
from models.prospects import Assignment
from scheduler.outbox import Sender
from tests.scheduler.conftest import Clock
from tests.scheduler.house import POLICY, House, at, furnished

DANA = Actor(id="U0DANA", name="Dana Ito")
TO_THE_CHAIR = (
    "Loreto: “request form” was due Tue, Dec 2, 5 working days ago."
    " Dana Ito looks after it. Please ask Dana Ito, or extend it by agreement."
)
WEEKS_LATER = TO_THE_CHAIR.replace("5 working days", "about 3 weeks")
MONTHS_LATER = TO_THE_CHAIR.replace("Dec 2, 5 working days", "Dec 2, 2025, about 3 months")
TO_THE_CHAIR_OF_VI = TO_THE_CHAIR.replace("Dec 2, 5 working days", "Dec 2, 2025, about 7 weeks").replace(
    "Dana Ito", "Vi Chen"
)
STILL = "Still overdue: Loreto, “request form”, since Tue, Dec 2. Dana Ito looks after it."


@pytest.fixture
def house(
    database: Database, workspace: WorkspaceDatabase, sender: Sender, practice: Practice, clock: Clock
) -> House:
    """A deadline of Tuesday, December 2, that nobody keeps."""
    return furnished(database, workspace, sender, practice, clock)


def overdue(house: House, owner: str = "Dana Ito") -> str:
    loreto = house.inquiry(owner=owner)
    house.completes(loreto, "reply")
    return loreto


def pauses(house: House, person: str, until: date | None, backup: str | None = None) -> None:
    with house.workspace.transaction(house.clock()) as session:
        act = ledger.record(session, "reminders changed", actor=DANA, now=house.clock())
        backup_id = house.members[backup] if backup else None
        session.add(Pause(member_id=house.members[person], until=until, backup_id=backup_id, act_id=act.id))


def hands_on(house: House, prospect_id: str, heir: str) -> None:
    with house.workspace.transaction(house.clock()) as session:
        act = ledger.record(session, "handed on", actor=DANA, now=house.clock(), prospect_id=prospect_id)
        _give(session, prospect_id, house.members[heir], act.id)


def _give(session: Session, prospect_id: str, owner_id: str, act_id: int) -> None:
    session.add(Assignment(prospect_id=prospect_id, owner_id=owner_id, step_id=None, act_id=act_id))


def joins(house: House, name: str, slack_id: str, role: str) -> None:
    with house.workspace.transaction(house.clock()) as session:
        member = Member(name=name, slack_id=slack_id, roles=[role], active=True)
        session.add(member)
        session.flush()
        house.members[name] = member.id


def told(house: House, person: str = "U0RUTH") -> list[str]:
    """Give when a person was told, and of what."""
    return [note for note in house.notes(person) if "overdue" in note or " was due " in note]


def test_the_chair_is_told_on_the_day_that_was_announced_then_weekly_in_one_line(house: House) -> None:
    overdue(house)
    house.days(date(2025, 12, 1), date(2025, 12, 8))
    assert told(house) == []

    house.comes(at(date(2025, 12, 9)))
    assert told(house) == [TO_THE_CHAIR]
    assert told(house, "U0DANA") == [
        (
            "Loreto: request form, overdue since Tue, Dec 2."
            " I'll tell Ruth Meyer, the chair, on Tue, Dec 9. Yours to do."
        ),
        (
            "Loreto: request form, overdue since Tue, Dec 2."
            " I am telling Ruth Meyer, the chair, today. Yours to do."
        ),
    ]
    house.days(date(2025, 12, 10), date(2025, 12, 22))
    assert told(house) == [TO_THE_CHAIR, STILL]

    house.days(date(2025, 12, 23), date(2026, 1, 5))
    assert told(house) == [TO_THE_CHAIR, STILL, STILL, STILL]
    assert len(told(house, "U0DANA")) == 2


def test_a_snooze_never_stops_it(house: House) -> None:
    overdue(house)
    house.days(date(2025, 12, 1), date(2025, 12, 4))
    for day in (5, 8, 9):
        house.snoozes("tomorrow", rule="2 working days after")
        house.comes(at(date(2025, 12, day)))

    assert told(house) == [TO_THE_CHAIR]


def test_what_is_done_is_told_no_more(house: House) -> None:
    loreto = overdue(house)
    house.days(date(2025, 12, 4), date(2025, 12, 10))
    house.completes(loreto, "form")
    house.days(date(2025, 12, 11), date(2025, 12, 18))

    assert house.notes("U0RUTH") == ["Loreto: request form. Done by Dana Ito, Wed 9:00 AM."]


def test_after_downtime_it_is_announced_first_and_the_chair_told_a_working_day_later(house: House) -> None:
    overdue(house)
    house.comes(at(date(2025, 12, 19)))
    assert told(house) == []
    assert house.notes() == [
        (
            "Loreto: request form, overdue since Tue, Dec 2."
            " I'll tell Ruth Meyer, the chair, on Mon, Dec 22. Yours to do."
        )
    ]
    house.comes(at(date(2025, 12, 22)))
    assert told(house) == [WEEKS_LATER]


def test_where_the_chair_is_the_owner_and_there_is_no_vice_chair_nobody_else_is_told(house: House) -> None:
    overdue(house, owner="Ruth Meyer")
    house.days(date(2025, 12, 4), date(2025, 12, 20))

    assert told(house) == ["Loreto: request form, overdue since Tue, Dec 2. Yours to do."]
    assert told(house, "U0DANA") == []


@pytest.mark.parametrize("case", ["the chair is the owner", "the chair is away"])
def test_the_vice_chair_is_told_in_place_of_the_chair(house: House, case: str) -> None:
    joins(house, "Vi Chen", "U0VI", "vice_chair")
    is_owner = case == "the chair is the owner"
    overdue(house, owner="Ruth Meyer" if is_owner else "Dana Ito")
    if not is_owner:
        pauses(house, "Ruth Meyer", date(2026, 2, 1))
    house.days(date(2025, 12, 4), date(2025, 12, 9))

    (announced, _) = told(house, "U0RUTH" if is_owner else "U0DANA")
    assert "I'll tell Vi Chen, the vice chair, on Tue, Dec 9." in announced
    assert len(told(house, "U0VI")) == 1


def test_a_new_owner_has_it_announced_anew(house: House) -> None:
    joins(house, "Vi Chen", "U0VI", "member")
    loreto = overdue(house)
    house.days(date(2025, 12, 4), date(2025, 12, 16))
    hands_on(house, loreto, "Vi Chen")
    house.comes(at(date(2026, 1, 22)))

    (anew,) = told(house, "U0VI")
    assert "I'll tell Ruth Meyer, the chair, on Fri, Jan 23." in anew
    assert len(told(house)) == 2

    house.comes(at(date(2026, 1, 23)))
    assert told(house)[2:] == [TO_THE_CHAIR_OF_VI]


def test_while_the_owner_is_away_their_backup_hears_of_it_and_it_goes_on(house: House) -> None:
    joins(house, "Vi Chen", "U0VI", "member")
    overdue(house)
    pauses(house, "Dana Ito", date(2026, 1, 5), "Vi Chen")
    house.days(date(2025, 12, 4), date(2025, 12, 9))

    assert told(house, "U0VI") == [
        (
            "Loreto: request form, overdue since Tue, Dec 2."
            " I'll tell Ruth Meyer, the chair, on Tue, Dec 9. For Dana Ito, back Jan 5, 2026."
        ),
        (
            "Loreto: request form, overdue since Tue, Dec 2."
            " I am telling Ruth Meyer, the chair, today. For Dana Ito, back Jan 5, 2026."
        ),
    ]
    assert (told(house), house.notes()) == ([TO_THE_CHAIR], [])


def test_what_the_policy_only_advises_is_never_told_to_the_chair(house: House) -> None:
    with house.workspace.transaction(house.clock()) as session:
        advised = POLICY.replace(b'due = "30 days', b'strength = "should"\ndue = "30 days')
        put_on_shelf(session, advised, name="sample", now=house.clock())
    overdue(house)
    house.days(date(2025, 12, 4), date(2025, 12, 16))

    assert told(house) == []
    assert told(house, "U0DANA") == ["Loreto: request form, overdue since Tue, Dec 2. Yours to do."]


def test_an_owner_whose_morning_comes_first_is_told_who_will_hear(house: House) -> None:
    house.change("Ruth Meyer", note_hour=11)
    overdue(house)
    house.days(date(2025, 12, 4), date(2025, 12, 4))
    house.comes(at(date(2025, 12, 9)))

    assert told(house, "U0DANA")[1:] == [
        (
            "Loreto: request form, overdue since Tue, Dec 2."
            " I am telling Ruth Meyer, the chair, today. Yours to do."
        )
    ]


def test_a_deadline_first_seen_months_late_is_announced_once_and_told_to_the_chair(house: House) -> None:
    overdue(house)
    house.comes(at(date(2026, 3, 4)))
    house.comes(at(date(2026, 3, 5)))

    (announced, _) = told(house, "U0DANA")
    assert "I'll tell Ruth Meyer, the chair, on Thu, Mar 5." in announced
    assert told(house) == [MONTHS_LATER]
