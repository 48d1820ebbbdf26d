"""The handover sheet: who looks after Clerk, what is where, and what to do when somebody else takes over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from models.rules.documents import Document, Heading, Listing, Paragraph, Part
from models.rules.wording import full_date, moment_in_words

KEEP = "Keep a printed copy where the next person finds it. It holds no token and no password."
TO_FILL = "(please write it here)"


@dataclass(frozen=True, kw_only=True)
class Machine:
    """What is known on the computer on which Clerk runs, and there alone."""

    computer: str
    folder: str
    """Where the command was started."""
    program: str
    database: str
    """The file, or the server without user and password."""
    backups: str
    settings: tuple[str, ...]
    """The names of the settings that are set; never what they are set to."""


@dataclass(frozen=True, kw_only=True)
class Handover:
    """What the record knows of who looks after Clerk."""

    body: str
    workspace_id: str
    channel: str | None
    """Its Slack id."""
    set_up_on: date | None
    set_up_by: str
    """A name; empty where nobody knows."""
    second_admin: str
    """The same."""
    officers: tuple[str, ...]
    """Such as "chair: Bo Lee"."""
    staff: tuple[str, ...]
    open_files: int
    is_file: bool
    """Whether everything is in one SQLite file, and not on a database server."""
    copied_at: datetime | None
    copies_apart: bool | None
    version: str


def handover_sheet(known: Handover, today: date, machine: Machine | None = None) -> Document:
    """Write the sheet; without `machine` the places that only the computer knows are left to be filled in."""
    parts: tuple[Part, ...] = (
        Paragraph(text=f"As of {full_date(today)}. {KEEP}"),
        *(Heading(text="Who looks after Clerk"), Listing(items=tuple(_people(known)))),
        *(Heading(text="What is where"), Listing(items=(*_in_slack(known), *_places(known, machine)))),
        *(Heading(text="Day to day"), Listing(items=tuple(_day_to_day(known)))),
        *(Heading(text="When a token has to be replaced"), Listing(items=TOKENS, numbered=True)),
        *(Heading(text="When somebody else takes over"), Listing(items=NEXT_PERSON, numbered=True)),
    )
    return Document(title=f"Handover sheet: Clerk for {known.body}", parts=parts)


TOKENS = (
    "Replace a token at once when somebody who knew it leaves, or when it was seen where it should not be.",
    "Bot token: at api.slack.com/apps choose the app, then OAuth & Permissions. Revoke its tokens there, and install it again.",
    "App-level token: under Basic Information revoke the old one, and make another with the scope connections:write.",
    "Write the new token into the settings of the computer, as SLACK_BOT_TOKEN or SLACK_APP_TOKEN, and start Clerk again.",
    "Type /invite @Clerk in the commission's channel: when its bot token is revoked, Clerk leaves every channel.",
    "Run clerk doctor. Nothing is lost meanwhile: what fell due is sent once Slack lets Clerk in.",
)
NEXT_PERSON = (
    "Make them a collaborator of the app at api.slack.com/apps, and an administrator of the Slack workspace.",
    "Give them the way into the computer, and show them where its settings are.",
    "Have them run clerk doctor and clerk backup FILE once by themselves.",
    "Put them on the roster as staff: /sister roster. Name a second administrator: /sister settings.",
    "Replace the tokens, as above, once whoever leaves has left.",
    "Print this sheet again.",
)


def _people(known: Handover) -> list[str]:
    on = f" on {full_date(known.set_up_on)}" if known.set_up_on else ""
    return [
        f"Set up by {known.set_up_by or TO_FILL}{on}.",
        f"Second administrator: {known.second_admin or TO_FILL}.",
        *(f"{each[:1].upper()}{each[1:]}." for each in known.officers),
        f"Staff: {', '.join(known.staff) or 'nobody'}.",
    ]


def _in_slack(known: Handover) -> list[str]:
    channel = f"the one with the id {known.channel}" if known.channel else "none yet"
    return [
        f"Slack workspace: the one with the id {known.workspace_id}. Commission's channel: {channel}.",
        f"Slack app: Clerk, at api.slack.com/apps. Who can change it there: {TO_FILL}.",
    ]


def _places(known: Handover, machine: Machine | None) -> list[str]:
    copied = f" The last nightly one was made on {_moment(known.copied_at)}." if known.copied_at else ""
    beside = (
        " It lies on the same disk as the database: copy it elsewhere too."
        if known.copies_apart is False
        else ""
    )
    if machine is None:
        kind = "one file" if known.is_file else "on a database server"
        return [
            f"Computer or host on which Clerk runs: {TO_FILL}.",
            f"Database ({kind}): {TO_FILL}.",
            f"Backups: {TO_FILL}.{copied}{beside}",
            f"Clerk's version: {known.version}. The command clerk handover FILE fills in what is left open here.",
        ]
    return [
        f"Computer: {machine.computer}. Clerk is started in the folder {machine.folder}, as {machine.program}.",
        f"Database: {machine.database}.",
        f"Backups: {machine.backups}.{copied}{beside}",
        f"Settings that are set, by name: {', '.join(machine.settings) or 'none'}. Their values are on the computer alone.",
        f"Clerk's version: {known.version}.",
    ]


def _day_to_day(known: Handover) -> list[str]:
    restore = (
        "Restore: stop Clerk, run clerk restore FILE with the latest backup, and start it again. What was there is kept."
        if known.is_file
        else "Restore: stop Clerk, use the database's own pg_restore, run clerk restore without a file, and start it again."
    )
    return [
        "Start: clerk run, or systemctl start clerk where it is a service.",
        "Stop: Ctrl-C, or systemctl stop clerk. What falls due meanwhile is sent at the next start.",
        "Look whether all is well: clerk doctor. It says of each part whether it works, and what to do where it does not.",
        "Upgrade: install the new version and start it. The database is brought up to date, after a copy of it.",
        restore,
        "Take the records out: /sister export in Slack, or clerk export FOLDER.",
        f"Cities that are being worked on now: {known.open_files}.",
    ]


def _moment(at: datetime) -> str:
    return moment_in_words(at, date.min)
