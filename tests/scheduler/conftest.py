"""What the scheduler's tests share: a practice workspace, a clock moved by hand, a sender."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import resources
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.web import SlackResponse
from sqlalchemy.orm import Session

from bot.practice.driver import Practice
from bot.practice.seeds import ChannelSeed, PersonSeed
from handlers.views.kit import Message
from models.commission import commission_of
from models.database import Database, WorkspaceDatabase
from scheduler.cards import Draw
from scheduler.claims import Owed
from scheduler.outbox import Sender
from tests.builders import NOW, commission

PEOPLE = [
    PersonSeed("U0DANA", "Dana Ito", "Staff", "America/Los_Angeles"),
    PersonSeed("U0RUTH", "Ruth Meyer", "Chair", "America/Los_Angeles"),
    PersonSeed("U0VI", "Vi Chen", "Member", "America/Los_Angeles"),
]
CHANNELS = [ChannelSeed("C0SISTER", "sister-cities"), ChannelSeed("C0OTHER", "other", has_app=False)]


@dataclass
class Clock:
    """Says the time it was set to."""

    moment: datetime

    def __call__(self) -> datetime:
        return self.moment

    def passes(self, **span: float) -> None:
        """Let time pass, given as `timedelta` takes it."""
        self.moment += timedelta(**span)


class Interrupted(WebClient):
    """A client beside which something happens just before or just after a message is posted."""

    def __init__(
        self, practice: Practice, *, before: Callable[[], object] | None, after: Callable[[], object] | None
    ) -> None:
        super().__init__(practice.bot_token, base_url=practice.api_url, timeout=1, retry_handlers=[])
        self.before, self.after = before, after

    def chat_postMessage(self, **message: Any) -> SlackResponse:  # noqa: ANN401, N802 - as the SDK has it
        if self.before:
            self.before()
        posted = super().chat_postMessage(**message)
        if self.after:
            self.after()
        return posted


@pytest.fixture(scope="package")
def _serving() -> Iterator[Practice]:
    manifest = json.loads((resources.files("bot") / "manifest.json").read_text())
    with Practice(PEOPLE, CHANNELS, manifest) as practice:
        yield practice


@pytest.fixture
def practice(_serving: Practice) -> Practice:
    """A workspace wiped clean, with everybody and every channel as they were."""
    _serving.workspace.people.clear()
    _serving.workspace.channels.clear()
    _serving.workspace.seed(PEOPLE, CHANNELS, "Clerk")
    _serving.workspace.reset()
    _serving.calls.clear()
    _serving.faults.clear()
    return _serving


@pytest.fixture
def client(practice: Practice) -> WebClient:
    return WebClient(practice.bot_token, base_url=practice.api_url, timeout=2, retry_handlers=[])


@pytest.fixture
def workspace(database: Database) -> WorkspaceDatabase:
    return commission(database, "T0PRACTICE")


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


def greeting(*_: object) -> Message:
    return Message(text="Good morning.")


def name_of_commission(session: Session, _owed: Owed, _now: datetime) -> Message:
    return Message(text=commission_of(session).name)


DRAWS: dict[str, Draw] = {"greeting": greeting, "name": name_of_commission, "nothing": lambda *_: None}


@pytest.fixture
def sender(database: Database, workspace: WorkspaceDatabase, client: WebClient, clock: Clock) -> Sender:  # noqa: ARG001
    """A sender that can draw a greeting, and the commission's present name."""
    return Sender(database=database, client=client, now=clock, draw=DRAWS)
