"""The handover sheet: what it says, and what it leaves to be filled in."""

from dataclasses import replace
from datetime import date, datetime

from models.rules.documents import as_lines
from models.rules.handover import Handover, Machine, handover_sheet
from tests.builders import LOS_ANGELES

KNOWN = Handover(
    body="Milpitas Sister Cities Commission",
    workspace_id="T1",
    channel="C1",
    set_up_on=date(2026, 1, 10),
    set_up_by="Ana Ruiz",
    second_admin="",
    officers=("chair: Bo Lee", "vice chair: nobody"),
    staff=("Ana Ruiz",),
    open_files=3,
    is_file=True,
    copied_at=datetime(2026, 1, 15, 2, 10, tzinfo=LOS_ANGELES),
    copies_apart=False,
    version="1.2.3",
)
MACHINE = Machine(
    computer="rock",
    folder="/srv",
    program="/opt/clerk/bin/clerk",
    database="the file /srv/data/clerk.db",
    backups="the folder /mnt/backup",
    settings=("PORT", "SLACK_BOT_TOKEN"),
)


def lines(known: Handover, machine: Machine | None = None) -> list[str]:
    return as_lines(handover_sheet(known, date(2026, 1, 15), machine))


def test_the_sheet_says_who_looks_after_clerk_and_what_is_where() -> None:
    assert lines(KNOWN, MACHINE)[:21] == [
        "Handover sheet: Clerk for Milpitas Sister Cities Commission",
        "",
        "As of Jan 15, 2026. Keep a printed copy where the next person finds it. It holds no token and no password.",
        "",
        "Who looks after Clerk",
        "",
        "- Set up by Ana Ruiz on Jan 10, 2026.",
        "- Second administrator: (please write it here).",
        "- Chair: Bo Lee.",
        "- Vice chair: nobody.",
        "- Staff: Ana Ruiz.",
        "",
        "What is where",
        "",
        "- Slack workspace: the one with the id T1. Commission's channel: the one with the id C1.",
        "- Slack app: Clerk, at api.slack.com/apps. Who can change it there: (please write it here).",
        "- Computer: rock. Clerk is started in the folder /srv, as /opt/clerk/bin/clerk.",
        "- Database: the file /srv/data/clerk.db.",
        (
            "- Backups: the folder /mnt/backup. The last nightly one was made on Thu, Jan 15, 2026, 2:10 AM. "
            "It lies on the same disk as the database: copy it elsewhere too."
        ),
        "- Settings that are set, by name: PORT, SLACK_BOT_TOKEN. Their values are on the computer alone.",
        "- Clerk's version: 1.2.3.",
    ]


def test_what_only_the_computer_knows_is_left_to_be_filled_in() -> None:
    said = [line for line in lines(KNOWN) if "write it here" in line]

    assert [line.partition(":")[0] for line in said] == [
        "- Second administrator",
        "- Slack app",
        "- Computer or host on which Clerk runs",
        "- Database (one file)",
        "- Backups",
    ]


def test_what_to_do_is_numbered_from_one() -> None:
    said = lines(KNOWN)
    begins = [line for line in said if line.startswith("1. ")]

    assert begins == [
        "1. Replace a token at once when somebody who knew it leaves, or when it was seen where it should not be.",
        "1. Make them a collaborator of the app at api.slack.com/apps, and an administrator of the Slack workspace.",
    ]


def test_a_database_server_is_restored_with_its_own_tool() -> None:
    server = replace(KNOWN, is_file=False, copied_at=None, copies_apart=None)

    assert [line for line in lines(server) if line.startswith(("- Restore", "- Database"))] == [
        "- Database (on a database server): (please write it here).",
        "- Restore: stop Clerk, use the database's own pg_restore, run clerk restore without a file, and start it again.",
    ]
