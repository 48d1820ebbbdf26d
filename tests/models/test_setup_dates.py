"""Which dates move when days off, zones or the other side's time to answer change in the commission's file."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.askers import Asker
from models.commission import commission_of
from models.correspondence import Letter
from models.database import Database
from models.letters import NewLetter, log_letter
from models.meetings import Meeting, MovedDate
from models.members import Member
from models.prospects import Prospect
from models.reminders import Reminder
from models.rules.permissions import Role
from tests.models.test_setup import FILE, NOW, POLICY, PROSPECT, applied, seen

ZONE = 'zone = "America/Denver"'
CALENDAR = FILE[FILE.index("[meetings.commission]") : FILE.index("[[partner]]")]
IN_WORKING_DAYS = POLICY + (
    b'[[step]]\nid = "apply"\ntitle = "Apply"\nwho = "Staff"\nsource = "Section 2"\n'
    b'due = "30 working days after inquiry"\ngoal = "25 working days after inquiry"\n'
)
SAM = Asker(slack_id="U024BE7S1", name="Sam Reyes", member_id="1" * 32, roles=frozenset({Role.STAFF}))


def written(session: Session, answer_by: date | None = None) -> None:
    """Log a letter of ours to Loreto, of Feb 2."""
    prospect = session.scalars(select(Prospect)).one()
    new = NewLetter(
        prospect_id=prospect.id,
        direction="out",
        what="Letter",
        medium="Email",
        dated_on=date(2026, 2, 2),
        summary="Hello",
        answer_by=answer_by,
    )
    log_letter(session, new, SAM, commission_of(session), NOW)


def waits(database: Database, name: str) -> None:
    """Have a reminder wait for somebody at nine in Denver on Mar 9."""
    with database.workspace("T1").transaction(NOW) as session:
        member = session.scalars(select(Member).where(Member.name == name)).one()
        session.add(
            Reminder(
                rule="on the day",
                occurrence=f"due:2026-03-09:{'0' * 32}:discuss",
                recipient=member.id,
                due_at="2026-03-09T09:00",
                zone="America/Denver",
                at=datetime(2026, 3, 9, 15, tzinfo=UTC),
                valid_until=datetime(2026, 3, 20, 6, tzinfo=UTC),
                state="waiting",
            )
        )


def test_a_new_day_off_moves_deadlines_and_goals_in_working_days(database: Database) -> None:
    applied(database, FILE + PROSPECT, IN_WORKING_DAYS)
    file = (FILE + PROSPECT).replace("extra = [2026-12-24]", "extra = [2026-03-03, 2026-12-24]")
    done = applied(database, file, IN_WORKING_DAYS)

    assert done.moved == (
        "Loreto, Mexico: Apply moved from Mon, Mar 16 to Tue, Mar 17, because the commission file changed.",
        "Loreto, Mexico: our goal for Apply moved from Mon, Mar 9 to Tue, Mar 10, because the commission file changed.",
    )
    assert seen(
        database, lambda session: [(row.was, row.on) for row in session.scalars(select(MovedDate))]
    ) == [(date(2026, 3, 16), date(2026, 3, 17))]


def test_another_zone_moves_the_dates_of_meetings_and_what_is_counted_in_them(database: Database) -> None:
    applied(database, FILE + PROSPECT)
    file = (FILE + PROSPECT).replace(CALENDAR, "").replace(ZONE, 'zone = "Asia/Tokyo"')
    done = applied(database, file)

    assert done.changes == ("zone: America/Denver → Asia/Tokyo",)
    assert done.moved == (
        "Loreto, Mexico: Discuss it moved from Thu, Mar 26 to Fri, Mar 27, because the commission file changed.",
    )
    assert seen(
        database,
        lambda session: [str(day) for day in session.scalars(select(Meeting.on).order_by(Meeting.on))],
    ) == ["2026-01-23", "2026-02-27", "2026-03-27", "2026-04-24", "2026-05-29"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (ZONE, 'zone = "America/New_York"'),
        ('email = "sam@example.com"', 'email = "sam@example.com"\nzone = "America/New_York"'),
    ],
)
def test_what_waits_for_somebody_keeps_its_local_hour_in_another_zone(
    database: Database, old: str, new: str
) -> None:
    applied(database)
    waits(database, "Sam Reyes")
    applied(database, FILE.replace(CALENDAR, "").replace(old, new))
    (found,) = seen_reminders(database)

    assert found == ("2026-03-09T09:00", "America/New_York", datetime(2026, 3, 9, 13, tzinfo=UTC))


def seen_reminders(database: Database) -> list[tuple[str, str, datetime]]:
    with database.workspace("T1").reading() as session:
        return [(row.due_at, row.zone, row.at) for row in session.scalars(select(Reminder))]


def answers(database: Database) -> list[date | None]:
    """List by when our letters want an answer."""
    with database.workspace("T1").reading() as session:
        return list(session.scalars(select(Letter.answer_by).where(Letter.direction == "out")))


def test_another_time_to_answer_moves_the_days_that_followed_from_it(database: Database) -> None:
    applied(database, FILE + PROSPECT)
    with database.workspace("T1").transaction(NOW) as session:
        written(session)
    done = applied(database, FILE + PROSPECT + "[clocks]\ntheir_silence_days = 30\n")

    assert done.changes == ("clocks, their silence days: none → 30",)
    assert done.moved == (
        "Loreto, Mexico: an answer is expected by Wed, Mar 4, not by Thu, Mar 19, because the commission file changed.",
    )
    assert answers(database) == [date(2026, 3, 4)]


def test_a_day_that_somebody_chose_for_the_answer_stays(database: Database) -> None:
    applied(database, FILE + PROSPECT)
    with database.workspace("T1").transaction(NOW) as session:
        written(session, date(2026, 3, 18))
    done = applied(database, FILE + PROSPECT + "[clocks]\ntheir_silence_days = 30\n")

    assert (done.moved, answers(database)) == ((), [date(2026, 3, 18)])
