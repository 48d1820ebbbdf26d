"""Everything the app did, for tests to look at."""

from dataclasses import dataclass, field

from bot.practice.contents import Json, Surface


@dataclass(frozen=True, kw_only=True)
class Call:
    """A Web API call: its arguments without the token, the HTTP status (0: no answer), and Slack's error code."""

    method: str
    arguments: Json
    status: int
    error: str | None = None


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A message or view that was accepted, as the app sent it."""

    surface: Surface
    content: Json
    after: str = ""
    """The form whose place it took, by its callback id."""


@dataclass(frozen=True, kw_only=True)
class Recording:
    """The calls made and the messages and views accepted, in order."""

    calls: list[Call] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
