"""The command `clerk`: one function a verb."""

from __future__ import annotations

import argparse
import logging
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TypeAlias

from bot import demo, doctor, logs, running
from bot.app import identity_of
from bot.backup_command import run_backup, run_restore
from bot.disks import refuse_throwaway_disk
from bot.export_command import run_export, run_handover
from bot.file_command import chosen_workspace, meeting_to_minute, write_file
from bot.import_command import run_import, undo_recorded
from bot.opening import ready_database
from bot.policy_command import check_policy, show_policy
from bot.preview_command import run_preview
from bot.proxies import settle_proxies
from bot.settings import Settings, backup_folder, database_url, port_number
from bot.setup_command import run_setup
from bot.start_faults import START_FAULTS, in_words
from models.clock import system_now
from models.database import Database, open_database
from models.rebuilding import rebuild_everything
from models.schema import migrate, pending_differences

_Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - the only name argparse gives it


log = logging.getLogger("clerk")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb of the command line; gives the exit code."""
    given = _parser().parse_args(arguments)
    try:
        logs.set_up(os.environ)
        return int(given.verb(given))
    except START_FAULTS as fault:
        return _fail(in_words(fault))


def run(_given: argparse.Namespace) -> int:
    """Serve a Slack workspace until told to stop: the bot, and the clock that sends what falls due."""
    return _serve(answers=True)


def clock(_given: argparse.Namespace) -> int:
    """Run the clock alone, beside `clerk run`: it plans reminders and sends what falls due, and answers nobody."""
    return _serve(answers=False)


def _serve(*, answers: bool) -> int:
    running.end_at_once_when_told()
    settings = Settings.from_environ(os.environ, answers=answers)
    refuse_throwaway_disk(settings.database_url, os.environ)
    settle_proxies(os.environ, settings.slack_api_url)
    way = "over Socket Mode" if settings.over_socket else "over HTTP"
    with (
        ready_database(settings.database_url, system_now, settings.backup_folder) as database,
        running.running(settings, database, system_now, answers=answers) as clerk,
    ):
        _say(
            f"Clerk is running {way if answers else 'as the clock alone'}; health at port {clerk.port}, /healthz."
        )
        running.wait_for_the_end(clerk)
    return 0


def demo_(given: argparse.Namespace) -> int:
    """Serve the practice workspace in the browser, with a sample commission or with none."""
    asked = given.port or os.environ.get("PORT")
    port = port_number(asked, "--port" if given.port else "PORT") if asked else None
    folder = given.folder or ("data/practice-empty" if given.empty else "data/practice")
    return demo.run_demo(Path(folder), port=port, say=_say, empty=given.empty)


def setup(given: argparse.Namespace) -> int:
    """Set a commission up from its file, or show how the file differs from what is set up."""
    settings = Settings.from_environ(os.environ)
    settle_proxies(os.environ, settings.slack_api_url)
    team_id = identity_of(settings.bot_token, settings.slack_api_url).team_id
    with ready_database(settings.database_url, system_now, settings.backup_folder) as database:
        return run_setup(
            Path(given.file),
            database=database,
            workspace_id=team_id,
            now=system_now(),
            apply=given.apply,
            out=_say,
        )


def import_(given: argparse.Namespace) -> int:
    """Show what a CSV file of partners and past inquiries would record, or record it, or take it back."""
    with _database() as database:
        now = system_now()
        workspace = chosen_workspace(database, given.workspace, now)
        if given.undo is not None:
            return undo_recorded(given.undo, workspace=workspace, now=now, out=_say)
        return run_import(Path(given.file), workspace=workspace, now=now, apply=given.apply, out=_say)


def policy_check(given: argparse.Namespace) -> int:
    """Read a policy file: print every fault of it, or the steps as a person reads them."""
    return check_policy(Path(given.file), _say, _fail)


def policy_show(given: argparse.Namespace) -> int:
    """Print a shipped policy, or one path of it, as a person reads it."""
    return show_policy(given.name, _say, _fail)


def backup(given: argparse.Namespace) -> int:
    """Write a checked copy of the database to a file."""
    with _database() as database:
        return run_backup(Path(given.file), database, _say)


def restore(given: argparse.Namespace) -> int:
    """Put a copy in the place of the database; what was there is kept beside it."""
    copy = Path(given.file) if given.file else None
    return run_restore(copy, database_url(os.environ), system_now, _say)


def calendar(given: argparse.Namespace) -> int:
    """Write the meetings and deadlines ahead as a calendar file."""
    with _database() as database:
        workspace = chosen_workspace(database, given.workspace, system_now())
        write_file(Path(given.file), {"what": "calendar"}, workspace, system_now())
    _say(f"Wrote the calendar to {given.file}.")
    return 0


def minutes(given: argparse.Namespace) -> int:
    """Write the minutes of the last meeting, or of a day's, as a .docx file."""
    with _database() as database:
        workspace = chosen_workspace(database, given.workspace, system_now())
        meeting_id = meeting_to_minute(workspace, given.on, system_now())
        what = {"what": "minutes", "meeting": meeting_id}
        write_file(Path(given.file), what, workspace, system_now())
    _say(f"Wrote the minutes to {given.file}.")
    return 0


def export(given: argparse.Namespace) -> int:
    """Write the lists of the record: one to a .csv file, all to a folder, or all as one paper to a .docx file."""
    with _database() as database:
        now = system_now()
        workspace = chosen_workspace(database, given.workspace, now)
        return run_export(Path(given.place), workspace, now, _say, of=given.of or "", one=given.list or "")


def handover(given: argparse.Namespace) -> int:
    """Write a sheet for whoever takes over: who looks after Clerk, what is where, and what to do."""
    with _database() as database:
        now = system_now()
        workspace = chosen_workspace(database, given.workspace, now)
        return run_handover(Path(given.file), workspace, now, _say, os.environ)


def doctor_(given: argparse.Namespace) -> int:
    """Check each part, and say what to do about each that does not work; nothing is sent or changed."""
    return doctor.run_doctor(os.environ, system_now, _say, workspace_id=given.workspace)


def preview(given: argparse.Namespace) -> int:
    """Print what would be sent on a day, to whom and why, if nobody acted until then; nothing is sent or written."""
    with _database() as database:
        return run_preview(database, given.on, given.workspace, system_now(), _say)


def rebuild(_given: argparse.Namespace) -> int:
    """Count every kept date anew."""
    with _database() as database:
        counted = rebuild_everything(database, system_now())
    _say(f"Counted the dates of {counted} files anew.")
    return 0


def check_migrations(_given: argparse.Namespace) -> int:
    """Compare the migrations with the records, on a database made for it."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(f"sqlite:///{folder}/check.db")
        migrate(database)
        differences = pending_differences(database)
        database.close()
    return _fail("\n".join(differences)) if differences else 0


def _database() -> AbstractContextManager[Database]:
    """Open the database that the environment names."""
    return ready_database(database_url(os.environ), system_now, backup_folder(os.environ))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="clerk", description="Keeps a sister-city commission's inquiries, deadlines and votes in order."
    )
    verbs = parser.add_subparsers(required=True, metavar="verb")
    _add_running(verbs)
    _add_commission(verbs)
    _add_papers(verbs)
    _add_care(verbs)
    of_one = ("calendar", "import", "minutes", "preview", "export", "handover", "doctor")
    for parser_of_one in [verbs.choices[name] for name in of_one]:
        parser_of_one.add_argument(
            "--workspace", help="whose, by its id in Slack; needed where there are several"
        )
    return parser


def _add_running(verbs: _Verbs) -> None:
    _verb(verbs, "run", run)
    _verb(verbs, "clock", clock)
    demo_parser = _verb(verbs, "demo", demo_)
    demo_parser.add_argument(
        "--folder", help="where the practice workspace is kept; data/practice unless given"
    )
    demo_parser.add_argument("--empty", action="store_true", help="without a commission, to try the set-up")
    demo_parser.add_argument(
        "--port", help="the port of its page; 0 takes a free one; PORT or 8080 unless given"
    )


def _add_commission(verbs: _Verbs) -> None:
    setup_parser = _verb(verbs, "setup", setup)
    setup_parser.add_argument("file", help="the commission file, TOML")
    setup_parser.add_argument("--apply", action="store_true", help="change what is set up already")
    import_parser = _verb(verbs, "import", import_)
    source = import_parser.add_mutually_exclusive_group(required=True)
    source.add_argument("file", nargs="?", help="the spreadsheet, saved as CSV UTF-8")
    source.add_argument("--undo", metavar="FIRST-LAST", help="take back the entries of an import")
    import_parser.add_argument("--apply", action="store_true", help="record what is new")
    policy = verbs.add_parser("policy", help="Check or show step lists.").add_subparsers(
        required=True, metavar="verb"
    )
    _verb(policy, "check", policy_check).add_argument("file", help="the policy file, TOML")
    _verb(policy, "show", policy_show).add_argument("name", help="for instance milpitas/inquiry")


def _add_papers(verbs: _Verbs) -> None:
    _verb(verbs, "calendar", calendar).add_argument("file", help="the file to write, .ics")
    minutes_parser = _verb(verbs, "minutes", minutes)
    minutes_parser.add_argument("file", help="the file to write, .docx")
    minutes_parser.add_argument("--on", help="the day of the meeting: 2026-01-22")
    preview_parser = _verb(verbs, "preview", preview)
    preview_parser.add_argument("--on", required=True, help="the day: 2026-12-01")
    export_parser = _verb(verbs, "export", export)
    export_parser.add_argument("place", help="a folder, or the file to write: .csv, .docx or .txt")
    export_parser.add_argument("--list", help="the one list to write, for instance cities")
    export_parser.add_argument("--of", help="a year, or a city: 2026, Hakusan")
    handover_parser = _verb(verbs, "handover", handover)
    handover_parser.add_argument("file", help="the file to write, .docx or .txt")


def _add_care(verbs: _Verbs) -> None:
    _verb(verbs, "doctor", doctor_)
    _verb(verbs, "backup", backup).add_argument("file", help="the file to write")
    _verb(verbs, "restore", restore).add_argument(
        "file", nargs="?", help="the copy; none after PostgreSQL's own pg_restore"
    )
    _verb(verbs, "rebuild", rebuild)
    _verb(verbs, "check-migrations", check_migrations)


def _verb(verbs: _Verbs, name: str, function: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=function.__doc__, description=function.__doc__)
    parser.set_defaults(verb=function)
    return parser


def _say(text: str) -> None:
    if logs.in_json(os.environ):
        log.info(text)
        return
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _fail(text: str) -> int:
    if logs.in_json(os.environ):
        log.error(text)
    else:
        sys.stderr.write(text + "\n")
    return 1
