"""What was brought before somebody and is open still, in the records."""

from datetime import date

from models.reminders import Reminder
from models.undecided import undecided
from tests.builders import Office
from tests.models.calendar_builders import DISCUSS, scheduled

APR, MAY = date(2026, 4, 23), date(2026, 5, 28)


def told(office: Office, prospect_id: str, **said: object) -> None:
    """Note down that the chair was told of the discussion's deadline, whose file is the staff's."""
    of = {"rule": "escalated", "on": APR, "recipient": "U2", "owner": "U1", "told_at": office.now, **said}
    with office.workspace.transaction(office.now) as session:
        session.add(
            Reminder(
                rule=str(of["rule"]),
                occurrence=f"escalated:{of['on']}:{prospect_id}:{DISCUSS}:{office.member_id(str(of['owner']))}",
                recipient=office.member_id(str(of["recipient"])),
                prospect_id=prospect_id,
                step_id=DISCUSS,
                due_at="2026-04-30T09:00",
                zone="America/Los_Angeles",
                at=office.now,
                valid_until=office.now,
                state="sent",
                told_at=of["told_at"],
            )
        )


def decides(office: Office, whose: str = "U2") -> list[tuple[str, str, date]]:
    """List what somebody has to decide."""
    with office.workspace.reading() as session:
        found = undecided(session, office.member_id(whose))
        return [(each.prospect.id, each.step_id, each.on) for each in found]


def with_calendar(office: Office) -> Office:
    for day in ("2026-01-08", "2026-02-26", "2026-03-26", "2026-04-23", "2026-05-28"):
        scheduled(office.on("2026-01-02"), day)
    return office


def test_what_was_told_is_listed_once_however_often_it_was(milpitas: Office) -> None:
    office = with_calendar(milpitas)
    loreto = office.inquiry()
    told(office, loreto)
    told(office, loreto, rule="escalated, week 2")

    assert decides(office) == [(loreto, DISCUSS, APR)]
    assert decides(office, "U1") == []


def test_what_was_done_or_closed_since_or_has_another_date_now_is_not(milpitas: Office) -> None:
    office = with_calendar(milpitas)
    loreto, cascais, jeonju = [office.inquiry(city) for city in ("Loreto", "Cascais", "Jeonju")]
    told(office, loreto)
    told(office, cascais)
    told(office, jeonju, on=MAY)
    office.complete(loreto, DISCUSS)
    office.turn(cascais, closed=True)

    assert decides(office) == []


def test_an_owners_own_word_and_what_was_not_told_yet_are_not(milpitas: Office) -> None:
    office = with_calendar(milpitas)
    loreto, cascais = office.inquiry("Loreto"), office.inquiry("Cascais")
    told(office, loreto, recipient="U1")
    told(office, cascais, told_at=None)

    assert (decides(office), decides(office, "U1")) == ([], [])
