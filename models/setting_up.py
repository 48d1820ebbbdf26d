"""Setting a commission up in Slack: what the form was told so far, and making it so by way of the commission file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import resources
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models import policies
from models.commission import FIRST_RUN, SECOND_ADMIN
from models.database import insert_or_ignore
from models.first_run import introduce
from models.ledger import Act, Actor
from models.members import Member
from models.refusals import Refusal
from models.rules.commission_values import ChosenPolicy
from models.rules.first_answers import Answers, first_of_each, people_faults
from models.rules.first_file import file_of
from models.rules.policy_reader import read_policy
from models.setup import SET_UP, apply, is_set_up
from models.setup_drafts import SetupDraft
from models.workspaces import Workspace

STEPS = (1, 2, 3)
REVIEW = 4
"""What comes after the last step."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What the set-up was told so far."""

    step: int = 1
    """The step that comes next."""
    answers: Answers = field(default_factory=Answers)
    names: Mapping[str, str] = field(default_factory=dict)
    """The names of people on Slack, by their ids."""
    saved_by: str = ""
    saved_at: datetime | None = None

    @property
    def mark(self) -> str:
        """Tell these answers from any others, so that nothing is made of answers that nobody read."""
        return hashlib.sha256(json.dumps(self.answers.as_kept, sort_keys=True).encode()).hexdigest()


class ChangedMeanwhile(Refusal):
    """The answers are not those that were read; holds how they stand now."""

    def __init__(self, draft: Draft) -> None:
        """Keep the draft."""
        super().__init__("An answer was changed meanwhile. Please open the set-up again.", offers=("setup",))
        self.draft = draft


def draft_of(session: Session) -> Draft:
    """Give what is saved; an empty draft where nothing is."""
    row = session.scalars(select(SetupDraft)).one_or_none()
    return _read(row) if row else Draft()


def save_draft(session: Session, draft: Draft, now: datetime) -> Draft:
    """Save a draft in place of what is saved, with the names known so far; gives it as it is saved."""
    _make_row(session, draft, now)
    row = session.scalars(select(SetupDraft).with_for_update()).one()
    names = {**row.answers.get("names", {}), **draft.names}
    row.step = draft.step
    row.answers = {**draft.answers.as_kept, "names": names}
    row.saved_by, row.saved_at = draft.saved_by, now
    session.flush()
    return _read(row)


def note_names(session: Session, names: Mapping[str, str]) -> None:
    """Add names that Slack told to what is saved, and leave the answers alone; nothing where nothing is saved."""
    row = session.scalars(select(SetupDraft).with_for_update()).one_or_none()
    if row is not None:
        row.answers = {**row.answers, "names": {**row.answers.get("names", {}), **names}}
        session.flush()


def _make_row(session: Session, draft: Draft, now: datetime) -> None:
    insert_or_ignore(session, SetupDraft, step=draft.step, answers={}, saved_by=draft.saved_by, saved_at=now)


def _read(row: SetupDraft) -> Draft:
    return Draft(
        step=row.step,
        answers=Answers.read(row.answers),
        names=dict(row.answers.get("names", {})),
        saved_by=row.saved_by,
        saved_at=row.saved_at,
    )


def chosen_policies(names: Iterable[str]) -> tuple[ChosenPolicy, ...]:
    """Read policies that come with Clerk, with the text they were read from."""
    contents = {name: (resources.files(policies) / f"{name}.toml").read_bytes() for name in names}
    return tuple(
        ChosenPolicy(content=content, policy=read_policy(content, name=name))
        for name, content in contents.items()
    )


def who_set_up(session: Session) -> Act | None:
    """Give the act that set the commission up; None where there is none yet."""
    return session.scalars(select(Act).where(Act.what == SET_UP).order_by(Act.id)).first()


def faults_of(draft: Draft) -> dict[str, str]:
    """List what is wrong with the people of a draft: the first of each field."""
    return first_of_each(people_faults(draft.answers, draft.names))


def set_up(session: Session, actor: Actor, now: datetime, *, read: str) -> bool:
    """Make the commission as the draft says, once; False where somebody was faster.

    Refusal for a draft with faults; ChangedMeanwhile where it is not the one whose mark was `read`.
    """
    row = session.scalars(select(SetupDraft).with_for_update()).one_or_none()
    if is_set_up(session):
        return False
    draft = _read(row) if row else Draft()
    if row is None or draft.step < REVIEW or draft.mark != read:
        raise ChangedMeanwhile(draft)
    for said in faults_of(draft).values():
        raise Refusal(said)
    _apply(session, draft, actor, now)
    session.delete(row)
    introduce(session, now)
    return True


def _apply(session: Session, draft: Draft, actor: Actor, now: datetime) -> None:
    answers = draft.answers
    chosen = chosen_policies(name for name in policies.SHIPPED if name in answers.policies)
    today = now.astimezone(ZoneInfo(answers.zone)).date()
    file = file_of(answers, draft.names, chosen, today, approved_by=actor.name)
    apply(session, file, actor, now)
    workspace = session.scalars(select(Workspace)).one()
    workspace.set_up_by = actor.id
    first = {SECOND_ADMIN: answers.second} if answers.second not in ("", actor.id) else {}
    workspace.settings = {**workspace.settings, FIRST_RUN: first}
    session.execute(update(Member).where(Member.slack_id == actor.id).values(greeted_at=now.astimezone(UTC)))
    session.flush()
