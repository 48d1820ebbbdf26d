"""What the settings keep, value by value: how a change found it and left it, how it stands, and giving it back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.commission import FIRST_RUN, SECOND_ADMIN
from models.policy_shelf import current_versions
from models.workspaces import PolicyVersion, Workspace

COLUMNS = ("name", "body_title", "body_kind", "zone", "channel")
"""The columns of a workspace that the settings change."""
KIND = "body_kind"
_SETTING, _LIST = "settings.", "list."

COMMISSION = (*COLUMNS, f"{_SETTING}{FIRST_RUN}.{SECOND_ADMIN}")
"""How the names begin of what a form shows: this one that of the commission itself."""
CLOCKS = (f"{_SETTING}clocks.", f"{_SETTING}days_off.")
DIGEST = (f"{_SETTING}digest.",)
LISTS = (_LIST,)


def kept(session: Session) -> dict[str, Any]:
    """Give every value that the settings may change, by a name for each."""
    session.flush()
    workspace = session.scalars(select(Workspace).execution_options(populate_existing=True)).one()
    settings = {
        f"{_SETTING}{group}.{key}": value
        for group, values in workspace.settings.items()
        for key, value in values.items()
    }
    lists = {f"{_LIST}{version.policy_id}": version.id for version in current_versions(session)}
    return {**{column: getattr(workspace, column) for column in COLUMNS}, **settings, **lists}


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Give the values that differ, before and after; None for what is not kept."""
    names = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
    return {
        "before": {name: before.get(name) for name in names},
        "after": {name: after.get(name) for name in names},
    }


def stands(session: Session, parts: tuple[str, ...]) -> str:
    """Name how some parts of the settings stand: another name once one of them has another value."""
    found = {name: value for name, value in kept(session).items() if name.startswith(parts)}
    return hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()[:16]


def restore(session: Session, values: Mapping[str, Any]) -> None:
    """Give values back that were kept before; what was not kept then is kept no longer."""
    workspace = session.scalars(select(Workspace)).one()
    for name, value in values.items():
        if name.startswith(_LIST):
            of_it = update(PolicyVersion).where(PolicyVersion.policy_id == name.removeprefix(_LIST))
            session.execute(of_it.values(current=PolicyVersion.id == value if value else False))
        elif name.startswith(_SETTING):
            group, _, key = name.removeprefix(_SETTING).partition(".")
            _put(workspace, group, key, value)
        else:
            setattr(workspace, name, value)
    session.flush()
    session.expire_all()


def _put(workspace: Workspace, group: str, key: str, value: object) -> None:
    kept_here = {name: each for name, each in workspace.settings.get(group, {}).items() if name != key}
    values = kept_here if value is None else {**kept_here, key: value}
    others = {name: each for name, each in workspace.settings.items() if name != group}
    workspace.settings = {**others, group: values} if values else others
