"""What the record knows of who looks after Clerk."""

from datetime import date, timedelta

from sqlalchemy import select

from models.commission import commission_of
from models.handover import handover_of
from models.rules.handover import Handover
from models.samples import load_sample
from models.workspaces import Workspace
from tests.builders import Office


def known(office: Office) -> Handover:
    with office.workspace.reading() as session:
        return handover_of(session)


def test_a_new_commission_knows_its_officers_and_not_yet_who_set_it_up(milpitas: Office) -> None:
    found = known(milpitas)

    assert (found.body, found.workspace_id, found.channel) == ("Milpitas", "T1", "C1")
    assert (found.officers, found.staff) == (("chair: Bo Lee", "vice chair: nobody"), ("Ana Ruiz",))
    assert (found.set_up_by, found.set_up_on, found.second_admin, found.copied_at) == ("", None, "", None)


def test_whoever_set_it_up_is_named_and_the_sample_is_counted_nowhere(milpitas: Office) -> None:
    milpitas.inquiry("Loreto")
    with milpitas.writing() as (session, asker):
        load_sample(session, asker, commission_of(session), milpitas.now)
    with milpitas.workspace.transaction(milpitas.now) as session:
        workspace = session.scalars(select(Workspace)).one()
        workspace.set_up_by, workspace.set_up_at = "U1", milpitas.now - timedelta(hours=12)
        workspace.settings = {"first_run": {"second_admin": "U77"}}
    found = known(milpitas)

    assert (found.set_up_by, found.set_up_on) == ("Ana Ruiz", date(2026, 1, 14))
    assert (found.second_admin, found.open_files) == ("the Slack member with the id U77", 1)
