"""What the tests of failing storage share: an entry, what was saved, and being told in time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import select

from models.database import Database
from models.ledger import Act, record
from models.workspaces import Workspace
from tests.builders import NOW, STAFF

PATIENCE = 5
"""Seconds within which whoever asked is told, which takes two; a machine at work on much else is no fault of Clerk's."""


def enters(database: Database, what: str, reason: str = "") -> None:
    """Write one entry: a number taken from the workspace, and the act that bears it."""
    with database.workspace("T1").transaction(NOW) as session:
        record(session, what, actor=STAFF, now=NOW, reason=reason)


def entries(database: Database) -> tuple[int, list[str]]:
    """Give the last number taken, and the acts there are."""
    with database.workspace("T1").reading() as session:
        acts = list(session.scalars(select(Act.what).order_by(Act.id)))
        return session.scalars(select(Workspace.last_act)).one(), acts


@contextmanager
def told_in_time(fault: type[Exception], match: str | None = None) -> Iterator[None]:
    """Expect a fault, soon."""
    begun = time.monotonic()
    with pytest.raises(fault, match=match):
        yield
    assert time.monotonic() - begun < PATIENCE
