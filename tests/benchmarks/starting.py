"""How long a start takes and how much an idle Clerk holds, against a process that only imports what Clerk imports."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

from bot.demo import practice_workspace
from bot.practice.driver import Practice
from models.clock import system_now
from models.database import open_database
from models.schema import migrate
from tests.benchmarks.places import set_up
from tests.benchmarks.table import Figure, Result

IMPORTS = "import bot.cli, bot.running\nprint(flush=True)\nimport time\ntime.sleep(60)"
PAGE = os.sysconf("SC_PAGE_SIZE")
IDLE = 2.0
"""Seconds after which a process is taken to be idle."""
LOOK = 0.002


def start(*, times: int) -> Iterator[Result]:
    """Measure starts in turn with bare imports, each in a process of its own."""
    with tempfile.TemporaryDirectory() as folder, practice_workspace(Path(folder), port=0) as slack:
        slack.clock.resume(offset=timedelta(), reached=system_now())
        environ = _environ(slack, folder)
        _prepare(environ["DATABASE_URL"])
        runs = [(_imports(environ), _run(environ, slack)) for _ in range(times)]
    imports, ours = zip(*runs, strict=True)
    seconds = [statistics.median(run[0] for run in each) for each in (imports, ours)]
    pages = [statistics.median(run[1] for run in each) for each in (imports, ours)]
    yield Result(work="floor: the imports alone", p50=Figure(value=seconds[0] * 1000, unit="ms"))
    yield Result(work="start to connected", p50=Figure(value=seconds[1] / seconds[0], limit=1.2))
    yield Result(work="floor: memory after the imports", p50=Figure(value=pages[0] / 2**20, unit="MiB"))
    yield Result(work="memory when idle", p50=Figure(value=pages[1] / pages[0], limit=1.3))


def _environ(slack: Practice, folder: str) -> Mapping[str, str]:
    return {
        **os.environ,
        "SLACK_API_URL": slack.api_url,
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "DATABASE_URL": f"sqlite:///{folder}/clerk.db",
        "PORT": "0",
        "CLERK_THROWAWAY_DISK": "accept",
    }


def _prepare(address: str) -> None:
    with closing(open_database(address)) as database:
        migrate(database)
        set_up(database, files=0)


def _imports(environ: Mapping[str, str]) -> tuple[float, float]:
    """Give the seconds that the imports take, and the bytes held after them."""
    with _process(["-c", IMPORTS], environ) as process:
        return _until(process, lambda: bool(process.stdout and process.stdout.readline()))


def _run(environ: Mapping[str, str], slack: Practice) -> tuple[float, float]:
    """Give the seconds until Clerk is connected, and the bytes held when it is idle."""
    while slack.is_connected:
        time.sleep(LOOK)
    with _process(["-m", "bot", "run"], environ) as process:
        return _until(process, lambda: slack.is_connected)


def _until(process: subprocess.Popen[bytes], is_there: Callable[[], bool]) -> tuple[float, float]:
    started = time.perf_counter()
    while not is_there():
        if process.poll() is not None:
            sys.exit(f"the process ended with {process.returncode}")
        time.sleep(LOOK)
    taken = time.perf_counter() - started
    time.sleep(IDLE)
    resident = Path(f"/proc/{process.pid}/statm").read_text(encoding="ascii").split()[1]
    return taken, int(resident) * PAGE


@contextmanager
def _process(arguments: list[str], environ: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(  # noqa: S603 - it runs Clerk
        [sys.executable, *arguments], env=environ, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait()
        if process.stdout:
            process.stdout.close()
