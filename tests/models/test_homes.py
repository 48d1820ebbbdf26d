"""Whose open Home has to be drawn again, and when."""

from datetime import timedelta

from models.homes import expire_homes, note_opened, note_redrawn, outdated, state_of
from tests.builders import Office


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


def test_a_drawing_counts_only_while_nobody_else_has_drawn_since(milpitas: Office) -> None:
    opens(milpitas, "U3", ago=timedelta(minutes=1))
    milpitas.inquiry(by="U1")
    with milpitas.workspace.reading() as session:
        ((_, shown),) = outdated(session, milpitas.now)
    opens(milpitas, "U3", ago=timedelta(minutes=1))
    milpitas.inquiry("Tena", by="U1")
    with milpitas.workspace.transaction(milpitas.now) as session:
        note_redrawn(session, "U3", shown, state_of(session), milpitas.now)
    still = due(milpitas)
    with milpitas.workspace.reading() as session:
        ((_, shown),) = outdated(session, milpitas.now)
    with milpitas.workspace.transaction(milpitas.now) as session:
        note_redrawn(session, "U3", shown, state_of(session), milpitas.now)

    assert (still, due(milpitas)) == (["U3"], [])


def test_so_many_are_drawn_in_one_go_as_slack_lets_an_app_draw(milpitas: Office) -> None:
    for number in range(20):
        opens(milpitas, f"U{number:02}", ago=timedelta(minutes=number))
    milpitas.inquiry(by="U1")

    assert due(milpitas, in_seconds=10) == [f"U{number:02}" for number in range(15)]
