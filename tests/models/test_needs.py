"""What needs a person, over the files that they look after or stand in for."""

from datetime import date

from models.commission import commission_of
from models.needs import behalf_of, needs_of
from models.parking import park
from models.pauses import NewReminders, change_reminders
from tests.builders import Office

MAR = date(2026, 3, 2)
"""A Monday."""


def needs(office: Office, *whose: str) -> list[tuple[str, date | None]]:
    """List what needs the owners of some Slack ids."""
    with office.workspace.reading() as session:
        found = needs_of(session, [office.member_id(each) for each in whose], office.today)
    return [(each.prospect_id, each.on) for each in found]


def parks(office: Office, prospect_id: str) -> None:
    """Set the other side's silence aside."""
    with office.writing() as (session, asker):
        commission = commission_of(session)
        park(
            session,
            prospect_id,
            parked=True,
            reason="Elections",
            asker=asker,
            commission=commission,
            now=office.now,
        )


def test_what_is_due_soon_comes_first_and_then_what_is_only_ours_to_answer(milpitas: Office) -> None:
    office = milpitas.on("2026-03-02")
    late = office.inquiry("Loreto", received_on=date(2026, 1, 5))
    soon = office.inquiry("Tena", received_on=date(2026, 2, 20))
    ours = office.inquiry("Cuenca", country="EC", path="sci-guide/partnership", received_on=MAR)

    assert needs(office, "U1") == [(late, date(2026, 1, 20)), (soon, date(2026, 3, 6)), (ours, None)]
    assert needs(office, "U3") == []


def test_a_deadline_that_has_passed_comes_before_a_goal_that_passed_earlier(milpitas: Office) -> None:
    late = milpitas.inquiry("Loreto", received_on=date(2026, 1, 5))
    for day in ("2026-01-22", "2026-02-26", "2026-03-26"):
        milpitas.meet(day)
    milpitas.on("2026-01-06").letter(late)
    goal = milpitas.on("2026-03-02").inquiry("Tena", received_on=date(2026, 2, 27))

    assert needs(milpitas.on("2026-03-27"), "U1") == [(late, date(2026, 3, 26)), (goal, date(2026, 3, 13))]


def test_what_waits_for_the_other_side_needs_nobody_until_their_answer_is_late(milpitas: Office) -> None:
    office = milpitas.on("2026-03-02")
    written, silent, parked = (
        office.inquiry(city, path="sci-guide/partnership", received_on=MAR)
        for city in ("Loreto", "Tena", "Cuenca")
    )
    for each, answer_by in ((written, "2026-03-03"), (silent, "2026-03-02"), (parked, "2026-03-02")):
        office.letter(each, dated_on=MAR, answer_by=date.fromisoformat(answer_by))
    parks(office, parked)

    assert needs(office, "U1") == [(silent, MAR)]
    assert needs(office.on("2026-03-03"), "U1") == [(silent, MAR), (written, date(2026, 3, 3))]

    office.letter(parked, direction="in", dated_on=MAR)
    assert needs(office, "U1") == [(silent, MAR), (parked, None)]


def test_what_is_closed_needs_nobody(milpitas: Office) -> None:
    loreto = milpitas.inquiry("Loreto")
    milpitas.turn(loreto, closed=True)

    assert needs(milpitas, "U1") == []


def test_whoever_stands_in_is_told_for_whom_until_when(milpitas: Office) -> None:
    with milpitas.writing("U3") as (session, asker):
        away = NewReminders(
            member_id=milpitas.member_id("U3"),
            rhythm="daily",
            hour=9,
            until=date(2026, 2, 2),
            backup_id=milpitas.member_id("U4"),
        )
        change_reminders(session, away, asker, commission_of(session), milpitas.now)
    with milpitas.workspace.reading() as session:
        for_others = behalf_of(session, milpitas.member_id("U4"), milpitas.today)
        own = behalf_of(session, milpitas.member_id("U3"), milpitas.today)

    assert for_others == {milpitas.member_id("U3"): "for Cy Diaz, back Feb 2", milpitas.member_id("U4"): ""}
    assert own == {milpitas.member_id("U3"): ""}
