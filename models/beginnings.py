"""When relationships began by agreements that were signed here: approved, signed and recognized are three dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.agreements import Agreement
from models.agreements_known import agreements_known, steps_by_prospect
from models.ledger import standing
from models.prospects import Prospect, StepEntry
from models.rules.policy import Step
from models.rules.register import APPROVED, BEGINNINGS, RECOGNIZED, SIGNED, Begun
from models.rules.steps import State


@dataclass(frozen=True, kw_only=True)
class Partnership:
    """An agreement that both sides have signed, and that has not ended."""

    tier: str
    """"sister city" or "friendship city"."""
    since: date
    """The day that it begins with."""
    begun: Begun


def partnerships(session: Session, today: date) -> dict[str, Partnership]:
    """Give the agreements in force, by city; of several with one city the latest."""
    known = {key: row for key, row in agreements_known(session).items() if _is_in_force(row, today)}
    if not known:
        return {}
    steps = steps_by_prospect(session, known)
    done = _done_on(session, list(known))
    wanted = select(Prospect.id, Prospect.city_id).where(Prospect.id.in_(list(known)), standing(Prospect))
    cities = {key: city_id for key, city_id in session.execute(wanted) if city_id}
    in_order = sorted((row for key, row in known.items() if key in cities), key=lambda row: row.act_id)
    return {
        cities[row.prospect_id]: _partnership(row, steps[row.prospect_id], done.get(row.prospect_id, {}))
        for row in in_order
    }


def _is_in_force(agreement: Agreement, today: date) -> bool:
    has_ended = agreement.ends_on is not None and agreement.ends_on < today
    return bool(agreement.ours_on and agreement.theirs_on) and not has_ended


def _done_on(session: Session, prospect_ids: Sequence[str]) -> dict[str, dict[str, date]]:
    """Give, by prospect and step, the day on which the step was done; nothing of one that was opened again."""
    wanted = select(StepEntry).where(StepEntry.prospect_id.in_(prospect_ids), standing(StepEntry))
    latest = {
        (row.prospect_id, row.step_id): row for row in session.scalars(wanted.order_by(StepEntry.act_id))
    }
    done: dict[str, dict[str, date]] = defaultdict(dict)
    for (prospect_id, step_id), row in latest.items():
        if row.state == State.DONE:
            done[prospect_id][step_id] = row.done_on
    return done


def _partnership(agreement: Agreement, steps: Sequence[Step], done: Mapping[str, date]) -> Partnership:
    signed_on = max(filter(None, (agreement.ours_on, agreement.theirs_on)))
    dates = {step.sets: done[step.id] for step in steps if step.sets in BEGINNINGS and step.id in done}
    dates[SIGNED] = signed_on
    counts = _counts(steps)
    begun = Begun(
        approved_on=dates.get(APPROVED),
        signed_on=signed_on,
        recognized_on=dates.get(RECOGNIZED),
        counts=counts if counts in dates else SIGNED,
    )
    return Partnership(tier=f"{agreement.tier} city", since=dates[begun.counts], begun=begun)


def _counts(steps: Sequence[Step]) -> str:
    """Say which date the policy has the relationship begin with: the one its evaluation is counted from, else the signature."""
    anchors = (step.within.anchor for step in steps if step.within)
    return next((anchor for anchor in anchors if anchor in BEGINNINGS), SIGNED)
