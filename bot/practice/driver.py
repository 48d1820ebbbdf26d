"""The practice workspace as a context manager: for `clerk demo`, and for tests that read like stories."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import sleep
from typing import Self, TypeVar

from bot.practice.clock import MovableClock, machine_seconds
from bot.practice.contents import Beginning, Json
from bot.practice.delivery import Delivery
from bot.practice.doors import ResponseUrls, Triggers
from bot.practice.faults import Faults
from bot.practice.member import Member
from bot.practice.recording import Call, Shown
from bot.practice.seeds import ChannelSeed, Manifest, PersonSeed
from bot.practice.server import Server
from bot.practice.slack import Slack
from bot.practice.workspace import Workspace

BOT_TOKEN = "xoxb-practice"  # noqa: S105  # opens this workspace only
APP_TOKEN = "xapp-practice"  # noqa: S105  # as above
SIGNING_SECRET = "practice-signing-secret"  # noqa: S105  # as above
LOOK_AGAIN = 0.01

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Pace:
    """How long Slack's side waits, in real seconds; tests shorten it."""

    ack: float = 3.0
    trigger: float = 3.0
    redelivery: tuple[float, ...] = (0.0, 60.0, 300.0)


class Practice:
    """A practice workspace that serves while the `with` block runs."""

    def __init__(  # each is one plain fact of the workspace
        self,
        people: Sequence[PersonSeed],
        channels: Sequence[ChannelSeed],
        manifest: Json,
        *,
        file: Path | None = None,
        starts_at: datetime | None = None,
        port: int = 0,
        pace: Pace | None = None,
        beginnings: Sequence[Beginning] = (),
    ) -> None:
        """Set up a workspace; `file` remembers it, `starts_at` is an aware instant, port 0 is any free one.

        `beginnings` are what the page offers when a person starts over; without any, messages and forms are wiped.
        """
        pace = pace or Pace()
        read_manifest = Manifest(manifest)
        self.clock = MovableClock(starts_at=starts_at)
        self.workspace = Workspace(clock=self.clock, file=file)
        self._seeds = (people, channels, read_manifest.app_name)
        self.workspace.seed(*self._seeds)
        self._slack = Slack(
            workspace=self.workspace,
            manifest=read_manifest,
            triggers=Triggers(seconds=pace.trigger),
            response_urls=ResponseUrls(now=self.clock.now),
            bot_token=BOT_TOKEN,
            app_token=APP_TOKEN,
            signing_secret=SIGNING_SECRET,
            beginnings=tuple(beginnings),
        )
        self._starts_at = starts_at
        self._delivery = Delivery(
            signing_secret=SIGNING_SECRET, ack_seconds=pace.ack, redelivery_waits=pace.redelivery
        )
        self._server = Server(self._slack, self._delivery, port=port)
        self._members: dict[str, Member] = {}
        self.bot_token = BOT_TOKEN
        self.app_token = APP_TOKEN
        self.signing_secret = SIGNING_SECRET
        self.url = self._server.url
        self.api_url = f"{self.url}/api/"

    def __enter__(self) -> Self:
        """Start serving."""
        self._server.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop serving."""
        self._server.stop()

    def person(self, person_id: str) -> Member:
        """Sit a person down at her screen; raises SlackRefusal when the workspace has no such person."""
        self.workspace.person(person_id)
        return self._members.setdefault(person_id, Member(person_id, self._slack, self._server))

    def trigger(self, person_id: str, channel: str | None = None) -> str:
        """Make a trigger as if a person had just acted, in a channel or in none."""
        return self._slack.triggers.issue(person_id, channel)

    @property
    def faults(self) -> Faults:
        """Arrange what goes wrong next."""
        return self._slack.faults

    @property
    def calls(self) -> list[Call]:
        """List the Web API calls made so far."""
        return self._slack.recording.calls

    @property
    def shown(self) -> list[Shown]:
        """List every message and view accepted so far, as the app sent it."""
        return self._slack.recording.shown

    def when_started_over(self, tell: Callable[[str], None]) -> None:
        """Have it told which beginning a person chose in the page; whoever is told starts over once the app is gone."""
        self._slack.when_started_over = tell

    def start_over(self, beginning: str) -> None:
        """Forget everything, and be again as at the start, by the clock too."""
        self.clock.begin_again(self._starts_at)
        self.workspace.start_over(beginning, *self._seeds)

    def serve_over_http(self, request_url: str) -> None:
        """Deliver to this address, signed, from now on, and no longer over Socket Mode."""
        self._delivery.request_url = request_url

    def serve_over_socket_mode(self) -> None:
        """Deliver over the app's open connections again."""
        self._delivery.request_url = None

    @property
    def is_connected(self) -> bool:
        """Tell whether there is an app to deliver to."""
        return self._delivery.reaches_an_app

    def disconnect(self, reason: str | None = "refresh_requested") -> None:
        """Close the app's Socket Mode connections, with Slack's warning first; None cuts them without a word."""
        self._server.run(self._delivery.disconnect(reason))

    def wait_until_connected(self, seconds: float = 10.0) -> None:
        """Wait until an app is connected; raises TimeoutError."""
        self.wait_for(lambda: self.is_connected, seconds)

    def wait_until_idle(self) -> None:
        """Wait until whatever the app has sent is worked off and its connections are closed: once it is gone."""
        self._server.wait_until_idle()

    def wait_for(self, condition: Callable[[], T], seconds: float = 5.0) -> T:
        """Wait until a condition holds, and give what it returned; raises TimeoutError after some real seconds."""
        deadline = machine_seconds() + seconds
        while not (held := condition()):
            if machine_seconds() > deadline:
                message = f"not within {seconds} seconds"
                raise TimeoutError(message)
            sleep(LOOK_AGAIN)
        return held
