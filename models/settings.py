"""The commission's settings, changed in Slack by the same path as by its file: what moves, and the way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models import ledger
from models.askers import Asker
from models.commission import commission_of
from models.differences import Change
from models.policy_shelf import set_aside, use
from models.refusals import NotFound, Refusal
from models.restrictions import RESTRICTED
from models.rules.commission_values import CommissionFile, RestrictedCountry
from models.rules.digests import WORKDAYS, DigestPlan, When
from models.rules.permissions import Right
from models.settings_words import differences, settings_of
from models.setup import follow_up, make, set_value, settings_changes
from models.undoing import act_by_id
from models.workspaces import PolicyVersion, Workspace

SETTINGS_CHANGED = "settings changed"
CAUSE = "the settings changed"
FIRST_RUN, SECOND_ADMIN = "first_run", "second_admin"
"""Where the second administrator stands among the settings."""
COLUMNS = ("name", "body_title", "body_kind", "zone", "channel")
"""The columns of a workspace that the settings change."""


@dataclass(frozen=True, kw_only=True)
class Saved:
    """What came of a change of the settings."""

    act_id: int | None
    """Nothing where nothing was different."""
    changes: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    """Dates that moved, each with its cause."""


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
    was, before = settings_of(session), _kept(session)
    make(session, changes)
    says = differences(was, settings_of(session))
    details = {"changes": list(says), **_difference(before, _kept(session))}
    act = ledger.record(session, SETTINGS_CHANGED, actor=asker.actor, now=now, reason=reason, details=details)
    moved = follow_up(session, act, CAUSE, was.commission.their_silence_days, now)
    return Saved(act_id=act.id, changes=says, moved=moved)


def take_back_settings(session: Session, act_id: str, asker: Asker, now: datetime) -> Saved:
    """Give the settings of an act the values that they had before it, once; Refusal where they were changed again."""
    asker.must_be_allowed(Right.SETTINGS)
    act = act_by_id(session, act_id)
    if act.what != SETTINGS_CHANGED:
        raise NotFound("change of the settings", offers=("settings",))
    ledger.take_turn(session)
    says = tuple(act.details["changes"])
    if session.scalars(select(ledger.Act).where(ledger.Act.reverses == act.id)).first():
        return Saved(act_id=act.id, changes=says)
    if any(_kept(session).get(name) != value for name, value in act.details["after"].items()):
        raise Refusal(
            "Those settings were changed again since, so I changed nothing. Take the later change back first.",
            offers=("settings",),
        )
    silence = commission_of(session).their_silence_days
    _restore(session, act.details["before"])
    undo = ledger.reverse(session, act, actor=asker.actor, now=now)
    moved = follow_up(session, undo, "a change of the settings was taken back", silence, now)
    return Saved(act_id=act.id, changes=says, moved=moved)


def latest_change(session: Session) -> ledger.Act | None:
    """Give the last change of the settings that stands."""
    undone = select(ledger.Act.reverses).where(ledger.Act.reverses.is_not(None))
    wanted = select(ledger.Act).where(ledger.Act.what == SETTINGS_CHANGED, ledger.Act.id.not_in(undone))
    return session.scalars(wanted.order_by(ledger.Act.id.desc()).limit(1)).first()


def second_admin_changes(session: Session, slack_id: str | None) -> list[Change]:
    """Keep who else looks after Clerk; nothing where they do already."""
    if commission_of(session).second_admin == slack_id:
        return []
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
    kept = {
        "when": plan.when,
        "weekday": WORKDAYS[plan.weekday],
        "hour": plan.hour,
        "by": by,
        "since": now.isoformat(),
    }

    def keep() -> None:
        for key, value in kept.items():
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


def _kept(session: Session) -> dict[str, Any]:
    """Give everything that the settings may change, by a name for each."""
    session.flush()
    workspace = session.scalars(select(Workspace)).one()
    current = select(PolicyVersion.id).where(PolicyVersion.current.is_(True)).order_by(PolicyVersion.id)
    groups = {f"settings.{group}": values for group, values in workspace.settings.items()}
    columns = {column: getattr(workspace, column) for column in COLUMNS}
    return {**columns, **groups, "policies": list(session.scalars(current))}


def _difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    names = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
    return {
        "before": {name: before.get(name) for name in names},
        "after": {name: after.get(name) for name in names},
    }


def _restore(session: Session, values: Mapping[str, Any]) -> None:
    workspace = session.scalars(select(Workspace)).one()
    for name, value in values.items():
        if name == "policies":
            session.execute(update(PolicyVersion).values(current=PolicyVersion.id.in_(value)))
        elif name in COLUMNS:
            setattr(workspace, name, value)
        else:
            group = name.removeprefix("settings.")
            kept = {key: each for key, each in workspace.settings.items() if key != group}
            workspace.settings = kept if value is None else {**kept, group: value}
    session.flush()
    session.expire_all()
