"""What was sent after the copy was made is not sent again by a database that was restored from it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from slack_sdk import WebClient

from bot.practice.driver import Practice
from models.backups import backup
from models.changes import owe
from models.database import Database, open_database
from models.restoring import restore
from scheduler.outbox import Sender
from tests.builders import NOW, commission
from tests.scheduler.conftest import DRAWS, Clock

DANA = "U0DANA"


@pytest.fixture
def file(sqlite_address: str) -> Path:
    return Path(sqlite_address.removeprefix("sqlite:///"))


@pytest.fixture
def database(sqlite_address: str) -> Iterator[Database]:
    """The database as it was before the restore."""
    with closing(open_database(sqlite_address)) as opened:
        commission(opened, "T0PRACTICE")
        yield opened


@pytest.fixture
def copy(database: Database, tmp_path: Path) -> Path:
    """A copy in which one greeting is owed and not sent yet."""
    made = tmp_path / "copy.db"
    owes(database, "owed before the copy")
    backup(database, made)
    return made


def owes(database: Database, subject: str) -> None:
    with database.workspace("T0PRACTICE").transaction(NOW) as session:
        owe(session, "greeting", subject, DANA, NOW)


def sends_all(database: Database, client: WebClient, clock: Clock) -> None:
    """Send whatever is owed, however long it takes."""
    sender = Sender(database=database, client=client, now=clock, draw=DRAWS)
    for _ in range(10):
        clock.passes(minutes=1)
        while sender.send_due(10):
            pass


def notes(practice: Practice) -> int:
    """Count what stands in the direct messages."""
    return len([one for one in practice.person(DANA).dm if one.user != DANA])


def test_what_was_sent_since_the_copy_is_found_and_not_sent_again(
    database: Database, copy: Path, file: Path, practice: Practice, client: WebClient, clock: Clock
) -> None:
    owes(database, "planned after the copy")
    sends_all(database, client, clock)
    database.close()
    before = notes(practice)

    for _ in range(2):
        restore(copy, file, clock())
        with closing(open_database(f"sqlite:///{file}")) as restored:
            owes(restored, "planned after the copy")  # planned again: the copy knows nothing of it
            sends_all(restored, client, clock)
    assert (before, notes(practice)) == (2, 2)

    with closing(open_database(f"sqlite:///{file}")) as restored:
        owes(restored, "planned after the restore")
        sends_all(restored, client, clock)
    assert notes(practice) == 3
