"""The settings, as `clerk doctor` looks at them: what is set, what is missing, what cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.disks import refuse_throwaway_disk
from bot.findings import Finding, failed, noted, passed
from bot.settings import Settings, SettingsFault, backup_folder, database_url

WELL = {"SLACK_BOT_TOKEN": "xoxb-", "SLACK_APP_TOKEN": "xapp-"}
"""What stands for the tokens while another setting is looked at."""
READ = (
    "SLACK_BOT_TOKEN",
    "SLACK_APP_TOKEN",
    "DATABASE_URL",
    "PORT",
    "CLERK_HEARTBEAT_URL",
    "SLACK_API_URL",
)
"""The settings that can be misspelled, one by one."""
PART = "Settings"


def faults_in(environ: Mapping[str, str]) -> dict[str, str]:
    """Say of each setting that is set and cannot be read what is wrong with it."""
    faults: dict[str, str] = {}
    for name in READ:
        try:
            Settings.from_environ({**WELL, name: environ.get(name) or WELL.get(name, "")})
        except SettingsFault as fault:
            faults[name] = str(fault)
    return faults


def settings_found(environ: Mapping[str, str]) -> Iterator[Finding]:
    """Look at every setting; each fault has a line of its own."""
    faults = faults_in(environ)
    for says in faults.values():
        yield failed(PART, says)
    missing = list(_missing(environ))
    for says in missing:
        yield failed(PART, says)
    if not faults and not missing:
        way = "Socket Mode" if environ.get("SLACK_APP_TOKEN") else "HTTP"
        yield passed(PART, f"All that Clerk needs is set, for {way}.")
    if not environ.get("CLERK_HEARTBEAT_URL"):
        yield noted(
            PART, "CLERK_HEARTBEAT_URL is not set, so nobody is told when this whole computer is gone."
        )
    yield from _disk(environ, faults)


def _missing(environ: Mapping[str, str]) -> Iterator[str]:
    if not environ.get("SLACK_BOT_TOKEN"):
        yield (
            "SLACK_BOT_TOKEN is not set. Copy it from your Slack app's page OAuth & Permissions; it begins with xoxb-."
        )
    if not environ.get("SLACK_APP_TOKEN") and not environ.get("SLACK_SIGNING_SECRET"):
        yield (
            "SLACK_APP_TOKEN is not set. Make one under Basic Information, App-Level Tokens, with the scope "
            "connections:write; it begins with xapp-. Where Slack is to call Clerk over HTTP, set SLACK_SIGNING_SECRET instead."
        )


def _disk(environ: Mapping[str, str], faults: Mapping[str, str]) -> Iterator[Finding]:
    """Look at where the database and its copies are to lie."""
    if "DATABASE_URL" not in faults:
        try:
            refuse_throwaway_disk(database_url(environ), environ)
        except SettingsFault as fault:
            yield failed("Disk", str(fault))
    folder: Path | None = backup_folder(environ)
    if folder is not None and not folder.is_dir():
        yield failed(
            "Backups",
            f"The folder {folder} is not there. Connect its disk, or set CLERK_BACKUP_FOLDER to another.",
        )
