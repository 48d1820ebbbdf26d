"""What a workspace starts with: its people, its channels, and the app's manifest."""

from dataclasses import dataclass

from bot.practice.contents import TEAM_ID, Json

SCOPE_OF_EVENT = {
    "app_mention": "app_mentions:read",
    "message.im": "im:history",
    "message.channels": "channels:history",
}


@dataclass(frozen=True)
class PersonSeed:
    """A person to begin with; the zone is an IANA name."""

    id: str
    name: str
    title: str
    zone: str
    is_admin: bool = False
    is_restricted: bool = False
    team: str = TEAM_ID


@dataclass(frozen=True)
class ChannelSeed:
    """A public channel to begin with; everyone is in it, the app only where it says so."""

    id: str
    name: str
    has_app: bool = True
    topic: str = ""


class Manifest:
    """A Slack app manifest, read for what this workspace needs of it."""

    def __init__(self, manifest: Json) -> None:
        """Read a manifest's JSON; raises ValueError when an event or the commands lack their scope."""
        features = manifest.get("features", {})
        settings = manifest.get("settings", {})
        scopes = manifest.get("oauth_config", {}).get("scopes", {})
        about = manifest["display_information"]
        self.app_name: str = about["name"]
        self.description: str = about.get("long_description") or about.get("description", "")
        self.commands: list[Json] = features.get("slash_commands", [])
        self.shortcuts: list[Json] = features.get("shortcuts", [])
        self.events: set[str] = set(settings.get("event_subscriptions", {}).get("bot_events", []))
        self.scopes: set[str] = {*scopes.get("bot", []), *scopes.get("bot_optional", [])}
        if missing := sorted(self._needed_scopes() - self.scopes):
            message = f"the manifest lacks the scopes {', '.join(missing)}"
            raise ValueError(message)

    def _needed_scopes(self) -> set[str]:
        for_commands = {"commands"} if self.commands or self.shortcuts else set()
        return for_commands | {SCOPE_OF_EVENT[event] for event in self.events & SCOPE_OF_EVENT.keys()}

    def command(self, name: str) -> Json | None:
        """Find a slash command by its name, slash included."""
        return next((command for command in self.commands if command["command"] == name), None)

    def shortcut(self, callback_id: str, kind: str) -> Json | None:
        """Find a shortcut of a kind, "global" or "message"."""
        found = (one for one in self.shortcuts if (one["callback_id"], one["type"]) == (callback_id, kind))
        return next(found, None)
