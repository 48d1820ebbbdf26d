"""A worker of the soak: what a process of `clerk clock` does, by the fast clock."""

from __future__ import annotations

import logging
import multiprocessing
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from slack_sdk import WebClient

from models.database import open_database
from scheduler.outbox import Sender
from scheduler.timetable import start_timetable
from tests.soak.fast_clock import open_clock

TIMEOUT = 1
"""Real seconds that a call is waited for: far less than a lease at this clock."""


@dataclass(frozen=True, kw_only=True)
class Post:
    """Where a worker works."""

    database: str
    api_url: str
    token: str
    clock_file: Path
    starts_at: datetime
    started: float


def work(post: Post) -> None:
    """Plan and send until killed."""
    logging.disable()
    clock = open_clock(post.clock_file, post.starts_at, post.started)
    client = WebClient(post.token, base_url=post.api_url, timeout=TIMEOUT, retry_handlers=[])
    sender = Sender(database=open_database(post.database), client=client, now=clock.now, draw={})
    timetable = start_timetable(sender, sender.database, clock.now)
    parent = multiprocessing.parent_process()
    while parent and parent.is_alive():
        time.sleep(1)
    timetable.stop()
