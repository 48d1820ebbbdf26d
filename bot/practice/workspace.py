"""The state of the practice workspace: who is there, what was written, which views stand open."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from itertools import chain
from pathlib import Path
from secrets import token_hex
from threading import Condition

from bot.practice.clock import MovableClock
from bot.practice.contents import APP_USER, Channel, Draft, File, Json, Message, Person, View
from bot.practice.inputs import state_values, with_ids
from bot.practice.memory import remembered, restore
from bot.practice.refusal import SlackRefusal
from bot.practice.seeds import ChannelSeed, PersonSeed

MOST_MODALS = 3


class Workspace:
    """People, channels, messages and views. Each change raises `version` and is written to the file, if there is one."""

    def __init__(self, *, clock: MovableClock, file: Path | None = None) -> None:
        """Begin empty, or as the file remembers it."""
        self.clock = clock
        self.version = 0
        self.beginning = ""
        self.began = token_hex(4)  # tells one start of the workspace from another
        self.people: dict[str, Person] = {}
        self.channels: dict[str, Channel] = {}
        self.messages: dict[tuple[str, str], Message] = {}
        self.modals: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}
        self.files: dict[str, File] = {}
        self.read_marks: dict[str, dict[str, str]] = {}
        self.notices: dict[str, list[str]] = {}
        self.condition = Condition()
        self.watchers: list[Callable[[], None]] = []
        self._file = file
        self.latest_ts = 0
        if file is not None and file.exists():
            restore(self, json.loads(file.read_text()))
        clock.moved = self.changed

    # People and channels

    def seed(self, people: Sequence[PersonSeed], channels: Sequence[ChannelSeed], app_name: str) -> None:
        """Add whoever and whatever is not there yet, the app and everyone's direct messages with it."""
        newcomers, rooms = _seeded(people, channels, app_name)
        self.people, self.channels = newcomers | self.people, rooms | self.channels
        self.changed()

    def admit(self, person: PersonSeed) -> None:
        """Let one more person in: a member, a guest, or someone of another organisation."""
        self.seed([person], [], self.people[APP_USER].name)

    def person(self, person_id: str) -> Person:
        """Find a person; raises `user_not_found`, also for another workspace's ids."""
        if person_id not in self.people:
            raise SlackRefusal(error="user_not_found")
        return self.people[person_id]

    def channel(self, channel_id: str) -> Channel:
        """Find a channel by its id, or direct messages also by the person's; raises `channel_not_found`."""
        own = (
            room for room in self.channels.values() if room.person == channel_id and room.person is not None
        )
        found = self.channels.get(channel_id) or next(own, None)
        if found is None:
            raise SlackRefusal(error="channel_not_found")
        return found

    def deactivate(self, person_id: str) -> None:
        """End a person's account."""
        self.people[person_id] = replace(self.person(person_id), deleted=True)
        self.changed()

    def archive(self, channel_id: str) -> None:
        """Archive a channel."""
        self._change_channel(replace(self.channel(channel_id), archived=True))

    def join(self, channel_id: str) -> None:
        """Let the app into a channel."""
        self._change_channel(replace(self.channel(channel_id), has_app=True))

    def remove_app(self, channel_id: str) -> None:
        """Put the app out of a channel."""
        self._change_channel(replace(self.channel(channel_id), has_app=False))

    def _change_channel(self, channel: Channel) -> None:
        self.channels[channel.id] = channel
        self.changed()

    # Messages

    def next_ts(self) -> str:
        """Give a message time that no message had before, by the workspace's clock."""
        now = int(self.clock.now().timestamp() * 1_000_000)
        self.latest_ts = max(now, self.latest_ts + 1)
        return f"{self.latest_ts // 1_000_000}.{self.latest_ts % 1_000_000:06d}"

    def post(self, draft: Draft) -> Message:
        """Put a message into its channel."""
        fields = {**vars(draft), "blocks": with_ids(draft.blocks)}
        message = Message(ts=self.next_ts(), **fields)
        self.messages[message.channel, message.ts] = message
        self.changed()
        return message

    def message(self, channel_id: str, ts: str) -> Message:
        """Find a message; raises `message_not_found`."""
        if (channel_id, ts) not in self.messages:
            raise SlackRefusal(error="message_not_found")
        return self.messages[channel_id, ts]

    def edit(
        self, message: Message, *, text: str, blocks: list[Json], metadata: Json | None = None
    ) -> Message:
        """Replace what a message says; its metadata stays unless new one comes."""
        kept = metadata if metadata is not None else message.metadata
        edited = replace(message, text=text, blocks=with_ids(blocks), metadata=kept, edited=True)
        self.messages[message.channel, message.ts] = edited
        self.changed()
        return edited

    def delete(self, message: Message) -> None:
        """Take a message away."""
        del self.messages[message.channel, message.ts]
        self.changed()

    def messages_in(self, channel_id: str, person_id: str) -> list[Message]:
        """List what a person sees in a channel, oldest first."""
        return [
            message
            for message in list(self.messages.values())
            if message.channel == channel_id and message.only_for in (None, person_id)
        ]

    def mark_read(self, person_id: str, channel_id: str) -> None:
        """Note that a person has read a channel up to now."""
        self.read_marks.setdefault(person_id, {})[channel_id] = self.next_ts()
        self.changed()

    # Views

    def open_modal(self, user: str, content: Json, *, opened_in: str | None = None) -> View:
        """Show a person a form, in place of those she had open."""
        view = self._new_view(user, content, opened_in)
        self.modals[user] = [view]
        self.changed()
        return view

    def push_modal(self, user: str, content: Json) -> View:
        """Lay a form on top of the others; raises `push_limit_reached` above three, `not_found` without one below."""
        stack = self.modals.get(user, [])
        if not stack:
            raise SlackRefusal(error="not_found")
        if len(stack) >= MOST_MODALS:
            raise SlackRefusal(error="push_limit_reached")
        above = self._new_view(user, content, stack[0].opened_in)
        view = replace(above, root_id=stack[0].root_id, previous_id=stack[-1].id)
        stack.append(view)
        self.changed()
        return view

    def close_modal(self, view: View) -> None:
        """Take a form away, and those on top of it, if it still stands open."""
        stack = self.modals.get(view.user, [])
        ids = [one.id for one in stack]
        if view.id in ids:
            del stack[ids.index(view.id) :]
        self.changed()

    def clear_modals(self, user: str) -> None:
        """Take all of a person's forms away."""
        self.modals.pop(user, None)
        self.changed()

    def publish_home(self, user: str, content: Json) -> View:
        """Show a person's Home tab."""
        shown = self.homes.get(user)
        fresh = self._new_view(user, content)
        self.homes[user] = replace(fresh, id=shown.id, root_id=shown.id) if shown else fresh
        self.changed()
        return self.homes[user]

    def has_view(self, view_id: str) -> bool:
        """Tell whether a form stands open, or is a Home tab."""
        return any(view.id == view_id for view in self._views())

    def view(self, view_id: str) -> View:
        """Find an open form or a Home tab; raises `not_found`."""
        view = next((view for view in self._views() if view.id == view_id), None)
        if view is None:
            raise SlackRefusal(error="not_found")
        return view

    def _views(self) -> list[View]:
        return [*chain.from_iterable(list(self.modals.values())), *self.homes.values()]

    def change_view(self, view: View) -> View:
        """Put a view in the place of the one with the same id."""
        if view.content["type"] == "home":
            self.homes[view.user] = view
        else:
            self.modals[view.user] = [view if one.id == view.id else one for one in self.modals[view.user]]
        self.changed()
        return view

    def redraw_view(self, view: View, content: Json) -> View:
        """Show something else in the same view; what was typed stays where block and action keep their ids."""
        blocks = with_ids(content["blocks"])
        values = state_values(blocks, view.values, view.opened_in)
        shown = {**content, "blocks": blocks}
        return self.change_view(replace(view, content=shown, values=values, hash=self._new_hash(), errors={}))

    def _new_view(self, user: str, content: Json, opened_in: str | None = None) -> View:
        blocks = with_ids(content["blocks"])
        view_id = f"V{token_hex(5).upper()}"
        return View(
            id=view_id,
            user=user,
            content={**content, "blocks": blocks},
            values=state_values(blocks, {}, opened_in),
            hash=self._new_hash(),
            root_id=view_id,
            opened_in=opened_in,
        )

    def _new_hash(self) -> str:
        return f"{int(self.clock.now().timestamp())}.{token_hex(4)}"

    # Files, notices, change

    def keep_file(self, file: File) -> File:
        """Keep a file under its id."""
        self.files[file.id] = file
        self.changed()
        return file

    def notice(self, person_id: str, text: str) -> None:
        """Tell a person of a failure."""
        self.notices.setdefault(person_id, []).append(text)
        self.changed()

    def reset(self) -> None:
        """Forget messages, views and files; people, channels and time stay."""
        self._forget()
        self.changed()

    def _forget(self) -> None:
        self.began = token_hex(4)
        for kept in (self.messages, self.modals, self.homes, self.files, self.read_marks, self.notices):
            kept.clear()

    def start_over(
        self, beginning: str, people: Sequence[PersonSeed], channels: Sequence[ChannelSeed], app_name: str
    ) -> None:
        """Forget all there is, and begin with these people and channels alone; notes how it begins."""
        self.beginning, self.latest_ts = beginning, 0
        self._forget()
        self.people, self.channels = _seeded(people, channels, app_name)
        self.changed()

    def changed(self) -> None:
        """Count a change, write it down, and wake those who wait for one."""
        with self.condition:
            self.version += 1
            self._save()
            self.condition.notify_all()
        for tell in self.watchers:
            tell()

    def _save(self) -> None:
        if self._file is None:
            return
        draft = self._file.with_suffix(".part")
        draft.write_text(json.dumps(remembered(self)))
        draft.replace(self._file)


def _seeded(
    people: Sequence[PersonSeed], channels: Sequence[ChannelSeed], app_name: str
) -> tuple[dict[str, Person], dict[str, Channel]]:
    app = Person(id=APP_USER, name=app_name, title="App", zone="UTC", is_bot=True)
    everyone = [app, *(Person(**asdict(person)) for person in people)]
    own = [Channel(id=f"D{person.id[1:]}", name="directmessage", person=person.id) for person in people]
    rooms = [*(Channel(**asdict(channel)) for channel in channels), *own]
    return {person.id: person for person in everyone}, {room.id: room for room in rooms}
