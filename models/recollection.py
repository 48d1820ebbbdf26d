"""Looking back and ahead: the story of one prospect, and the dates of all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from models.agenda_history import outcomes_said
from models.commission import Commission
from models.contacts import Contact
from models.correspondence import Letter, Paper
from models.due_dates import DueDate
from models.finding import is_closed
from models.ledger import Act, standing
from models.meetings import MovedDate
from models.moved_dates import moves_said
from models.policy_shelf import policy_in
from models.progress import REOPENED, progress_of
from models.prospects import Prospect, RecordedDate, StepEntry
from models.rules.history import DatedStep, Entry, date_set, discussed_at, is_of_meeting, shown_for
from models.rules.policy import On, Policy, Step
from models.rules.progress import Progress
from models.rules.wording import full_date, listed
from models.workspaces import PolicyVersion


def story_of(session: Session, prospect: Prospect, *, offset: int, size: int) -> tuple[list[Entry], bool]:
    """Tell what was done for a prospect, newest first, what was taken back included; and whether there is more."""
    moves = select(MovedDate.act_id).where(MovedDate.prospect_id == prospect.id)
    wanted = select(Act).where(or_(Act.prospect_id == prospect.id, Act.id.in_(moves))).order_by(Act.id.desc())
    acts = list(session.scalars(wanted.offset(offset).limit(size + 1)))
    return told(session, acts[:size], moves_said(session, [act.id for act in acts], prospect.id)), len(
        acts
    ) > size


def told(
    session: Session, acts: Sequence[Act], moved: Mapping[int, Sequence[str]] | None = None
) -> list[Entry]:
    """Tell some acts on prospects, in the order given; `moved` says by act which dates it moved."""
    undone = set(session.scalars(select(Act.reverses).where(Act.reverses.in_([act.id for act in acts]))))
    said = _sayings(session, acts)
    moves = moved or {}
    return [
        _entry(act, [*said.get(act.id, []), *moves.get(act.id, [])], undone=act.id in undone) for act in acts
    ]


def contacts_of(session: Session, prospect: Prospect, side: str) -> list[str]:
    """List the people of one side, "ours" or "theirs", the latest first; those whose details were blanked are left out."""
    wanted = select(Contact.name).where(
        Contact.prospect_id == prospect.id,
        Contact.side == side,
        Contact.blanked_at.is_(None),
        standing(Contact),
    )
    return list(dict.fromkeys(session.scalars(wanted.order_by(Contact.act_id.desc(), Contact.id))))


def _entry(act: Act, said: Sequence[str], *, undone: bool) -> Entry:
    return Entry(
        number=act.id,
        at=act.at,
        by=act.actor_name,
        what=act.what,
        said=tuple(said),
        reason=act.reason,
        undone=undone,
    )


def _sayings(session: Session, acts: Sequence[Act]) -> dict[int, list[str]]:
    """Say, by act, what the facts it added tell."""
    ids = [act.id for act in acts]
    said: dict[int, list[str]] = defaultdict(list)
    for letter in session.scalars(select(Letter).where(Letter.act_id.in_(ids)).order_by(Letter.id)):
        told_in_full = f"{_letter_named(letter)}, {letter.medium}: {letter.summary}"
        said[letter.act_id].append(told_in_full.rstrip(": "))
    for act_id, lines in _steps_said(session, acts).items():
        said[act_id] += lines
    for act_id, lines in outcomes_said(session, ids).items():
        said[act_id] += lines
    for paper in session.scalars(select(Paper).where(Paper.act_id.in_(ids)).order_by(Paper.name)):
        said[paper.act_id].append(f"with {paper.name} ({paper.size:,} bytes, SHA-256 {paper.sha256[:12]})")
    return said


def _letter_named(letter: Letter) -> str:
    way = "from them" if letter.direction == "in" else "from us"
    return f"{letter.what} {way}, {full_date(letter.dated_on)}"


def _steps_said(session: Session, acts: Sequence[Act]) -> dict[int, list[str]]:
    """Say, by act, what it recorded of steps, in the order of the path, and which steps it opened again."""
    decided = {act.id: act.details.get("step") for act in acts}
    entries: dict[int, list[StepEntry]] = defaultdict(list)
    for entry in session.scalars(select(StepEntry).where(StepEntry.act_id.in_(list(decided)))):
        entries[entry.act_id].append(entry)
    policies = _policies(session, {entry.prospect_id for rows in entries.values() for entry in rows})
    shown = _Shown.of(session, [entry for rows in entries.values() for entry in rows])
    said = {}
    for act_id, rows in entries.items():
        policy, path = policies[rows[0].prospect_id]
        by_step = {entry.step_id: entry for entry in rows}
        in_order = [(step, by_step[step.id]) for step in policy.steps_of(path) if step.id in by_step]
        opened = [
            f"“{step.title}”"
            for step, entry in in_order
            if entry.state == REOPENED and step.id != decided[act_id]
        ]
        said[act_id] = [
            _step_said(step, entry, policy, shown)
            for step, entry in in_order
            if entry.state != REOPENED or step.id == decided[act_id]
        ]
        said[act_id] += [f"opened again: {listed(tuple(opened))}"] if opened else []
    return said


def _step_said(step: Step, entry: StepEntry, policy: Policy, shown: _Shown) -> str:
    ended = entry.evidence.get("outcome") or entry.state
    letter = shown.letters.get(str(entry.evidence.get("letter")))
    details = [
        *shown_for(step, entry.evidence, entry.numbers, policy.criteria),
        *([f"shown by {_letter_named(letter)}"] if letter and letter.act_id != entry.act_id else []),
        *([discussed_at(entry.evidence, entry.done_on)] if is_of_meeting(entry.evidence) else []),
        *[
            date_set(row.name, row.on)
            for row in shown.dates.get(entry.act_id, [])
            if row.name == step.sets or (isinstance(step.due, On) and row.name == step.due.anchor)
        ],
    ]
    return ": ".join(
        filter(None, [f"“{step.title}” {ended}, {full_date(entry.done_on)}", ", ".join(details)])
    )


@dataclass(frozen=True, kw_only=True)
class _Shown:
    """What entries of steps point to."""

    letters: Mapping[str, Letter]
    dates: Mapping[int, Sequence[RecordedDate]]
    """By act."""

    @classmethod
    def of(cls, session: Session, entries: Sequence[StepEntry]) -> _Shown:
        letter_ids = {str(entry.evidence["letter"]) for entry in entries if "letter" in entry.evidence}
        dates: dict[int, list[RecordedDate]] = defaultdict(list)
        act_ids = {entry.act_id for entry in entries}
        for row in session.scalars(select(RecordedDate).where(RecordedDate.act_id.in_(act_ids))):
            dates[row.act_id].append(row)
        letters = session.scalars(select(Letter).where(Letter.id.in_(letter_ids)))
        return cls(letters={letter.id: letter for letter in letters}, dates=dates)


def _policies(session: Session, prospect_ids: Collection[str]) -> dict[str, tuple[Policy, str]]:
    """Give each prospect's policy and path."""
    wanted = (
        select(Prospect.id, Prospect.path, PolicyVersion)
        .join(PolicyVersion, PolicyVersion.id == Prospect.policy_version_id)
        .where(PolicyVersion.workspace_id == Prospect.workspace_id, Prospect.id.in_(prospect_ids))
    )
    return {prospect_id: (policy_in(version), path) for prospect_id, path, version in session.execute(wanted)}


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
