"""`clerk backup` and `clerk restore`: a copy of everything, and a copy in everything's place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from bot.opening import ready_database
from bot.settings import SettingsFault
from models.backups import backup, file_at
from models.clock import Now
from models.database import Database
from models.refusals import Refusal
from models.restoring import Contents, note_restored, restore
from models.rules.wording import moment_in_words, plural

POSTGRESQL = (
    "A PostgreSQL database is restored with its own tool. Stop Clerk. Then run "
    "pg_restore --clean --if-exists --no-owner --dbname=ADDRESS FILE, with a file that pg_dump --format=custom wrote. "
    "Then run clerk restore without a file, so that what was sent since is not sent again."
)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def run_backup(file: Path, database: Database, out: Callable[[str], None]) -> int:
    """Write a checked copy of the database to a file."""
    backup(database, file)
    out(f"Backed up to {file}.")
    return 0


def run_restore(copy: Path | None, url: str, now: Now, out: Callable[[str], None]) -> int:
    """Put a copy in the place of the database; without one, note that PostgreSQL's own tool has done so."""
    file = file_at(url)
    if file is None and copy:
        raise Refusal(POSTGRESQL)
    if file and copy is None:
        raise SettingsFault("Name the copy that is to be restored: clerk restore FILE.")
    lines = _from_copy(copy, file, now()) if copy and file else _by_its_own_tool(url, now)
    for line in lines:
        out(line)
    return 0


def _from_copy(copy: Path, file: Path, now: datetime) -> list[str]:
    restored = restore(copy, file, now)
    kept = [f"What was there before is kept as {restored.put_aside}."] if restored.put_aside else []
    return [f"Restored {file} from {copy}.", *_told(restored.contents, now), *kept]


def _by_its_own_tool(url: str, now: Now) -> list[str]:
    with ready_database(url, now) as database:
        contents = note_restored(database, now())
    return ["Noted that the database was restored.", *_told(contents, now())]


def _told(contents: Contents, now: datetime) -> list[str]:
    """Say what a restored database holds, and how old that is."""
    names = ", ".join(contents.names) or "no commission yet"
    lines = [f"It holds {names}.", "Nothing is recorded in it yet."]
    if last := contents.last_entry:
        at = moment_in_words(last, now.astimezone(last.tzinfo).date())
        lines[1] = f"Its last entry was made {_age(now - last)} ago, on {at}. Enter again what came later."
    if contents.unsent:
        lines.append(
            f"{plural(contents.unsent, 'message')} had not been sent then. "
            "Clerk looks in Slack first, and sends what is not there."
        )
    return lines


def _age(span: timedelta) -> str:
    if span < HOUR:
        return "less than an hour"
    return plural(span // HOUR, "hour") if span < 2 * DAY else plural(span // DAY, "day")
