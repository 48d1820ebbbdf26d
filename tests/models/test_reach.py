from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from models.commission import commission_of
from models.database import Database, WorkspaceDatabase
from models.members import Member
from models.outbox import Outbox
from models.reach import ACCOUNT_CLOSED, in_zone, learn, zone_changed, zone_of
from models.reminders import Reminder
from tests.builders import LOS_ANGELES, NOW, Office, office

LISBON = ZoneInfo("Europe/Lisbon")


@pytest.fixture
def milpitas(database: Database) -> Office:
    return office(database)


def reminder(workspace: WorkspaceDatabase, recipient: str, day: str, **said: object) -> None:
    local = datetime.fromisoformat(f"{day}T09:00")
    usual = {
        "rule": "on the day",
        "occurrence": f"due:{day}::",
        "due_at": f"{day}T09:00",
        "zone": "America/Los_Angeles",
        "at": local.replace(tzinfo=LOS_ANGELES),
        "valid_until": local.replace(tzinfo=LOS_ANGELES) + timedelta(days=2),
        "state": "waiting",
    }
    with workspace.transaction(NOW) as session:
        session.add(Reminder(recipient=recipient, **{**usual, **said}))


def reminders(workspace: WorkspaceDatabase) -> list[tuple[object, ...]]:
    with workspace.reading() as session:
        rows = session.scalars(select(Reminder).order_by(Reminder.occurrence, Reminder.recipient))
        return [(row.zone, row.at, row.valid_until, row.snoozed_until) for row in rows]


def learns(milpitas: Office, slack_id: str, *, zone: str | None, is_closed: bool = False) -> None:
    with milpitas.workspace.transaction(milpitas.now) as session:
        member = session.scalars(select(Member).where(Member.slack_id == slack_id)).one()
        learn(session, member, zone=zone, is_closed=is_closed, now=milpitas.now)


def test_a_zone_on_the_roster_goes_before_slacks_and_slacks_before_the_commissions(milpitas: Office) -> None:
    with milpitas.workspace.reading() as session:
        commission = commission_of(session)
    members = [
        Member(zone="Asia/Tokyo", slack_zone="Europe/Lisbon"),
        Member(slack_zone="Europe/Lisbon"),
        Member(),
    ]
    assert [zone_of(member, commission).key for member in members] == [
        "Asia/Tokyo",
        "Europe/Lisbon",
        "America/Los_Angeles",
    ]


def test_what_waits_for_somebody_moves_with_their_zone_and_keeps_its_local_time(milpitas: Office) -> None:
    somebody, another = milpitas.member_id("U1"), milpitas.member_id("U2")
    reminder(milpitas.workspace, somebody, "2026-02-02")
    reminder(
        milpitas.workspace,
        somebody,
        "2026-02-03",
        snoozed_until=datetime(2026, 2, 3, 9, tzinfo=LOS_ANGELES),
    )
    reminder(milpitas.workspace, somebody, "2026-02-04", state="sent")
    reminder(milpitas.workspace, another, "2026-02-05")
    learns(milpitas, "U1", zone="Europe/Lisbon")

    def utc(day: int, hour: int) -> datetime:
        return datetime(2026, 2, day, hour, tzinfo=UTC)

    assert reminders(milpitas.workspace) == [
        ("Europe/Lisbon", utc(2, 9), utc(4, 9), None),
        ("Europe/Lisbon", utc(3, 9), utc(5, 9), utc(3, 9)),
        ("America/Los_Angeles", utc(4, 17), utc(6, 17), None),
        ("America/Los_Angeles", utc(5, 17), utc(7, 17), None),
    ]


def test_a_zone_given_on_the_roster_stays_whatever_slack_says(milpitas: Office) -> None:
    somebody = milpitas.member_id("U1")
    with milpitas.workspace.transaction(NOW) as session:
        member = session.scalars(select(Member).where(Member.id == somebody)).one()
        member.zone = "Asia/Tokyo"
        session.flush()
        zone_changed(session, member, commission_of(session))
    reminder(milpitas.workspace, somebody, "2026-02-02", zone="Asia/Tokyo")
    before = reminders(milpitas.workspace)
    learns(milpitas, "U1", zone="Europe/Lisbon")

    assert reminders(milpitas.workspace) == before


def test_a_local_time_in_the_gap_moves_forward_and_in_the_overlap_the_first_counts() -> None:
    gap, overlap = datetime.fromisoformat("2026-03-08T02:30"), datetime.fromisoformat("2026-11-01T01:30")
    assert in_zone(gap, LOS_ANGELES) == datetime(2026, 3, 8, 10, 30, tzinfo=UTC)
    assert in_zone(gap, LOS_ANGELES).astimezone(LOS_ANGELES).hour == 3
    assert in_zone(overlap, LOS_ANGELES) == datetime(2026, 11, 1, 8, 30, tzinfo=UTC)


@given(st.integers(min_value=0, max_value=20 * 366 * 24 * 60))
def test_a_moment_is_never_before_its_local_time_and_less_than_two_hours_after(minutes: int) -> None:
    local = datetime.fromisoformat("2016-01-01T00:00") + timedelta(minutes=minutes)
    shown = in_zone(local, LISBON).astimezone(LISBON).replace(tzinfo=None)
    assert timedelta() <= shown - local < timedelta(hours=2)


def told(milpitas: Office) -> list[str]:
    with milpitas.workspace.reading() as session:
        return list(session.scalars(select(Outbox.destination).where(Outbox.kind == ACCOUNT_CLOSED)))


@pytest.mark.parametrize(("closed", "hears"), [("U1", "U2"), ("U3", "U2"), ("U2", "U1")])
def test_a_closed_account_is_told_to_the_chair_or_to_staff_where_it_is_the_chairs(
    milpitas: Office, closed: str, hears: str
) -> None:
    for _ in range(2):
        learns(milpitas, closed, zone=None, is_closed=True)

    assert told(milpitas) == [hears]


def test_an_account_that_is_closed_again_is_told_again(milpitas: Office) -> None:
    learns(milpitas, "U3", zone=None, is_closed=True)
    learns(milpitas, "U3", zone=None)
    learns(milpitas.on("2026-02-01"), "U3", zone=None, is_closed=True)

    assert told(milpitas) == ["U2", "U2"]


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../../etc/passwd", "\0", None])
def test_a_zone_that_is_none_is_not_kept(milpitas: Office, zone: str | None) -> None:
    learns(milpitas, "U1", zone=zone)
    with milpitas.workspace.reading() as session:
        assert session.scalars(select(Member.slack_zone).where(Member.slack_id == "U1")).one() is None
