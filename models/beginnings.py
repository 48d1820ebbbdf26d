"""When relationships began by agreements that were signed here: approved, signed and recognized are three dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.agreements import Agreement
from models.agreements_known import agreements_known
from models.commission import commission_of
from models.ledger import standing
from models.progress import progress_of
from models.prospects import Prospect
from models.rules.beginnings import APPROVED, BEGINNINGS, RECOGNIZED, SIGNED, unapproved_step
from models.rules.policy import Step
from models.rules.register import Begun
from models.rules.steps import Standing


@dataclass(frozen=True, kw_only=True)
class Partnership:
    """An agreement that both sides have signed, and that has not ended."""

    tier: str
    """"sister city" or "friendship city"."""
    since: date
    """The day that it begins with."""
    begun: Begun


def partnerships(session: Session, today: date) -> dict[str, Partnership]:
    """Give the agreements in force, by city; of several with one city the latest. One that lacks its approval is none."""
    known = {key: row for key, row in agreements_known(session).items() if _is_in_force(row, today)}
    if not known:
        return {}
    wanted = select(Prospect).where(Prospect.id.in_(list(known)), standing(Prospect))
    prospects = session.scalars(wanted).all()
    cities = {prospect.id: prospect.city_id for prospect in prospects if prospect.city_id}
    progresses = progress_of(session, prospects, commission_of(session), today)
    binding = {each.prospect_id: each for each in progresses if unapproved_step(each) is None}
    in_order = sorted((known[key] for key in cities if key in binding), key=lambda row: row.act_id)
    return {
        cities[row.prospect_id]: _partnership(row, binding[row.prospect_id].standings) for row in in_order
    }


def _is_in_force(agreement: Agreement, today: date) -> bool:
    has_ended = agreement.ends_on is not None and agreement.ends_on < today
    return bool(agreement.ours_on and agreement.theirs_on) and not has_ended


def _partnership(agreement: Agreement, standings: Sequence[Standing]) -> Partnership:
    signed_on = max(filter(None, (agreement.ours_on, agreement.theirs_on)))
    dates = {
        each.step.sets: on for each in standings if each.step.sets in BEGINNINGS and (on := each.date_set)
    }
    dates[SIGNED] = signed_on
    counts = _counts([each.step for each in standings])
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
