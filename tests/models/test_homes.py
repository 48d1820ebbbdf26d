"""Whose open Home has to be drawn again, and when."""

from datetime import timedelta

from sqlalchemy import update

from models.homes import (
    expire_homes,
    may_show_record,
    note_opened,
    note_redrawn,
    note_tried,
    outdated,
    state_of,
)
from models.members import Member
from tests.builders import STRANGER, Office


def opens(office: Office, slack_id: str, *, ago: timedelta = timedelta()) -> None:
    """Have somebody open their Home as the record stands."""
    with office.workspace.transaction(office.now) as session:
        note_opened(session, slack_id, state_of(session), office.now - ago)


def due(office: Office, *, in_seconds: int = 0) -> list[str]:
    """List whose Home is to be drawn again some seconds from now."""
    with office.workspace.reading() as session:
        found = outdated(session, office.now + timedelta(seconds=in_seconds))
    return [slack_id for slack_id, _ in found]


def test_a_home_is_drawn_again_after_a_change_and_first_that_of_who_made_it(milpitas: Office) -> None:
    for each in ("U3", "U4", "U1"):
        opens(milpitas, each, ago=timedelta(minutes=1))
    before = due(milpitas)
    milpitas.inquiry(by="U4")

    assert (before, due(milpitas)[0], sorted(due(milpitas))) == ([], "U4", ["U1", "U3", "U4"])


def test_a_home_is_drawn_at_most_once_in_ten_seconds_but_for_whoever_made_the_change(
    milpitas: Office,
) -> None:
    for each in ("U1", "U3"):
        opens(milpitas, each)
    milpitas.inquiry(by="U1")

    assert (due(milpitas), due(milpitas, in_seconds=9)) == (["U1"], ["U1"])
    assert due(milpitas, in_seconds=10) == ["U1", "U3"]


def test_a_home_that_was_opened_hours_ago_is_left_alone(milpitas: Office) -> None:
    opens(milpitas, "U3", ago=timedelta(hours=4))
    opens(milpitas, "U4", ago=timedelta(hours=3, minutes=59))
    milpitas.inquiry(by="U1")

    assert due(milpitas) == ["U4"]


def test_what_changes_beside_the_record_has_every_home_drawn_again(milpitas: Office) -> None:
    milpitas.inquiry(by="U1")
    opens(milpitas, "U3", ago=timedelta(minutes=1))
    with milpitas.workspace.transaction(milpitas.now) as session:
        expire_homes(session)

    assert due(milpitas) == ["U3"]


def shown(office: Office) -> str:
    """Give the state that the one Home that is out of date shows."""
    with office.workspace.reading() as session:
        ((_, mark),) = outdated(session, office.now)
    return mark


def redrawn(office: Office, slack_id: str, before: str) -> None:
    """Note that a Home was drawn as the record stands."""
    with office.workspace.transaction(office.now) as session:
        note_redrawn(session, slack_id, before, state_of(session), office.now)


def test_a_home_that_was_drawn_twice_at_the_same_moment_is_drawn_once_more(milpitas: Office) -> None:
    opens(milpitas, "U3", ago=timedelta(minutes=1))
    milpitas.inquiry(by="U1")
    before = shown(milpitas)
    opens(milpitas, "U3")
    redrawn(milpitas, "U3", before)
    still = due(milpitas)
    redrawn(milpitas, "U3", shown(milpitas))

    assert (still, due(milpitas)) == (["U3"], [])


def test_what_was_drawn_longest_ago_comes_first_but_for_what_is_to_be_drawn_at_once(milpitas: Office) -> None:
    for slack_id, minutes in (("U1", 1), ("U3", 3), ("U4", 2)):
        opens(milpitas, slack_id, ago=timedelta(minutes=minutes))
    with milpitas.workspace.transaction(milpitas.now) as session:
        note_opened(session, "U2", "", milpitas.now)
    milpitas.inquiry(by="U1")
    before = due(milpitas)
    with milpitas.workspace.transaction(milpitas.now) as session:
        note_tried(session, "U3", milpitas.now)

    assert (before, due(milpitas, in_seconds=10)) == (["U1", "U2", "U3", "U4"], ["U1", "U2", "U4", "U3"])


def test_a_home_may_show_the_record_from_when_it_was_drawn_for_somebody_on_the_roster(
    milpitas: Office,
) -> None:
    opens(milpitas, "U3")
    opens(milpitas, STRANGER)
    with milpitas.workspace.transaction(milpitas.now) as session:
        before = [may_show_record(session, each) for each in ("U3", STRANGER, "U0NEVER")]
        session.execute(update(Member).where(Member.slack_id == "U3").values(active=False))
        session.execute(update(Member).where(Member.slack_id == "U4").values(slack_id=STRANGER))
        for each in ("U3", STRANGER):
            note_redrawn(session, each, state_of(session), "later", milpitas.now)
        after = [may_show_record(session, each) for each in ("U3", STRANGER)]
        note_opened(session, "U3", "later", milpitas.now, shows_record=False)

        assert (before, after, may_show_record(session, "U3")) == (
            [True, False, False],
            [True, True],
            False,
        )
