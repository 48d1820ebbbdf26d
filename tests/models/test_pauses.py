"""Changing how somebody is reminded, and reading it back."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from models.commission import commission_of
from models.ledger import Act
from models.members import Member, Pause
from models.my_reminders import my_reminders
from models.pauses import NewReminders, change_reminders, pause_until, resume
from models.refusals import NotAllowed, NotFound
from models.reminders import Reminder
from models.rules.my_reminders import Listed, MyReminders
from models.rules.notices import Rhythm
from tests.builders import NOW, STRANGER, TODAY, Office, refused

MAR = date(2026, 3, 2)


def saved(office: Office, whose: str = "U3", *, by: str = "U3", **said: Any) -> bool:  # noqa: ANN401  fields of many types
    """Save somebody's reminders as the form does; says whether anything is different."""
    usual = {"rhythm": "daily", "hour": 9, "until": None, "backup_id": None}
    new = NewReminders(**{"member_id": office.member_id(whose), **usual, **said})
    with office.writing(by) as (session, asker):
        return change_reminders(session, new, asker, commission_of(session), office.now)


def typed(office: Office, until: date | None, by: str = "U3") -> None:
    """Pause until a day, or resume where none is given."""
    with office.writing(by) as (session, asker):
        commission = commission_of(session)
        if until is None:
            resume(session, asker.member_id, asker, commission, office.now)
        else:
            pause_until(session, until, asker, commission, office.now)


def read(office: Office, whose: str = "U3") -> MyReminders:
    with office.workspace.reading() as session:
        return my_reminders(session, office.member_id(whose), commission_of(session), office.now)


def away(office: Office, whose: str = "U3") -> tuple[date | None, str | None]:
    """Say until when somebody is away, and who stands in."""
    mine = read(office, whose)
    return mine.person.paused_until, mine.stands_in


def acts(office: Office) -> list[tuple[str, str]]:
    with office.workspace.reading() as session:
        return [(act.what, act.actor) for act in session.scalars(select(Act).order_by(Act.id))]


def test_unless_changed_it_is_one_note_a_day_at_nine(milpitas: Office) -> None:
    mine = read(milpitas)

    assert (mine.person.name, mine.rhythm, mine.hour, mine.stands_in) == ("Cy Diaz", Rhythm.DAILY, 9, None)
    assert [each.name for each in mine.backups] == ["Ana Ruiz", "Bo Lee", "Di Okafor"]
    assert (mine.waiting, mine.missed) == ([], [])


def test_what_is_saved_is_read_back_and_stands_on_the_ledger(milpitas: Office) -> None:
    is_new = saved(milpitas, rhythm="weekly", hour=14, until=MAR, backup_id=milpitas.member_id("U4"))
    mine = read(milpitas)

    assert (is_new, mine.rhythm, mine.hour, away(milpitas)) == (True, Rhythm.WEEKLY, 14, (MAR, "Di Okafor"))
    assert acts(milpitas) == [("reminders changed", "U3")]
    assert saved(milpitas, rhythm="weekly", hour=14, until=MAR, backup_id=milpitas.member_id("U4")) is False
    assert acts(milpitas) == [("reminders changed", "U3")]


def test_the_staff_stand_in_where_nobody_is_named_and_the_chair_for_the_only_staff(milpitas: Office) -> None:
    typed(milpitas, MAR)
    typed(milpitas, MAR, by="U1")

    assert (away(milpitas), away(milpitas, "U1")) == ((MAR, "Bo Lee"), (MAR, "Bo Lee"))
    typed(milpitas, None, by="U1")
    assert away(milpitas) == (MAR, "Ana Ruiz")


def test_a_pause_ends_by_itself_on_the_day_of_the_return(milpitas: Office) -> None:
    typed(milpitas, MAR)

    assert [away(milpitas.on(day)) for day in ("2026-03-01", "2026-03-02")] == [
        (MAR, "Ana Ruiz"),
        (None, None),
    ]


def test_a_pause_is_typed_once_however_often_it_is_sent_and_keeps_who_stands_in(milpitas: Office) -> None:
    saved(milpitas, until=date(2026, 2, 2), backup_id=milpitas.member_id("U4"))
    for _ in range(2):
        typed(milpitas, MAR)
    paused = away(milpitas)
    for _ in range(2):
        typed(milpitas, None)

    assert (paused, away(milpitas)) == ((MAR, "Di Okafor"), (None, None))
    with milpitas.workspace.reading() as session:
        assert len(session.scalars(select(Pause)).all()) == len(acts(milpitas)) == 3


def test_staff_pause_somebody_who_is_ill_and_have_them_back(milpitas: Office) -> None:
    saved(milpitas, by="U1", until=MAR)
    paused = away(milpitas)
    saved(milpitas, by="U2")

    assert (paused, away(milpitas)) == ((MAR, "Ana Ruiz"), (None, None))
    assert acts(milpitas) == [("reminders changed", "U1"), ("reminders changed", "U2")]


@pytest.mark.parametrize("by", ["U4", STRANGER])
def test_nobody_else_changes_them(one_engine: Office, by: str) -> None:
    with pytest.raises(NotAllowed):
        saved(one_engine, by=by, until=MAR)
    with one_engine.writing(by) as (session, asker), pytest.raises(NotAllowed):
        resume(session, one_engine.member_id("U3"), asker, commission_of(session), NOW)


@pytest.mark.parametrize(
    ("said", "message", "field"),
    [
        ({"rhythm": "hourly"}, "Please choose how often.", "rhythm"),
        ({"hour": 8}, "Please choose the hour.", "hour"),
        ({"hour": 17}, "Please choose the hour.", "hour"),
        (
            {"until": TODAY},
            "Jan 15, 2026 has come already. Name the day on which you are back.",
            "until",
        ),
        (
            {"until": TODAY + timedelta(days=400)},
            "That is more than a year ahead. A pause of a year is the longest; please check the date.",
            "until",
        ),
        (
            {"until": MAR, "backup_id": "0" * 32},
            "That person is not on the roster. Please choose somebody else.",
            "backup",
        ),
        (
            {"backup_id": "0" * 32},
            "Choose the day you are back as well, or leave out who stands in.",
            "until",
        ),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    one_engine: Office, said: dict[str, Any], message: str, field: str
) -> None:
    with refused(message, field):
        saved(one_engine, **said)


def test_nobody_stands_in_who_is_away_or_is_the_person(one_engine: Office) -> None:
    saved(one_engine, "U4", by="U4", until=MAR)
    own, theirs = one_engine.member_id("U3"), one_engine.member_id("U4")
    with refused("Nobody stands in for themselves. Please choose somebody else.", "backup"):
        saved(one_engine, until=MAR, backup_id=own)
    with refused("Di Okafor is away as well, until Mar 2, 2026. Please choose somebody else.", "backup"):
        saved(one_engine, until=MAR, backup_id=theirs)


def test_somebody_who_has_left_or_is_of_another_workspace_is_not_found(
    milpitas: Office, cerritos: Office
) -> None:
    with milpitas.workspace.transaction(NOW) as session:
        session.scalars(select(Member).where(Member.slack_id == "U4")).one().active = False
    for unknown in (milpitas.member_id("U4"), cerritos.member_id("U3")):
        with pytest.raises(NotFound):
            saved(milpitas, by="U1", member_id=unknown)


def test_what_waits_what_was_put_off_and_what_was_missed_lately_is_listed(milpitas: Office) -> None:
    loreto = milpitas.inquiry()
    at = datetime(2026, 1, 10, 17, tzinfo=UTC)
    rows = {
        "waiting": ("due:2026-01-20", "discuss", {"at": at, "valid_until": at}),
        "sent": ("due:2026-01-21", "discuss", {"at": at, "valid_until": at}),
        "missed": ("answer:2026-01-05", None, {"at": at, "valid_until": at}),
    }
    old = datetime(2025, 11, 1, tzinfo=UTC)
    with milpitas.workspace.transaction(NOW) as session:
        for state, (event, step, said) in [
            *rows.items(),
            ("missed", ("due:2025-10-01", "discuss", {"at": old, "valid_until": old})),
        ]:
            session.add(
                Reminder(
                    rule=f"rule of {event}",
                    occurrence=f"{event}:{loreto}:{step or ''}",
                    recipient=milpitas.member_id("U3"),
                    prospect_id=loreto,
                    step_id=step,
                    due_at="2026-01-10T09:00",
                    zone="America/Los_Angeles",
                    state=state,
                    snoozed_until=datetime(2026, 1, 19, 17, tzinfo=UTC) if state == "waiting" else None,
                    **said,
                )
            )
    mine = read(milpitas)
    (waits,) = mine.waiting

    assert (waits.about, waits.on, str(waits.back)) == (
        "Loreto, Mexico: Discuss the possible relationship at a commission meeting",
        date(2026, 1, 20),
        "2026-01-19 09:00:00-08:00",
    )
    assert mine.missed == [Listed(about="Loreto, Mexico: an answer was expected", on=date(2026, 1, 5))]
    assert read(milpitas, "U4").waiting == []
