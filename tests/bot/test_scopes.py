"""Clerk asks of Slack no more than six scopes, and none of its calls needs another that is not optional."""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path

from bot.practice.methods import METHODS

ROOT = Path(__file__).parents[2]
SCOPES = json.loads((resources.files("bot") / "manifest.json").read_text())["oauth_config"]["scopes"]
REQUIRED = ["commands", "chat:write", "users:read", "app_mentions:read", "im:history", "im:write"]
NOTHING = ""
NEEDS = {
    "auth.test": NOTHING,
    "apps.connections.open": "connections:write of the app-level token",
    "chat.delete": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "conversations.history": "im:history",
    "conversations.join": "channels:join",
    "conversations.open": "im:write",
    "conversations.replies": "im:history",
    "files.completeUploadExternal": "files:write",
    "files.getUploadURLExternal": "files:write",
    "files.info": "files:read",
    "users.info": "users:read",
    "users.list": "users:read",
    "views.open": NOTHING,
    "views.publish": NOTHING,
    "views.push": NOTHING,
    "views.update": NOTHING,
}
"""What each method needs by its page in Slack's reference (docs.slack.dev/reference/methods). Of `conversations.history` and
`conversations.replies` it is what direct messages need: in channels Clerk goes without."""
BY_EVENT = {
    "app_mentions:read": "app_mention",
    "im:history": "message.im",
    "commands": "slash commands and shortcuts",
}
OF_THE_SDK = {"is_connected", "response_url"}


def called() -> set[str]:
    """List the methods that the code calls by their names in the SDK."""
    folders = ("bot", "handlers", "scheduler")
    files = [
        file for folder in folders for file in (ROOT / folder).rglob("*.py") if "practice" not in file.parts
    ]
    found = {
        name
        for file in files
        for name in re.findall(r"\bclient\.([a-z]+_[A-Za-z_]+)\(", file.read_text(encoding="utf-8"))
    }
    return {
        name.replace("apps_connections_", "apps.connections.").replace("_", ".", 1)
        for name in found - OF_THE_SDK
    }


def test_six_scopes_are_required_and_no_more() -> None:
    assert SCOPES["bot"] == REQUIRED


def test_each_method_that_is_called_is_known_with_what_it_needs() -> None:
    assert called() - NEEDS.keys() == set()


def test_no_call_needs_a_scope_that_nobody_grants() -> None:
    granted = {NOTHING, NEEDS["apps.connections.open"], *SCOPES["bot"], *SCOPES["bot_optional"]}
    assert {NEEDS[method] for method in called()} - granted == set()


def test_each_scope_is_there_for_a_call_or_an_event_that_is_used() -> None:
    used = {NEEDS[method] for method in called()} | BY_EVENT.keys()
    assert {*SCOPES["bot"], *SCOPES["bot_optional"]} - used == set()


def test_the_practice_workspace_asks_for_the_same_scopes() -> None:
    in_practice = {method: METHODS[method].scope for method in NEEDS if method in METHODS}
    by_channel = {"conversations.history", "conversations.replies"}
    assert {method: scope for method, scope in in_practice.items() if method not in by_channel} == {
        method: NEEDS[method] or None for method in in_practice if method not in by_channel
    }
    assert NEEDS.keys() - METHODS.keys() == {"apps.connections.open"}
