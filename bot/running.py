"""A running Clerk: the app, the sender, the timetable, and the way that Slack reaches them."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from threading import Event

from slack_bolt import App
from slack_sdk import WebClient

from bot.app import Identity, build_app, identity_of, slack_client
from bot.connection import Connection
from bot.health import Health, records_of
from bot.heartbeat import Heartbeat
from bot.settings import Settings, listening_on
from bot.start_faults import GivenUp
from bot.web import WebServer, web_application
from handlers import joining, sharing, usage
from handlers.home import home_of
from handlers.joining import ASKS_TO_BE_ADDED
from models.clock import Now
from models.database import Database
from models.outbox import SHARED, TYPED_ANSWER
from models.sharing import NOT_SHARED
from scheduler.cards import Draw
from scheduler.homes import HomePainter
from scheduler.nightly import nightly_jobs
from scheduler.outbox import Sender
from scheduler.pace import Pace
from scheduler.timetable import start_timetable
from scheduler.watch import ClockWatch

DRAWN: Mapping[str, Draw] = {
    TYPED_ANSWER: lambda session, owed, now: usage.typed_answer(session, owed.subject, now),
    ASKS_TO_BE_ADDED: lambda session, owed, now: joining.request_to_staff(session, owed.subject, now),
    SHARED: lambda session, owed, now: sharing.shared_message(
        session, owed.subject, now, is_sent=owed.sent_ts is not None
    ),
    NOT_SHARED: lambda _session, owed, _now: sharing.not_shared_message(owed.subject),
}
"""What draws the messages that answer people, besides those that the scheduler draws by itself."""
EVERYWHERE = "0.0.0.0"  # noqa: S104 - a host's router reaches it from outside


@dataclass(frozen=True, kw_only=True)
class Running:
    """A Clerk that runs, as whoever started it sees it."""

    port: int
    """Where `/healthz` answers, and Slack's calls over HTTP."""
    given_up: Callable[[], str | None] = lambda: None
    """Says why there is no use in running on, if so."""


@contextmanager
def running(
    settings: Settings, database: Database, now: Now, *, host: str = EVERYWHERE, answers: bool = True
) -> Iterator[Running]:
    """Run Clerk for the length of a block, from when Slack can reach it; as the clock alone where it answers nobody."""
    client = slack_client(settings.bot_token, settings.slack_api_url)
    identity = identity_of(settings.bot_token, settings.slack_api_url)
    clocks = ClockWatch()
    homes = HomePainter(database.workspace(identity.team_id), client, now, home_of, Pace())
    sender = Sender(
        database=database,
        client=client,
        now=now,
        draw=DRAWN,
        clocks=clocks,
        then=homes.wake,
        only=identity.team_id,
    )
    waked = (sender.wake, homes.wake)
    app = _app(settings, client, identity, database, now, waked) if answers else None
    health = Health()
    health.add(records_of(database.workspace(identity.team_id), now))
    health.add(lambda: clocks.held_because or None)
    heartbeat = [Heartbeat(settings.heartbeat, health.faults).job()] if settings.heartbeat else []
    with ExitStack() as stack:
        timetable = start_timetable(
            sender,
            database,
            now,
            [health.pulse(), *heartbeat, *nightly_jobs(database, settings.backup_folder)],
        )
        stack.callback(timetable.stop)
        stack.enter_context(homes)
        health.add(lambda: None if timetable.is_healthy() else "A job has stopped.")
        over_http = None if settings.over_socket else app
        with listening_on(settings.port):
            web = WebServer(
                web_application(health.faults, over_http, settings.signing_secret),
                host=host,
                port=settings.port,
            )
        stack.callback(web.close)
        if app is None or settings.app_token is None:
            yield Running(port=web.port)
        else:
            connection = stack.enter_context(Connection(app, client, settings.app_token))
            health.add(connection.fault)
            yield Running(port=web.port, given_up=lambda: connection.given_up)


def _app(
    settings: Settings,
    client: WebClient,
    identity: Identity,
    database: Database,
    now: Now,
    waked: Sequence[Callable[[], None]],
) -> App:
    def wake() -> None:
        for each in waked:
            each()

    return build_app(
        client=client,
        identity=identity,
        database=database,
        now=now,
        wake=wake,
        signing_secret=settings.signing_secret,
    )


def end_at_once_when_told() -> None:
    """Let a start be broken off, by Ctrl-C or by the host: a container's first process would not hear of it else."""
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: sys.exit(0))


def wait_for_the_end(clerk: Running | None = None) -> None:
    """Wait until the process is told to stop, by Ctrl-C or by its host; GivenUp when there is no use in running on."""
    told = Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: told.set())
    while not told.wait(timeout=1):
        if clerk and (why := clerk.given_up()):
            raise GivenUp(why)
