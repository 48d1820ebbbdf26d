"""Setting up in Slack: drafts that two administrators share, and a commission that is made once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.bodies import body_rules
from models.commission import FIRST_RUN, commission_of
from models.database import Database, Record, WorkspaceDatabase
from models.first_run import INTRODUCTION
from models.ledger import Act, Actor
from models.members import Member, Tenure
from models.outbox import Outbox
from models.policy_shelf import current_versions
from models.rules.first_answers import Answers
from models.setting_up import (
    REVIEW,
    ChangedMeanwhile,
    Draft,
    draft_of,
    faults_of,
    note_names,
    save_draft,
    set_up,
    who_set_up,
)
from models.setup_drafts import SetupDraft
from models.workspaces import Workspace
from tests.builders import NOW, refused

CHANGED = "An answer was changed meanwhile. Please open the set-up again."
DANA, ANA = Actor(id="U1", name="Dana Ito"), Actor(id="U2", name="Ana Ruiz")
ANSWERS = Answers(
    name="Sierra Vista",
    channel="C1SISTER",
    zone="America/Los_Angeles",
    staff=("U1",),
    chair="U2",
    members=("U3",),
    policies=("cerritos", "milpitas"),
    second="U3",
)
DRAFT = Draft(
    step=REVIEW, answers=ANSWERS, names={"U1": "Dana Ito", "U2": "Ana Ruiz", "U3": "Sam Lee"}, saved_by="U1"
)


@pytest.fixture
def bare(database: Database) -> WorkspaceDatabase:
    """A workspace without a commission."""
    return database.workspace("T1")


def count(session: Session, *records: type[Record]) -> list[int]:
    """Count the rows of each kind."""
    return [len(session.scalars(select(record)).all()) for record in records]


def test_a_draft_is_kept_one_for_a_workspace_with_the_names_that_both_administrators_brought(
    bare: WorkspaceDatabase,
) -> None:
    first = Draft(step=2, answers=Answers(name="Tena"), names={"U1": "Dana Ito"}, saved_by="U1")
    with bare.transaction(NOW) as session:
        assert draft_of(session) == Draft()
        save_draft(session, first, NOW)
    later = NOW + timedelta(minutes=1)
    with bare.transaction(later) as session:
        met = draft_of(session)
        save_draft(session, replace(met, step=3, names={"U2": "Ana Ruiz"}, saved_by="U2"), later)
    with bare.reading() as session:
        assert draft_of(session) == Draft(
            step=3,
            answers=Answers(name="Tena"),
            names={"U1": "Dana Ito", "U2": "Ana Ruiz"},
            saved_by="U2",
            saved_at=later,
        )
        assert count(session, SetupDraft, Workspace, Act) == [1, 0, 0]


def test_the_commission_is_made_as_the_draft_says_by_whoever_confirms_it(bare: WorkspaceDatabase) -> None:
    with bare.transaction(NOW) as session:
        save_draft(session, DRAFT, NOW)
        assert set_up(session, DANA, NOW, read=DRAFT.mark)
    with bare.reading() as session:
        commission, workspace = commission_of(session), session.scalars(select(Workspace)).one()
        assert (commission.name, commission.body_title, commission.channel, commission.is_public) == (
            "Sierra Vista",
            "Sierra Vista Sister Cities Commission",
            "C1SISTER",
            True,
        )
        assert (workspace.set_up_by, workspace.set_up_at, workspace.settings[FIRST_RUN]) == (
            "U1",
            NOW,
            {"second_admin": "U3"},
        )
        people = session.scalars(select(Member).order_by(Member.id)).all()
        assert [(each.name, each.roles, each.seat, each.greeted_at) for each in people] == [
            ("Dana Ito", ["staff"], None, NOW),
            ("Ana Ruiz", ["member", "chair"], 1, None),
            ("Sam Lee", ["member", "staff"], 2, None),
        ]
        assert [version.policy_id for version in current_versions(session)] == ["milpitas", "cerritos"]
        rules = body_rules(session)
        assert (rules.seats, rules.bylaws, rules.approved_by) == (
            2,
            "Said at the set-up in Slack.",
            "Dana Ito",
        )
        assert count(session, SetupDraft, Tenure) == [0, 5]
        (owed,) = session.scalars(select(Outbox))
        assert (owed.kind, owed.destination) == (INTRODUCTION, "C1SISTER")


def test_it_is_made_once_however_often_and_by_whom_it_is_confirmed(bare: WorkspaceDatabase) -> None:
    with bare.transaction(NOW) as session:
        save_draft(session, DRAFT, NOW)
        assert [set_up(session, each, NOW, read=DRAFT.mark) for each in (DANA, DANA, ANA)] == [
            True,
            False,
            False,
        ]
    with bare.reading() as session:
        act = who_set_up(session)
        assert act is not None
        assert (act.actor_name, count(session, Act, Workspace, Outbox)) == ("Dana Ito", [1, 1, 1])


def test_nothing_is_made_of_half_a_draft_or_of_one_with_a_fault(bare: WorkspaceDatabase) -> None:
    with bare.transaction(NOW) as session:
        with refused(CHANGED):
            set_up(session, DANA, NOW, read=Draft().mark)
        save_draft(session, replace(DRAFT, step=3), NOW)
        with refused(CHANGED):
            set_up(session, DANA, NOW, read=DRAFT.mark)
        faulty = replace(DRAFT, answers=replace(ANSWERS, vice_chair="U2"))
        save_draft(session, faulty, NOW)
        with refused("Ana Ruiz is the chair already. Please choose somebody else."):
            set_up(session, DANA, NOW, read=faulty.mark)
        assert count(session, Workspace, SetupDraft) == [0, 1]


def test_nothing_is_made_of_answers_that_nobody_read(bare: WorkspaceDatabase) -> None:
    with bare.transaction(NOW) as session:
        save_draft(session, DRAFT, NOW)
        changed = replace(DRAFT, answers=replace(ANSWERS, name="Elsewhere"), saved_by="U2")
        saved = save_draft(session, changed, NOW)
        with pytest.raises(ChangedMeanwhile) as refusal:
            set_up(session, DANA, NOW, read=DRAFT.mark)
        assert (refusal.value.draft, count(session, Workspace, SetupDraft)) == (saved, [0, 1])
        assert set_up(session, DANA, NOW, read=saved.mark)


def test_whoever_confirms_is_no_second_administrator_beside_themselves(bare: WorkspaceDatabase) -> None:
    with bare.transaction(NOW) as session:
        save_draft(session, DRAFT, NOW)
        set_up(session, Actor(id="U3", name="Sam Lee"), NOW, read=DRAFT.mark)
        assert session.scalars(select(Workspace)).one().settings[FIRST_RUN] == {}


def test_names_are_kept_beside_the_answers_and_only_where_there_are_some(bare: WorkspaceDatabase) -> None:
    with bare.transaction(NOW) as session:
        note_names(session, {"U9": "Pat Kim"})
        assert draft_of(session) == Draft()
        saved = save_draft(session, DRAFT, NOW)
        note_names(session, {"U9": "Pat Kim"})
        assert draft_of(session) == replace(saved, names={**saved.names, "U9": "Pat Kim"})


def test_each_field_has_its_first_fault() -> None:
    answers = replace(ANSWERS, others="Al Poe, chair\nBo Poe, chair", alternates=("U3",))
    assert faults_of(replace(DRAFT, answers=answers)) == {
        "alternates": "Sam Lee is both a voting member and an alternate. Please choose one.",
        "others": "Ana Ruiz is the chair already.",
    }
