"""`clerk demo`: Clerk and a practice workspace in one process, on loopback, with a sample commission or with none."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from importlib import resources
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.opening import ready_database
from bot.practice.contents import Beginning
from bot.practice.driver import Practice
from bot.practice.seeds import ChannelSeed, PersonSeed
from bot.running import running, wait_for_the_end
from bot.settings import Settings, SettingsFault, listening_on
from bot.setup_command import commission_in, run_setup
from bot.start_faults import GivenUp
from models.database import Database
from models.rules.commission_values import CommissionFile

LOOPBACK = "127.0.0.1"
USUAL_PORT = 8080
TEAM_ID = "T0PRACTICE"
CHANNEL = "C0SISTER"
TOPIC = "Our sister cities: inquiries, dates and votes"
DATABASE = "clerk.db"
SAMPLE, EMPTY = "sample", "empty"
BEGINNINGS = (
    Beginning(key=SAMPLE, title="The sample commission"),
    Beginning(key=EMPTY, title="An empty workspace, to try the set-up"),
)
"""What the page offers to whoever starts over."""
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
        [
            ChannelSeed(CHANNEL, "sister-cities", topic=TOPIC),
            ChannelSeed("C0GENERAL", "general", has_app=False),
        ],
        manifest,
        file=folder / "practice.json",
        starts_at=BEGINNING,
        port=port,
        beginnings=BEGINNINGS,
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


def run_demo(folder: Path, *, port: int | None, say: Callable[[str], None], empty: bool = False) -> int:
    """Serve the practice workspace until told to stop. What happened in it is there again at the next start.

    A new one begins with the sample commission or, where it is to be `empty`, with none, so that the set-up can be tried.
    """
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY", "all_proxy"):
        os.environ.pop(name, None)  # all traffic stays on this machine, and a proxy would take even that
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _alone_in(folder), open_workspace(folder, port) as practice:
        chosen: list[str] = []
        practice.when_started_over(chosen.append)
        if not practice.workspace.beginning:
            _begin(practice, EMPTY if empty else SAMPLE)
        while _is_started_over(practice, folder, chosen, say):
            _forget_record(folder)
            practice.start_over(chosen[-1])
            _begin(practice, chosen.pop())
    return 0


def _is_started_over(
    practice: Practice, folder: Path, chosen: Sequence[str], say: Callable[[str], None]
) -> bool:
    """Run Clerk until somebody starts over in the page; False when the process is told to stop."""
    settings = Settings(
        bot_token=practice.bot_token,
        app_token=practice.app_token,
        signing_secret=None,
        database_url=f"sqlite:///{folder / DATABASE}",
        slack_api_url=practice.api_url,
        port=0,
    )
    now = practice.clock.now
    with ready_database(settings.database_url, now) as database:
        if practice.workspace.beginning != EMPTY:
            _set_sample_up(database, now())
        with running(settings, database, now, host=LOOPBACK) as clerk:
            say(f"The practice workspace is open at {practice.url}/  (Ctrl-C stops it; nothing is lost)")
            try:
                wait_for_the_end(replace(clerk, given_up=lambda: chosen[-1] if chosen else None))
            except GivenUp:
                return True
    return False


def _begin(practice: Practice, beginning: str) -> None:
    """Note how the workspace begins; in an empty one nobody has let Clerk into the channel yet."""
    practice.workspace.beginning = beginning
    if beginning == EMPTY:
        practice.workspace.remove_app(CHANNEL)


def _set_sample_up(database: Database, now: datetime) -> None:
    run_setup(
        sample_file(), database=database, workspace_id=TEAM_ID, now=now, apply=False, out=lambda _: None
    )


def _forget_record(folder: Path) -> None:
    for file in folder.glob(f"{DATABASE}*"):
        file.unlink()
