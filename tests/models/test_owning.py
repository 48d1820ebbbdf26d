"""A file that goes to another owner, in the records."""

import pytest
from sqlalchemy import select

from models.commission import commission_of
from models.finding import prospect_by_id
from models.members import Member
from models.owning import NewOwner, change_owner, people_to_own
from models.prospects import Assignment
from models.recollection import story_of
from models.refusals import NotAllowed
from models.roster_matters import files_without_owner
from tests.builders import STRANGER, Office, refused


def handed(office: Office, prospect_id: str, to: str, *, by: str = "U1") -> str | None:
    """Give a file to somebody; gives who had it before."""
    new = NewOwner(prospect_id=prospect_id, owner_id=office.member_id(to), reason="On leave.")
    with office.writing(by) as (session, asker):
        return change_owner(session, new, asker, commission_of(session), office.now).was


def left(office: Office, slack_id: str) -> None:
    """Take somebody off the roster, files and all."""
    with office.workspace.transaction(office.now) as session:
        session.scalars(select(Member).where(Member.slack_id == slack_id)).one().active = False


def test_a_file_goes_to_another_and_comes_back(milpitas: Office) -> None:
    loreto = milpitas.inquiry()
    first = milpitas.progress(loreto).owner
    assert handed(milpitas, loreto, "U2") == first
    second = milpitas.progress(loreto).owner
    with milpitas.workspace.reading() as session:
        (entry,) = story_of(session, prospect_by_id(session, loreto), size=1).entries
    assert (entry.what, entry.said, entry.reason) == (
        "owner changed",
        (f"to {second}",),
        "On leave.",
    )
    with refused(f"{second} looks after it already. Choose somebody else.", "owner"):
        handed(milpitas, loreto, "U2")

    milpitas.undo(milpitas.last_act())
    assert milpitas.progress(loreto).owner == first
    with milpitas.workspace.reading() as session:
        assert len(session.scalars(select(Assignment)).all()) == 2


def test_a_closed_file_and_somebody_who_left_are_refused(milpitas: Office) -> None:
    loreto = milpitas.inquiry()
    left(milpitas, "U2")
    with refused("Please choose somebody on the roster.", "owner"):
        handed(milpitas, loreto, "U2")
    milpitas.turn(loreto, closed=True)
    with refused("The file on Loreto, Mexico is closed. The chair or staff can reopen it."):
        handed(milpitas, loreto, "U3")


def test_only_the_owner_the_chair_and_staff_give_it_away(milpitas: Office) -> None:
    loreto = milpitas.inquiry()
    with pytest.raises(NotAllowed):
        handed(milpitas, loreto, "U2", by=STRANGER)
    with milpitas.workspace.reading() as session:
        assert [each.name for each in people_to_own(session)] == sorted(
            session.scalars(select(Member.name)).all()
        )


def test_a_file_does_not_go_back_to_somebody_who_has_left(milpitas: Office) -> None:
    loreto = milpitas.inquiry()
    handed(milpitas, loreto, "U2")
    handed(milpitas, loreto, "U3")
    left(milpitas, "U2")
    with refused("Bo Lee has left the roster. Choose another owner."):
        milpitas.undo(milpitas.last_act())
    assert milpitas.progress(loreto).owner == "Cy Diaz"


def test_whoever_has_left_looks_after_nothing(milpitas: Office) -> None:
    loreto = milpitas.inquiry()
    with milpitas.workspace.reading() as session:
        assert files_without_owner(session) == []
    handed(milpitas, loreto, "U2")
    left(milpitas, "U2")
    with milpitas.workspace.reading() as session:
        assert files_without_owner(session) == ["Loreto, Mexico"]
