"""The hello: one for each member of a commission that was set up in Slack."""

from datetime import timedelta

from sqlalchemy import select, update

from models.askers import asker_of
from models.greetings import HELLO, greet
from models.members import Member
from models.outbox import Outbox
from models.workspaces import Workspace
from tests.builders import NOW, Office


def greeted(office: Office) -> list[tuple[str, str]]:
    """List the hellos: for whom, and where to."""
    with office.workspace.reading() as session:
        wanted = select(Member.name, Outbox.destination).join(Member, Member.id == Outbox.subject)
        return [(name, where) for name, where in session.execute(wanted.where(Outbox.kind == HELLO))]


def test_a_member_is_greeted_once_and_nobody_else_is(milpitas: Office) -> None:
    with milpitas.workspace.transaction(NOW) as session:
        session.execute(update(Workspace).values(set_up_by="U1"))
    with milpitas.writing() as (session, asker):
        assert (asker.is_new, asker_of(session, "U9").is_new) == (True, False)
        for slack_id in ("U1", "U1", "U9"):
            greet(session, slack_id, NOW)
    with milpitas.writing() as (session, asker):
        assert asker.is_new is False
        greet(session, "U1", NOW + timedelta(days=1))
    assert greeted(milpitas) == [("Ana Ruiz", "U1")]


def test_a_commission_that_a_file_set_up_has_told_its_members_itself(milpitas: Office) -> None:
    with milpitas.writing() as (session, asker):
        assert asker.is_new is False
        greet(session, "U1", NOW)
    assert greeted(milpitas) == []
