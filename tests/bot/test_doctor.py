"""`clerk doctor`: what it says of each part, what to do next, and that it gives no secret away."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from importlib import resources
from pathlib import Path

import pytest

from bot.cli import main
from bot.demo import LOOPBACK
from bot.doctor import run_doctor
from bot.doctor_slack import WHY
from bot.opening import ready_database
from bot.practice.driver import Practice
from bot.running import running
from bot.settings import Settings
from models.clock import system_now
from models.database import Database, open_database
from models.members import Member
from models.outbox import Outbox
from models.requests import Request
from models.workspaces import Workspace
from tests.bot.conftest import set_up_sample
from tests.stories.conftest import TEAM_ID

PRINTED = list[str]


def examined(environ: dict[str, str], now: datetime | None = None) -> tuple[int, PRINTED]:
    """Have Clerk examined; gives the exit code and the lines but for those on disk space, which differ from day to day."""
    said: PRINTED = []
    code = run_doctor(environ, lambda: now or system_now(), said.append)
    return code, [line for line in said if "GB are free" not in line]


def lines(environ: dict[str, str], part: str) -> PRINTED:
    """Give the lines on one part."""
    return [line for line in examined(environ)[1] if line[6:].startswith(f"{part}:")]


@pytest.fixture
def environ(slack: Practice) -> dict[str, str]:  # noqa: ARG001 - it sets the environment
    """The settings of a Clerk in the practice workspace, that listens nowhere."""
    names = (
        "SLACK_API_URL",
        "SLACK_BOT_TOKEN",
        "SLACK_APP_TOKEN",
        "DATABASE_URL",
        "PORT",
        "CLERK_THROWAWAY_DISK",
    )
    return {name: os.environ[name] for name in names}


@pytest.fixture
def records(environ: dict[str, str]) -> Iterator[Database]:
    """Its database, with the sample commission."""
    with ready_database(environ["DATABASE_URL"], system_now) as database:
        set_up_sample(database)
        yield database


def keeps(database: Database, **values: object) -> None:
    """Note how Clerk is doing."""
    with database.workspace(TEAM_ID).transaction(system_now()) as session:
        workspace = session.query(Workspace).one()
        for name, value in values.items():
            setattr(workspace, name, value)


def owes(database: Database, **said: object) -> None:
    """Put a message to the channel into the outbox."""
    usual = {"destination": "C0SISTER", "kind": "digest", "subject": "1", "key": "1", "next_at": None}
    with database.workspace(TEAM_ID).transaction(system_now()) as session:
        session.add(Outbox(**{**usual, "created_at": system_now(), **said}))


def test_without_any_settings_it_says_what_to_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code, said = examined({"PORT": "0", "CLERK_THROWAWAY_DISK": "accept"})

    assert code == 1
    assert said == [
        "FAIL  Settings: SLACK_BOT_TOKEN is not set. Copy it from your Slack app's page OAuth & Permissions; it begins with xoxb-.",
        (
            "FAIL  Settings: SLACK_APP_TOKEN is not set. Make one under Basic Information, App-Level Tokens, with the scope "
            "connections:write; it begins with xapp-. Where Slack is to call Clerk over HTTP, set SLACK_SIGNING_SECRET instead."
        ),
        "note  Settings: CLERK_HEARTBEAT_URL is not set, so nobody is told when this whole computer is gone.",
        f"note  Database: There is none yet. The first start makes it: {tmp_path}/data/clerk.db.",
        "FAIL  Running: No Clerk answers on this computer. Start it with: clerk run.",
        "3 lines say FAIL. Begin with the first: Settings. Then run clerk doctor again.",
    ]
    assert list(tmp_path.iterdir()) == []


def test_each_setting_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    wrong = {"SLACK_BOT_TOKEN": "secret-1", "SLACK_APP_TOKEN": "secret-2", "DATABASE_URL": "mysql://secret-3"}
    code, said = examined({**wrong, "PORT": "secret-4"})

    assert (code, [line for line in said if line.startswith("FAIL")]) == (
        1,
        [
            "FAIL  Settings: SLACK_BOT_TOKEN must begin with xoxb-. Copy it again from your Slack app's settings.",
            "FAIL  Settings: SLACK_APP_TOKEN must begin with xapp-. Copy it again from your Slack app's settings.",
            "FAIL  Settings: DATABASE_URL must begin with sqlite:/// or postgresql://.",
            "FAIL  Settings: PORT must be a number from 0 to 65535.",
        ],
    )
    assert "secret" not in "".join(said)


def test_a_token_with_a_character_that_none_has_is_told_without_it(environ: dict[str, str]) -> None:
    said = examined(
        {**environ, "SLACK_BOT_TOKEN": "xoxb-secret\npart", "CLERK_HEARTBEAT_URL": "https://[secret"}
    )[1]

    assert [line for line in said if line.startswith("FAIL  Settings")] == [
        "FAIL  Settings: SLACK_BOT_TOKEN holds a character that no token has. Copy it again from your Slack app's settings.",
        "FAIL  Settings: CLERK_HEARTBEAT_URL must be a web address that begins with https://.",
    ]
    assert "secret" not in "".join(said)


def test_where_all_is_well_every_line_says_so(
    slack: Practice, environ: dict[str, str], records: Database
) -> None:
    owes(records, sent_ts="1.0", sent_at=system_now())
    with records.workspace(TEAM_ID).transaction(system_now()) as session:
        session.add(Request(key="one", at=system_now()))
    with running(Settings.from_environ(environ), records, system_now, host=LOOPBACK) as clerk:
        slack.wait_until_connected()
        own = {**environ, "PORT": str(clerk.port), "CLERK_HEARTBEAT_URL": "https://example.org/secret"}
        slack.wait_for(lambda: examined(own)[0] == 0)
        keeps(records, backed_up_at=system_now(), backup_is_apart=True)
        code, said = examined(own)

    assert [code, *(line.partition(":")[0] for line in said)] == [
        *(0, "pass  Settings", "pass  Bot token", "pass  Scopes", "pass  App-level token", "pass  Clock"),
        *("pass  Database", "pass  Set-up", "pass  Running", "pass  Sending", "pass  Backups"),
        *("pass  Channel", "pass  Events", "Everything works."),
    ]
    assert [word for word in ("xoxb", "xapp", "secret") if word in "".join(said)] == []


def test_before_the_set_up_it_says_where_to_set_clerk_up(environ: dict[str, str]) -> None:
    with ready_database(environ["DATABASE_URL"], system_now):
        said = lines(environ, "Set-up")

    assert said == ["note  Set-up: No commission yet. Open Clerk's Home in Slack and press Set up Clerk."]


def test_a_token_of_another_workspace_than_the_databases_is_told(environ: dict[str, str]) -> None:
    with ready_database(environ["DATABASE_URL"], system_now) as database:
        set_up_sample(database, "T0OTHER")
        said = lines(environ, "Set-up")

    assert [line.removesuffix(" Open Clerk's Home in Slack and press Set up Clerk.") for line in said] == [
        "note  Set-up: The database holds another workspace's commission; this token's has no commission yet."
    ]


def test_a_wrong_token_is_told_without_it(environ: dict[str, str]) -> None:
    wrong = {**environ, "SLACK_BOT_TOKEN": "xoxb-wrong", "SLACK_APP_TOKEN": "xapp-wrong"}

    assert [*lines(wrong, "Bot token"), *lines(wrong, "App-level token")] == [
        "FAIL  Bot token: Slack did not accept SLACK_BOT_TOKEN: invalid_auth. Copy it again from your Slack app's settings.",
        "FAIL  App-level token: Slack did not accept SLACK_APP_TOKEN: invalid_auth. Copy it again from your Slack app's settings.",
    ]


def test_over_http_it_says_how_the_signing_secret_is_tried(environ: dict[str, str]) -> None:
    own = {**environ, "SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": "hush"}
    _code, said = examined(own)

    assert [line for line in said if line[6:].startswith(("Signing", "App-level"))] == [
        (
            "note  Signing secret: It can be tried only by Slack. Type /sister there: if nothing answers, copy it again from "
            "Basic Information."
        )
    ]
    assert "hush" not in "".join(said)


def test_each_missing_scope_is_told_with_what_does_not_work(tmp_path: Path, environ: dict[str, str]) -> None:
    manifest = json.loads((resources.files("bot") / "manifest.json").read_text())
    manifest["oauth_config"]["scopes"]["bot_optional"] = []
    manifest["oauth_config"]["scopes"]["bot"].remove("im:write")
    lacking = Practice([], [], manifest, file=tmp_path / "other.json")
    with lacking:
        own = {
            **environ,
            "SLACK_API_URL": lacking.api_url,
            "SLACK_BOT_TOKEN": lacking.bot_token,
            "SLACK_APP_TOKEN": lacking.app_token,
        }
        said = lines(own, "Scopes")

    assert [line for line in said if "channels:" not in line] == [
        (
            "FAIL  Scopes: im:write is missing: Clerk cannot send anybody a reminder. Add it under OAuth & Permissions, "
            "and install the app again."
        ),
        "note  Scopes: files:read is not granted, which is well: forms ask for a link to a paper in place of the file.",
        "note  Scopes: files:write is not granted, which is well: Clerk cannot send files; the command line writes them.",
    ]


def test_each_scope_of_the_manifest_is_explained() -> None:
    scopes = json.loads((resources.files("bot") / "manifest.json").read_text())["oauth_config"]["scopes"]

    assert sorted(WHY) == sorted([*scopes["bot"], *scopes["bot_optional"]])


def test_a_clock_that_is_wrong_is_told(environ: dict[str, str]) -> None:
    (line,) = [
        line
        for line in examined(environ, system_now() + timedelta(hours=2))[1]
        if line[6:].startswith("Clock")
    ]

    assert line.startswith("FAIL  Clock: This computer says ")
    assert line.endswith("Nothing is sent until they agree: set this computer's clock.")


def test_slack_and_a_database_server_out_of_reach_are_told_within_ten_seconds(
    environ: dict[str, str], silent_port: int
) -> None:
    began = system_now()
    silent = f"{LOOPBACK}:{silent_port}"
    own = {
        **environ,
        "SLACK_API_URL": f"http://{silent}/api",
        "DATABASE_URL": f"postgresql://clerk@{silent}/clerk",
    }

    assert [line.partition("(")[0] for line in examined(own)[1] if line.startswith("FAIL")] == [
        "FAIL  Bot token: Slack cannot be reached ",
        (
            "FAIL  Database: The database that DATABASE_URL names cannot be reached. "
            "Check that it is running, and its host, port, name, user and password."
        ),
    ]
    assert (system_now() - began).total_seconds() < 10


def test_a_channel_that_does_not_let_clerk_post_is_told(environ: dict[str, str], records: Database) -> None:
    assert lines(environ, "Channel")[0].startswith("note  Channel: Nothing was posted in C0SISTER yet.")
    owes(records, next_at=system_now(), last_error="not_in_channel")

    assert lines(environ, "Channel") == [
        (
            "FAIL  Channel: Slack does not let Clerk post in C0SISTER (not_in_channel). Type /invite @Clerk there, or choose "
            "another with /sister settings."
        )
    ]

    owes(records, key="2", sent_ts="1.0", sent_at=system_now())
    assert lines(environ, "Channel")[0].startswith("pass  Channel: Last posted in C0SISTER on ")
    owes(records, key="3", last_error="is_archived")
    assert lines(environ, "Channel")[0].startswith("FAIL  Channel: ")


def test_an_old_backup_and_one_beside_the_database_are_told(
    environ: dict[str, str], records: Database, tmp_path: Path
) -> None:
    keeps(records, backed_up_at=system_now(), backup_is_apart=False)
    beside = lines(environ, "Backups")
    keeps(records, backed_up_at=system_now() - timedelta(days=3))
    old = lines(environ, "Backups")
    gone = lines({**environ, "CLERK_BACKUP_FOLDER": str(tmp_path / "gone")}, "Backups")

    assert beside[0].startswith("note  Backups: Backed up ")
    assert beside[0].endswith("Set CLERK_BACKUP_FOLDER to a folder on another disk.")
    assert old[0].startswith("FAIL  Backups: Backed up ")
    assert gone[0] == (
        f"FAIL  Backups: The folder {tmp_path}/gone is not there. Connect its disk, or set CLERK_BACKUP_FOLDER to another."
    )


def test_a_clerk_that_has_stopped_is_told(environ: dict[str, str], records: Database) -> None:
    never = lines(environ, "Running")
    keeps(records, ticked_at=system_now() - timedelta(hours=1))
    stopped = lines(environ, "Running")
    keeps(records, ticked_at=system_now())

    assert never == [
        "FAIL  Running: Reminders have not been planned yet. No Clerk answers on this computer. Start it with: clerk run."
    ]
    assert stopped[0].endswith("No Clerk answers on this computer. Start it with: clerk run.")
    assert lines(environ, "Running")[0].startswith("pass  Running: Reminders last planned ")


def test_messages_that_do_not_go_out_are_told(environ: dict[str, str], records: Database) -> None:
    owes(
        records,
        key="2",
        next_at=system_now() - timedelta(hours=1),
        created_at=system_now() - timedelta(hours=2),
    )
    keeps(records, parked_at=system_now(), parked_because="token_revoked")
    said = lines(environ, "Sending")

    assert [line[:6] for line in said] == ["FAIL  "]
    assert "token_revoked" in said[0]


def test_gaps_in_the_roster_are_told(environ: dict[str, str], records: Database) -> None:
    with records.workspace(TEAM_ID).transaction(system_now()) as session:
        for member in session.query(Member):
            member.roles = [role for role in member.roles if role != "chair"]

    assert "note  Roster: The roster has no chair. Please enter one." in lines(environ, "Roster")


def test_an_empty_or_damaged_database_is_told(environ: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "clerk.db"
    file.touch()
    empty = lines(environ, "Database")
    file.write_bytes(b"no database" * 100)
    damaged = lines(environ, "Database")

    assert empty == [
        "FAIL  Database: Its tables are of an earlier version, or it is empty. Start Clerk: it brings them up to date."
    ]
    assert damaged[0].startswith("FAIL  Database: ")
    assert file.read_bytes() == b"no database" * 100


def test_a_database_that_may_only_be_read_is_told(environ: dict[str, str], postgresql_address: str) -> None:
    own = {**environ, "DATABASE_URL": postgresql_address}
    well = lines(own, "Database")
    with closing(open_database(postgresql_address)) as database, database.engine.begin() as connection:
        name = connection.exec_driver_sql("SELECT current_database()").scalar()
        connection.exec_driver_sql(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    try:
        read_only = lines(own, "Database")
    finally:
        with closing(open_database(postgresql_address)) as database, database.engine.begin() as connection:
            connection.exec_driver_sql("SET transaction_read_only = off")
            connection.exec_driver_sql(f"ALTER DATABASE {name} RESET default_transaction_read_only")

    assert well == ["pass  Database: It opens, its tables are up to date, and it can be written."]
    assert read_only == ["FAIL  Database: The server lets Clerk read only. Give its user the right to write."]


def test_a_database_server_out_of_reach_is_told_without_its_address(
    environ: dict[str, str], silent_port: int
) -> None:
    own = {**environ, "DATABASE_URL": f"postgresql://clerk:hush@{LOOPBACK}:{silent_port}/clerk"}

    assert lines(own, "Database") == [
        (
            "FAIL  Database: The database that DATABASE_URL names cannot be reached. "
            "Check that it is running, and its host, port, name, user and password."
        )
    ]


@pytest.mark.usefixtures("slack")
def test_the_command_ends_with_one_where_something_does_not_work(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == (
        "1 line says FAIL. Begin with the first: Running. Then run clerk doctor again."
    )


def test_nothing_is_sent_or_changed(slack: Practice, environ: dict[str, str], records: Database) -> None:
    before = Path(str(records.engine.url.database)).read_bytes()
    examined(environ)

    assert Path(str(records.engine.url.database)).read_bytes() == before
    assert {call.method for call in slack.calls} == {"auth.test", "apps.connections.open"}
