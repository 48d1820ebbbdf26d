"""A running Clerk, its commission, and the practice workspace that people sit in: over Socket Mode, and over signed HTTP."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import resources
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.practice.driver import Pace, Practice
from bot.practice.member import Member
from bot.practice.seen import MessageSeen
from bot.practice.seeds import ChannelSeed, PersonSeed
from bot.running import running
from bot.settings import Settings
from bot.setup_command import run_setup
from bot.web import EVENTS_PATH
from models.database import WorkspaceDatabase, open_database

TEAM_ID = "T0PRACTICE"
CHANNEL = "C0SISTER"
PACIFIC = ZoneInfo("America/Los_Angeles")
BEGINNING = datetime(2026, 1, 22, 10, 0, tzinfo=PACIFIC)
"""A Thursday on which the commission meets."""
PEOPLE = [
    PersonSeed("U0DANA", "Dana Ito", "staff", PACIFIC.key, is_admin=True),
    PersonSeed("U0OKAFOR", "Ngozi Okafor", "chair", PACIFIC.key),
    PersonSeed("U0SAMLEE", "Sam Lee", "member", PACIFIC.key),
    PersonSeed("U0STRANGER", "Kim Roe", "visitor", PACIFIC.key),
]


@dataclass(frozen=True, kw_only=True)
class Office:
    """The commission at work."""

    practice: Practice
    records: WorkspaceDatabase

    @property
    def dana(self) -> Member:
        """Staff."""
        return self.practice.person("U0DANA")

    @property
    def okafor(self) -> Member:
        """The chair."""
        return self.practice.person("U0OKAFOR")

    @property
    def lee(self) -> Member:
        """A member."""
        return self.practice.person("U0SAMLEE")

    @property
    def stranger(self) -> Member:
        """Someone in the workspace who is not on the roster."""
        return self.practice.person("U0STRANGER")

    def asks(self, person: Member, line: str) -> str:
        """Have a person type a command in the channel; gives the answer's text."""
        person.types(line, channel=CHANNEL)
        return self.answer(person).text

    def answer(self, person: Member) -> MessageSeen:
        """Give the newest message in the channel that only this person sees."""
        return [message for message in person.messages(CHANNEL) if message.ephemeral][-1]

    def card(self, beginning: str, person: Member | None = None) -> MessageSeen:
        """Wait for the card in the channel whose text begins so."""
        looks = person or self.dana

        def posted() -> MessageSeen | None:
            cards = [message for message in looks.messages(CHANNEL) if not message.ephemeral]
            return next((message for message in reversed(cards) if message.text.startswith(beginning)), None)

        found = self.practice.wait_for(posted)
        assert found is not None
        return found

    def note(self, person: Member) -> MessageSeen:
        """Wait for the newest note from Clerk in a person's direct messages."""
        self.practice.wait_for(lambda: person.dm)
        return person.dm[-1]

    def wait(self, **time: float) -> None:
        """Let workspace time pass, as `timedelta` counts it."""
        self.practice.clock.move(timedelta(**time))


@pytest.fixture(params=["socket-sqlite", "http-postgresql"])
def office(request: pytest.FixtureRequest) -> Iterator[Office]:
    """A set-up commission without prospects: Clerk over Socket Mode on SQLite, and over signed HTTP on PostgreSQL."""
    transport, engine = request.param.split("-")
    manifest = json.loads((resources.files("bot") / "manifest.json").read_text())
    channels = [ChannelSeed(CHANNEL, "sister-cities")]
    pace = Pace(redelivery=(0.0, 0.1, 0.2))
    with (
        closing(open_database(request.getfixturevalue(f"{engine}_address"))) as database,
        Practice(PEOPLE, channels, manifest, starts_at=BEGINNING, pace=pace) as practice,
    ):
        now = practice.clock.now
        file = Path(__file__).parent / "commission.toml"
        said: list[str] = []
        assert (
            run_setup(file, database=database, workspace_id=TEAM_ID, now=now(), apply=False, out=said.append)
            == 0
        ), said
        settings = Settings(
            bot_token=practice.bot_token,
            app_token=practice.app_token if transport == "socket" else None,
            signing_secret=practice.signing_secret,
            database_url="",
            slack_api_url=practice.api_url,
            port=0,
        )
        with running(settings, database, now, host="127.0.0.1") as web:
            if transport == "http":
                practice.serve_over_http(f"http://127.0.0.1:{web.port}{EVENTS_PATH}")
            practice.wait_until_connected()
            yield Office(practice=practice, records=database.workspace(TEAM_ID))
            practice.disconnect(None)
