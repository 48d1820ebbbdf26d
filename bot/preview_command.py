"""`clerk preview`: what would be sent on a day to come, to whom, when and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.file_command import chosen_workspace, day_typed
from bot.settings import SettingsFault
from models.backups import copy_whole, sqlite_file
from models.commission import Commission, commission_of
from models.database import Database, open_database
from models.days_off import day_off_in_words
from models.rules.wording import WEEKDAYS, full_date, time_in_words
from scheduler.forecast import Foreseen, forecast

FARTHEST = timedelta(days=731)
"""Two years, of which one may be a leap year: what comes later rests on too much that nobody knows yet."""


def run_preview(
    database: Database, on: str, workspace_id: str | None, now: datetime, out: Callable[[str], None]
) -> int:
    """Print what would be sent on a day. SettingsFault for a day that is past or too far ahead."""
    day = day_typed(on)
    with _set_apart(database) as apart:
        workspace = chosen_workspace(apart, workspace_id, now)
        with workspace.reading() as session:
            commission = commission_of(session)
        _check(day, commission.today(now))
        foreseen = forecast(workspace, now, day)
    for line in _printed(foreseen, day, commission, commission.today(now)):
        out(line)
    return 0


@contextmanager
def _set_apart(database: Database) -> Iterator[Database]:
    """Give a copy of a SQLite database, of which a rehearsal would hold up every writer; PostgreSQL's is used itself."""
    source = sqlite_file(database)
    if source is None:
        yield database
        return
    with TemporaryDirectory(prefix="clerk-preview-") as folder:
        copy = Path(folder) / "clerk.db"
        copy_whole(source, copy)
        with closing(open_database(f"sqlite:///{copy}")) as apart:
            yield apart


def _check(day: date, today: date) -> None:
    if day < today:
        raise SettingsFault(f"{_named(day)} is past. Name today, or a day to come.")
    if day - today > FARTHEST:
        raise SettingsFault(f"{_named(day)} is more than two years ahead. Name an earlier day.")


def _printed(foreseen: list[Foreseen], day: date, commission: Commission, today: date) -> Iterator[str]:
    yield (
        f"This is what Clerk would send on {_named(day)} if nobody did anything until then "
        "and all messages before it were sent. Nothing was sent or changed."
    )
    if not foreseen:
        nobody = f"nobody has to be told of anything on {_named(day)}."
        yield f"\nNothing would be sent, because {day_off_in_words(day, commission, today) or nobody}"
    for each in foreseen:
        elsewhere = "" if str(each.at.tzinfo) == commission.zone.key else f" ({each.at.tzinfo})"
        yield f"\n{time_in_words(each.at)}{elsewhere}, to {each.to}. {each.what}:"
        for part in each.parts:
            yield f"  {part.says}"
            yield f"    Why: {part.why}"


def _named(day: date) -> str:
    """Write a day with its weekday and its year."""
    return f"{WEEKDAYS[day.weekday()]}, {full_date(day)}"
