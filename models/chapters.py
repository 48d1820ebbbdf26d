"""What is known of a city today, gathered under headings from all that stands in its record."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.askers import Asker
from models.chapters_agreement import agreement, since_the_signing
from models.chapters_choice import choice, shortlist
from models.commission import Commission
from models.correspondence import Paper
from models.kept_steps import kept_steps
from models.ledger import standing
from models.policy_shelf import policy_in
from models.prospects import Prospect
from models.recollection import contacts_of, contacts_removed
from models.rules.chapters import MOST_LINES, Chapter, Kept, Known, clipped, told
from models.rules.progress import Progress
from models.rules.wording import full_date
from models.workspaces import PolicyVersion

NAMED_PAPERS = 3
MOST_PEOPLE = 8
"""Of one side."""


def known_of(
    session: Session, prospect: Prospect, progress: Progress, asker: Asker, commission: Commission
) -> Known:
    """Gather what is known of a prospect, as far as the asker may read it; headings without a line are left out."""
    wanted = select(PolicyVersion).where(PolicyVersion.id == prospect.policy_version_id)
    policy = policy_in(session.scalars(wanted).one())
    kept = kept_steps(session, prospect, policy)
    papers, named = _papers(session, prospect)
    chapters = (
        choice(session, prospect, progress.interests, policy, asker=asker, commission=commission),
        shortlist(session, prospect, progress.shortlist),
        _asked(kept),
        agreement(session, prospect, kept),
        since_the_signing(session, prospect, kept),
        Chapter(title="Papers", lines=named),
        _people(session, prospect, commission),
    )
    return Known(policy=policy, chapters=tuple(each for each in chapters if each.lines), papers=papers)


def _asked(kept: list[Kept]) -> Chapter:
    """Tell by step what was asked and answered, but for what the later headings tell."""
    apart = [each for each in kept if not (each.is_decision or each.is_plan or each.is_evaluation)]
    lines = [told(each) for each in apart if each.tells]
    return Chapter(title="Asked and answered, step by step", lines=tuple(lines[-MOST_LINES:]))


def _papers(session: Session, prospect: Prospect) -> tuple[int, tuple[str, ...]]:
    """Count the papers, and say so with the latest of them."""
    of_file = (Paper.prospect_id == prospect.id, standing(Paper))
    count = session.scalar(select(func.count(Paper.id)).where(*of_file)) or 0
    latest = select(Paper.name).where(*of_file).order_by(Paper.act_id.desc(), Paper.id).limit(NAMED_PAPERS)
    names = "; ".join(session.scalars(latest)) if count else ""
    return count, (clipped(f"{count} kept, the latest: {names}"),) if count else ()


def _people(session: Session, prospect: Prospect, commission: Commission) -> Chapter:
    """Name the people of both sides, the latest first."""
    sides = {"their": contacts_of(session, prospect, "theirs"), "our": contacts_of(session, prospect, "ours")}
    lines = [
        clipped(f"Contact on {whose} side: {'; '.join(names[:MOST_PEOPLE])}")
        for whose, names in sides.items()
        if names
    ]
    removed = contacts_removed(session, prospect, "theirs")
    if removed:
        on = full_date(removed.astimezone(commission.zone).date())
        lines.append(f"Contact on their side: removed on {on}, as they asked")
    return Chapter(title="People", lines=tuple(lines))
