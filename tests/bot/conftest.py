"""What the tests of the roof share: Slack in miniature, and ports that are taken or that nobody answers."""

import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.demo import LOOPBACK, TEAM_ID, practice_workspace, sample_file
from bot.practice.driver import Practice
from bot.setup_command import run_setup
from models.clock import system_now
from models.database import Database


def set_up_sample(database: Database, workspace_id: str = TEAM_ID) -> None:
    """Set the sample commission up in a workspace."""
    run_setup(
        sample_file(),
        database=database,
        workspace_id=workspace_id,
        now=system_now(),
        apply=False,
        out=lambda _: None,
    )


@pytest.fixture
def slack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Practice]:
    """A practice workspace that the environment names as Slack, with the tokens for it and a database."""
    with practice_workspace(tmp_path, port=0) as practice:
        practice.clock.resume(offset=timedelta(), reached=system_now())  # Clerk's own clock is the machine's
        monkeypatch.setenv("SLACK_API_URL", practice.api_url)
        monkeypatch.setenv("SLACK_BOT_TOKEN", practice.bot_token)
        monkeypatch.setenv("SLACK_APP_TOKEN", practice.app_token)
        monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/clerk.db")
        monkeypatch.setenv("PORT", "0")
        monkeypatch.setenv("CLERK_THROWAWAY_DISK", "accept")  # the tests may run in a container
        yield practice


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port that another program listens on."""
    with socket.create_server((LOOPBACK, 0)) as listening:
        yield listening.getsockname()[1]


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A port at which nobody answers: it is bound, so that no other program takes it, and refuses all."""
    with socket.socket() as bound:
        bound.bind((LOOPBACK, 0))
        yield bound.getsockname()[1]
