"""The policies a commission works by: each version kept by its content, read back when needed."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.refusals import NotFound
from models.rules.policy import Path, Policy
from models.rules.policy_reader import read_policy
from models.workspaces import PolicyVersion


@lru_cache(maxsize=256)
def _read(content: bytes, name: str) -> Policy:
    return read_policy(content, name=name)


def policy_in(version: PolicyVersion) -> Policy:
    """Read the policy that a kept version holds."""
    return _read(version.content, version.policy_id)


def put_on_shelf(session: Session, content: bytes, *, name: str, now: datetime) -> PolicyVersion:
    """Keep a policy's text and make it the current one of its name; PolicyFaults when it cannot be read."""
    version = lay_aside(session, content, name=name, now=now)
    use(session, version)
    return version


def lay_aside(session: Session, content: bytes, *, name: str, now: datetime) -> PolicyVersion:
    """Keep a policy's text without using it; PolicyFaults when it cannot be read."""
    policy = _read(content, name)
    same = (PolicyVersion.policy_id == policy.id, PolicyVersion.content_hash == policy.content_hash)
    version = session.scalars(select(PolicyVersion).where(*same)).one_or_none() or PolicyVersion(
        policy_id=policy.id,
        content_hash=policy.content_hash,
        content=content,
        adopted=policy.adopted,
        loaded_at=now,
        current=False,
    )
    session.add(version)
    session.flush()
    return version


def use(session: Session, version: PolicyVersion) -> None:
    """Let new prospects begin under a version, and under no other of its name."""
    others = update(PolicyVersion).where(PolicyVersion.policy_id == version.policy_id)
    session.execute(others.values(current=False))
    version.current = True
    session.flush()


def set_aside(session: Session, version: PolicyVersion) -> None:
    """Let no new prospect begin under a version; those that did keep it."""
    version.current = False
    session.flush()


def version_by_id(session: Session, version_id: str) -> PolicyVersion:
    """Get a kept version; NotFound for one of another workspace, or none at all."""
    version = session.scalars(select(PolicyVersion).where(PolicyVersion.id == version_id)).one_or_none()
    if version is None:
        raise NotFound("step list", offers=("settings",))
    return version


def unused_versions(session: Session) -> list[PolicyVersion]:
    """List, of each policy that no new prospect begins under, the text that was loaded last."""
    current = {version.policy_id for version in current_versions(session)}
    kept = session.scalars(select(PolicyVersion).order_by(PolicyVersion.loaded_at, PolicyVersion.id))
    latest = {version.policy_id: version for version in kept if version.policy_id not in current}
    return list(latest.values())


def current_versions(session: Session) -> list[PolicyVersion]:
    """List the versions that new prospects begin under, in the order they were loaded, then by name."""
    wanted = select(PolicyVersion).where(PolicyVersion.current.is_(True))
    return list(session.scalars(wanted.order_by(PolicyVersion.loaded_at, PolicyVersion.policy_id)))


def offered_paths(session: Session) -> list[tuple[PolicyVersion, Policy, Path]]:
    """List the paths that a new prospect may begin on."""
    return [
        (version, policy, path)
        for version in current_versions(session)
        for policy in (policy_in(version),)
        for path in policy.paths
        if path.offered
    ]


def path_named(session: Session, name: str) -> tuple[PolicyVersion, Policy, Path]:
    """Give the offered path called "policy/path"; NotFound when there is none."""
    for version, policy, path in offered_paths(session):
        if name == f"{policy.id}/{path.id}":
            return version, policy, path
    raise NotFound("list of steps", field="path")
