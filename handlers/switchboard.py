"""The switchboard: finds the door of a button or a form at once, where Bolt would try one listener after the other."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from slack_bolt import Ack, App, BoltContext, BoltResponse
from slack_sdk import WebClient

Door = Callable[..., BoltResponse | None]


class Line(Protocol):
    """One of several requests of a kind, and what answers it."""

    @property
    def on(self) -> str | re.Pattern[str]:
        """Its name, or what its name fits."""

    @property
    def door(self) -> Door:
        """What answers it."""


def connect(app: App, kind: str, lines: Sequence[Line]) -> None:
    """Have all requests of a kind, "action" or "view", come in by one listener; of several lines that fit, the first answers."""
    names = "|".join(
        rf"^{re.escape(line.on)}\Z" if isinstance(line.on, str) else line.on.pattern for line in lines
    )
    getattr(app, kind)(re.compile(names))(_switch(_NAME[kind], lines))


def _switch(name_of: Callable[[Mapping[str, Any]], str], lines: Sequence[Line]) -> Door:
    doors = [(line.on, line.door, tuple(inspect.signature(line.door).parameters)) for line in lines]

    def switch(
        ack: Ack, body: dict[str, Any], client: WebClient, context: BoltContext
    ) -> BoltResponse | None:
        name = name_of(body)
        door, wanted = next((door, wanted) for on, door, wanted in doors if _fits(name, on))
        supplies = {**context, "ack": ack, "body": body, "client": client}
        return door(**{each: supplies[each] for each in wanted})

    return switch


def _fits(name: str, on: str | re.Pattern[str]) -> bool:
    return name == on if isinstance(on, str) else on.search(name) is not None


_NAME: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "action": lambda body: str((body.get("actions") or [{}])[0].get("action_id") or ""),
    "view": lambda body: str(body["view"]["callback_id"]),
}
"""Where a request of each kind says its name; an action of Slack's older sorts says none."""
