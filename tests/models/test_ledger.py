import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.database import Database
from models.ledger import Act, Actor, record, reverse, standing
from models.prospects import Prospect, RecordedDate
from models.refusals import NotSetUp, Refusal
from tests.builders import NOW, STAFF, commission, prospect

CHAIR = Actor(id="U2", name="Bo Lee")


def record_signing(session: Session, of: Prospect) -> Act:
    act = record(
        session, "date recorded", actor=STAFF, now=NOW, prospect_id=of.id, details={"name": "signed"}
    )
    session.add(RecordedDate(prospect_id=of.id, name="signed", on=NOW.date(), act_id=act.id))
    return act


def standing_dates(session: Session) -> list[str]:
    return list(session.scalars(select(RecordedDate.name).where(standing(RecordedDate))))


def test_acts_are_numbered_in_the_order_they_were_done(database: Database) -> None:
    with commission(database).transaction(NOW) as session:
        acts = [record(session, what, actor=STAFF, now=NOW) for what in ("first", "second")]

        assert [(act.id, act.what, act.actor_name, act.at) for act in acts] == [
            (1, "first", "Ana Ruiz", NOW),
            (2, "second", "Ana Ruiz", NOW),
        ]


def test_a_fact_stands_until_its_act_is_undone(database: Database) -> None:
    with commission(database).transaction(NOW) as session:
        act = record_signing(session, prospect(session))
        assert standing_dates(session) == ["signed"]

        undo = reverse(session, act, actor=CHAIR, now=NOW, reason="the wrong city")
        assert standing_dates(session) == []
        assert (undo.what, undo.reverses, undo.prospect_id, undo.reason) == (
            "undone",
            act.id,
            act.prospect_id,
            "the wrong city",
        )


def test_an_undone_fact_is_still_there_and_may_be_recorded_again(database: Database) -> None:
    with commission(database).transaction(NOW) as session:
        loreto = prospect(session)
        reverse(session, record_signing(session, loreto), actor=CHAIR, now=NOW)
        record_signing(session, loreto)

        assert len(session.scalars(select(RecordedDate)).all()) == 2
        assert standing_dates(session) == ["signed"]


def test_an_undo_in_one_workspace_leaves_the_same_numbers_of_another_standing(database: Database) -> None:
    for workspace_id in ("T1", "T2"):
        with commission(database, workspace_id).transaction(NOW) as session:
            act = record_signing(session, prospect(session))
            if workspace_id == "T1":
                reverse(session, act, actor=CHAIR, now=NOW)

    with database.all_workspaces(NOW) as session:
        assert session.scalars(select(RecordedDate.workspace_id).where(standing(RecordedDate))).all() == [
            "T2"
        ]


def test_a_second_undo_gives_the_first(database: Database) -> None:
    with commission(database).transaction(NOW) as session:
        act = record(session, "first", actor=STAFF, now=NOW)
        undo = reverse(session, act, actor=CHAIR, now=NOW)

        assert reverse(session, act, actor=STAFF, now=NOW) is undo
        assert session.scalars(select(Act.id).order_by(Act.id)).all() == [1, 2]


def test_an_undo_cannot_be_undone(database: Database) -> None:
    with commission(database).transaction(NOW) as session:
        undo = reverse(session, record(session, "first", actor=STAFF, now=NOW), actor=CHAIR, now=NOW)

        with pytest.raises(Refusal, match="An undo cannot be undone"):
            reverse(session, undo, actor=CHAIR, now=NOW)


def test_nothing_is_recorded_before_the_workspace_is_set_up(database: Database) -> None:
    with pytest.raises(NotSetUp), database.workspace("T1").transaction(NOW) as session:
        record(session, "first", actor=STAFF, now=NOW)
