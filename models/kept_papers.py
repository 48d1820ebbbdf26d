"""Kept papers, read: which there are of a prospect, and one of them whole."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.correspondence import Letter, Paper
from models.database import found
from models.ledger import Act, standing
from models.refusals import NotFound
from models.rules.papers import KeptPaper
from models.rules.progress import Progress


def papers_of(
    session: Session, progress: Progress, zone: ZoneInfo, *, offset: int, size: int
) -> tuple[list[KeptPaper], bool]:
    """List the papers of a prospect, the newest first, without those that were taken back; and whether there are more."""
    wanted = (
        select(Paper, Act, Letter.what)
        .join(Act, Act.id == Paper.act_id)
        .outerjoin(Letter, (Letter.id == Paper.letter_id) & (Letter.workspace_id == Paper.workspace_id))
        .where(
            Act.workspace_id == Paper.workspace_id, Paper.prospect_id == progress.prospect_id, standing(Paper)
        )
        .order_by(Paper.act_id.desc(), Paper.name, Paper.id)
        .offset(offset)
        .limit(size + 1)
    )
    rows = [
        KeptPaper(
            paper_id=paper.id,
            name=paper.name,
            size=paper.size,
            about=letter or _title(progress, paper.step_id),
            on=act.at.astimezone(zone).date(),
            by=act.actor_name,
        )
        for paper, act, letter in session.execute(wanted)
    ]
    return rows[:size], len(rows) > size


def paper_whole(session: Session, paper_id: str) -> Paper:
    """Get a paper with its bytes; NotFound for none, or one that was taken back."""
    paper = found(session, Paper, paper_id, "paper")
    if session.scalars(select(Paper.id).where(Paper.id == paper.id, standing(Paper))).first() is None:
        raise NotFound("paper")
    return paper


def _title(progress: Progress, step_id: str | None) -> str:
    of_step = progress.standing(step_id) if step_id else None
    return of_step.step.title if of_step else ""
