"""What the workspace's file keeps, so that a restart loses nothing and time never runs backwards."""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Protocol

from bot.practice.clock import MovableClock
from bot.practice.contents import Channel, File, Json, Message, Person, View


class Kept(Protocol):
    """What of a workspace is kept."""

    clock: MovableClock
    version: int
    beginning: str
    began: str
    latest_ts: int
    people: dict[str, Person]
    channels: dict[str, Channel]
    messages: dict[tuple[str, str], Message]
    modals: dict[str, list[View]]
    homes: dict[str, View]
    files: dict[str, File]
    read_marks: dict[str, dict[str, str]]


def remembered(workspace: Kept) -> Json:
    """Write a workspace down; what one person alone saw is gone after a restart, as it is in Slack."""
    lasting = [message for message in workspace.messages.values() if message.only_for is None]
    return {
        "offset": workspace.clock.offset.total_seconds(),
        "now": workspace.clock.now().isoformat(),
        "version": workspace.version,
        "beginning": workspace.beginning,
        "began": workspace.began,
        "latest_ts": workspace.latest_ts,
        "people": [asdict(person) for person in workspace.people.values()],
        "channels": [asdict(channel) for channel in workspace.channels.values()],
        "messages": [asdict(message) for message in lasting],
        "modals": {user: [asdict(view) for view in stack] for user, stack in workspace.modals.items()},
        "homes": {user: asdict(view) for user, view in workspace.homes.items()},
        "files": [asdict(file) for file in workspace.files.values()],
        "read_marks": workspace.read_marks,
    }


def restore(workspace: Kept, kept: Json) -> None:
    """Make a new workspace what was written down."""
    offset, reached = timedelta(seconds=kept["offset"]), datetime.fromisoformat(kept["now"])
    workspace.clock.resume(offset=offset, reached=reached)
    workspace.version = kept["version"]
    workspace.beginning = kept.get("beginning", "")
    workspace.began = kept.get("began", "")
    workspace.latest_ts = kept["latest_ts"]
    workspace.people = {one["id"]: Person(**one) for one in kept["people"]}
    workspace.channels = {one["id"]: Channel(**one) for one in kept["channels"]}
    workspace.messages = {(one["channel"], one["ts"]): Message(**one) for one in kept["messages"]}
    workspace.modals = {user: [View(**view) for view in stack] for user, stack in kept["modals"].items()}
    workspace.homes = {user: View(**view) for user, view in kept["homes"].items()}
    workspace.files = {one["id"]: File(**one) for one in kept["files"]}
    workspace.read_marks = kept["read_marks"]
