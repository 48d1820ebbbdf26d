"""Two Clerks on one database, and Slack's side of the wire, where any request can be sent in any shape and at any time."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass
from http.client import HTTPConnection
from importlib import resources
from typing import Any
from urllib.parse import urlencode

import pytest
from slack_sdk.signature import SignatureVerifier
from sqlalchemy import func, select

from bot.app import build_app, identity_of, slack_client
from bot.practice.contents import APP_USER, Draft, Json, Message
from bot.practice.driver import Practice
from bot.practice.payloads import (
    command_payload,
    event_payload,
    message_action_payload,
    shortcut_payload,
    submission_payload,
)
from bot.practice.seeds import ChannelSeed, PersonSeed
from bot.practice.slack import Slack
from bot.web import EVENTS_PATH, WebServer, web_application
from models.correspondence import Letter
from models.database import Record, open_database
from models.ledger import Act
from models.members import Member
from models.outbox import Outbox
from models.prospects import Inquiry, Prospect
from models.requests import Request
from tests.builders import LOS_ANGELES, NOW, ROSTER, STRANGER, Office, office
from tests.lint import linted

TEAM_ID = "T0PRACTICE"
CHANNEL = "C1"
PEOPLE = [PersonSeed(each, name, "", LOS_ANGELES.key) for each, (name, _) in ROSTER.items()]
WRITTEN: tuple[type[Record], ...] = (Act, Prospect, Inquiry, Letter, Member, Outbox, Request)
Answer = tuple[int, str]


@dataclass(frozen=True, kw_only=True)
class Wire:
    """What Slack holds of the line to two Clerks."""

    practice: Practice
    slack: Slack
    office: Office
    ports: tuple[int, int]

    def sends(self, payload: Json, *, to: int = 0, headers: Mapping[str, str] | None = None) -> Answer:
        """Send a signed request to the first or the second Clerk; gives the answer's status and body."""
        kind, body = packed(payload)
        connection = HTTPConnection("127.0.0.1", self.ports[to], timeout=8)
        signed = {"Content-Type": kind, **self.signature(body), **(headers or {})}
        connection.request("POST", EVENTS_PATH, body, signed)
        answer = connection.getresponse()
        said = answer.status, answer.read().decode()
        connection.close()
        return said

    def sends_and_hangs_up(self, payload: Json) -> None:
        """Send a request and end the line before the answer can come."""
        kind, body = packed(payload)
        headers = {"Host": "clerk", "Content-Type": kind, "Content-Length": str(len(body))}
        lines = [f"{name}: {value}" for name, value in {**headers, **self.signature(body)}.items()]
        head = "\r\n".join([f"POST {EVENTS_PATH} HTTP/1.1", *lines, "", ""]).encode()
        with socket.create_connection(("127.0.0.1", self.ports[0])) as line:
            line.sendall(head + body)

    def signature(self, body: bytes) -> dict[str, str]:
        """Sign a body as of now."""
        now = str(int(time.time()))
        signed = SignatureVerifier(self.practice.signing_secret).generate_signature(timestamp=now, body=body)
        return {"X-Slack-Signature": signed or "", "X-Slack-Request-Timestamp": now}

    def command(self, text: str, by: str = "U1") -> Json:
        """Make what Slack sends when somebody types a command."""
        person, channel = self.practice.workspace.person(by), self.practice.workspace.channel(CHANNEL)
        return command_payload(self.slack, person, channel, "/sister", text)

    def said(self, text: str, by: str = "U1", **more: object) -> Json:
        """Make what Slack sends when somebody writes to Clerk in a direct message."""
        event = {"type": "message", "channel_type": "im", "channel": f"D{by[1:]}", "user": by, "text": text}
        return event_payload({**event, "ts": self.practice.workspace.next_ts(), **more})

    def pressed(self, action_id: str, value: str, on: Message, by: str = "U1") -> Json:
        """Make what Slack sends when somebody presses a button."""
        action = {"type": "button", "block_id": "b", "action_id": action_id, "value": value}
        action["action_ts"] = self.practice.workspace.next_ts()
        return message_action_payload(self.slack, self.practice.workspace.person(by), on, action, {})

    def message(self) -> Message:
        """Let a message of Clerk's stand in the channel."""
        return self.practice.workspace.post(Draft(channel=CHANNEL, user=APP_USER, text="Saved."))

    def form(self, by: str = "U1") -> Json:
        """Make what Slack sends when the form of an inquiry is sent off, as it was opened for somebody."""
        self.sends(self.command("inquiry Cascais, Portugal", by))
        modal = self.practice.person(by).modal
        assert modal is not None
        return submission_payload(
            self.slack, self.practice.workspace.person(by), self.practice.workspace.view(modal.id)
        )

    def shortcut(self, name: str, by: str = "U1") -> Json:
        """Make what Slack sends when a shortcut is used."""
        return shortcut_payload(self.slack, self.practice.workspace.person(by), name)

    def count(self, *records: type[Record]) -> list[int]:
        """Count the rows of each kind."""
        with self.office.workspace.reading() as session:
            return [session.scalars(select(func.count()).select_from(record)).one() for record in records]


def packed(payload: Json) -> tuple[str, bytes]:
    """Put a payload into the shape that its kind has on the wire."""
    if "event" in payload or payload.get("type") == "event_callback":
        return "application/json", json.dumps(payload).encode()
    form: dict[str, Any] = payload if "command" in payload else {"payload": json.dumps(payload)}
    return "application/x-www-form-urlencoded", urlencode(form).encode()


@pytest.fixture
def wire(address: str) -> Iterator[Wire]:
    """A commission at work with two Clerks, each with connections of its own; on each engine in turn."""
    manifest = json.loads((resources.files("bot") / "manifest.json").read_text())
    people = [*PEOPLE, PersonSeed(STRANGER, "Kim Roe", "", LOS_ANGELES.key)]
    with ExitStack() as stack:
        practice = stack.enter_context(
            linted(Practice(people, [ChannelSeed(CHANNEL, "cities")], manifest, starts_at=NOW))
        )
        databases = [stack.enter_context(closing(open_database(address))) for _ in range(2)]
        at_work = office(databases[0], TEAM_ID)
        client = slack_client(practice.bot_token, practice.api_url)
        apps = [
            build_app(
                client=client,
                identity=identity_of(practice.bot_token, practice.api_url),
                database=database,
                now=practice.clock.now,
                wake=lambda: None,
                signing_secret=practice.signing_secret,
            )
            for database in databases
        ]
        servers = [
            WebServer(web_application(list, app, practice.signing_secret), host="127.0.0.1", port=0)
            for app in apps
        ]
        for server in servers:
            stack.callback(server.close)
        yield Wire(
            practice=practice,
            slack=practice._slack,  # noqa: SLF001  what Slack makes up is made up here
            office=at_work,
            ports=(servers[0].port, servers[1].port),
        )
