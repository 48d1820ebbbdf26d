"""What is known of an agreement: its drafts, who decided on it, the signatures; and what was done since."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.agreements import MemorandumDraft, Program
from models.agreements_known import agreements_known
from models.ledger import standing
from models.prospects import Prospect, RecordedDate
from models.rules.chapters import MOST_LINES, Chapter, Kept, clipped, decided, told
from models.rules.facts import State
from models.rules.history import date_set
from models.rules.wording import full_date, listed


def agreement(session: Session, prospect: Prospect, kept: list[Kept]) -> Chapter:
    """Tell of the memorandum, the decisions on it, both signatures, and from when it may be said to begin."""
    decisions = [decided(each) for each in kept if each.is_decision]
    lines = [*_drafts(session, prospect), *decisions, *_signatures(session, prospect), *_dates(kept)]
    return Chapter(title="Agreement", lines=tuple(lines[:MOST_LINES]))


def since_the_signing(session: Session, prospect: Prospect, kept: list[Kept]) -> Chapter:
    """Tell of the goals that were set, the programs, each evaluation, and when the next is due."""
    lines = [
        *[told(each) for each in kept if each.is_plan],
        *_programs(session, prospect),
        *[told(each) for each in kept if each.is_evaluation],
        *_next_dates(session, prospect, kept),
    ]
    return Chapter(title="Work plan, programs and evaluation", lines=tuple(lines[-MOST_LINES:]))


def _drafts(session: Session, prospect: Prospect) -> list[str]:
    wanted = select(MemorandumDraft).where(
        MemorandumDraft.prospect_id == prospect.id, standing(MemorandumDraft)
    )
    latest = session.scalars(wanted.order_by(MemorandumDraft.number.desc()).limit(1)).first()
    if latest is None:
        return []
    by = f", by {latest.by_whom}" if latest.by_whom else ""
    new = f": {latest.changes}" if latest.changes else ""
    return [clipped(f"Draft {latest.number} of the memorandum, {full_date(latest.dated_on)}{by}{new}")]


def _signatures(session: Session, prospect: Prospect) -> list[str]:
    latest = agreements_known(session, [prospect.id]).get(prospect.id)
    if latest is None:
        return []
    sides = ((latest.ours_on, "we", latest.our_signer), (latest.theirs_on, "they", latest.their_signer))
    signed = [f"{who} signed {full_date(on)} ({name})" for on, who, name in sides if on]
    waiting = [f"{who} have not signed yet" for on, who, _ in sides if on is None]
    ends = [f"it ends {full_date(latest.ends_on)}"] if latest.ends_on else []
    kind = {"sister": "Sister city", "friendship": "Friendship city"}.get(latest.tier, latest.tier)
    return [clipped(f"{kind}: {', '.join([*signed, *waiting, *ends])}")]


def _dates(kept: list[Kept]) -> list[str]:
    """Say on which days it was approved, signed and recognized, as far as that is known."""
    dated = [
        f"{each.step.sets} {full_date(each.on)}"
        for each in kept
        if each.step.sets and not each.step.within and each.is_reached
    ]
    said = listed(tuple(dated))
    return [f"{said[:1].upper()}{said[1:]}"] if said else []


def _programs(session: Session, prospect: Prospect) -> list[str]:
    wanted = select(Program).where(Program.prospect_id == prospect.id, standing(Program))
    latest = {row.number: row for row in session.scalars(wanted.order_by(Program.act_id, Program.id))}
    return [_program(latest[number]) for number in sorted(latest)]


def _program(row: Program) -> str:
    until = f" to {full_date(row.ends_on)}" if row.ends_on else ""
    test = "Test program" if row.is_test else "Program"
    outcome = f": {row.outcome}" if row.outcome else ""
    return clipped(f"{test} “{row.title}”, {full_date(row.begins_on)}{until}{outcome}")


def _next_dates(session: Session, prospect: Prospect, kept: list[Kept]) -> list[str]:
    """Say the latest date that was set within a window, such as the next evaluation."""
    names = {each.step.sets for each in kept if each.step.within and each.state == State.DONE}
    wanted = select(RecordedDate).where(
        RecordedDate.prospect_id == prospect.id, RecordedDate.name.in_(names), standing(RecordedDate)
    )
    rows = session.scalars(wanted.order_by(RecordedDate.act_id, RecordedDate.id)) if names else ()
    latest = {row.name: row.on for row in rows}
    return [f"{name[:1].upper()}{date_set(name, on)[1:]}" for name, on in latest.items()]
