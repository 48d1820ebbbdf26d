"""Signing the agreement: each side on its own day; the relationship begins with the later signature."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import ledger
from models.agreements import Agreement
from models.agreements_known import agreements_known
from models.askers import Asker
from models.changes import AGREEMENT_NEWS, changed, owe
from models.commission import Commission
from models.finding import prospect_by_id
from models.outbox import Outbox
from models.progress import progress_of
from models.prospects import Prospect, RecordedDate, StepEntry
from models.refusals import Refusal
from models.rules.beginnings import SIGNED, signing_step
from models.rules.evaluations import evaluation_step
from models.rules.permissions import Right
from models.rules.progress import Progress
from models.rules.steps import Standing, State
from models.rules.wording import day_in_words
from models.signatures import NewSignature, checked


@dataclass(frozen=True, kw_only=True)
class Signed:
    """What came of recording signatures."""

    prospect: Prospect
    act: ledger.Act
    agreement: Agreement
    step_id: str | None
    """The step that signing is; nothing where the path has none."""
    evaluate_on: date | None
    was_told: bool
    """Whether the channel was told of an earlier signature: that message is kept up in place."""


def sign(session: Session, new: NewSignature, asker: Asker, commission: Commission, now: datetime) -> Signed:
    """Record what is known of the signatures. Refusal beside the field that is wrong; Doubtful without a reason."""
    asker.must_be_allowed(Right.SIGN)
    ledger.take_turn(session)
    prospect = prospect_by_id(session, new.prospect_id)
    today = commission.today(now)
    (progress,) = progress_of(session, [prospect], commission, today)
    must_be_signable(session, prospect, progress, today)
    whole = checked(new, progress, today)
    act = _record(session, whole, asker, now)
    agreement = _keep(session, whole, act)
    if whole.signed_on:
        _begin(session, whole, whole.signed_on, progress, act, today)
    changed(session, prospect, commission, now)
    if whole.is_news and commission.channel:
        owe(session, AGREEMENT_NEWS, new.prospect_id, commission.channel, now)
    step = signing_step(progress)
    return Signed(
        prospect=prospect,
        act=act,
        agreement=agreement,
        step_id=step.step.id if step else None,
        evaluate_on=whole.evaluate_on,
        was_told=was_told(session, prospect.id),
    )


def was_told(session: Session, prospect_id: str) -> bool:
    """Tell whether the news of a prospect's agreement stands in the channel."""
    posted = select(Outbox.id).where(
        Outbox.key == f"{AGREEMENT_NEWS}:{prospect_id}", Outbox.sent_ts.is_not(None)
    )
    return session.scalars(posted).first() is not None


def must_be_signable(session: Session, prospect: Prospect, progress: Progress, today: date) -> None:
    """Refuse where nothing can be signed, or where both sides have."""
    if prospect.city_id is None:
        raise Refusal(f"{progress.full_name} is a search, which has no city to sign with. Pick one first.")
    if not progress.is_open:
        raise Refusal(
            f"The file on {progress.full_name} is closed. The chair or staff can reopen it.",
            offers=("reopen",),
        )
    known = agreements_known(session, [prospect.id]).get(prospect.id)
    if known and known.ours_on and known.theirs_on:
        on = day_in_words(max(known.ours_on, known.theirs_on), today)
        raise Refusal(
            f"{progress.full_name}: both sides have signed, the later on {on}. To correct it, take that entry back.",
            offers=("undo",),
        )
    step = signing_step(progress)
    if step is not None and not step.is_open:
        raise Refusal(f"“{step.step.title}” is {step.state} already. I changed nothing.", offers=("next",))


def _record(session: Session, new: NewSignature, asker: Asker, now: datetime) -> ledger.Act:
    return ledger.record(
        session,
        "agreement signed" if new.signed_on else "signature recorded",
        actor=asker.actor,
        now=now,
        prospect_id=new.prospect_id,
        reason=new.reason.strip(),
    )


def _keep(session: Session, new: NewSignature, act: ledger.Act) -> Agreement:
    agreement = Agreement(
        prospect_id=new.prospect_id,
        tier=new.tier,
        ours_on=new.ours_on,
        theirs_on=new.theirs_on,
        our_signer=new.our_signer.strip(),
        their_signer=new.their_signer.strip(),
        ends_on=new.ends_on,
        link=new.link.strip(),
        act_id=act.id,
    )
    session.add(agreement)
    return agreement


def _begin(
    session: Session, new: NewSignature, signed_on: date, progress: Progress, act: ledger.Act, today: date
) -> None:
    """Write down the later signature and the step that it completes, and the date of the evaluation."""
    session.add(RecordedDate(prospect_id=new.prospect_id, name=SIGNED, on=signed_on, act_id=act.id))
    step, setting = signing_step(progress), evaluation_step(progress)
    if step:
        session.add(_entry(new, step, signed_on, act, _evidence(new, step)))
    if setting and setting.step.sets and new.evaluate_on:
        on, name = new.evaluate_on, setting.step.sets
        session.add(RecordedDate(prospect_id=new.prospect_id, name=name, on=on, act_id=act.id))
        session.add(_entry(new, setting, today, act, {"kind": "note"}))


def _evidence(new: NewSignature, step: Standing) -> dict[str, object]:
    kind = "file" if new.has_file else "link" if new.link.strip() else "note"
    days = {"ours": new.ours_on, "theirs": new.theirs_on}
    said = {
        "kind": kind,
        "link": new.link.strip(),
        "need": list(step.step.need),
        "signatures": {side: on.isoformat() for side, on in days.items() if on},
    }
    return {name: value for name, value in said.items() if value}


def _entry(
    new: NewSignature, standing: Standing, on: date, act: ledger.Act, evidence: dict[str, object]
) -> StepEntry:
    return StepEntry(
        prospect_id=new.prospect_id,
        step_id=standing.step.id,
        state=State.DONE,
        done_on=on,
        reason=act.reason,
        evidence=evidence,
        numbers={},
        act_id=act.id,
    )
