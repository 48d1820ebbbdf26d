from datetime import date, datetime
from typing import Any

import pytest

from models.calendar_entries import calendar_entries
from models.commission import commission_of
from models.meetings import Meeting
from models.rules.calendar_entries import CalendarEntry
from models.rules.steps import State
from tests.builders import LOS_ANGELES, Office

SINCE = "2026-01-15"


def entries(office: Office, since: str = SINCE) -> list[CalendarEntry]:
    with office.workspace.reading() as session:
        return calendar_entries(session, commission_of(session), since=date.fromisoformat(since))


def meetings(office: Office, since: str = SINCE) -> list[CalendarEntry]:
    return [entry for entry in entries(office, since) if entry.starts_at]


def deadlines(office: Office, since: str = SINCE) -> list[tuple[str, str]]:
    return [(entry.title, entry.day.isoformat()) for entry in entries(office, since) if entry.day]


def add_meeting(office: Office, **said: Any) -> None:  # noqa: ANN401  fields of many types
    usual = {"body": "commission", "kind": "regular", "status": "scheduled", "reason": "", "place": ""}
    starts_at = datetime(2026, 3, 5, 19, tzinfo=LOS_ANGELES)
    with office.workspace.transaction(office.now) as session:
        session.add(Meeting(**{**usual, "starts_at": starts_at, "on": starts_at.date(), **said}))


def three_meetings(office: Office) -> None:
    for day in ("2026-01-20", "2026-02-05", "2026-03-05"):
        office.meet(day)


def test_a_meeting_stands_in_the_zone_of_the_commission_under_its_title(milpitas: Office) -> None:
    add_meeting(milpitas, place="City Hall", link="https://meet.example/1")
    (found,) = meetings(milpitas)

    assert found == CalendarEntry(
        uid=found.uid,
        title="Milpitas: regular meeting",
        starts_at=datetime(2026, 3, 5, 19, tzinfo=LOS_ANGELES),
        place="City Hall",
        description="Online: https://meet.example/1",
    )
    assert (found.starts_at and found.starts_at.tzinfo) == LOS_ANGELES


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ({"kind": "special"}, "Milpitas: special meeting"),
        ({"kind": "adjourned_regular"}, "Milpitas: adjourned regular meeting"),
        ({"kind": "workshop"}, "Milpitas: workshop"),
        ({"body": "council"}, "Milpitas City Council: regular meeting"),
        ({"body": "friends"}, "friends: regular meeting"),
    ],
)
def test_a_meeting_is_named_by_its_body_and_kind(
    one_engine: Office, said: dict[str, str], title: str
) -> None:
    add_meeting(one_engine, **said)
    assert [entry.title for entry in meetings(one_engine)] == [title]


@pytest.mark.parametrize(
    ("status", "reason", "cancelled", "told"),
    [
        ("scheduled", "", False, ""),
        ("cancelled", "City Hall is closed", True, "Cancelled: City Hall is closed"),
        ("cancelled", "", True, ""),
        ("adjourned", "no quorum", False, "Adjourned: no quorum"),
    ],
)
def test_a_cancelled_meeting_is_listed_with_its_reason(
    one_engine: Office, status: str, reason: str, told: str, *, cancelled: bool
) -> None:
    add_meeting(one_engine, status=status, reason=reason)
    assert [(entry.cancelled, entry.description) for entry in meetings(one_engine)] == [(cancelled, told)]


def test_meetings_are_listed_from_the_day_asked_for_in_their_order(milpitas: Office) -> None:
    for day in ("2026-05-07", "2026-01-14", "2026-01-15", "2026-03-05"):
        milpitas.meet(day)

    found = meetings(milpitas)
    assert [str(entry.starts_at)[:10] for entry in found] == ["2026-01-15", "2026-03-05", "2026-05-07"]
    assert len({entry.uid for entry in found}) == 3


def test_a_meeting_that_was_moved_keeps_its_name(milpitas: Office) -> None:
    milpitas.meet("2026-03-05")
    before = meetings(milpitas)[0].uid
    with milpitas.workspace.transaction(milpitas.now) as session:
        row = session.get_one(Meeting, ("T1", before))
        row.on, row.starts_at = date(2026, 3, 12), datetime(2026, 3, 12, 19, tzinfo=LOS_ANGELES)

    assert [(entry.uid, str(entry.starts_at)[:10]) for entry in meetings(milpitas)] == [
        (before, "2026-03-12")
    ]


def test_a_deadline_stands_on_its_day_with_the_way_it_was_counted(milpitas: Office) -> None:
    three_meetings(milpitas)
    loreto = milpitas.inquiry()
    (found,) = [entry for entry in entries(milpitas) if entry.day]

    assert (found.uid, found.title, found.day) == (
        f"{loreto}-discuss",
        "Loreto, Mexico: Discuss the possible relationship at a commission meeting",
        date(2026, 3, 5),
    )
    assert found.description != ""


def test_a_deadline_that_has_passed_stands_until_its_step_is_done(milpitas: Office) -> None:
    three_meetings(milpitas)
    loreto = milpitas.inquiry()
    assert [day for _, day in deadlines(milpitas, "2026-06-01")] == ["2026-03-05"]

    milpitas.complete(loreto, "discuss", state=State.DONE)
    assert (
        "Loreto, Mexico: Discuss the possible relationship at a commission meeting",
        "2026-03-05",
    ) not in (deadlines(milpitas))


def test_a_goal_is_no_deadline(milpitas: Office) -> None:
    loreto = milpitas.inquiry()
    goals = {step for step, kind in milpitas.due_rows(loreto) if kind == "goal"}

    assert (len(goals) > 0, deadlines(milpitas)) == (True, [])


def test_a_closed_file_has_no_deadlines(milpitas: Office) -> None:
    three_meetings(milpitas)
    loreto = milpitas.inquiry()
    assert len(deadlines(milpitas)) == 1

    milpitas.turn(loreto, closed=True)
    assert deadlines(milpitas) == []


def test_another_workspace_has_a_calendar_of_its_own(milpitas: Office, cerritos: Office) -> None:
    milpitas.meet("2026-03-05")
    assert (len(entries(milpitas)), entries(cerritos)) == (1, [])
