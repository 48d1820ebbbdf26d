from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest

from bot.cli import main
from bot.preview_command import run_preview
from bot.settings import SettingsFault
from models.clock import system_now
from models.database import Database, open_database
from tests.builders import NOW, commission, office

FIRST = (
    "This is what Clerk would send on {} if nobody did anything until then "
    "and all messages before it were sent. Nothing was sent or changed."
)


@pytest.fixture
def on_disk(sqlite_address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """The database that the command line opens."""
    monkeypatch.setenv("DATABASE_URL", sqlite_address)
    with closing(open_database(sqlite_address)) as database:
        yield database


def printed(database: Database, day: str, workspace: str | None = None) -> str:
    lines: list[str] = []
    assert run_preview(database, day, workspace, NOW, lines.append) == 0
    return "\n".join(lines)


def refused(database: Database, day: str) -> str:
    lines: list[str] = []
    with pytest.raises(SettingsFault) as fault:
        run_preview(database, day, None, NOW, lines.append)
    assert lines == []
    return str(fault.value)


def test_each_message_is_printed_with_its_time_its_reader_and_why_it_is_sent(database: Database) -> None:
    there = office(database)
    there.inquiry("Cascais", country="PT", owner_id=there.member_id("U1"))

    lines = printed(database, "2026-01-30").split("\n")

    assert lines[:4] == [
        FIRST.format("Fri, Jan 30, 2026"),
        "",
        "9:00 AM, to Ana Ruiz. The daily note:",
        "  Cascais: Reply to the inquiry in writing, our goal: Fri, Jan 30. Yours to do.",
    ]
    assert lines[4].startswith(
        "    Why: On the goal's day. 10 working days after the inquiry of Jan 15, 2026."
    )


def test_a_day_on_which_nothing_is_sent_says_why(database: Database) -> None:
    office(database)

    assert [printed(database, day).split("\n")[2:] for day in ("2026-01-19", "2026-01-24", "2026-01-27")] == [
        ["Nothing would be sent, because Mon, Jan 19 is Martin Luther King Jr. Day."],
        ["Nothing would be sent, because Sat, Jan 24 is a Saturday."],
        ["Nothing would be sent, because nobody has to be told of anything on Tue, Jan 27, 2026."],
    ]


def test_a_day_that_is_past_or_far_ahead_is_refused_in_words(database: Database) -> None:
    office(database)

    assert [refused(database, day) for day in ("2026-01-14", "2028-01-17", "soon")] == [
        "Wed, Jan 14, 2026 is past. Name today, or a day to come.",
        "Mon, Jan 17, 2028 is more than two years ahead. Name an earlier day.",
        "--on takes a day such as 2026-01-22, not soon.",
    ]


def test_it_is_a_verb_of_the_command_line(on_disk: Database, capsys: pytest.CaptureFixture[str]) -> None:
    for workspace_id in ("T1", "T2"):
        commission(on_disk, workspace_id)
    tomorrow = str((system_now() + timedelta(days=1)).date())

    assert main(["preview", "--on", tomorrow, "--workspace", "T2"]) == 0
    assert capsys.readouterr().out.count("Nothing would be sent, because") == 1
