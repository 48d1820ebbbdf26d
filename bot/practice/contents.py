"""What a workspace holds, as values: people, channels, messages, views and files."""

from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]
Surface = Literal["message", "modal", "home"]

TEAM_ID = "T0PRACTICE"
TEAM_NAME = "Practice"
TEAM_DOMAIN = "practice"
APP_ID = "A0CLERK"
APP_USER = "U0CLERK"
APP_BOT = "B0CLERK"


@dataclass(frozen=True, kw_only=True)
class Person:
    """A member of the workspace, or the app's own user."""

    id: str
    name: str
    title: str
    zone: str  # IANA name
    is_admin: bool = False
    is_bot: bool = False
    is_restricted: bool = False  # a guest
    team: str = TEAM_ID  # another one for a person of another organisation
    deleted: bool = False

    @property
    def is_stranger(self) -> bool:
        """Tell a person of another organisation, who is met in shared channels only."""
        return self.team != TEAM_ID

    @property
    def handle(self) -> str:
        """Give the short name that Slack sends beside the id."""
        return self.name.split()[0].lower()


@dataclass(frozen=True, kw_only=True)
class Channel:
    """A public channel, or the direct messages between the app and one person."""

    id: str
    name: str
    person: str | None = None  # the other side of direct messages
    has_app: bool = True
    topic: str = ""
    archived: bool = False

    @property
    def is_im(self) -> bool:
        """Tell direct messages from a channel."""
        return self.person is not None


@dataclass(frozen=True, kw_only=True)
class Beginning:
    """One of the ways in which a workspace can be started over."""

    key: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A message on its way in: everything but its time."""

    channel: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    metadata: Json | None = None
    only_for: str | None = None  # the one person who sees an ephemeral message
    files: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Message(Draft):
    """A message in a channel; `ts` is its identity there, as in Slack."""

    ts: str
    edited: bool = False


@dataclass(frozen=True, kw_only=True)
class View:
    """A modal or a Home tab that one person has before her."""

    id: str
    user: str
    content: Json  # as the app sent it, every block and action with an id
    values: Json  # {block_id: {action_id: answer}}
    hash: str
    root_id: str
    previous_id: str | None = None
    opened_in: str | None = None  # the conversation that the person had before her
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def blocks(self) -> list[Json]:
        """Give the view's blocks."""
        blocks: list[Json] = self.content["blocks"]
        return blocks


@dataclass(frozen=True, kw_only=True)
class File:
    """A file that the app or a person put into the workspace."""

    id: str
    name: str
    user: str
    content: str = ""  # base64; empty until it was sent
    mimetype: str = "application/octet-stream"
    size: int = 0
