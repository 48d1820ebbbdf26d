"""Drafts, signatures and programs as values, for what is said of them."""

from __future__ import annotations

from models.agreements import Agreement, MemorandumDraft, Program
from models.rules.agreed import DraftSeen, ProgramSeen, Signatures


def draft_seen(row: MemorandumDraft) -> DraftSeen:
    """Give a draft as a value."""
    return DraftSeen(
        number=row.number,
        dated_on=row.dated_on,
        by_whom=row.by_whom,
        changes=row.changes,
        link=row.link,
    )


def signatures_seen(row: Agreement) -> Signatures:
    """Give signatures as a value."""
    return Signatures(
        tier=row.tier,
        ours_on=row.ours_on,
        theirs_on=row.theirs_on,
        our_signer=row.our_signer,
        their_signer=row.their_signer,
        ends_on=row.ends_on,
        link=row.link,
    )


def program_seen(row: Program) -> ProgramSeen:
    """Give a program as a value."""
    return ProgramSeen(
        number=row.number,
        title=row.title,
        is_test=row.is_test,
        begins_on=row.begins_on,
        ends_on=row.ends_on,
        outcome=row.outcome,
    )
