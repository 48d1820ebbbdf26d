"""The dates that staff keep an eye on."""

from datetime import date

from models.clocks import Counts, first_clocks, undated
from tests.builders import Office

MAR = date(2026, 3, 2)


def clocks(office: Office, most: int = 8) -> list[tuple[str, str, date]]:
    """List the first dates: whose, what is counted, and the day."""
    with office.workspace.reading() as session:
        return [
            (each.prospect_id, each.counts, each.on) for each in first_clocks(session, most, office.today)[0]
        ]


def count(office: Office) -> int:
    """Count all dates that there are."""
    with office.workspace.reading() as session:
        return first_clocks(session, 1, office.today)[1]


def without_date(office: Office, most: int = 8) -> list[str]:
    """List the first files without a date."""
    with office.workspace.reading() as session:
        return undated(session, most)


def test_dates_of_all_sorts_are_listed_earliest_first_and_no_more_than_asked(milpitas: Office) -> None:
    office = milpitas.on("2026-03-02")
    loreto = office.inquiry("Loreto", received_on=date(2026, 2, 20))
    tena = office.inquiry("Tena", path="sci-guide/partnership", received_on=MAR)
    office.letter(tena, dated_on=MAR, answer_by=date(2026, 3, 5))
    office.turn(office.inquiry("Cuenca"), closed=True)

    assert clocks(office) == [
        (tena, Counts.ANSWER, date(2026, 3, 5)),
        (loreto, Counts.GOAL, date(2026, 3, 6)),
    ]
    assert (clocks(office, 1), count(office)) == ([(tena, Counts.ANSWER, date(2026, 3, 5))], 2)


def test_a_deadline_that_has_passed_comes_before_goals_and_answers_that_have(milpitas: Office) -> None:
    loreto = milpitas.inquiry("Loreto", received_on=date(2026, 1, 5))
    for day in ("2026-01-22", "2026-02-26", "2026-03-26"):
        milpitas.meet(day)
    milpitas.on("2026-01-06").letter(loreto, answer_by=date(2026, 1, 12))
    later = milpitas.on("2026-03-27")

    assert [counts for _, counts, _ in clocks(later)] == [Counts.DUE, Counts.ANSWER, Counts.GOAL]


def test_what_is_ours_to_move_on_and_has_no_date_is_listed(milpitas: Office) -> None:
    office = milpitas.on("2026-03-02")
    office.inquiry("Loreto", received_on=date(2026, 2, 20))
    ours, theirs = (
        office.inquiry(city, path="sci-guide/partnership", received_on=MAR) for city in ("Tena", "Cuenca")
    )
    office.letter(theirs, dated_on=MAR)

    assert (without_date(office), without_date(office, 0)) == ([ours], [])
