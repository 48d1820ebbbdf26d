"""What Clerk is told by its environment. Secrets come from here only and are never printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from errno import EACCES, EADDRINUSE
from os import strerror
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot.proxies import proxy_for

DEFAULT_DATABASE_URL = "sqlite:///data/clerk.db"
DEFAULT_PORT = 3000
HIGHEST_PORT = 65_535


class SettingsFault(Exception):
    """A setting is missing or cannot be used; the message names it."""


@dataclass(frozen=True, kw_only=True)
class Outside:
    """An address elsewhere, which may hold a token, and the proxy on the way to it, which may hold a password."""

    address: str = field(repr=False)
    proxy: str | None = field(default=None, repr=False)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of one running Clerk."""

    bot_token: str = field(repr=False)
    app_token: str | None = field(repr=False)
    """Given: Socket Mode. Absent: signed HTTP."""
    signing_secret: str | None = field(repr=False)
    database_url: str = field(repr=False)
    slack_api_url: str
    port: int
    heartbeat: Outside | None = field(default=None, repr=False)
    """Called each minute while Clerk is well."""
    backup_folder: Path | None = None
    """Where nightly copies of a SQLite database go; nothing: beside it."""

    @property
    def over_socket(self) -> bool:
        """Whether Slack is reached over Socket Mode."""
        return self.app_token is not None

    @classmethod
    def from_environ(cls, environ: Mapping[str, str], *, answers: bool = True) -> Settings:
        """Read the settings; SettingsFault names the variable that is missing or wrong. The clock needs no way in."""
        bot_token = _token(environ, "SLACK_BOT_TOKEN", "xoxb-")
        if bot_token is None:
            raise SettingsFault(
                "SLACK_BOT_TOKEN is not set. Copy it from your Slack app's OAuth page (it begins with xoxb-), or run `clerk demo`."
            )
        app_token = _token(environ, "SLACK_APP_TOKEN", "xapp-")
        signing_secret = environ.get("SLACK_SIGNING_SECRET") or None
        if answers and app_token is None and signing_secret is None:
            raise SettingsFault(
                "SLACK_APP_TOKEN (for Socket Mode) or SLACK_SIGNING_SECRET (for HTTP) must be set; neither is."
            )
        return cls(
            bot_token=bot_token,
            app_token=app_token,
            signing_secret=signing_secret,
            database_url=database_url(environ),
            slack_api_url=(_address(environ, "SLACK_API_URL") or "https://slack.com/api").rstrip("/") + "/",
            port=port(environ),
            heartbeat=_outside(environ, "CLERK_HEARTBEAT_URL"),
            backup_folder=backup_folder(environ),
        )


def database_url(environ: Mapping[str, str]) -> str:
    """Give the database's address: DATABASE_URL, else a private SQLite file in `data/`."""
    url = environ.get("DATABASE_URL") or DEFAULT_DATABASE_URL
    if not url.startswith(("sqlite:///", "postgres:", "postgresql:", "postgresql+psycopg:")):
        raise SettingsFault("DATABASE_URL must begin with sqlite:/// or postgresql://.")
    try:
        named = make_url(url).database
    except (ArgumentError, ValueError):
        raise SettingsFault(
            "DATABASE_URL cannot be read. Write it as postgresql://user:password@host:port/name."
        ) from None
    if not named:
        raise SettingsFault("DATABASE_URL must end with the database's file or name.")
    return url


def backup_folder(environ: Mapping[str, str]) -> Path | None:
    """Give the second place for copies of the database: CLERK_BACKUP_FOLDER, where it is set."""
    given = environ.get("CLERK_BACKUP_FOLDER", "").strip()
    return Path(given).expanduser() if given else None


def port(environ: Mapping[str, str]) -> int:
    """Give the port to listen on: PORT, else 3000."""
    return port_number(environ.get("PORT") or str(DEFAULT_PORT), "PORT")


def port_number(given: str, name: str) -> int:
    """Read a port; SettingsFault, by the setting's name, for what is none."""
    if not given.isascii() or not given.isdigit() or int(given) > HIGHEST_PORT:
        raise SettingsFault(f"{name} must be a number from 0 to {HIGHEST_PORT}.")
    return int(given)


@contextmanager
def listening_on(port: int) -> Iterator[None]:
    """Name the port in a SettingsFault when the block cannot listen on it."""
    try:
        yield
    except OSError as error:
        if error.errno not in {EACCES, EADDRINUSE} or error.filename:
            raise
        raise SettingsFault(
            f"Port {port} cannot be used: {strerror(error.errno)}. Set PORT to another number, or give the demo one with --port."
        ) from error


def _token(environ: Mapping[str, str], name: str, prefix: str) -> str | None:
    given = environ.get(name, "").strip()
    if given and not given.startswith(prefix):
        raise SettingsFault(f"{name} must begin with {prefix}. Copy it again from your Slack app's settings.")
    if not (given.isascii() and given.isprintable()) or " " in given:
        raise SettingsFault(
            f"{name} holds a character that no token has. Copy it again from your Slack app's settings."
        )
    return given or None


def _outside(environ: Mapping[str, str], name: str) -> Outside | None:
    address = _address(environ, name)
    return Outside(address=address, proxy=proxy_for(address, environ)) if address else None


def _address(environ: Mapping[str, str], name: str) -> str | None:
    given = environ.get(name, "").strip()
    if given and not _is_web_address(given):
        raise SettingsFault(f"{name} must be a web address that begins with https://.")
    return given or None


def _is_web_address(given: str) -> bool:
    try:
        parts = urlsplit(given)
        _ = parts.port  # read only when it is asked for
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
