"""A running Clerk: the app, the sender, the timetable, and the way that Slack reaches them."""

from __future__ import annotations

import logging
import signal
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Event

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.app import build_app, identity_of, slack_client
from bot.settings import Settings
from bot.web import WebServer, web_application
from handlers import strangers, usage
from handlers.strangers import ASKS_TO_BE_ADDED
from models.backups import backup
from models.clock import Now
from models.database import Database, open_database
from models.outbox import TYPED_ANSWER
from models.schema import is_up_to_date, migrate
from scheduler.cards import Draw
from scheduler.outbox import Sender
from scheduler.timetable import start_timetable

log = logging.getLogger("clerk")

SOCKET_THREADS = 10
"""Requests worked on at the same time over Socket Mode."""
DRAWN: Mapping[str, Draw] = {
    TYPED_ANSWER: lambda session, owed, now: usage.typed_answer(session, owed.subject, now),
    ASKS_TO_BE_ADDED: lambda session, owed, now: strangers.request_to_staff(session, owed.subject, now),
}
"""What draws the messages that answer people, besides those that the scheduler draws by itself."""
EVERYWHERE = "0.0.0.0"  # noqa: S104 - a host's router reaches it from outside


@contextmanager
def ready_database(url: str, now: Now) -> Iterator[Database]:
    """Open the database and bring its schema up to date; what is there already is backed up first."""
    database = open_database(url)
    try:
        file = database.engine.url.database
        if database.engine.dialect.name == "sqlite" and file and not is_up_to_date(database):
            _back_up_first(database, file, now)
        migrate(database)
        yield database
    finally:
        database.close()


def _back_up_first(database: Database, file: str, now: Now) -> None:
    stamp = f"{now():%Y%m%d-%H%M%S}"
    backup(database, Path(f"{file}.before-upgrade-{stamp}"))


@contextmanager
def running(
    settings: Settings, database: Database, now: Now, *, host: str = EVERYWHERE
) -> Iterator[WebServer]:
    """Run Clerk for the length of a block; gives its web server once Slack can reach it."""
    client = slack_client(settings.bot_token, settings.slack_api_url)
    identity = identity_of(client)
    sender = Sender(database=database, client=client, now=now, draw=DRAWN)
    app = build_app(
        client=client,
        identity=identity,
        database=database,
        now=now,
        wake=sender.wake,
        signing_secret=settings.signing_secret,
    )
    with ExitStack() as stack:
        timetable = start_timetable(sender, database, now)
        stack.callback(timetable.stop)
        if settings.app_token:
            stack.enter_context(_socket(app, settings.app_token, client))
        over_http = None if settings.over_socket else app
        web = WebServer(
            web_application(timetable.is_healthy, over_http, settings.signing_secret),
            host=host,
            port=settings.port,
        )
        stack.callback(web.close)
        yield web


@contextmanager
def _socket(app: App, app_token: str, client: WebClient) -> Iterator[None]:
    handler = SocketModeHandler(app, app_token, web_client=client, concurrency=SOCKET_THREADS)
    handler.connect()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped
    try:
        yield
    finally:
        handler.client.auto_reconnect_enabled = False
        with suppress(AttributeError):  # the client stumbles when the other side hangs up at the same moment
            handler.client.disconnect()
        handler.close()  # type: ignore[no-untyped-call]  # as above


def wait_for_the_end() -> None:
    """Wait until the process is told to stop, by Ctrl-C or by its host."""
    told = Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: told.set())
    while not told.wait(timeout=1):
        pass
