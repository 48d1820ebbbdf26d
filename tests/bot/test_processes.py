"""Clerk as a process of its own: how it starts, what it prints, and how it ends when its host tells it to."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection
from typing import TypeAlias

import pytest
from sqlalchemy import select

from bot.demo import LOOPBACK, TEAM_ID
from bot.practice.driver import Practice
from models.database import Database, open_database
from models.outbox import TYPED_ANSWER, Outbox
from models.schema import migrate
from tests.bot.conftest import set_up_sample

Start: TypeAlias = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(slack: Practice) -> Iterator[Start]:
    """Starts `clerk` with these words and settings, in the environment of the practice workspace."""
    assert slack.bot_token
    started: list[subprocess.Popen[str]] = []

    def begin(*words: str, **settings: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(  # noqa: S603 - Clerk itself
            [sys.executable, "-m", "bot", *words],
            env={**os.environ, **settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def kept(slack: Practice) -> Iterator[Database]:
    """The database that the processes work on, with the sample commission in it."""
    assert slack.api_url
    with closing(open_database(os.environ["DATABASE_URL"])) as database:
        migrate(database)
        set_up_sample(database)
        yield database


def health_at(line: str) -> tuple[int, object]:
    """Ask the health of the Clerk that said at which port it answers."""
    port = int(line.rpartition("port ")[2].partition(",")[0])
    with closing(HTTPConnection(LOOPBACK, port, timeout=5)) as connection:
        connection.request("GET", "/healthz")
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())


def ended(process: subprocess.Popen[str], told: signal.Signals = signal.SIGTERM) -> tuple[int, float]:
    """Tell a process to end; give its exit code, and the seconds that it took."""
    began = time.monotonic()
    process.send_signal(told)
    return process.wait(timeout=60), time.monotonic() - began


@pytest.mark.slow
def test_told_to_end_clerk_sends_what_it_is_sending_and_nothing_is_lost_or_doubled(
    slack: Practice, start: Start, kept: Database
) -> None:
    def answers() -> list[tuple[bool, bool]]:
        with kept.workspace(TEAM_ID).reading() as session:
            wanted = select(Outbox.intent_at, Outbox.sent_ts).where(Outbox.kind == TYPED_ANSWER)
            return [(intent is not None, sent is not None) for intent, sent in session.execute(wanted)]

    dana = slack.person("U0DANA")
    first = start("run")
    slack.wait_until_connected(60)
    slack.faults.slow("chat.postMessage", seconds=1.5, times=20)
    dana.says("help")
    slack.wait_for(lambda: answers() == [(True, False)], 30)
    code, seconds = ended(first)

    assert (code, seconds < 10, answers()) == (0, True, [(False, True)])
    second = start("run")
    slack.wait_until_connected(60)
    assert ended(second)[0] == 0
    assert len([message for message in dana.dm if message.text.endswith("Stuck? Ask Dana Ito.")]) == 1


@pytest.mark.slow
def test_the_clock_alone_is_well_and_slack_reaches_nobody(
    slack: Practice, start: Start, kept: Database
) -> None:
    assert kept
    clock = start("clock", SLACK_APP_TOKEN="")
    assert clock.stdout is not None
    line = clock.stdout.readline()

    assert line.startswith("Clerk is running as the clock alone; health at port ")
    assert (health_at(line), slack.is_connected) == ((200, {"status": "ok"}), False)
    assert ended(clock, signal.SIGINT)[0] == 0


@pytest.mark.slow
def test_in_json_every_line_is_an_object(slack: Practice, start: Start, kept: Database) -> None:
    assert kept
    clerk = start("run", CLERK_LOG="json")
    slack.wait_until_connected(60)
    slack.disconnect(None)
    slack.wait_for(lambda: not slack.is_connected, 10)
    slack.wait_until_connected(60)
    time.sleep(0.2)
    clerk.terminate()
    out, err = clerk.communicate(timeout=60)

    said = [json.loads(line)["message"] for line in err.splitlines()]
    assert (out, clerk.returncode) == ("", 0)
    assert [line for line in said if line.startswith("Clerk is running over Socket Mode")] != []
    assert "Connected to Slack again." in said


@pytest.mark.slow
def test_clerk_ends_by_itself_when_slack_takes_its_token_back(
    slack: Practice, start: Start, kept: Database
) -> None:
    assert kept
    clerk = start("run")
    slack.wait_until_connected(60)
    slack.faults.refuse("apps.connections.open", error="token_revoked", times=9)
    slack.disconnect("link_disabled")
    _, err = clerk.communicate(timeout=60)

    assert (clerk.returncode, err.splitlines()[-1]) == (
        1,
        "Slack did not accept SLACK_APP_TOKEN: token_revoked. Copy it again from your Slack app's settings.",
    )
