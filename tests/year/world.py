"""The sample commission in its practice workspace, moved through time by hand; what Slack took is written down."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from importlib import resources
from pathlib import Path

from slack_sdk import WebClient
from sqlalchemy import select

from bot.demo import BEGINNING, TEAM_ID, sample_file
from bot.practice.contents import Json
from bot.practice.driver import Practice
from bot.practice.reading import lines_of
from bot.practice.seeds import ChannelSeed, PersonSeed
from bot.setup_command import commission_in, run_setup
from models.database import Database, WorkspaceDatabase, open_database
from models.due_dates import DueDate
from models.meetings import Meeting
from models.members import Member
from models.outbox import Outbox
from models.policy_shelf import policy_in
from models.prospects import Prospect
from models.schema import migrate
from models.workspaces import PolicyVersion
from scheduler.claims import next_due
from scheduler.outbox import Sender
from scheduler.reminders import plan_reminders
from tests.builders import LOS_ANGELES, Office
from tests.lint import linted

SOON = timedelta(minutes=1)
AN_INSTANT = timedelta(milliseconds=50)
"""The clock runs on by itself, and is never moved back."""
STAFF = "U0DANA"
CHANNELS = [ChannelSeed("C0SISTER", "sister-cities")]


@dataclass(frozen=True, kw_only=True)
class Heard:
    """A message as a person first got it."""

    at: datetime
    person: str
    """Their id in Slack."""
    kind: str
    text: str
    lines: tuple[str, ...]
    """What its blocks show."""


@dataclass(frozen=True, kw_only=True)
class Running:
    """A deadline that ran on some day, as the lists of that day had it."""

    city: str
    title: str
    step_id: str
    on: date


@dataclass(frozen=True, kw_only=True)
class World:
    """The commission, its Slack, and all that anybody was told."""

    database: Database
    workspace: WorkspaceDatabase
    practice: Practice
    sender: Sender
    heard: list[Heard] = field(default_factory=list)
    posted: list[str] = field(default_factory=list)
    """What was posted to the channel."""
    running: dict[date, frozenset[Running]] = field(default_factory=dict)
    """The deadlines that ran on each day, in the morning."""

    @property
    def now(self) -> datetime:
        """The moment, by the clock on the wall."""
        return self.practice.clock.now().astimezone(LOS_ANGELES)

    @property
    def office(self) -> Office:
        """The commission, for whoever acts now."""
        return Office(workspace=self.workspace, now=self.practice.clock.now())

    def moves_to(self, moment: datetime) -> None:
        """Let the clock go on, unless it has by itself."""
        if moment > self.practice.clock.now() + AN_INSTANT:
            self.practice.clock.move_to(moment)

    def comes(self, moment: datetime) -> None:
        """Let a moment come, with all that Clerk then does."""
        self.moves_to(moment)
        plan_reminders(self.database, self.practice.clock.now())
        while True:
            while self.sender.send_due(10):
                continue
            at = next_due(self.database, self.practice.clock.now())
            if at is None or at > moment + SOON:
                break
            self.moves_to(at)
        self._write_down()

    def _write_down(self) -> None:
        """Note what was posted since, and forget how."""
        for call in self.practice.calls:
            if call.method == "chat.postMessage" and call.error is None:
                self._note(call.arguments)
        self.practice.calls.clear()
        self.practice.shown.clear()

    def _note(self, said: Json) -> None:
        if not said["channel"].startswith("U"):
            self.posted.append(said["text"])
            return
        named = said["metadata"]["event_payload"]["id"]
        with self.workspace.reading() as session:
            kind = session.scalars(select(Outbox.kind).where(Outbox.id == named)).one()
        lines = tuple(lines_of(said["blocks"]))
        entry = Heard(at=self.now, person=said["channel"], kind=kind, text=said["text"], lines=lines)
        self.heard.append(entry)

    def note_deadlines(self) -> None:
        """Write down which deadlines run today."""
        with self.workspace.reading() as session:
            rows = session.execute(
                select(DueDate.step_id, DueDate.on, Prospect.title, PolicyVersion)
                .join(Prospect, Prospect.id == DueDate.prospect_id)
                .join(PolicyVersion, PolicyVersion.id == Prospect.policy_version_id)
                .where(DueDate.kind == "due")
            ).all()
            self.running[self.now.date()] = frozenset(
                Running(
                    city=title.partition(",")[0],
                    step_id=step_id,
                    on=on,
                    title=next(step.title for step in policy_in(version).steps if step.id == step_id),
                )
                for step_id, on, title, version in rows
            )

    def file(self, city: str) -> str:
        """Give the id of a city's file."""
        with self.workspace.reading() as session:
            return session.scalars(select(Prospect.id).where(Prospect.title.startswith(city))).one()

    def meeting(self, on: date) -> str:
        """Give the id of the meeting of a day."""
        with self.workspace.reading() as session:
            return session.scalars(select(Meeting.id).where(Meeting.on == on)).one()

    def names(self) -> dict[str, str]:
        """Name everybody by their id in Slack."""
        with self.workspace.reading() as session:
            rows = session.execute(select(Member.slack_id, Member.name).where(Member.slack_id.is_not(None)))
            return {str(slack_id): name for slack_id, name in rows}


def _people() -> list[PersonSeed]:
    file = commission_in(sample_file())
    return [PersonSeed(each.slack, each.name, "", file.zone) for each in file.people if each.slack]


def _manifest() -> Json:
    manifest: Json = json.loads((resources.files("bot") / "manifest.json").read_text())
    return manifest


@contextmanager
def world(folder: Path) -> Iterator[World]:
    """Set up the sample commission as `clerk demo` does, with a Slack that remembers nothing on disk."""
    with (
        closing(open_database(f"sqlite:///{folder}/clerk.db")) as database,
        linted(Practice(_people(), CHANNELS, _manifest(), starts_at=BEGINNING)) as practice,
    ):
        migrate(database)
        run_setup(
            sample_file(),
            database=database,
            workspace_id=TEAM_ID,
            now=BEGINNING,
            apply=False,
            out=lambda _: None,
        )
        client = WebClient(practice.bot_token, base_url=practice.api_url, timeout=10, retry_handlers=[])
        sender = Sender(database=database, client=client, now=practice.clock.now, draw={})
        workspace = database.workspace(TEAM_ID)
        yield World(database=database, workspace=workspace, practice=practice, sender=sender)
