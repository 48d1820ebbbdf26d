"""Several requests that wait for the database take nothing from those that do not."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from time import monotonic, sleep
from typing import TYPE_CHECKING

from sqlalchemy import text

from models.requests import Request
from tests.faults.conftest import Wire

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_SECONDS = 3.0
"""How long Slack waits for an acknowledgement."""
STUCK = 5


@contextmanager
def nobody_else_may_write(wire: Wire) -> Iterator[None]:
    """Hold what every writer needs."""
    with wire.office.workspace.engine.connect() as connection:
        is_server = wire.office.workspace.engine.name == "postgresql"
        if is_server:
            connection.execute(text("LOCK TABLE requests IN EXCLUSIVE MODE"))
        else:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield
        connection.rollback()


def timed(wire: Wire, text_: str) -> tuple[int, bool]:
    """Ask something that only reads; gives the status, and whether it came in time."""
    begun = monotonic()
    status, _ = wire.sends(wire.command(text_))
    return status, monotonic() - begun < MOST_SECONDS


def test_while_five_listeners_are_stuck_a_question_is_answered_in_time(wire: Wire) -> None:
    sent = [wire.said(f"list {number}") for number in range(STUCK)]
    with ThreadPoolExecutor(STUCK) as threads:
        with nobody_else_may_write(wire):
            stuck = [threads.submit(wire.sends, each) for each in sent]
            sleep(0.3)
            assert [each.done() for each in stuck] == [False] * STUCK
            assert timed(wire, "list") == (200, True)
            assert {each.result()[0] for each in stuck} == {
                500
            }  # not acknowledged: Slack delivers them again
        assert wire.count(Request) == [0]
        assert [wire.sends(each)[0] for each in sent] == [200] * STUCK
    assert wire.count(Request) == [STUCK]
