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
from slack_sdk.socket_mode import SocketModeClient
from sqlalchemy import inspect

from bot.app import build_app, identity_of, slack_client
from bot.settings import Settings, listening_on
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
        if database.engine.dialect.name == "sqlite" and file and _needs_a_backup(database):
            _back_up_first(database, file, now)
        migrate(database)
        yield database
    finally:
        database.close()


def _needs_a_backup(database: Database) -> bool:
    return not is_up_to_date(database) and inspect(database.engine).has_table("alembic_version")


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
        over_http = None if settings.over_socket else app
        with listening_on(settings.port):
            web = WebServer(
                web_application(timetable.is_healthy, over_http, settings.signing_secret),
                host=host,
                port=settings.port,
            )
        stack.callback(web.close)
        if settings.app_token:
            stack.enter_context(_socket(app, settings.app_token, client))
        yield web


@contextmanager
def _socket(app: App, app_token: str, client: WebClient) -> Iterator[None]:
    address = client.apps_connections_open(app_token=app_token)["url"]  # a refusal is then ours to tell
    handler = SocketModeHandler(app, app_token, web_client=client, concurrency=SOCKET_THREADS)
    handler.client.wss_uri = address
    handler.connect()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped
    try:
        yield
    finally:
        _hang_up(handler.client)
        handler.close()  # type: ignore[no-untyped-call]  # as above


def _hang_up(client: SocketModeClient) -> None:
    """Disconnect at once: the answer to a ping ends the wait for Slack's next word, which may last three seconds."""
    client.auto_reconnect_enabled = False
    client.current_session_state.terminated = True
    if session := client.current_session:
        with suppress(OSError):  # the other side may have hung up
            session.ping("bye")  # the answer to an empty one would be taken for half a frame
    with suppress(AttributeError):  # the client stumbles when the other side hangs up at the same moment
        client.disconnect()
    client.closed = True
    client.message_queue.put(None)  # it waits up to a second for the next message; this is none


def wait_for_the_end() -> None:
    """Wait until the process is told to stop, by Ctrl-C or by its host."""
    told = Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: told.set())
    while not told.wait(timeout=1):
        pass
