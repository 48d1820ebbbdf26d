"""What one person sees, as the page's JSON."""

from bot.practice.contents import APP_USER, TEAM_ID, TEAM_NAME, Channel, Json, Message, Person, View
from bot.practice.payloads import file_json, view_json
from bot.practice.slack import Slack


def screen_of(slack: Slack, person_id: str, *, connected: bool) -> Json:
    """Show a person her channels, direct messages, forms, Home and notices; raises `user_not_found`."""
    workspace = slack.workspace
    person = workspace.person(person_id)
    home = workspace.homes.get(person_id)
    rooms = [room for room in workspace.channels.values() if room.person in (None, person_id)]
    return {
        "version": workspace.version,
        "now": workspace.clock.now().isoformat(),
        "zone": person.zone,
        "team": {"id": TEAM_ID, "name": TEAM_NAME},
        "me": _person(person),
        "people": [_person(one) for one in workspace.people.values()],
        "commands": slack.manifest.commands,
        "shortcuts": slack.manifest.shortcuts,
        "about": slack.manifest.description,
        "beginning": workspace.beginning,
        "began": workspace.began,
        "beginnings": [vars(beginning) for beginning in slack.beginnings],
        "connected": connected,
        "channels": [_channel(slack, room, person_id) for room in rooms],
        "modals": [_view(view) for view in workspace.modals.get(person_id, [])],
        "home": _view(home) if home else None,
        "notices": workspace.notices.get(person_id, []),
    }


def _person(person: Person) -> Json:
    return dict(vars(person))


def _channel(slack: Slack, channel: Channel, person_id: str) -> Json:
    messages = slack.workspace.messages_in(channel.id, person_id)
    read = float(slack.workspace.read_marks.get(person_id, {}).get(channel.id, "0"))
    return {
        "id": channel.id,
        "name": channel.name,
        "topic": channel.topic,
        "archived": channel.archived,
        "kind": "im" if channel.is_im else "channel",
        "with": APP_USER if channel.is_im else None,
        "unread": sum(float(message.ts) > read and message.user != person_id for message in messages),
        "messages": [_message(slack, message, person_id) for message in messages],
    }


def _message(slack: Slack, message: Message, person_id: str) -> Json:
    return {
        "ts": message.ts,
        "user": message.user,
        "text": message.text,
        "blocks": message.blocks,
        "thread_ts": message.thread_ts,
        "ephemeral": message.only_for is not None,
        "edited": message.edited,
        "files": [_file(slack, file_id, person_id) for file_id in message.files],
    }


def _file(slack: Slack, file_id: str, person_id: str) -> Json:
    file = file_json(slack, slack.workspace.files[file_id])
    return {**file, "url_private": f"{file['url_private']}?as={person_id}"}


def _view(view: View) -> Json:
    shown = view_json(view)
    keys = ("id", "type", "callback_id", "title", "submit", "close", "blocks", "private_metadata", "state")
    return {**{key: shown[key] for key in keys}, "errors": view.errors}
