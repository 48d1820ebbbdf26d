"""What the record of a prospect tells of notes on the criteria sheet, and of packets made of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.candidates import Candidate
from models.criteria_notes import CriteriaNote, Packet
from models.ledger import Act
from models.policy_shelf import current_versions, policy_in
from models.prospects import Prospect
from models.rules.criteria import ended, joined, title_of
from models.rules.policy import CriteriaGroup
from models.workspaces import PolicyVersion


def notes_said(session: Session, acts: Sequence[Act]) -> dict[int, list[str]]:
    """Say, by act, what was noted on; what was held back is not said, neither here nor after its packet."""
    wanted = select(CriteriaNote).where(CriteriaNote.act_id.in_([act.id for act in acts]))
    rows = list(session.scalars(wanted.order_by(CriteriaNote.act_id)))
    cities, groups = _candidates(session, rows), _groups(session, acts) if rows else []
    said: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        about = f"note on {title_of(row.group, groups)}, {row.prompt}{_of(row, cities)}"
        told = about if row.is_held else f"{about}: {ended(row.note)} Source: {row.source}"
        said[row.act_id].append(told)
    return said


def packets_said(session: Session, acts: Sequence[Act]) -> dict[int, list[str]]:
    """Say, by act, that everybody may read the notes since."""
    wanted = select(Packet).where(Packet.act_id.in_([act.id for act in acts]))
    rows = sorted(session.scalars(wanted), key=lambda row: row.prospect_id is None)
    cities = _candidates(session, rows)
    said: dict[int, list[str]] = {}
    for row in rows:
        said.setdefault(row.act_id, [f"everybody may read the notes written until then{_of(row, cities)}"])
    return said


def _candidates(session: Session, rows: Sequence[CriteriaNote | Packet]) -> dict[str, str]:
    wanted = select(Candidate.id, Candidate.name)
    ids = {row.candidate_id for row in rows if row.candidate_id}
    return {row.id: row.name for row in session.execute(wanted.where(Candidate.id.in_(ids)))} if ids else {}


def _of(row: CriteriaNote | Packet, cities: Mapping[str, str]) -> str:
    return f", of {cities[row.candidate_id]}" if row.candidate_id else ""


def _groups(session: Session, acts: Sequence[Act]) -> list[CriteriaGroup]:
    """Give the groups of the policies of some acts' files, and of those in use."""
    ids = {act.prospect_id for act in acts if act.prospect_id}
    wanted = (
        select(PolicyVersion)
        .join(Prospect, Prospect.policy_version_id == PolicyVersion.id)
        .where(Prospect.workspace_id == PolicyVersion.workspace_id, Prospect.id.in_(ids))
    )
    versions = [*session.scalars(wanted.distinct()), *current_versions(session)]
    return joined(policy_in(each).criteria for each in versions)
