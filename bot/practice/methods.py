"""The Web API methods that Clerk calls: messages, conversations and people."""

from collections.abc import Callable
from typing import NamedTuple

from bot.practice import file_methods, view_methods
from bot.practice.contents import APP_BOT, APP_USER, TEAM_ID, TEAM_NAME, Channel, Json, Message
from bot.practice.payloads import message_json, person_json
from bot.practice.refusal import SlackRefusal
from bot.practice.slack import Slack

MOST_HISTORY = 999
MOST_PEOPLE = 1_000


class Method(NamedTuple):
    """What a method does, and the scope it needs."""

    run: Callable[[Slack, Json], Json]
    scope: str | None = None


def _required(asked: Json, name: str) -> str:
    if not asked.get(name):
        raise SlackRefusal(error="invalid_arguments", messages=[f"[ERROR] missing required field: {name}"])
    return str(asked[name])


def _limit(asked: Json, *, unless_given: int, most: int) -> int:
    given = str(asked.get("limit") or unless_given)
    if not given.isdecimal():
        raise SlackRefusal(error="invalid_arguments", messages=["[ERROR] limit must be a whole number"])
    return min(int(given), most)


def _writable(slack: Slack, asked: Json) -> Channel:
    channel = slack.workspace.channel(_required(asked, "channel"))
    if channel.archived:
        raise SlackRefusal(error="is_archived")
    if not channel.has_app:
        raise SlackRefusal(error="not_in_channel")
    return channel


def _known_message(slack: Slack, asked: Json, ts_name: str = "ts") -> Message:
    channel = slack.workspace.channel(_required(asked, "channel"))
    message = slack.workspace.message(channel.id, _required(asked, ts_name))
    if message.only_for is not None:
        raise SlackRefusal(error="message_not_found")
    return message


def _post_message(slack: Slack, asked: Json) -> Json:
    channel = _writable(slack, asked)
    message = slack.accept_message(asked, channel=channel.id)
    return {
        "channel": channel.id,
        "ts": message.ts,
        "message": message_json(slack, message, with_metadata=True),
    }


def _post_ephemeral(slack: Slack, asked: Json) -> Json:
    channel = _writable(slack, asked)
    person = slack.workspace.person(_required(asked, "user"))
    if person.deleted or channel.person not in (None, person.id):
        raise SlackRefusal(error="user_not_in_channel")
    return {"message_ts": slack.accept_message(asked, channel=channel.id, only_for=person.id).ts}


def _update(slack: Slack, asked: Json) -> Json:
    channel = _writable(slack, asked)
    message = slack.accept_edit(_known_message(slack, asked), asked)
    written = message_json(slack, message, with_metadata=True)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": written}


def _delete(slack: Slack, asked: Json) -> Json:
    message = _known_message(slack, asked)
    if message.user != APP_USER:
        raise SlackRefusal(error="cant_delete_message")
    slack.workspace.delete(message)
    return {"channel": message.channel, "ts": message.ts}


def _get_permalink(slack: Slack, asked: Json) -> Json:
    message = _known_message(slack, asked, "message_ts")
    digits = message.ts.replace(".", "")
    return {"channel": message.channel, "permalink": f"{slack.url}/archives/{message.channel}/p{digits}"}


def _open(slack: Slack, asked: Json) -> Json:
    people = _required(asked, "users").split(",")
    if len(people) > 1:
        raise SlackRefusal(error="method_not_supported_for_channel_type")
    person = slack.workspace.person(people[0])
    if person.is_bot:
        raise SlackRefusal(error="cannot_dm_bot")
    if person.deleted:
        raise SlackRefusal(error="user_disabled")
    return {"channel": {"id": slack.workspace.channel(person.id).id}}


def _history(slack: Slack, asked: Json) -> Json:
    channel = slack.workspace.channel(_required(asked, "channel"))
    if not channel.has_app:
        raise SlackRefusal(error="not_in_channel")
    _require_scope(slack, "im:history" if channel.is_im else "channels:history")
    oldest, latest = float(asked.get("oldest") or 0), float(asked.get("latest") or "inf")
    edges = str(asked.get("inclusive", "")).lower() in {"1", "true"}
    most = _limit(asked, unless_given=100, most=MOST_HISTORY)
    found = [
        message
        for message in reversed(slack.workspace.messages_in(channel.id, APP_USER))
        if message.thread_ts in (None, message.ts)
        and (oldest < float(message.ts) < latest or (edges and float(message.ts) in (oldest, latest)))
    ]
    return {"messages": _written(slack, found[:most], asked), "has_more": len(found) > most, "pin_count": 0}


def _replies(slack: Slack, asked: Json) -> Json:
    """Give a thread: what began it on the first page, and its answers, the oldest first."""
    channel, thread = slack.workspace.channel(_required(asked, "channel")), _required(asked, "ts")
    if not channel.has_app:
        raise SlackRefusal(error="not_in_channel")
    _require_scope(slack, "im:history" if channel.is_im else "channels:history")
    everything = slack.workspace.messages_in(channel.id, APP_USER)
    standing = [message for message in everything if thread in (message.ts, message.thread_ts)]
    if not standing:
        raise SlackRefusal(error="thread_not_found")
    cursor, oldest = str(asked.get("cursor") or ""), float(asked.get("oldest") or 0)
    if cursor and cursor not in [message.ts for message in standing]:
        raise SlackRefusal(error="invalid_cursor")
    most = _limit(asked, unless_given=MOST_HISTORY, most=MOST_HISTORY)
    after = [message for message in standing if message.ts > cursor]
    found = [message for message in after if message.ts == thread or float(message.ts) > oldest]
    page, has_more = found[:most], len(found) > most
    following = {"response_metadata": {"next_cursor": page[-1].ts}} if has_more else {}
    return {"messages": _written(slack, page, asked), "has_more": has_more, **following}


def _written(slack: Slack, messages: list[Message], asked: Json) -> list[Json]:
    metadata = str(asked.get("include_all_metadata", "")).lower() in {"1", "true"}
    return [message_json(slack, message, with_metadata=metadata) for message in messages]


def _require_scope(slack: Slack, scope: str) -> None:
    if scope not in slack.manifest.scopes:
        raise SlackRefusal(error="missing_scope", messages=[f"[ERROR] needed: {scope}"])


def _join(slack: Slack, asked: Json) -> Json:
    channel = slack.workspace.channel(_required(asked, "channel"))
    if channel.is_im:
        raise SlackRefusal(error="method_not_supported_for_channel_type")
    if channel.archived:
        raise SlackRefusal(error="is_archived")
    slack.workspace.join(channel.id)
    return {"channel": _channel_json(slack.workspace.channel(channel.id))}


def _info(slack: Slack, asked: Json) -> Json:
    return {"channel": _channel_json(slack.workspace.channel(_required(asked, "channel")))}


def _list(slack: Slack, _asked: Json) -> Json:
    rooms = [_channel_json(channel) for channel in slack.workspace.channels.values() if not channel.is_im]
    return {"channels": rooms, "response_metadata": {"next_cursor": ""}}


def _channel_json(channel: Channel) -> Json:
    kind = {"is_channel": not channel.is_im, "is_im": channel.is_im, "is_general": channel.name == "general"}
    known = {"id": channel.id, "name": channel.name, "is_private": False, "is_member": channel.has_app}
    return {**kind, **known, "is_archived": channel.archived}


def _user_info(slack: Slack, asked: Json) -> Json:
    return {"user": person_json(slack.workspace.person(_required(asked, "user")))}


def _user_list(slack: Slack, asked: Json) -> Json:
    """List people, the whole lot or page by page; the cursor is the last person of the page before."""
    people = list(slack.workspace.people.values())
    ids, cursor = [person.id for person in people], str(asked.get("cursor") or "")
    if cursor and cursor not in ids:
        raise SlackRefusal(error="invalid_cursor")
    start = ids.index(cursor) + 1 if cursor else 0
    page = people[start : start + _limit(asked, unless_given=MOST_PEOPLE, most=MOST_PEOPLE)]
    has_more = start + len(page) < len(people)
    following = {"next_cursor": page[-1].id if has_more else ""}
    return {"members": [person_json(person) for person in page], "response_metadata": following}


def _auth_test(slack: Slack, _asked: Json) -> Json:
    app = slack.workspace.person(APP_USER)
    place = {"url": f"{slack.url}/", "team": TEAM_NAME, "team_id": TEAM_ID, "is_enterprise_install": False}
    return {**place, "user": app.handle, "user_id": app.id, "bot_id": APP_BOT}


METHODS: dict[str, Method] = {
    "auth.test": Method(_auth_test),
    "chat.postMessage": Method(_post_message, "chat:write"),
    "chat.postEphemeral": Method(_post_ephemeral, "chat:write"),
    "chat.update": Method(_update, "chat:write"),
    "chat.delete": Method(_delete, "chat:write"),
    "chat.getPermalink": Method(_get_permalink),
    "conversations.open": Method(_open, "im:write"),
    "conversations.history": Method(_history),
    "conversations.replies": Method(_replies),
    "conversations.join": Method(_join, "channels:join"),
    "conversations.info": Method(_info, "channels:read"),
    "conversations.list": Method(_list, "channels:read"),
    "users.info": Method(_user_info, "users:read"),
    "users.list": Method(_user_list, "users:read"),
    "views.open": Method(view_methods.open_view),
    "views.push": Method(view_methods.push_view),
    "views.update": Method(view_methods.update_view),
    "views.publish": Method(view_methods.publish_view),
    "files.info": Method(file_methods.file_info, "files:read"),
    "files.getUploadURLExternal": Method(file_methods.get_upload_url, "files:write"),
    "files.completeUploadExternal": Method(file_methods.complete_upload, "files:write"),
}
