"""What the record of a prospect tells of its steps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.correspondence import Letter
from models.ledger import Act
from models.policy_shelf import policy_in
from models.progress import REOPENED
from models.prospects import Prospect, RecordedDate, StepEntry
from models.rules.history import date_set, discussed_at, is_of_meeting, shown_for
from models.rules.policy import On, Policy, Step
from models.rules.wording import full_date, listed
from models.sayings_letters import letter_named
from models.workspaces import PolicyVersion


def steps_said(session: Session, acts: Sequence[Act]) -> dict[int, list[str]]:
    """Say, by act, what it recorded of steps, in the order of the path, and which steps it opened again."""
    decided = {act.id: act.details.get("step") for act in acts}
    entries: dict[int, list[StepEntry]] = defaultdict(list)
    for entry in session.scalars(select(StepEntry).where(StepEntry.act_id.in_(list(decided)))):
        entries[entry.act_id].append(entry)
    policies = _policies(session, {entry.prospect_id for rows in entries.values() for entry in rows})
    shown = _Shown.of(session, [entry for rows in entries.values() for entry in rows])
    said = {}
    for act_id, rows in entries.items():
        policy, path = policies[rows[0].prospect_id]
        by_step = {entry.step_id: entry for entry in rows}
        in_order = [(step, by_step[step.id]) for step in policy.steps_of(path) if step.id in by_step]
        opened = [
            f"“{step.title}”"
            for step, entry in in_order
            if entry.state == REOPENED and step.id != decided[act_id]
        ]
        said[act_id] = [
            _step_said(step, entry, policy, shown)
            for step, entry in in_order
            if entry.state != REOPENED or step.id == decided[act_id]
        ]
        said[act_id] += [f"opened again: {listed(tuple(opened))}"] if opened else []
    return said


def _step_said(step: Step, entry: StepEntry, policy: Policy, shown: _Shown) -> str:
    ended = entry.evidence.get("outcome") or entry.state
    letter = shown.letters.get(str(entry.evidence.get("letter")))
    details = [
        *shown_for(step, entry.evidence, entry.numbers, policy.criteria),
        *([f"shown by {letter_named(letter)}"] if letter and letter.act_id != entry.act_id else []),
        *([discussed_at(entry.evidence, entry.done_on)] if is_of_meeting(entry.evidence) else []),
        *[
            date_set(row.name, row.on)
            for row in shown.dates.get(entry.act_id, [])
            if row.name == step.sets or (isinstance(step.due, On) and row.name == step.due.anchor)
        ],
    ]
    return ": ".join(
        filter(None, [f"“{step.title}” {ended}, {full_date(entry.done_on)}", ", ".join(details)])
    )


@dataclass(frozen=True, kw_only=True)
class _Shown:
    """What entries of steps point to."""

    letters: Mapping[str, Letter]
    dates: Mapping[int, Sequence[RecordedDate]]
    """By act."""

    @classmethod
    def of(cls, session: Session, entries: Sequence[StepEntry]) -> _Shown:
        letter_ids = {str(entry.evidence["letter"]) for entry in entries if "letter" in entry.evidence}
        dates: dict[int, list[RecordedDate]] = defaultdict(list)
        act_ids = {entry.act_id for entry in entries}
        for row in session.scalars(select(RecordedDate).where(RecordedDate.act_id.in_(act_ids))):
            dates[row.act_id].append(row)
        letters = session.scalars(select(Letter).where(Letter.id.in_(letter_ids)))
        return cls(letters={letter.id: letter for letter in letters}, dates=dates)


def _policies(session: Session, prospect_ids: Collection[str]) -> dict[str, tuple[Policy, str]]:
    """Give each prospect's policy and path."""
    wanted = (
        select(Prospect.id, Prospect.path, PolicyVersion)
        .join(PolicyVersion, PolicyVersion.id == Prospect.policy_version_id)
        .where(PolicyVersion.workspace_id == Prospect.workspace_id, Prospect.id.in_(prospect_ids))
    )
    return {prospect_id: (policy_in(version), path) for prospect_id, path, version in session.execute(wanted)}
