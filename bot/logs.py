"""The log on standard error: plain lines or JSON, without what opens a door and without what people wrote."""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from types import TracebackType

from bot.settings import SettingsFault

LIBRARIES = ("alembic", "apscheduler", "slack_bolt", "slack_sdk", "sqlalchemy", "urllib3", "waitress")
PLAIN, JSON = "plain", "json"
LINE = "%(asctime)s %(levelname)s %(name)s %(message)s"
SECRETS = re.compile(
    r"xox[a-z]-[\w-]+"  # tokens
    r"|xapp-[\w-]+"
    r"|wss?://\S+"  # a ticket for a socket
    r"|https://hooks\.slack\.com/\S+"  # where an answer may be put
    r"|(?<=://)[^/\s@]+(?=@)"  # a name and password within an address
)
"""What a line must not hold, should one ever be written with it."""
USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
"""What each record has; the rest is what the caller added with `extra`."""

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class PlainLines(logging.Formatter):
    """Writes a record as a line for people; an error by its kind and place, without its message, which may quote a letter."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a record."""
        return SECRETS.sub("[secret]", super().format(record))

    def formatException(self, ei: _ExcInfo) -> str:  # noqa: N802 - logging names it so
        """Write where an error arose, and what kind of error it is."""
        kind = ei[0].__name__ if ei[0] else "no error"
        return "".join(traceback.format_tb(ei[2])) + kind


class JsonLines(PlainLines):
    """Writes a record as one JSON object, for a program that gathers logs."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a record; what the caller added stands beside the usual fields."""
        known = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        added = {name: value for name, value in vars(record).items() if name not in USUAL}
        error = {"error": self.formatException(record.exc_info)} if record.exc_info else {}
        return SECRETS.sub("[secret]", json.dumps({**added, **known, **error}, default=str))


FORMATS: Mapping[str, logging.Formatter] = {PLAIN: PlainLines(LINE), JSON: JsonLines()}


def set_up(environ: Mapping[str, str]) -> None:
    """Begin to log in the form that CLERK_LOG names; SettingsFault for an unknown one."""
    form = environ.get("CLERK_LOG") or PLAIN
    if form not in FORMATS:
        raise SettingsFault(f"CLERK_LOG must be {PLAIN} or {JSON}.")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(FORMATS[form])
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    quiet_libraries()


def in_json(environ: Mapping[str, str]) -> bool:
    """Tell whether all that is written is to be JSON."""
    return environ.get("CLERK_LOG") == JSON


def quiet_libraries() -> None:
    """Let libraries log only what goes wrong: in detail they write down tokens, addresses, and what people wrote."""
    for library in LIBRARIES:
        logging.getLogger(library).setLevel(logging.WARNING)
    for told_by_clerk in ("slack_sdk.web", "slack_sdk.socket_mode"):
        logging.getLogger(told_by_clerk).setLevel(logging.CRITICAL)
