"""The commission's settings, changed in Slack by the same path as by its file: what moves, and the way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import ledger
from models.askers import Asker
from models.commission import FIRST_RUN, SECOND_ADMIN, commission_of
from models.differences import Change
from models.members import Member
from models.policy_shelf import set_aside, use
from models.refusals import Refusal
from models.restrictions import RESTRICTED
from models.rules.commission_values import CommissionFile, RestrictedCountry
from models.rules.digests import WORKDAYS, DigestPlan, When
from models.rules.permissions import Right
from models.settings_kept import difference, kept, stands
from models.settings_words import differences, settings_of
from models.setup import CHANGED, follow_up, make, set_value, settings_changes
from models.workspaces import PolicyVersion, Workspace

SETTINGS_CHANGED = "settings changed"
CAUSE = "the settings changed"


@dataclass(frozen=True, kw_only=True)
class Saved:
    """What came of a change of the settings."""

    act_id: int | None
    """Nothing where nothing was different."""
    changes: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    """Dates that moved, each with its cause."""
    would_move: tuple[str, ...] = ()
    """The same of a change that is only tried."""


def recorded_file(session: Session) -> CommissionFile:
    """Give the commission as a file that says what is recorded, and of all else nothing: to be changed and applied."""
    workspace = session.scalars(select(Workspace)).one()
    restricted = [
        RestrictedCountry(country=code, why=said["why"], source=said["source"])
        for code, said in workspace.settings.get(RESTRICTED, {}).items()
    ]
    return CommissionFile(
        name=workspace.name,
        zone=workspace.zone,
        people=(),
        policies=(),
        meetings=(),
        partners=(),
        prospects=(),
        restricted=tuple(restricted),
    )


def change_settings(
    session: Session,
    said: Mapping[str, Any],
    asker: Asker,
    now: datetime,
    *,
    more: Sequence[Change] = (),
    reason: str = "",
) -> Saved:
    """Make the settings agree with what is `said` of them, as a commission file would say it, and with `more`.

    Whatever rests on them is counted anew. Refusal where something cannot be so.
    """
    asker.must_be_allowed(Right.SETTINGS)
    ledger.take_turn(session)
    file = replace(recorded_file(session), **said)
    changes = [*settings_changes(session, file, now), *more]
    if not changes:
        return Saved(act_id=None)
    was, before = settings_of(session), kept(session)
    make(session, changes)
    says = differences(was, settings_of(session), approved_by=file.rules.get("kind_approved_by", ""))
    details = {"changes": list(says), **difference(before, kept(session))}
    act = ledger.record(session, SETTINGS_CHANGED, actor=asker.actor, now=now, reason=reason, details=details)
    followed = follow_up(session, act, CAUSE, was.commission.their_silence_days, now)
    return Saved(act_id=act.id, changes=says, moved=followed.moved, would_move=followed.would_move)


def must_stand(session: Session, parts: tuple[str, ...], stood: object) -> None:
    """Refuse where somebody changed meanwhile what a form was drawn from; from here on nobody else can."""
    ledger.take_turn(session)
    if not stood or stood == stands(session, parts):
        return
    undone = select(ledger.Act.id).where(ledger.Act.what == SETTINGS_CHANGED)
    about = ledger.Act.what.in_((SETTINGS_CHANGED, CHANGED)) | ledger.Act.reverses.in_(undone)
    by = select(ledger.Act.actor_name).where(about).order_by(ledger.Act.id.desc()).limit(1)
    who = session.scalars(by).first() or "Somebody"
    raise Refusal(
        f"{who[:1].upper()}{who[1:]} changed these settings meanwhile, so I changed nothing. "
        "Please open them again.",
        offers=("settings",),
    )


def second_admin_changes(session: Session, slack_id: str | None) -> list[Change]:
    """Keep who else looks after Clerk; nothing where they do already. Refusal for somebody not on the roster."""
    if commission_of(session).second_admin == slack_id:
        return []
    on_roster = select(Member.id).where(Member.slack_id == slack_id, Member.active.is_(True))
    if slack_id and session.scalars(on_roster).first() is None:
        raise Refusal("Please choose somebody on the roster, or add them there first.", field="second")
    workspace = session.scalars(select(Workspace)).one()
    keep = partial(set_value, workspace, FIRST_RUN, SECOND_ADMIN, slack_id)
    return [Change(says="second administrator", make=keep)]


def digest_changes(session: Session, plan: DigestPlan, asker: Asker, now: datetime) -> list[Change]:
    """Keep another digest, with who set it up and since when, so that nothing of the time before is caught up on."""
    was = commission_of(session).digest
    if (was.when, was.weekday, was.hour) == (plan.when, plan.weekday, plan.hour):
        return []
    workspace = session.scalars(select(Workspace)).one()
    by = asker.name if plan.when is not When.OFF else ""
    wanted = {
        "when": plan.when,
        "weekday": WORKDAYS[plan.weekday],
        "hour": plan.hour,
        "by": by,
        "since": now.isoformat(),
    }

    def keep() -> None:
        for key, value in wanted.items():
            set_value(workspace, "digest", key, value)

    return [Change(says="digest", make=keep)]


def list_changes(
    session: Session, taken_up: Sequence[PolicyVersion], put_aside: Sequence[PolicyVersion]
) -> list[Change]:
    """Let new files begin under some step lists, and under others no more."""
    return [
        *(Change(says=f"use {each.policy_id}", make=partial(use, session, each)) for each in taken_up),
        *(
            Change(says=f"stop {each.policy_id}", make=partial(set_aside, session, each))
            for each in put_aside
        ),
    ]
