"""What the record of a prospect tells of drafts, signatures and programs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.agreements import Agreement, MemorandumDraft, Program
from models.ledger import Act
from models.rules.wording import full_date


def agreements_said(session: Session, acts: Sequence[Act]) -> dict[int, list[str]]:
    """Say, by act, which drafts, signatures and programs it recorded."""
    ids = [act.id for act in acts]
    said: dict[int, list[str]] = defaultdict(list)
    for draft in session.scalars(select(MemorandumDraft).where(MemorandumDraft.act_id.in_(ids))):
        said[draft.act_id].append(draft_said(draft))
    for agreement in session.scalars(select(Agreement).where(Agreement.act_id.in_(ids))):
        said[agreement.act_id].append(agreement_said(agreement))
    for program in session.scalars(select(Program).where(Program.act_id.in_(ids))):
        said[program.act_id].append(program_said(program))
    return said


def draft_said(draft: MemorandumDraft) -> str:
    """Say which draft it is, when and by whom, and what is new in it."""
    named = f"draft {draft.number} of the memorandum, {full_date(draft.dated_on)}, by {draft.by_whom}"
    new = f": {draft.changes.rstrip('. ')}" if draft.changes else ""
    return f"{named}{new}{_see(draft.link)}"


def agreement_said(agreement: Agreement) -> str:
    """Say who signed when, and until when it runs."""
    signed = [
        f"{side} signed {full_date(on)} ({signer})" if on else f"{side} have not signed yet"
        for side, on, signer in (
            ("we", agreement.ours_on, agreement.our_signer),
            ("they", agreement.theirs_on, agreement.their_signer),
        )
    ]
    ends = [f"it ends {full_date(agreement.ends_on)}"] if agreement.ends_on else []
    return f"{agreement.tier} city: {', '.join([*signed, *ends])}{_see(agreement.link)}"


def program_said(program: Program) -> str:
    """Say what a program is, from when to when, and what came of it."""
    kind = "to test the waters" if program.is_test else "under the agreement"
    until = f" to {full_date(program.ends_on)}" if program.ends_on else ""
    came = f"; what came of it: {program.outcome.rstrip('. ')}" if program.outcome else ""
    return f"program {program.number}, “{program.title}”, {kind}, {full_date(program.begins_on)}{until}{came}"


def _see(link: str) -> str:
    return f", see {link}" if link else ""
