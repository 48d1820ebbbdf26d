"""The log, in either form, holds neither what opens a door nor what people wrote."""

import io
import json
import logging
from collections.abc import Iterator
from datetime import datetime

import pytest

from bot.logs import FORMATS, JSON, PLAIN, set_up
from bot.settings import SettingsFault

OPEN_DOORS = [
    "xoxb-1-2-abc",
    "xapp-1-A-2-def",
    "wss://wss-primary.slack.com/link/?ticket=3f&app_id=4",
    "https://hooks.slack.com/commands/T1/2/abc",
    "clerk:pw",
]
SAID = "refused {} {} at {} by {} on postgresql://{}@db/clerk".format(*OPEN_DOORS)


@pytest.fixture(params=[PLAIN, JSON])
def written(request: pytest.FixtureRequest) -> Iterator[tuple[logging.Logger, io.StringIO]]:
    """A logger in either form, and what it has written."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(FORMATS[request.param])
    logger = logging.getLogger("tests.written")
    logger.addHandler(handler)
    logger.propagate = False
    yield logger, stream
    logger.removeHandler(handler)
    logger.propagate = True


def test_what_opens_a_door_is_blotted_out(written: tuple[logging.Logger, io.StringIO]) -> None:
    logger, stream = written
    logger.warning(SAID)

    assert [door for door in OPEN_DOORS if door in stream.getvalue()] == []
    assert "refused [secret] [secret] at [secret] by [secret] on postgresql://[secret]@db/clerk" in (
        stream.getvalue()
    )


def test_an_error_is_logged_by_its_kind_and_place_and_not_by_its_words(
    written: tuple[logging.Logger, io.StringIO],
) -> None:
    logger, stream = written
    letter = "Dear Mayor, we would be glad"
    try:
        int(letter)
    except ValueError:
        logger.exception("A job failed.")

    assert [
        letter in stream.getvalue(),
        "ValueError" in stream.getvalue(),
        "test_logs.py" in stream.getvalue(),
    ] == [
        False,
        True,
        True,
    ]


def test_json_is_one_object_a_line_with_what_the_caller_added() -> None:
    record = logging.LogRecord("clerk", logging.INFO, "here.py", 1, "Sent %s.\nTwice.", ("it",), None)
    record.created = datetime.fromisoformat("2026-11-25T19:02:03.456+00:00").timestamp()
    record.workspace = "T1"
    line = FORMATS[JSON].format(record)

    assert ("\n" in line, json.loads(line)) == (
        False,
        {
            "time": "2026-11-25T19:02:03.456+00:00",
            "level": "INFO",
            "logger": "clerk",
            "message": "Sent it.\nTwice.",
            "workspace": "T1",
        },
    )


def test_an_unknown_form_is_named() -> None:
    with pytest.raises(SettingsFault, match="CLERK_LOG must be plain or json"):
        set_up({"CLERK_LOG": "xml"})
