"""Agreements that tests begin from."""

from datetime import date
from typing import Any

from models.commission import commission_of
from models.signatures import NewSignature
from models.signing import Signed, sign
from tests.builders import TODAY, Office

COUNCIL, SIGN, SET_EVALUATION = "council", "sign", "set-evaluation"
OURS, THEIRS = date(2026, 1, 15), date(2026, 1, 15)
BOTH = {"ours_on": OURS, "theirs_on": THEIRS, "our_signer": "Mayor Hall", "their_signer": "Mayor Lopes"}


def approved(office: Office, city: str = "Loreto", **said: Any) -> str:  # noqa: ANN401  fields of many types
    """Record an inquiry on whose memorandum the Council has agreed; gives the prospect."""
    prospect_id = office.inquiry(city, **said)
    office.complete(prospect_id, COUNCIL, done_on=office.today)
    return prospect_id


def signs(office: Office, prospect_id: str, *, by: str = "U1", **said: Any) -> Signed:  # noqa: ANN401
    """Record signatures."""
    new = NewSignature(**{"prospect_id": prospect_id, "tier": "sister", **said})
    with office.writing(by) as (session, asker):
        return sign(session, new, asker, commission_of(session), office.now)


def signs_both(office: Office, prospect_id: str, on: date = TODAY, **said: Any) -> Signed:  # noqa: ANN401
    """Record that both sides signed on one day."""
    return signs(office, prospect_id, **{**BOTH, "ours_on": on, "theirs_on": on, **said})
