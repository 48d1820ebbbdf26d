"""What is read of how Clerk is doing."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from models.health import health_of
from models.members import Member
from models.outbox import Outbox
from models.reminders import Reminder
from models.rules.health import Health
from models.workspaces import Workspace
from tests.builders import Office

LOS_ANGELES = ZoneInfo("America/Los_Angeles")


def health(office: Office) -> Health:
    """Read how Clerk is doing."""
    with office.workspace.reading() as session:
        return health_of(session, office.now)


def owes(office: Office, key: str, *, ago: timedelta = timedelta(hours=1), **said: object) -> None:
    """Put a message into the outbox that was made some time ago."""
    then = office.now - ago
    usual = {"destination": "U3", "kind": "daily note", "subject": key, "key": key, "next_at": None}
    with office.workspace.transaction(office.now) as session:
        session.add(Outbox(**{**usual, "created_at": then, **said}))


def misses(office: Office, *, days_ago: int) -> None:
    """Have a reminder missed whose time went by so many days ago."""
    then = office.now - timedelta(days=days_ago)
    with office.workspace.transaction(office.now) as session:
        session.add(
            Reminder(
                rule="on the day",
                occurrence=f"due:{then:%Y-%m-%d}",
                recipient=office.member_id("U3"),
                due_at=f"{then:%Y-%m-%dT09:00}",
                zone="America/Los_Angeles",
                at=then,
                valid_until=then,
                state="missed",
            )
        )


def test_a_new_commission_has_no_course_yet(milpitas: Office) -> None:
    found = health(milpitas)

    assert (found.ticked_at, found.sent_at, found.copied_at, found.held_up, found.given_up) == (
        *(None, None, None),
        *(0, ()),
    )
    assert (found.lacks_chair, found.has_staff, found.unowned, found.unreachable) == (False, True, (), ())


def test_moments_are_read_in_the_commissions_zone(milpitas: Office) -> None:
    then = milpitas.now - timedelta(minutes=3)
    owes(milpitas, "first", sent_at=then - timedelta(days=1), sent_ts="1.0")
    owes(milpitas, "last", sent_at=then, sent_ts="2.0")
    with milpitas.workspace.transaction(milpitas.now) as session:
        workspace = session.scalars(select(Workspace)).one()
        workspace.ticked_at = workspace.backed_up_at = workspace.parked_at = then
        workspace.parked_because = "token_revoked"
    found = health(milpitas)
    local = datetime(2026, 1, 15, 10, 27, tzinfo=LOS_ANGELES)

    assert [found.ticked_at, found.sent_at, found.copied_at, found.parked_at] == [local] * 4
    assert [str(each.tzinfo) for each in (found.now, local)] == ["America/Los_Angeles"] * 2
    assert found.parked_because == "token_revoked"


def test_only_what_is_late_or_put_off_again_and_again_is_held_up(milpitas: Office) -> None:
    soon, minute = milpitas.now + timedelta(minutes=2), timedelta(minutes=1)
    owes(milpitas, "late", next_at=milpitas.now - 15 * minute)
    owes(milpitas, "put off", next_at=soon, failures=3, last_error="internal_error")
    owes(milpitas, "in a moment", next_at=milpitas.now - 14 * minute)
    owes(milpitas, "failed just now", ago=minute, next_at=soon, failures=1, last_error="internal_error")
    owes(milpitas, "for the morning", next_at=milpitas.now + timedelta(hours=15))
    owes(milpitas, "an edit", next_at=milpitas.now - 60 * minute, sent_ts="1.0")

    assert health(milpitas).held_up == 2


def test_what_was_given_up_names_whom_it_was_for(milpitas: Office) -> None:
    owes(milpitas, "note", last_error="posted once, unseen")
    owes(milpitas, "card", destination="C1", last_error="posted twice, unseen")
    owes(milpitas, "nothing left to say")
    owes(milpitas, "long ago", ago=timedelta(days=15), last_error="posted once, unseen")

    assert sorted(health(milpitas).given_up) == ["Cy Diaz", "the channel"]


def test_missed_reminders_are_counted_for_sixty_days(milpitas: Office) -> None:
    for days_ago in (1, 60, 61):
        misses(milpitas, days_ago=days_ago)

    assert health(milpitas).missed == 2


def test_closed_accounts_and_empty_offices_are_named(milpitas: Office) -> None:
    with milpitas.workspace.transaction(milpitas.now) as session:
        for member in session.scalars(select(Member)):
            if member.slack_id in {"U1", "U2"}:
                member.active = False
            if member.slack_id in {"U2", "U3"}:
                member.unreachable_since = milpitas.now
    found = health(milpitas)

    assert (found.lacks_chair, found.has_staff, found.unreachable) == (True, False, ("Cy Diaz",))


def test_a_nonprofit_needs_a_chair_once_somebody_votes(milpitas: Office) -> None:
    with milpitas.workspace.transaction(milpitas.now) as session:
        session.scalars(select(Workspace)).one().body_kind = "nonprofit"
        for member in session.scalars(select(Member)):
            member.active = member.slack_id == "U1"
    lacking = [health(milpitas).lacks_chair]
    with milpitas.workspace.transaction(milpitas.now) as session:
        for member in session.scalars(select(Member).where(Member.slack_id == "U3")):
            member.active = True

    assert [*lacking, health(milpitas).lacks_chair] == [False, True]


def test_the_copies_of_a_server_are_its_own(milpitas: Office) -> None:
    is_server = milpitas.workspace.engine.dialect.name == "postgresql"

    assert health(milpitas).copies_itself is not is_server


def test_another_workspace_is_no_part_of_it(milpitas: Office, cerritos: Office) -> None:
    owes(cerritos, "late", next_at=cerritos.now - timedelta(hours=1))
    misses(cerritos, days_ago=1)

    assert (health(milpitas).held_up, health(milpitas).missed) == (0, 0)
