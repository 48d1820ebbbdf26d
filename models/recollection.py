"""Looking back and ahead: the story of one prospect, and the dates of all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.commission import Commission
from models.correspondence import Letter, Paper
from models.due_dates import DueDate
from models.finding import is_closed
from models.ledger import Act, standing
from models.policy_shelf import policy_in
from models.progress import progress_of
from models.prospects import Prospect, StepEntry
from models.rules.history import DatedStep, Entry
from models.rules.progress import Progress
from models.rules.wording import full_date
from models.workspaces import PolicyVersion


def story_of(session: Session, prospect: Prospect, *, offset: int, size: int) -> tuple[list[Entry], bool]:
    """Tell what was done for a prospect, newest first, what was taken back included; and whether there is more."""
    wanted = select(Act).where(Act.prospect_id == prospect.id).order_by(Act.id.desc())
    acts = list(session.scalars(wanted.offset(offset).limit(size + 1)))
    shown = acts[:size]
    undone = set(session.scalars(select(Act.reverses).where(Act.reverses.in_([act.id for act in shown]))))
    version = session.scalars(
        select(PolicyVersion).where(PolicyVersion.id == prospect.policy_version_id)
    ).one()
    titles = {step.id: step.title for step in policy_in(version).steps_of(prospect.path)}
    said = _sayings(session, [act.id for act in shown], titles)
    return [_entry(act, said.get(act.id, []), undone=act.id in undone) for act in shown], len(acts) > size


def _entry(act: Act, said: Sequence[str], *, undone: bool) -> Entry:
    return Entry(
        at=act.at, by=act.actor_name, what=act.what, said=tuple(said), reason=act.reason, undone=undone
    )


def _sayings(session: Session, act_ids: Sequence[int], titles: Mapping[str, str]) -> dict[int, list[str]]:
    """Say, by act, what the facts it added tell."""
    said: dict[int, list[str]] = defaultdict(list)
    for letter in session.scalars(select(Letter).where(Letter.act_id.in_(act_ids)).order_by(Letter.id)):
        way = "from them" if letter.direction == "in" else "from us"
        said[letter.act_id].append(
            f"{letter.what} {way}, {full_date(letter.dated_on)}, {letter.medium}: {letter.summary}".rstrip(
                ": "
            )
        )
    entries = session.scalars(select(StepEntry).where(StepEntry.act_id.in_(act_ids)))
    for entry in sorted(entries, key=lambda entry: list(titles).index(entry.step_id)):
        said[entry.act_id].append(f"“{titles[entry.step_id]}” {entry.state}, {full_date(entry.done_on)}")
    for paper in session.scalars(select(Paper).where(Paper.act_id.in_(act_ids)).order_by(Paper.name)):
        said[paper.act_id].append(f"with {paper.name} ({paper.size:,} bytes, SHA-256 {paper.sha256[:12]})")
    return said


def dates_up_to(session: Session, until: date) -> int:
    """Count the deadlines up to `until`, those that have passed included, goals left out."""
    wanted = select(func.count(DueDate.step_id)).where(DueDate.kind == "due", DueDate.on <= until)
    return session.scalar(wanted) or 0


def dates_between(session: Session, until: date, commission: Commission, today: date) -> list[DatedStep]:
    """List the kept dates up to `until`, those that have passed included, earliest first."""
    wanted = (
        select(DueDate).where(DueDate.on <= until).order_by(DueDate.on, DueDate.prospect_id, DueDate.step_id)
    )
    rows = list(session.scalars(wanted))
    ids = {row.prospect_id for row in rows}
    prospects = session.scalars(
        select(Prospect).where(Prospect.id.in_(ids), standing(Prospect), ~is_closed())
    )
    known = {
        progress.prospect_id: progress
        for progress in progress_of(session, list(prospects), commission, today)
    }
    return [_dated(row, known[row.prospect_id]) for row in rows if row.prospect_id in known]


def _dated(row: DueDate, progress: Progress) -> DatedStep:
    standing_ = progress.standing(row.step_id)
    return DatedStep(
        progress=progress,
        title=standing_.step.title if standing_ else row.step_id,
        on=row.on,
        is_goal=row.kind == "goal",
        basis=row.basis,
    )
