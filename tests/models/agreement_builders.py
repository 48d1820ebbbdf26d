"""Agreements that tests begin from."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from models import ledger
from models.commission import commission_of
from models.prospects import StepEntry
from models.rules.facts import State
from models.signatures import NewSignature
from models.signing import Signed, sign
from tests.builders import STAFF, TODAY, Office

COUNCIL, SIGN, SET_EVALUATION = "council", "sign", "set-evaluation"
OURS, THEIRS = date(2026, 1, 15), date(2026, 1, 15)
BOTH = {"ours_on": OURS, "theirs_on": THEIRS, "our_signer": "Mayor Hall", "their_signer": "Mayor Lopes"}


def approved(office: Office, city: str = "Loreto", **said: Any) -> str:  # noqa: ANN401  fields of many types
    """Record an inquiry on whose memorandum the Council has agreed; gives the prospect."""
    prospect_id = office.inquiry(city, **said)
    office.complete(prospect_id, COUNCIL, done_on=office.today)
    return prospect_id


def keep_as_signed(session: Session, prospect_id: str, now: datetime, on: date) -> None:
    """Keep the step of the signatures as it was kept when no form set the evaluation with them."""
    act = ledger.record(session, "step done", actor=STAFF, now=now, prospect_id=prospect_id)
    session.add(
        StepEntry(
            prospect_id=prospect_id,
            step_id=SIGN,
            state=State.DONE,
            done_on=on,
            reason="In the binder",
            evidence={"kind": "note"},
            numbers={},
            act_id=act.id,
        )
    )


def signed_without_a_form(office: Office, prospect_id: str) -> None:
    """Keep the step of the signatures, that day, as it was kept when no form set the evaluation with them."""
    with office.writing() as (session, _):
        keep_as_signed(session, prospect_id, office.now, office.today)


def signs(office: Office, prospect_id: str, *, by: str = "U1", **said: Any) -> Signed:  # noqa: ANN401
    """Record signatures."""
    new = NewSignature(**{"prospect_id": prospect_id, "tier": "sister", **said})
    with office.writing(by) as (session, asker):
        return sign(session, new, asker, commission_of(session), office.now)


def signs_both(office: Office, prospect_id: str, on: date = TODAY, **said: Any) -> Signed:  # noqa: ANN401
    """Record that both sides signed on one day."""
    return signs(office, prospect_id, **{**BOTH, "ours_on": on, "theirs_on": on, **said})
