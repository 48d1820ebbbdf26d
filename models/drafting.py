"""Drafts of a memorandum of understanding: each version is kept with its number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import ledger
from models.agreements import MemorandumDraft
from models.askers import Asker
from models.changes import changed, checked_day, checked_length
from models.commission import Commission
from models.finding import prospect_by_id
from models.links import checked_link
from models.progress import progress_of
from models.prospects import Prospect
from models.refusals import Refusal
from models.rules.permissions import Right
from models.rules.progress import Progress

DRAFTED = "memorandum drafted"
WRITTEN_AT = ("mou", "agreement")
"""The steps at which the shipped policies have it written."""
LONGEST_NAME = 120
LONGEST_CHANGES = 1000


@dataclass(frozen=True, kw_only=True)
class NewDraft:
    """What the form says of a draft."""

    prospect_id: str
    dated_on: date | None
    by_whom: str
    changes: str
    link: str = ""
    has_file: bool = False
    can_attach: bool = False
    """Whether the form took files."""


@dataclass(frozen=True, kw_only=True)
class Drafted:
    """What came of recording a draft."""

    prospect: Prospect
    act: ledger.Act
    draft: MemorandumDraft
    step_id: str | None
    """The step at which the path has it written."""


def record_draft(
    session: Session, new: NewDraft, asker: Asker, commission: Commission, now: datetime
) -> Drafted:
    """Record the next version of the memorandum. Refusal beside the field that is wrong."""
    asker.must_be_allowed(Right.DRAFT)
    ledger.take_turn(session)
    prospect = prospect_by_id(session, new.prospect_id)
    today = commission.today(now)
    (progress,) = progress_of(session, [prospect], commission, today)
    must_be_draftable(progress)
    earlier = drafts_of(session, prospect)
    dated_on = _check(new, today, is_first=not earlier)
    act = ledger.record(session, DRAFTED, actor=asker.actor, now=now, prospect_id=prospect.id)
    draft = MemorandumDraft(
        prospect_id=prospect.id,
        number=max((each.number for each in earlier), default=0) + 1,
        dated_on=dated_on,
        by_whom=new.by_whom.strip(),
        changes=new.changes.strip(),
        link=new.link.strip(),
        act_id=act.id,
    )
    session.add(draft)
    changed(session, prospect, commission, now)
    return Drafted(prospect=prospect, act=act, draft=draft, step_id=_step_id(progress))


def drafts_of(session: Session, prospect: Prospect) -> list[MemorandumDraft]:
    """List the drafts of a prospect that stand, the first one first."""
    wanted = select(MemorandumDraft).where(
        MemorandumDraft.prospect_id == prospect.id, ledger.standing(MemorandumDraft)
    )
    return list(session.scalars(wanted.order_by(MemorandumDraft.number)))


def must_be_draftable(progress: Progress) -> None:
    """Refuse a draft for a closed file."""
    if not progress.is_open:
        raise Refusal(
            f"The file on {progress.full_name} is closed. The chair or staff can reopen it.",
            offers=("reopen",),
        )


def _check(new: NewDraft, today: date, *, is_first: bool) -> date:
    dated_on = checked_day(new.dated_on, today, "dated_on")
    if not new.by_whom.strip():
        raise Refusal("Please say who wrote it.", field="by_whom")
    checked_length(new.by_whom, LONGEST_NAME, "by_whom")
    if not is_first and not new.changes.strip():
        raise Refusal("Please say what is new since the draft before.", field="changes")
    checked_length(new.changes, LONGEST_CHANGES, "changes")
    if not checked_link(new.link, "paper", can_attach=new.can_attach) and not new.has_file:
        ways = "Attach the draft, or paste a link to it." if new.can_attach else "Paste a link to the draft."
        raise Refusal(ways, field="paper")
    return dated_on


def _step_id(progress: Progress) -> str | None:
    ids = {standing.step.id for standing in progress.standings}
    return next((step_id for step_id in WRITTEN_AT if step_id in ids), None)
