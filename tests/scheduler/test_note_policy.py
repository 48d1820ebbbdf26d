from datetime import date
from typing import Any, NoReturn

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models import ledger
from models.agendas import AgendaItem
from models.changes import changed
from models.commission import commission_of
from models.database import Database
from models.finding import prospect_by_id
from models.ledger import Actor
from models.meetings import Meeting
from models.members import Member, Pause
from models.prospects import Assignment, RecordedDate
from models.regrets import say
from models.reminders import Reminder
from scheduler.reminders import notes_due, owe_note
from tests.builders import STAFF, Office, shipped_text
from tests.builders import office as set_up
from tests.scheduler.mornings import drawn, morning, mornings

DISCUSS = "Discuss the possible relationship at a commission meeting"
REPLY = "Reply to the inquiry in writing"


@pytest.fixture
def office(database: Database) -> Office:
    """An inquiry of January 15 to be discussed by the third meeting, of Thursday, April 23, at seven."""
    there = set_up(database)
    for day in ("2026-02-12", "2026-03-26", "2026-04-23"):
        there.meet(day, status="held" if day < "2026-04" else "scheduled")
    return there


def opened(office: Office, **said: Any) -> str:  # noqa: ANN401  fields of many types
    return office.inquiry("Cascais", country="PT", owner_id=office.member_id("U1"), **said)


def changes(office: Office, slack_id: str, **values: object) -> None:
    with office.workspace.transaction(office.now) as session:
        session.execute(update(Member).where(Member.slack_id == slack_id).values(**values))


def pauses(office: Office, slack_id: str, until: date, backup: str | None = None) -> None:
    backup_id = office.member_id(backup) if backup else None
    member_id = office.member_id(slack_id)
    with office.workspace.transaction(office.now) as session:
        act = ledger.record(session, "reminders changed", actor=STAFF, now=office.now)
        session.add(Pause(member_id=member_id, until=until, backup_id=backup_id, act_id=act.id))


def hands_on(office: Office, prospect_id: str, heir: str, actor: Actor = STAFF) -> None:
    heir_id = office.member_id(heir)
    with office.workspace.transaction(office.now) as session:
        act = ledger.record(session, "roster changed", actor=actor, now=office.now)
        session.add(Assignment(prospect_id=prospect_id, owner_id=heir_id, step_id=None, act_id=act.id))


def test_what_must_be_discussed_is_told_staff_and_chair_before_the_agenda_is_posted(office: Office) -> None:
    cascais = opened(office)
    office.complete(cascais, "reply")
    said = "Cascais must be discussed by the Apr 23 meeting, whose agenda has to be posted by Mon, Apr 20, 7:00 PM."

    assert mornings(office, "2026-04-10", "2026-04-15") == {
        "2026-04-15": {"Ana": f"{said} It is on the agenda.", "Bo": f"{said} It is on the agenda."}
    }
    note = drawn(office, "2026-04-16")
    assert [name for name, message in note.items() if "must be discussed" in message.text] == []


def test_a_deadline_and_its_meeting_are_not_told_twice_in_one_note(office: Office) -> None:
    office.complete(opened(office), "reply")

    assert morning(office, "2026-04-20") == {
        "Ana": (
            f"Cascais: {DISCUSS}, due Thu, Apr 23, in 3 working days. Yours to do."
            " Post the agenda of Thu, Apr 23 by Mon, Apr 20, 7:00 PM."
        ),
        "Bo": (
            "Cascais must be discussed by the Apr 23 meeting, whose agenda has to be posted by Mon, Apr 20, 7:00 PM."
            " It is on the agenda."
        ),
    }


def test_an_agenda_to_be_posted_is_told_staff_two_working_days_before(office: Office) -> None:
    assert mornings(office, "2026-04-13", "2026-04-20") == {
        "2026-04-16": {"Ana": "Post the agenda of Thu, Apr 23 by Mon, Apr 20, 7:00 PM."}
    }


def test_everybody_who_is_asked_to_attend_hears_of_a_meeting_two_working_days_before(office: Office) -> None:
    said = "The Milpitas meets Thu, Apr 23, 7:00 PM."
    note = drawn(office, "2026-04-21")

    assert {name: message.text.startswith(said) for name, message in note.items()} == {
        "Ana": False,  # who is told that no posting of its agenda is recorded
        "Bo": True,
        "Cy": True,
        "Di": True,
    }


def test_the_note_says_so_once_its_reader_cannot_attend(office: Office) -> None:
    with office.workspace.reading() as session:
        meeting_id = session.scalars(select(Meeting.id).where(Meeting.on == date(2026, 4, 23))).one()
    there = office.on("2026-04-20")
    with there.writing("U3") as (session, asker):
        member_id, commission = str(asker.member_id), commission_of(session)
        say(session, meeting_id, member_id, attends=False, asker=asker, commission=commission, now=there.now)

    assert morning(office, "2026-04-21")["Cy"] == (
        "The Milpitas meets Thu, Apr 23, 7:00 PM. You have said that you can't attend."
    )


def test_a_cancelled_meeting_is_not_told_of(office: Office) -> None:
    with office.workspace.transaction(office.now) as session:
        session.execute(update(Meeting).values(status="cancelled"))

    assert mornings(office, "2026-04-13", "2026-04-23") == {}


def test_a_file_that_somebody_else_recorded_is_new_to_its_owner_once(office: Office) -> None:
    opened(office, by="U3")

    assert mornings(office, "2026-01-16", "2026-01-22") == {
        "2026-01-16": {"Ana": "New to you: Cascais, Portugal, recorded by Cy Diaz."}
    }


def test_nobody_is_told_of_the_file_they_recorded_themselves(office: Office) -> None:
    opened(office)

    assert morning(office, "2026-01-16") == {}


def test_a_file_that_was_handed_on_is_new_to_its_heir_and_a_month_later_no_more(office: Office) -> None:
    cascais = opened(office)
    office.complete(cascais, "reply")
    hands_on(office.on("2026-02-02"), cascais, "U3")

    assert morning(office, "2026-02-03") == {"Cy": "New to you: Cascais, Portugal, handed on by Ana Ruiz."}
    hands_on(office.on("2026-02-04"), cascais, "U4")
    assert morning(office, "2026-03-12") == {}


def test_staff_hear_once_a_month_that_nobody_holds_the_chair_and_of_files_without_an_owner(
    office: Office,
) -> None:
    changes(office, "U2", active=False)
    office.complete(office.inquiry("Tena", owner_id=None), "reply")
    with office.workspace.transaction(office.now) as session:
        for row in session.scalars(select(Assignment)).all():
            session.delete(row)
    gaps = "Nobody on the roster holds the chair. 1 open file has no owner: Tena, Mexico."

    told = mornings(office, "2026-01-16", "2026-03-06")
    assert {day: said for day, each in told.items() for said in each.values()} == {
        "2026-01-16": gaps,
        "2026-02-02": gaps,
        "2026-03-02": gaps,
    }


def test_after_three_letters_the_owner_is_asked_to_park_or_close(office: Office) -> None:
    cascais = opened(office)
    office.complete(cascais, "reply")
    office.complete(cascais, "discuss")
    for day in ("2026-01-15", "2026-01-16", "2026-01-17"):
        office.on(day).letter(cascais)

    assert mornings(office, "2026-02-27", "2026-03-10") == {
        "2026-03-03": {
            "Ana": "No answer from Cascais to 3 letters, the last of Sat, Jan 17. Stop asking for now, or close it?"
        }
    }


def test_while_somebody_is_away_their_backup_gets_what_is_theirs(office: Office) -> None:
    opened(office)
    pauses(office, "U1", date(2026, 2, 2), "U4")

    assert mornings(office, "2026-01-20", "2026-01-30") == {
        "2026-01-27": {
            "Di": f"Cascais: {REPLY}, our goal: Fri, Jan 30, in 3 working days. For Ana Ruiz, back Feb 2."
        },
        "2026-01-30": {"Di": f"Cascais: {REPLY}, our goal: Fri, Jan 30. For Ana Ruiz, back Feb 2."},
    }
    assert morning(office, "2026-02-02") == {
        "Ana": f"Cascais: {REPLY}, our goal was Fri, Jan 30. Yours to do."
    }


def test_on_the_day_means_on_the_day(office: Office) -> None:
    opened(office)
    changes(office, "U1", rhythm="day")

    assert mornings(office, "2026-01-20", "2026-02-02") == {
        "2026-01-30": {"Ana": f"Cascais: {REPLY}, our goal: Fri, Jan 30. Yours to do."}
    }


def test_weekly_means_on_the_weeks_first_working_day(office: Office) -> None:
    opened(office)
    changes(office, "U1", rhythm="weekly")

    assert mornings(office, "2026-01-16", "2026-02-03") == {
        "2026-01-26": {"Ana": f"Cascais: {REPLY}, our goal: Fri, Jan 30, in 4 working days. Yours to do."}
    }


def test_a_week_that_began_with_a_day_off_or_downtime_is_told_on_the_next_day(office: Office) -> None:
    opened(office, received_on=date(2026, 1, 7))
    changes(office, "U1", rhythm="weekly")

    assert mornings(office, "2026-01-19", "2026-01-23") == {
        "2026-01-20": {"Ana": f"Cascais: {REPLY}, our goal: Thu, Jan 22, in 2 working days. Yours to do."}
    }


def test_a_rhythm_never_holds_up_what_is_the_staffs_to_do(office: Office) -> None:
    changes(office, "U1", rhythm="weekly")
    morning(office, "2026-04-13")

    assert morning(office, "2026-04-16") == {"Ana": "Post the agenda of Thu, Apr 23 by Mon, Apr 20, 7:00 PM."}


def test_whose_slack_account_is_closed_is_stood_in_for(office: Office) -> None:
    hands_on(office, opened(office), "U3")
    changes(office, "U3", unreachable_since=office.now)

    assert morning(office, "2026-01-30") == {
        "Ana": f"Cascais: {REPLY}, our goal: Fri, Jan 30. For Cy Diaz, whose Slack account is closed."
    }


def would_be_owed(session: Session, office: Office) -> NoReturn:
    for note in notes_due(session, office.now):
        owe_note(session, note, office.now)
    raise RuntimeError(session.scalars(select(Reminder.rule)).one())


def test_planning_in_a_transaction_that_is_rolled_back_shows_what_would_be_sent(office: Office) -> None:
    opened(office)
    there = office.on("2026-01-30")
    with (
        pytest.raises(RuntimeError, match="on the goal's day"),
        office.workspace.transaction(there.now) as session,
    ):
        would_be_owed(session, there)

    assert morning(office, "2026-01-30") == {"Ana": f"Cascais: {REPLY}, our goal: Fri, Jan 30. Yours to do."}


@pytest.mark.slow
def test_an_evaluation_is_told_the_owner_months_before_and_the_chair_in_the_last_one(office: Office) -> None:
    office.load(shipped_text("sci-guide"))
    hakusan = opened(office, path="sci-guide/partnership")
    with office.workspace.transaction(office.now) as session:
        act = ledger.record(session, "step done", actor=STAFF, now=office.now, prospect_id=hakusan)
        session.add(RecordedDate(prospect_id=hakusan, name="evaluation", on=date(2026, 6, 1), act_id=act.id))
        session.flush()
        changed(session, prospect_by_id(session, hakusan), commission_of(session), office.now)
    evaluate = "Cascais: Evaluate the partnership and adjust it where needed"
    told = {
        day: {name: text for name, text in said.items() if evaluate in text}
        for day, said in mornings(office, "2026-03-02", "2026-06-03").items()
    }

    assert {day: sorted(said) for day, said in told.items() if said} == {
        "2026-03-03": ["Ana"],
        "2026-04-02": ["Ana"],
        "2026-05-01": ["Ana", "Bo"],
        "2026-05-22": ["Ana", "Bo"],
        "2026-06-01": ["Ana"],
        "2026-06-03": ["Ana"],
    }
    assert told["2026-05-01"]["Bo"].endswith("in about 4 weeks. Ana Ruiz looks after it.")


def test_what_was_taken_off_the_agenda_is_said_not_to_be_on_it(office: Office) -> None:
    cascais = opened(office)
    office.complete(cascais, "reply")
    there = office.on("2026-04-14")
    with there.writing() as (session, asker):
        meeting_id = session.scalars(select(Meeting.id).where(Meeting.on == date(2026, 4, 23))).one()
        act = ledger.record(session, "item removed", actor=asker.actor, now=there.now, meeting_id=meeting_id)
        session.add(_removed(meeting_id, cascais, act.id))

    assert morning(office, "2026-04-15")["Ana"].endswith("It is not on the agenda.")


def _removed(meeting_id: str, prospect_id: str, act_id: int) -> AgendaItem:
    said = {"place": 0, "title": "Cascais", "kind": "discuss", "presenter": "", "why": "", "state": "removed"}
    item = {"item": f"due:{prospect_id}:discuss", "prospect_id": prospect_id, "step_id": "discuss"}
    return AgendaItem(meeting_id=meeting_id, act_id=act_id, **said, **item)
