"""What is known of the signatures under the agreements, and what came of a return."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.agreements import Agreement
from models.ledger import standing
from models.policy_shelf import policy_in
from models.progress import REOPENED
from models.prospects import Prospect, StepEntry
from models.rules.beginnings import SIGNED
from models.rules.policy import Step
from models.workspaces import PolicyVersion


def agreements_known(session: Session, prospect_ids: Sequence[str] | None = None) -> dict[str, Agreement]:
    """Give what is known of the signatures, by prospect; nothing of one whose step was opened again since."""
    wanted = select(Agreement).where(standing(Agreement)).order_by(Agreement.act_id)
    if prospect_ids is not None:
        wanted = wanted.where(Agreement.prospect_id.in_(prospect_ids))
    latest = {row.prospect_id: row for row in session.scalars(wanted)}
    if not latest:
        return {}
    reopened = _reopened(session, latest)
    return {key: row for key, row in latest.items() if row.act_id > reopened.get(key, 0)}


def steps_by_prospect(session: Session, prospect_ids: Iterable[str]) -> dict[str, tuple[Step, ...]]:
    """Give the steps of the paths of some prospects, as their versions of the policies have them."""
    wanted = (
        select(Prospect.id, Prospect.path, PolicyVersion)
        .join(PolicyVersion, PolicyVersion.id == Prospect.policy_version_id)
        .where(PolicyVersion.workspace_id == Prospect.workspace_id, Prospect.id.in_(list(prospect_ids)))
    )
    return {key: policy_in(version).steps_of(path) for key, path, version in session.execute(wanted)}


def _reopened(session: Session, known: Mapping[str, Agreement]) -> dict[str, int]:
    """Give by prospect the act that opened the step of the signatures again last."""
    wanted = select(StepEntry).where(
        StepEntry.prospect_id.in_(list(known)), StepEntry.state == REOPENED, standing(StepEntry)
    )
    entries = list(session.scalars(wanted.order_by(StepEntry.act_id)))
    if not entries:
        return {}
    steps = steps_by_prospect(session, {entry.prospect_id for entry in entries})
    signing = {key: {step.id for step in each if step.sets == SIGNED} for key, each in steps.items()}
    return {
        entry.prospect_id: entry.act_id for entry in entries if entry.step_id in signing[entry.prospect_id]
    }
