import pytest
from sqlalchemy import select

from models.askers import asker_of, first_staff
from models.members import Member
from models.refusals import NotAllowed
from models.rules.permissions import Right, Role
from tests.builders import NOW, STRANGER, Office, refused


def leave(milpitas: Office, slack_id: str) -> None:
    with milpitas.workspace.transaction(NOW) as session:
        session.scalars(select(Member).where(Member.slack_id == slack_id)).one().active = False


def test_an_asker_is_who_the_roster_says(milpitas: Office) -> None:
    with milpitas.workspace.reading() as session:
        bo = asker_of(session, "U2")
    assert (bo.name, bo.roles, bo.member_id, bo.actor.id, bo.actor.name) == (
        "Bo Lee",
        frozenset({Role.CHAIR}),
        milpitas.member_id("U2"),
        "U2",
        "Bo Lee",
    )


@pytest.mark.parametrize("slack_id", [STRANGER, "U2", ""])
def test_a_stranger_and_someone_who_has_left_have_no_roles_and_own_nothing(
    one_engine: Office, slack_id: str
) -> None:
    leave(one_engine, "U2")
    with one_engine.workspace.reading() as session:
        nobody = asker_of(session, slack_id)

    assert (nobody.roles, nobody.member_id, nobody.may(Right.DONE, owns_step=True)) == (
        frozenset(),
        None,
        False,
    )
    with pytest.raises(NotAllowed, match="not on its roster"):
        nobody.must_be_allowed(Right.DONE, owns_step=True)


def test_a_member_is_told_who_may(one_engine: Office) -> None:
    with one_engine.workspace.reading() as session:
        cy = asker_of(session, "U3")
        cy.must_be_allowed(Right.LOG)
        cy.must_be_allowed(Right.DONE, owns_step=True)
        with refused(
            "Only the chair (Bo Lee), staff (Ana Ruiz) or the file's owner can record a step."
            " I can put it on the next agenda for you."
        ):
            cy.must_be_allowed(Right.DONE)
    with refused(
        "Only the chair, staff or the file's owner can record a step. I can put it on the next agenda for you."
    ):
        cy.must_be_allowed(Right.DONE)


def test_the_first_staff_member_has_not_left(one_engine: Office) -> None:
    with one_engine.workspace.reading() as session:
        assert [member and member.name for member in (first_staff(session),)] == ["Ana Ruiz"]
    leave(one_engine, "U1")
    with one_engine.workspace.reading() as session:
        assert first_staff(session) is None


def test_the_roster_of_another_workspace_is_another(milpitas: Office, cerritos: Office) -> None:
    leave(cerritos, "U1")
    with milpitas.workspace.reading() as session:
        assert asker_of(session, "U1").roles == {Role.STAFF}
