"""Who can't attend, and when a quorum has become impossible."""

from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import select

from models.meetings import Regret
from models.members import Member
from models.outbox import Outbox
from models.regrets import SHORT_OF_QUORUM
from models.rules.meetings import Expected
from models.workspaces import Workspace
from tests.builders import LOS_ANGELES, Office, refused
from tests.models.calendar_builders import cancelled, moved, posted, said, scheduled

MAY = "2026-05-28"
CY, DI, EM, FO = "U3", "U4", "U5", "U6"


@pytest.fixture
def three_seats(milpitas: Office) -> Office:
    """A commission of three seats and one alternate, with a meeting ahead: the chair, Cy, Di and, in reserve, Em."""
    with milpitas.workspace.transaction(milpitas.now) as session:
        rules = {"seats": 3, "alternates": 1, "quorum": "authorised seats"}
        session.scalars(select(Workspace)).one().settings = {"rules": rules}
        chair = session.scalars(select(Member).where(Member.slack_id == "U2")).one()
        chair.roles = ["chair", "member"]
        session.add(Member(slack_id=EM, name="Em Park", roles=["alternate"], active=True))
        session.add(Member(slack_id=FO, name="Fo Reyes", roles=["liaison"], active=True))
    scheduled(milpitas, MAY)
    return milpitas


def owed(office: Office) -> list[str]:
    """List to whom word of the shortage is owed."""
    with office.workspace.reading() as session:
        rows = session.scalars(select(Outbox).where(Outbox.kind == SHORT_OF_QUORUM))
        return sorted(row.destination for row in rows)


def test_an_alternate_who_has_not_declined_fills_an_absent_members_seat(three_seats: Office) -> None:
    assert [
        said(three_seats, MAY, attends=False, of=CY),
        said(three_seats, MAY, attends=False, of=DI),
        said(three_seats, MAY, attends=False, of=EM),
    ] == [
        Expected(members=2, of=3, alternates=1, quorum=2, absent=("Cy Diaz",)),
        Expected(members=1, of=3, alternates=1, quorum=2, absent=("Cy Diaz", "Di Okafor")),
        Expected(members=1, of=3, quorum=2, absent=("Cy Diaz", "Di Okafor", "Em Park")),
    ]


def test_the_chair_and_staff_are_told_once_it_is_impossible_each_in_one_message(three_seats: Office) -> None:
    for member in (CY, DI):
        said(three_seats, MAY, attends=False, of=member)
    before = owed(three_seats)
    said(three_seats, MAY, attends=False, of=EM)
    said(three_seats, MAY, attends=True, of=EM)
    said(three_seats, MAY, attends=False, of=EM)

    assert (before, owed(three_seats)) == ([], ["U1", "U2"])


def test_the_same_answer_twice_is_kept_once(three_seats: Office) -> None:
    said(three_seats, MAY, attends=True, of=CY)
    for _ in range(3):
        said(three_seats, MAY, attends=False, of=CY)

    with three_seats.workspace.reading() as session:
        assert [row.attends for row in session.scalars(select(Regret))] == [False]


def test_a_liaison_fills_no_seat(three_seats: Office) -> None:
    assert said(three_seats, MAY, attends=False, of=FO) == Expected(
        members=3, of=3, quorum=2, absent=("Fo Reyes",)
    )


def test_a_vacant_seat_is_filled_by_an_alternate_only_where_the_bylaws_say_so(three_seats: Office) -> None:
    with three_seats.workspace.transaction(three_seats.now) as session:
        session.scalars(select(Member).where(Member.slack_id == DI)).one().active = False
    usual = said(three_seats, MAY, attends=True, of=CY)
    with three_seats.workspace.transaction(three_seats.now) as session:
        workspace = session.scalars(select(Workspace)).one()
        rules = {**workspace.settings["rules"], "alternates_for": "absence or vacancy"}
        workspace.settings = {**workspace.settings, "rules": rules}

    assert (usual.seats, said(three_seats, MAY, attends=True, of=CY).seats) == (2, 3)


def test_a_body_without_seats_has_no_quorum_to_miss(milpitas: Office) -> None:
    with milpitas.workspace.transaction(milpitas.now) as session:
        session.scalars(select(Workspace)).one().settings = {"rules": {"seats": 0}}
    scheduled(milpitas, MAY)
    found = said(milpitas, MAY, attends=False, of=CY)

    assert (found.quorum, found.is_possible, owed(milpitas)) == (0, True, [])


def test_one_answers_for_oneself_and_staff_for_anybody(three_seats: Office) -> None:
    with refused(
        "Only the chair (Bo Lee) or staff (Ana Ruiz) can keep the calendar of meetings. I changed nothing."
    ):
        said(three_seats, MAY, attends=False, of=DI, by=CY)

    assert said(three_seats, MAY, attends=False, of=DI, by="U1").absent == ("Di Okafor",)


def test_nobody_answers_for_a_meeting_that_is_off_or_over(three_seats: Office) -> None:
    with refused("That meeting's day has passed, so I changed nothing."):
        said(three_seats.on("2026-05-29"), MAY, attends=False, of=CY)
    cancelled(three_seats, MAY)
    with refused("That meeting is cancelled, so I changed nothing."):
        said(three_seats, MAY, attends=False, of=CY)


def test_another_date_asks_anew(three_seats: Office) -> None:
    said(three_seats, MAY, attends=False, of=CY)
    moved(three_seats, MAY, "2026-06-04")

    assert said(three_seats, "2026-06-04", attends=True, of=DI).absent == ()


def falls_short(office: Office, *, last: str, by: str | None = None) -> Office:
    """Have everybody but one decline, and then that one too."""
    for member in {CY, DI, EM} - {last}:
        said(office, MAY, attends=False, of=member)
    said(office, MAY, attends=False, of=last, by=by)
    return office


def due(office: Office) -> list[tuple[str, str]]:
    """List to whom word of the shortage is owed, and when, where they are."""
    with office.workspace.reading() as session:
        rows = session.scalars(select(Outbox).where(Outbox.kind == SHORT_OF_QUORUM))
        return sorted(
            (row.destination, f"{row.next_at.astimezone(LOS_ANGELES):%m-%d %H:%M}")
            for row in rows
            if row.next_at
        )


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("2026-05-20T16:59", "05-20 16:59"),
        ("2026-05-20T17:00", "05-21 09:00"),
        ("2026-05-22T20:00", "05-26 09:00"),
        ("2026-05-28T18:30", "05-28 18:30"),
    ],
)
def test_word_of_a_shortage_waits_for_working_hours_unless_the_meeting_comes_first(
    three_seats: Office, now: str, told: str
) -> None:
    at = replace(three_seats, now=datetime.fromisoformat(now).replace(tzinfo=LOS_ANGELES))
    falls_short(at, last=EM)

    assert due(at) == [("U1", told), ("U2", told)]


def test_nobody_is_told_of_their_own_act(three_seats: Office) -> None:
    falls_short(three_seats, last=EM, by="U1")

    assert owed(three_seats) == ["U2"]


def test_where_the_chair_falls_out_or_is_away_the_vice_chair_is_told(three_seats: Office) -> None:
    with three_seats.workspace.transaction(three_seats.now) as session:
        session.add(Member(slack_id="U7", name="Gi Wu", roles=["vice_chair", "liaison"], active=True))
    for member in (CY, EM):
        said(three_seats, MAY, attends=False, of=member)
    said(three_seats, MAY, attends=False, of="U2")

    assert owed(three_seats) == ["U1", "U7"]


def test_what_waits_for_the_morning_goes_on_waiting_while_the_calendar_changes(three_seats: Office) -> None:
    night = replace(three_seats, now=datetime(2026, 5, 20, 22, tzinfo=LOS_ANGELES))
    falls_short(night, last=EM)
    posted(night, MAY, "2026-05-20", "21:00")

    assert due(night) == [("U1", "05-21 09:00"), ("U2", "05-21 09:00")]


def test_a_chair_who_is_staff_too_gets_one_message(three_seats: Office) -> None:
    with three_seats.workspace.transaction(three_seats.now) as session:
        session.scalars(select(Member).where(Member.slack_id == "U1")).one().active = False
        session.scalars(select(Member).where(Member.slack_id == "U2")).one().roles = ["chair", "staff"]
    falls_short(three_seats, last=EM)

    assert owed(three_seats) == ["U2"]
