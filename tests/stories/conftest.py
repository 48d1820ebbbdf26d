"""A running Clerk, its commission, and the practice workspace that people sit in: over Socket Mode, and over signed HTTP."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from importlib import resources
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.practice.contents import Json
from bot.practice.driver import Pace, Practice
from bot.practice.member import Member
from bot.practice.seeds import ChannelSeed, PersonSeed
from bot.practice.seen import MessageSeen, ViewSeen
from bot.running import running
from bot.settings import Settings
from bot.setup_command import run_setup
from bot.web import EVENTS_PATH
from models.database import Database, Record, WorkspaceDatabase
from models.outbox import Outbox
from models.requests import Request
from models.workspaces import Workspace
from tests.lint import linted

TEAM_ID = "T0PRACTICE"
CHANNEL = "C0SISTER"
ROOMS = {CHANNEL: "sister-cities", "C0GENERAL": "general"}
"""The channels of a workspace in which Clerk is new."""
PACIFIC = ZoneInfo("America/Los_Angeles")
BEGINNING = datetime(2026, 1, 22, 10, 0, tzinfo=PACIFIC)
"""A Thursday on which the commission meets."""
PEOPLE = [
    PersonSeed("U0DANA", "Dana Ito", "staff", PACIFIC.key, is_admin=True),
    PersonSeed("U0OKAFOR", "Ngozi Okafor", "chair", PACIFIC.key),
    PersonSeed("U0SAMLEE", "Sam Lee", "member", PACIFIC.key),
    PersonSeed("U0STRANGER", "Kim Roe", "visitor", PACIFIC.key),
]
ON_ROSTER = 3
"""All of them but the visitor."""
PATIENCE = 8.0
"""Seconds that Slack's side waits, not three: a busy machine is no fault of Clerk's. Tests of its haste measure it."""
SOCKET, HTTP = "socket-sqlite", "http-postgresql"
WAYS = [SOCKET, pytest.param(HTTP, marks=pytest.mark.slow)]
over_socket = pytest.mark.parametrize("office", [SOCKET], indirect=True)
over_http = pytest.mark.parametrize("office", WAYS[1:], indirect=True)
"""A story that either way of transport tells alike is told once."""


@dataclass(frozen=True, kw_only=True)
class Office:
    """The commission at work."""

    practice: Practice
    records: WorkspaceDatabase
    restart: Callable[[], None]
    """Stops the process that runs Clerk, and starts another over the same database."""
    heard: set[str] = field(default_factory=set)
    """Every failure that Slack told anybody of."""
    expected: set[str] = field(default_factory=set)
    """The failures that belong to the story."""
    typed: set[str] = field(default_factory=set)
    """Words of people's that the lint leaves as they are."""

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

    def opens(self, person: Member, line: str) -> ViewSeen:
        """Have a person type a command that opens a form; gives the form."""
        person.types(line, channel=CHANNEL)
        return self.form(person)

    def form(self, person: Member) -> ViewSeen:
        """Give the form before a person."""
        modal = person.modal
        assert modal is not None
        return modal

    def records_inquiry(self, typed: str = "Cascais, Portugal", **filled: object) -> str:
        """Have the member record an inquiry; gives the form's last words."""
        self.opens(self.lee, f"/sister inquiry {typed}")
        self.lee.submits({name.replace("_", " ").capitalize(): value for name, value in filled.items()})
        said = self.form(self.lee).shown
        self.lee.closes()
        return said

    def card(self, beginning: str, person: Member | None = None) -> MessageSeen:
        """Wait for the card in the channel whose text begins so."""
        looks = person or self.dana

        def posted() -> MessageSeen | None:
            cards = [message for message in looks.messages(CHANNEL) if not message.ephemeral]
            return next((message for message in reversed(cards) if message.text.startswith(beginning)), None)

        found = self.practice.wait_for(posted)
        assert found is not None
        return found

    def note(self, person: Member, newer_than: int = 0) -> MessageSeen:
        """Wait for the newest note from Clerk in a person's direct messages, where more than so many stand."""
        self.practice.wait_for(lambda: len(self.notes(person)) > newer_than)
        return self.notes(person)[-1]

    def notes(self, person: Member) -> list[MessageSeen]:
        """List what Clerk wrote in a person's direct messages."""
        return [message for message in person.dm if message.user != person.id]

    def settles(self) -> None:
        """Wait until Clerk has done what it does by itself of a morning: the notes are out, and everybody was looked up."""

        def is_quiet() -> bool:
            looked_up = [key for key in self.rows(Request, "key") if key.startswith("account:")]
            waiting = [at for at in self.rows(Outbox, "next_at") if at]
            return self.rows(Workspace, "ticked_at") != [None] and not waiting and len(looked_up) == ON_ROSTER

        self.practice.wait_for(is_quiet)

    def wait(self, **time: float) -> None:
        """Let workspace time pass, as `timedelta` counts it, once what stands in Slack is marked as sent: at that time."""
        self.practice.wait_for(
            lambda: not any(at and not error for at, error in self.rows(Outbox, "intent_at", "last_error"))
        )
        self.practice.clock.move(timedelta(**time))

    def count(self, *records: type[Record]) -> list[int]:
        """Count the rows of each kind."""
        with self.records.reading() as session:
            return [len(session.scalars(select(record)).all()) for record in records]

    def rows(self, record: type[Record], *columns: str) -> list[Any]:
        """List rows of a kind by some of their columns, sorted by them; a single column without a tuple."""
        with self.records.reading() as session:
            found = [tuple(getattr(row, name) for name in columns) for row in session.scalars(select(record))]
        return sorted((row[0] if len(columns) == 1 else row for row in found), key=str)

    def tampers_with_form(
        self, person: Member, answers: Json | None = None, carries: Json | None = None
    ) -> None:
        """Put what no screen would let in into the form on top: answers by field, or what the form carries."""
        view = self.practice.workspace.view(self.form(person).id)
        values = {**view.values}
        for name, answer in (answers or {}).items():
            (action_id,) = values[name]
            values[name] = {action_id: {**values[name][action_id], **answer}}
        carried = {**json.loads(view.content["private_metadata"]), **(carries or {})}
        content = {**view.content, "private_metadata": json.dumps(carried)}
        self.practice.workspace.change_view(replace(view, values=values, content=content))

    def tampers_with_button(self, message: MessageSeen, action_id: str, value: str) -> None:
        """Put another value into a button of a message."""
        stands = self.practice.workspace.message(message.channel, message.ts)
        blocks = json.loads(json.dumps(stands.blocks))
        for block in blocks:
            for element in [*block.get("elements", []), block.get("accessory") or {}]:
                if isinstance(element, dict) and element.get("action_id") == action_id:
                    element["value"] = value
        self.practice.workspace.edit(stands, text=stands.text, blocks=blocks)


@pytest.fixture(params=WAYS)
def office(request: pytest.FixtureRequest) -> Iterator[Office]:
    """A set-up commission without prospects: Clerk over Socket Mode on SQLite, and over signed HTTP on PostgreSQL."""
    transport, engine = request.param.split("-")
    channels = [ChannelSeed(CHANNEL, "sister-cities")]
    database = request.getfixturevalue(f"{engine}_database")
    _set_up(database)
    with _opened(database, transport, channels) as opened:
        opened.settles()
        yield opened


@pytest.fixture(params=WAYS)
def bare_office(request: pytest.FixtureRequest) -> Iterator[Office]:
    """A workspace in which Clerk was installed just now: no commission yet, and nobody has let Clerk into a channel."""
    transport, engine = request.param.split("-")
    channels = [ChannelSeed(name, called, has_app=False) for name, called in ROOMS.items()]
    with _opened(request.getfixturevalue(f"{engine}_database"), transport, channels) as opened:
        yield opened


@pytest.fixture
def thrifty_office(sqlite_database: Database) -> Iterator[Office]:
    """A set-up commission whose administrator left the optional scopes out."""
    channels = [ChannelSeed(CHANNEL, "sister-cities")]
    _set_up(sqlite_database)
    with _opened(sqlite_database, "socket", channels, has_optional_scopes=False) as opened:
        yield opened


@contextmanager
def _opened(
    database: Database, transport: str, channels: Sequence[ChannelSeed], *, has_optional_scopes: bool = True
) -> Iterator[Office]:
    manifest = json.loads((resources.files("bot") / "manifest.json").read_text())
    if not has_optional_scopes:
        manifest["oauth_config"]["scopes"]["bot_optional"] = []
    typed: set[str] = set()
    pace = Pace(ack=PATIENCE, trigger=PATIENCE, redelivery=(0.0, 0.1, 0.2))
    with (
        linted(Practice(PEOPLE, channels, manifest, starts_at=BEGINNING, pace=pace), typed) as practice,
        ExitStack() as stack,
    ):

        def restart() -> None:
            practice.disconnect(None)
            stack.close()
            stack.enter_context(_at_work(practice, database, transport))

        stack.enter_context(_at_work(practice, database, transport))
        office = Office(practice=practice, records=database.workspace(TEAM_ID), restart=restart, typed=typed)
        practice.workspace.watchers.append(lambda: office.heard.update(_notices(practice)))
        yield office
        practice.disconnect(None)
    assert office.heard == office.expected


def _set_up(database: Database) -> None:
    said: list[str] = []
    file = Path(__file__).parent / "commission.toml"
    done = run_setup(
        file, database=database, workspace_id=TEAM_ID, now=BEGINNING, apply=False, out=said.append
    )
    assert (done, said[1:]) == (0, [])


@contextmanager
def _at_work(practice: Practice, database: Database, transport: str) -> Iterator[None]:
    settings = Settings(
        bot_token=practice.bot_token,
        app_token=practice.app_token if transport == "socket" else None,
        signing_secret=practice.signing_secret,
        database_url="",
        slack_api_url=practice.api_url,
        port=0,
    )
    with running(settings, database, practice.clock.now, host="127.0.0.1") as web:
        if transport == "http":
            practice.serve_over_http(f"http://127.0.0.1:{web.port}{EVENTS_PATH}")
        practice.wait_until_connected()
        yield


def _notices(practice: Practice) -> Sequence[str]:
    return [text for texts in list(practice.workspace.notices.values()) for text in texts]
