"""What Slack sends to an app, key by key, and how it writes people, messages and views."""

from secrets import token_hex
from typing import Any

from bot.practice.clock import machine_now
from bot.practice.contents import (
    APP_BOT,
    APP_ID,
    APP_USER,
    TEAM_DOMAIN,
    TEAM_ID,
    Channel,
    File,
    Json,
    Message,
    Person,
    View,
)
from bot.practice.slack import Slack

VERIFICATION_TOKEN = "practice-verification-token"  # noqa: S105  # deprecated by Slack; opens nothing
TEAM = {"id": TEAM_ID, "domain": TEAM_DOMAIN}


def message_json(slack: Slack, message: Message, *, with_metadata: bool = False) -> Json:
    """Write a message as conversations.history and payloads do."""
    written: Json = {"type": "message", "ts": message.ts, "user": message.user, "text": message.text}
    written["team"] = TEAM_ID
    if message.blocks:
        written["blocks"] = message.blocks
    if message.user == APP_USER:
        written |= {"bot_id": APP_BOT, "app_id": APP_ID}
    if message.thread_ts:
        written["thread_ts"] = message.thread_ts
    if message.edited:
        written["edited"] = {"user": message.user, "ts": message.ts}
    if message.files:
        written["files"] = [file_json(slack, slack.workspace.files[file_id]) for file_id in message.files]
    if with_metadata and message.metadata:
        written["metadata"] = message.metadata
    return written


def view_json(view: View) -> Json:
    """Write a view as Slack's answers and payloads do."""
    empty = {"private_metadata": "", "callback_id": "", "external_id": "", "clear_on_close": False}
    return {
        **empty,
        "notify_on_close": False,
        "title": None,
        "submit": None,
        "close": None,
        **view.content,
        "id": view.id,
        "team_id": TEAM_ID,
        "app_id": APP_ID,
        "bot_id": APP_BOT,
        "app_installed_team_id": TEAM_ID,
        "hash": view.hash,
        "root_view_id": view.root_id,
        "previous_view_id": view.previous_id,
        "state": {"values": view.values},
    }


def person_json(person: Person) -> Json:
    """Write a person as users.info does."""
    return {
        "id": person.id,
        "team_id": person.team,
        "name": person.handle,
        "real_name": person.name,
        "deleted": person.deleted,
        "tz": person.zone,
        "is_admin": person.is_admin,
        "is_owner": False,
        "is_bot": person.is_bot,
        "is_restricted": person.is_restricted,
        "is_ultra_restricted": False,
        "profile": {"real_name": person.name, "display_name": person.handle, "title": person.title},
        **({"is_stranger": True} if person.is_stranger else {}),
    }


def file_json(slack: Slack, file: File) -> Json:
    """Write a file as Slack does; its address asks for the app's token."""
    address = f"{slack.url}/files/{file.id}"
    return {
        "id": file.id,
        "name": file.name,
        "title": file.name,
        "mimetype": file.mimetype,
        "size": file.size,
        "user": file.user,
        "url_private": address,
        "url_private_download": address,
    }


def command_payload(slack: Slack, person: Person, channel: Channel, command: str, text: str) -> Json:
    """Make the form fields of a slash command."""
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": TEAM_ID,
        "team_domain": TEAM_DOMAIN,
        "channel_id": channel.id,
        "channel_name": channel.name,
        "user_id": person.id,
        "user_name": person.handle,
        "command": command,
        "text": text,
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
        "response_url": slack.response_url(user=person.id, channel=channel.id),
        "trigger_id": slack.triggers.issue(person.id, channel.id),
    }


def _interaction(kind: str, person: Person, **more: Any) -> Json:  # noqa: ANN401  # JSON values
    user = {"id": person.id, "username": person.handle, "name": person.handle, "team_id": person.team}
    known = {"type": kind, "user": user, "team": TEAM, "api_app_id": APP_ID, "token": VERIFICATION_TOKEN}
    return {**known, "enterprise": None, "is_enterprise_install": False, **more}


def message_place(slack: Slack, message: Message) -> Json:
    """Say where in a message something happened; the text of an ephemeral one is not sent along."""
    channel = slack.workspace.channels[message.channel]
    container = {"type": "message", "message_ts": message.ts, "channel_id": message.channel}
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    place: Json = {
        "container": {**container, "is_ephemeral": message.only_for is not None},
        "channel": {"id": channel.id, "name": channel.name},
    }
    return place if message.only_for else {**place, "message": message_json(slack, message)}


def view_place(view: View) -> Json:
    """Say in which view something happened."""
    return {"container": {"type": "view", "view_id": view.id}, "view": view_json(view)}


def message_action_payload(
    slack: Slack, person: Person, message: Message, action: Json, values: Json
) -> Json:
    """Make the payload of an element used in a message."""
    reply = slack.response_url(user=person.id, channel=message.channel, message_ts=message.ts)
    place = {**message_place(slack, message), "state": {"values": values}, "response_url": reply}
    trigger_id = slack.triggers.issue(person.id, message.channel)
    return _interaction("block_actions", person, **place, actions=[action], trigger_id=trigger_id)


def view_action_payload(slack: Slack, person: Person, view: View, action: Json) -> Json:
    """Make the payload of an element used in a modal or on Home."""
    trigger_id = slack.triggers.issue(person.id)
    return _interaction("block_actions", person, **view_place(view), actions=[action], trigger_id=trigger_id)


def submission_payload(slack: Slack, person: Person, view: View) -> Json:
    """Make the payload of a form that was sent."""
    trigger_id = slack.triggers.issue(person.id)
    return _interaction(
        "view_submission", person, view=view_json(view), trigger_id=trigger_id, response_urls=[]
    )


def closed_payload(person: Person, view: View) -> Json:
    """Make the payload of a form that was closed unsent."""
    return _interaction("view_closed", person, view=view_json(view), is_cleared=False)


def options_payload(person: Person, place: Json, element: Json, typed: str) -> Json:
    """Make the payload that asks for the options of an external select."""
    asked = {"action_id": element["action_id"], "block_id": element["block_id"], "value": typed}
    return _interaction("block_suggestion", person, **place, **asked)


def shortcut_payload(slack: Slack, person: Person, callback_id: str, message: Message | None = None) -> Json:
    """Make the payload of a global shortcut, or of one on a message."""
    ts = slack.workspace.next_ts()
    trigger_id = slack.triggers.issue(person.id, message.channel if message else None)
    if message is None:
        return _interaction("shortcut", person, callback_id=callback_id, action_ts=ts, trigger_id=trigger_id)
    channel = slack.workspace.channels[message.channel]
    return _interaction(
        "message_action",
        person,
        callback_id=callback_id,
        action_ts=ts,
        trigger_id=trigger_id,
        message_ts=message.ts,
        message=message_json(slack, message),
        channel={"id": channel.id, "name": channel.name},
        response_url=slack.response_url(user=person.id, channel=channel.id, message_ts=message.ts),
    )


def event_payload(event: Json, *, is_shared: bool = False) -> Json:
    """Wrap an event as the Events API does; `is_shared` is for channels that another organisation is in."""
    authorization = {"enterprise_id": None, "team_id": TEAM_ID, "user_id": APP_USER, "is_bot": True}
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": TEAM_ID,
        "api_app_id": APP_ID,
        "type": "event_callback",
        "event_id": f"Ev{token_hex(5).upper()}",
        "event_time": int(machine_now().timestamp()),
        "authorizations": [{**authorization, "is_enterprise_install": False}],
        "is_ext_shared_channel": is_shared,
        "event": event,
    }


def said_event(slack: Slack, message: Message, kind: str) -> Json:
    """Make the event of something a person wrote: `app_mention` or `message`."""
    event = {**message_json(slack, message), "type": kind, "channel": message.channel, "event_ts": message.ts}
    event["client_msg_id"] = token_hex(16)
    if (author := slack.workspace.person(message.user)).is_stranger:
        event |= {"team": author.team, "user_team": author.team, "source_team": author.team}
    return {**event, "channel_type": "im"} if kind == "message" else event


def home_event(slack: Slack, person: Person, channel: Channel) -> Json:
    """Make the event of a person who opens the Home tab; `view` is absent until one was published."""
    event = {"type": "app_home_opened", "user": person.id, "channel": channel.id, "tab": "home"}
    event["event_ts"] = slack.workspace.next_ts()
    shown = slack.workspace.homes.get(person.id)
    return {**event, "view": view_json(shown)} if shown else event


def changed_event(slack: Slack, before: Message, after: Message) -> Json:
    """Make the event of a message that its writer edited."""
    event = {"type": "message", "subtype": "message_changed", "hidden": True, "channel_type": "im"}
    now = slack.workspace.next_ts()
    written = {"message": message_json(slack, after), "previous_message": message_json(slack, before)}
    return {**event, **written, "channel": after.channel, "ts": now, "event_ts": now}
