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
    policy = _read(content, name)
    versions = select(PolicyVersion).where(PolicyVersion.policy_id == policy.id)
    session.execute(update(PolicyVersion).where(PolicyVersion.policy_id == policy.id).values(current=False))
    kept = session.scalars(versions.where(PolicyVersion.content_hash == policy.content_hash)).one_or_none()
    version = kept or PolicyVersion(
        policy_id=policy.id,
        content_hash=policy.content_hash,
        content=content,
        adopted=policy.adopted,
        loaded_at=now,
    )
    version.current = True
    session.add(version)
    session.flush()
    return version


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
    raise NotFound("way to begin", field="path")
