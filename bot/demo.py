"""`clerk demo`: Clerk and a practice workspace in one process, on loopback, with a sample commission."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from importlib import resources
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.opening import ready_database
from bot.practice.driver import Practice
from bot.practice.seeds import ChannelSeed, PersonSeed
from bot.running import running, wait_for_the_end
from bot.settings import Settings, SettingsFault, listening_on
from bot.setup_command import commission_in, run_setup
from models.rules.commission_values import CommissionFile

LOOPBACK = "127.0.0.1"
USUAL_PORT = 8080
TEAM_ID = "T0PRACTICE"
BEGINNING = datetime(2026, 11, 23, 8, 30, tzinfo=ZoneInfo("America/Los_Angeles"))
"""When the sample commission is first met, whatever the year: its dates are then neither long past nor far ahead."""


def sample_file() -> Path:
    """Give the file of the sample commission."""
    return Path(str(resources.files("bot") / "sample.toml"))


def practice_workspace(folder: Path, *, port: int) -> Practice:
    """Make the practice workspace whose people are the sample commission's."""
    sample = commission_in(sample_file())
    manifest = json.loads((resources.files("bot") / "manifest.json").read_text())
    return Practice(
        _people(sample),
        [ChannelSeed("C0SISTER", "sister-cities")],
        manifest,
        file=folder / "practice.json",
        starts_at=BEGINNING,
        port=port,
    )


def _people(sample: CommissionFile) -> list[PersonSeed]:
    return [
        PersonSeed(
            person.slack,
            person.name,
            ", ".join(person.roles).replace("_", " "),
            person.zone or sample.zone,
            is_admin="staff" in person.roles,
        )
        for person in sample.people
        if person.slack
    ]


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Keep the folder to one practice workspace at a time: two would write over each other."""
    with (folder / "running").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SettingsFault(
                f"A practice workspace runs in {folder} already. Stop that one, or name another place with --folder."
            ) from None
        yield


def open_workspace(folder: Path, port: int | None, *, usual_port: int = USUAL_PORT) -> Practice:
    """Open the practice workspace on a port; on the usual one for None, or on a free one where that is taken."""
    if port is None:
        with suppress(SettingsFault):
            return open_workspace(folder, usual_port)
    wanted = port or 0
    with listening_on(wanted):
        return practice_workspace(folder, port=wanted)


def run_demo(folder: Path, *, port: int | None, say: Callable[[str], None]) -> int:
    """Serve the practice workspace until told to stop. What happened in it is there again at the next start."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY", "all_proxy"):
        os.environ.pop(name, None)  # all traffic stays on this machine, and a proxy would take even that
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _alone_in(folder), open_workspace(folder, port) as practice:
        now = practice.clock.now
        settings = Settings(
            bot_token=practice.bot_token,
            app_token=practice.app_token,
            signing_secret=None,
            database_url=f"sqlite:///{folder / 'clerk.db'}",
            slack_api_url=practice.api_url,
            port=0,
        )
        with ready_database(settings.database_url, now) as database:
            run_setup(
                sample_file(),
                database=database,
                workspace_id=TEAM_ID,
                now=now(),
                apply=False,
                out=lambda _: None,
            )
            with running(settings, database, now, host=LOOPBACK):
                say(f"The practice workspace is open at {practice.url}/  (Ctrl-C stops it; nothing is lost)")
                wait_for_the_end()
    return 0
