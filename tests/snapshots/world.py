"""The sample commission on its own day, with a few files at work, and no scheduler that would add to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib import resources
from pathlib import Path

from sqlalchemy import select

from bot.app import build_app, identity_of, slack_client
from bot.demo import BEGINNING, TEAM_ID, sample_file
from bot.practice.driver import Practice
from bot.practice.seeds import ChannelSeed, PersonSeed
from bot.setup_command import commission_in, run_setup
from bot.web import EVENTS_PATH, WebServer, web_application
from models.database import Database, open_database
from models.members import Member
from models.workspaces import Workspace
from tests.builders import Office
from tests.lint import linted

ROLES = {
    "staff": "U0DANA",
    "chair": "U0OKAFOR",
    "member": "U0PARK",
    "alternate": "U0CARTER",
    "liaison": "U0NAKAMURA",
    "stranger": "U0ROE",
}
STRANGER = PersonSeed(ROLES["stranger"], "Kim Roe", "visitor", "America/Los_Angeles")
CHANNEL = ChannelSeed("C0SISTER", "sister-cities")


@contextmanager
def workspace(file: Path, *, is_set_up: bool) -> Iterator[Practice]:
    """Serve a practice workspace over a migrated SQLite file; with the commission and its files, or before all that."""
    manifest = json.loads((resources.files("bot") / "manifest.json").read_text())
    with (
        closing(open_database(f"sqlite:///{file}")) as database,
        linted(Practice(_people(), [CHANNEL], manifest, starts_at=BEGINNING)) as practice,
    ):
        if is_set_up:
            _set_up(database)
        app = build_app(
            client=slack_client(practice.bot_token, practice.api_url),
            identity=identity_of(practice.bot_token, practice.api_url),
            database=database,
            now=lambda: BEGINNING,
            wake=lambda: None,
            signing_secret=practice.signing_secret,
        )
        server = WebServer(web_application(list, app, practice.signing_secret), host="127.0.0.1", port=0)
        practice.serve_over_http(f"http://127.0.0.1:{server.port}{EVENTS_PATH}")
        yield practice
        server.close()


def _people() -> list[PersonSeed]:
    sample = commission_in(sample_file())
    there = [person for person in sample.people if person.slack]
    seeds = [
        PersonSeed(person.slack or "", person.name, "", sample.zone, is_admin="staff" in person.roles)
        for person in there
    ]
    return [*seeds, STRANGER]


def _set_up(database: Database) -> None:
    run_setup(
        sample_file(), database=database, workspace_id=TEAM_ID, now=BEGINNING, apply=False, out=lambda _: None
    )
    desk = Office(workspace=database.workspace(TEAM_ID), now=BEGINNING)
    with desk.workspace.transaction(BEGINNING) as session:
        session.scalars(select(Workspace)).one().ticked_at = BEGINNING
        park = session.scalars(select(Member.id).where(Member.slack_id == ROLES["member"])).one()
    desk.inquiry("Évora", country="PT", by=ROLES["member"], owner_id=park)
