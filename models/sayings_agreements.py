"""What the record of a prospect tells of drafts, signatures and programs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.agreements import Agreement, MemorandumDraft, Program
from models.agreements_seen import draft_seen, program_seen, signatures_seen
from models.ledger import Act


def agreements_said(session: Session, acts: Sequence[Act]) -> dict[int, list[str]]:
    """Say, by act, which drafts, signatures and programs it recorded."""
    ids = [act.id for act in acts]
    said: dict[int, list[str]] = defaultdict(list)
    for draft in session.scalars(select(MemorandumDraft).where(MemorandumDraft.act_id.in_(ids))):
        said[draft.act_id].append(draft_seen(draft).in_words())
    for agreement in session.scalars(select(Agreement).where(Agreement.act_id.in_(ids))):
        said[agreement.act_id].append(signatures_seen(agreement).in_words())
    for program in session.scalars(select(Program).where(Program.act_id.in_(ids))):
        said[program.act_id].append(program_seen(program).in_words())
    return said
