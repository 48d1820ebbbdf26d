"""Slack, as `clerk doctor` looks at it: whether it lets Clerk in, what it lets Clerk do, and what time it has."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib import resources

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from bot.findings import Finding, failed, noted, passed
from bot.settings import Settings
from bot.start_faults import in_words
from models.clock import Now
from scheduler.posting import CLOCKS_APART, FAILED_CALL
from scheduler.watch import read_date

SECONDS = 3
"""How long a call may take."""
WHY: Mapping[str, str] = {
    "commands": "/sister and the shortcuts do not work",
    "chat:write": "Clerk can post nothing",
    "users:read": "Clerk knows nobody's name or time zone",
    "app_mentions:read": "Clerk does not hear @Clerk in a channel",
    "im:history": "Clerk does not hear direct messages",
    "im:write": "Clerk cannot send anybody a reminder",
    "channels:join": "somebody has to invite Clerk into the channel",
    "files:read": "forms ask for a link to a paper in place of the file",
    "files:write": "Clerk cannot send files; the command line writes them",
}
"""What is missing without each scope."""
ADD = "Add it under OAuth & Permissions, and install the app again."


@dataclass(frozen=True, kw_only=True)
class SlackLook:
    """What was found of Slack."""

    findings: tuple[Finding, ...] = ()
    team_id: str | None = None
    """Whose token it is, where Slack said so."""


def look_at_slack(settings: Settings, now: Now, *, has_app_token: bool) -> SlackLook:
    """Try both tokens, and read what Slack says beside its answers."""
    client = WebClient(
        token=settings.bot_token, base_url=settings.slack_api_url, timeout=SECONDS, retry_handlers=[]
    )
    try:
        answer = client.auth_test()
    except FAILED_CALL as error:
        way_in = _way_in(client, settings, has_app_token=has_app_token) if _says(error) else []
        return SlackLook(findings=(failed("Bot token", _why(error)), *_clock_of(error, now()), *way_in))
    way_in = _way_in(client, settings, has_app_token=has_app_token)
    name, team = answer.get("user"), answer.get("team")
    accepted = passed(
        "Bot token", f"Slack takes it for {name} in the workspace {team} ({answer['team_id']})."
    )
    found = (accepted, *_scopes(answer), *way_in, *_clock(answer.headers, now()))
    return SlackLook(findings=found, team_id=str(answer["team_id"]))


def _way_in(client: WebClient, settings: Settings, *, has_app_token: bool) -> list[Finding]:
    """Look at how Slack reaches Clerk; a Slack that is out of reach is not asked, which would take as long again."""
    return _app_token(client, settings.app_token) if has_app_token else _signed(settings)


def _app_token(client: WebClient, token: str | None) -> list[Finding]:
    try:
        client.apps_connections_open(app_token=token or "")
    except FAILED_CALL as error:
        more = " Its scope is connections:write." if _says(error) == "missing_scope" else ""
        return [failed("App-level token", _why(error) + more)]
    return [passed("App-level token", "Slack takes it: Clerk can connect out to Slack.")]


def _signed(settings: Settings) -> list[Finding]:
    said = "It can be tried only by Slack. Type /sister there: if nothing answers, copy it again from Basic Information."
    return [noted("Signing secret", said)] if settings.signing_secret else []


def _scopes(answer: SlackResponse) -> Iterator[Finding]:
    """Compare what Slack granted with the manifest."""
    headers = {name.lower(): value for name, value in (answer.headers or {}).items()}
    said = headers.get("x-oauth-scopes") or ""
    granted = {scope.strip() for scope in (said if isinstance(said, str) else ",".join(said)).split(",")}
    required, optional = _in_manifest()
    lacking = [scope for scope in required if scope not in granted]
    for scope in lacking:
        yield failed("Scopes", f"{scope} is missing: {WHY[scope]}. {ADD}")
    if not lacking:
        yield passed("Scopes", f"All {len(required)} that Clerk needs are granted.")
    for scope in optional:
        if scope not in granted:
            yield noted("Scopes", f"{scope} is not granted, which is well: {WHY[scope]}.")


def _in_manifest() -> tuple[list[str], list[str]]:
    manifest = json.loads(resources.files("bot").joinpath("manifest.json").read_text(encoding="utf-8"))
    scopes = manifest["oauth_config"]["scopes"]
    return list(scopes["bot"]), list(scopes["bot_optional"])


def _clock_of(error: Exception, now: datetime) -> Iterator[Finding]:
    """Read the time from a refusal, which is dated as well."""
    if isinstance(error, SlackApiError):
        yield from _clock(getattr(error.response, "headers", {}), now)


def _clock(headers: Mapping[str, object], now: datetime) -> Iterator[Finding]:
    slacks = read_date(headers)
    if slacks is None:
        yield noted("Clock", "Slack did not say what time it has.")
    elif abs(now - slacks) > CLOCKS_APART:
        times = f"This computer says {now:%Y-%m-%d %H:%M} UTC, and Slack {slacks:%Y-%m-%d %H:%M} UTC."
        yield failed("Clock", f"{times} Nothing is sent until they agree: set this computer's clock.")
    else:
        yield passed("Clock", "It agrees with Slack's.")


def _says(error: Exception) -> str:
    return str(error.response.get("error")) if isinstance(error, SlackApiError) else ""


def _why(error: Exception) -> str:
    """Say why a call failed, without anything that was sent with it."""
    if isinstance(error, SlackClientError) and not isinstance(error, SlackApiError):
        return "Slack did not answer as it should. Check this computer's way to the internet, then try again."
    return in_words(error)
