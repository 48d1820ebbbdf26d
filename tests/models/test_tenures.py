"""Who held which seat, from when to when."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from models.members import Member, Tenure
from models.tenures import holders_on, keep_tenures, terms_now
from tests.builders import Office


def now_are(office: Office, day: str, term_ends: date | None = None, **seats: int | None) -> None:
    """Seat people by their first names on a day, or unseat them."""
    with office.workspace.transaction(office.on(day).now) as session:
        terms = {}
        for name, seat in seats.items():
            row = session.scalars(select(Member).where(Member.name.startswith(name))).one()
            row.roles, row.seat, row.active = ["member"], seat, seat is not None
            terms[row.id] = term_ends
        keep_tenures(session, date.fromisoformat(day), terms if term_ends else None)


def held(office: Office, day: str) -> list[tuple[int, str]]:
    with office.workspace.reading() as session:
        seating = holders_on(session, date.fromisoformat(day))
        return [(holder.seat, holder.name) for holder in seating.holders]


def tenures(office: Office, name: str) -> list[tuple[str, int | None, str, str]]:
    with office.workspace.reading() as session:
        member = session.scalars(select(Member.id).where(Member.name.startswith(name))).one()
        rows = session.scalars(select(Tenure).where(Tenure.member_id == member).order_by(Tenure.id))
        return [(row.role, row.seat, str(row.began_on), str(row.ended_on or "")) for row in rows]


def test_the_first_change_begins_everybodys_tenure(milpitas: Office) -> None:
    now_are(milpitas, "2026-02-02", Cy=1)

    assert tenures(milpitas, "Ana") == [("staff", None, "2026-02-02", "")]
    assert tenures(milpitas, "Cy") == [("member", 1, "2026-02-02", "")]
    assert held(milpitas, "2026-02-01") == []
    assert held(milpitas, "2026-02-02") == [(1, "Cy Diaz"), (2, "Di Okafor")]


def test_a_month_of_changes_is_told_day_by_day(milpitas: Office) -> None:
    now_are(milpitas, "2026-02-02", Cy=1, Di=2)
    now_are(milpitas, "2026-02-10", Di=None)
    now_are(milpitas, "2026-02-16", Bo=2)
    now_are(milpitas, "2026-02-23", Bo=3, Di=2)

    assert held(milpitas, "2026-02-09") == [(1, "Cy Diaz"), (2, "Di Okafor")]
    assert held(milpitas, "2026-02-10") == [(1, "Cy Diaz")]
    assert held(milpitas, "2026-02-22") == [(1, "Cy Diaz"), (2, "Bo Lee")]
    assert held(milpitas, "2026-02-23") == [(1, "Cy Diaz"), (2, "Di Okafor"), (3, "Bo Lee")]


def test_whoever_leaves_and_comes_back_has_two_tenures(milpitas: Office) -> None:
    now_are(milpitas, "2026-02-02", Di=2)
    now_are(milpitas, "2026-02-10", Di=None)
    now_are(milpitas, "2026-02-23", Di=2)

    assert tenures(milpitas, "Di") == [
        ("member", 2, "2026-02-02", "2026-02-10"),
        ("member", 2, "2026-02-23", ""),
    ]


def test_two_who_swap_seats_in_one_day_have_each_others_at_its_end(milpitas: Office) -> None:
    now_are(milpitas, "2026-02-02", Cy=1, Di=2)
    now_are(milpitas, "2026-02-10", Cy=3)
    now_are(milpitas, "2026-02-10", Di=1)
    now_are(milpitas, "2026-02-10", Cy=2)

    assert held(milpitas, "2026-02-10") == [(1, "Di Okafor"), (2, "Cy Diaz")]
    assert sorted(tenures(milpitas, "Cy")) == [
        ("member", 1, "2026-02-02", "2026-02-10"),
        ("member", 2, "2026-02-10", ""),
        ("member", 3, "2026-02-10", "2026-02-10"),
    ]


def test_nothing_changes_where_the_roster_is_the_same(milpitas: Office) -> None:
    now_are(milpitas, "2026-02-02", Cy=1)
    now_are(milpitas, "2026-02-10", Cy=1)

    assert tenures(milpitas, "Cy") == [("member", 1, "2026-02-02", "")]


def test_a_new_term_begins_a_new_tenure_and_moves_with_the_seat(milpitas: Office) -> None:
    ends = date(2027, 6, 30)
    now_are(milpitas, "2026-02-02", Cy=1)
    now_are(milpitas, "2026-02-10", term_ends=ends, Cy=1)
    now_are(milpitas, "2026-02-16", Cy=4)

    assert [row[1:] for row in tenures(milpitas, "Cy")] == [
        (1, "2026-02-02", "2026-02-10"),
        (1, "2026-02-10", "2026-02-16"),
        (4, "2026-02-16", ""),
    ]
    with milpitas.workspace.reading() as session:
        assert list(terms_now(session).values()) == [ends]
