"""The commission as a body: what its rules are, and who holds which seat now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import select

from models.bodies import body_rules, seating_now
from models.database import Database
from models.members import Member
from models.refusals import NotSetUp
from models.rules.bodies import BodyRules
from models.rules.counting import Abstention, Base, QuorumBase, VotingRule
from models.workspaces import Workspace
from tests.builders import Office


def rules(office: Office, said: Mapping[str, Any]) -> BodyRules:
    with office.workspace.transaction(office.now) as session:
        session.scalars(select(Workspace)).one().settings = {"rules": dict(said)}
        session.flush()
        return body_rules(session)


def test_without_rules_of_its_own_a_body_has_the_numbers_of_its_policy(one_engine: Office) -> None:
    assert rules(one_engine, {}) == BodyRules(
        body="commission",
        title="Milpitas",
        seats=7,
        alternates=2,
        voting=VotingRule(quorum_base=QuorumBase.FIXED, quorum_fixed=4),
    )


def test_what_the_bylaws_say_wins_over_the_policy(milpitas: Office) -> None:
    said = {
        "seats": 5,
        "quorum": "filled seats",
        "majority_of": "present",
        "abstention": "as yes",
        "agenda_hours": 96,
    }

    found = rules(milpitas, said)
    assert (found.seats, found.alternates, found.agenda_hours) == (5, 2, 96)
    assert found.voting == VotingRule(
        base=Base.PRESENT, quorum_base=QuorumBase.FILLED, abstention=Abstention.AS_YES
    )


def test_a_body_without_seats_has_none(one_engine: Office) -> None:
    assert rules(one_engine, {"seats": 0}).seats == 0


def test_a_seat_that_nobody_holds_is_vacant(milpitas: Office) -> None:
    with milpitas.workspace.transaction(milpitas.now) as session:
        for slack_id, role, seat in (("U2", "alternate", 1), ("U3", "member", 6), ("U4", "member", 2)):
            row = session.scalars(select(Member).where(Member.slack_id == slack_id)).one()
            row.roles, row.seat = [role], seat

    with milpitas.workspace.reading() as session:
        seating = seating_now(session)
        assert seating.authorised == 7
        assert [(each.seat, each.name) for each in seating.holders] == [(2, "Di Okafor"), (6, "Cy Diaz")]
        assert [(each.seat, each.name) for each in seating.alternates] == [(1, "Bo Lee")]
        assert seating.holder_of(1) is None


def test_a_workspace_that_is_not_set_up_has_no_body(database: Database) -> None:
    with database.workspace("T1").reading() as session, pytest.raises(NotSetUp):
        body_rules(session)
