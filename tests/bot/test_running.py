"""Starting and stopping: the database is made ready first, and nothing makes a host wait."""

import os
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path

from bot.demo import LOOPBACK, open_workspace
from bot.opening import ready_database
from bot.practice.driver import Practice
from bot.running import running
from bot.settings import Settings
from models.clock import system_now
from models.schema import is_up_to_date

NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)


def files_in(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_new_database_is_made_without_a_backup_of_nothing(tmp_path: Path) -> None:
    with ready_database(f"sqlite:///{tmp_path}/clerk.db", lambda: NOW) as database:
        assert is_up_to_date(database) is True

    assert files_in(tmp_path) == ["clerk.db", "clerk.db.in-use"]


def test_a_database_of_an_earlier_release_is_backed_up_before_it_is_changed(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "clerk.db")) as earlier:
        earlier.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")

    with ready_database(f"sqlite:///{tmp_path}/clerk.db", lambda: NOW) as database:
        assert is_up_to_date(database) is True

    assert files_in(tmp_path) == ["backups", "clerk.db", "clerk.db.in-use"]
    assert files_in(tmp_path / "backups") == ["clerk-before-upgrade-20261122-180000.db"]


def test_a_database_that_is_up_to_date_is_not_backed_up(tmp_path: Path) -> None:
    for _ in range(2):
        with ready_database(f"sqlite:///{tmp_path}/clerk.db", lambda: NOW):
            pass

    assert files_in(tmp_path) == ["clerk.db", "clerk.db.in-use"]


def test_clerk_connects_answers_for_its_health_and_stops_within_three_seconds(slack: Practice) -> None:
    settings = Settings.from_environ(os.environ)
    with ready_database(settings.database_url, system_now) as database:
        with running(settings, database, system_now, host=LOOPBACK) as web:
            slack.wait_until_connected()
            with closing(HTTPConnection(LOOPBACK, web.port, timeout=5)) as connection:
                connection.request("GET", "/healthz")
                assert connection.getresponse().status == 200
            told = time.monotonic()
        assert time.monotonic() - told < 2.5
    slack.wait_for(lambda: not slack.is_connected)


def test_without_a_wish_the_demo_takes_a_free_port_where_the_usual_one_is_taken(
    tmp_path: Path, taken_port: int
) -> None:
    with open_workspace(tmp_path, None, usual_port=taken_port) as practice:
        assert practice.url.startswith(f"http://{LOOPBACK}:")
        assert practice.url != f"http://{LOOPBACK}:{taken_port}"
