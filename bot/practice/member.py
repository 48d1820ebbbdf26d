"""A person at her screen, for tests that read like stories."""

from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from bot.practice.contents import Json
from bot.practice.forms import element_named, entered, has_element, offered
from bot.practice.inputs import merged
from bot.practice.refusal import ActRefused
from bot.practice.screen import screen_of
from bot.practice.seen import MessageSeen, Screen, ViewSeen, screen_seen
from bot.practice.server import Server
from bot.practice.slack import Slack

Values = Mapping[str, Any]
"""What to enter, by the label of the input."""


class Member:
    """One person. What she does goes through the same door as the page; what cannot be done raises ActRefused."""

    def __init__(self, person_id: str, slack: Slack, server: Server) -> None:
        """Sit a person down."""
        self.id = person_id
        self._slack = slack
        self._server = server
        self._typed: dict[str, Json] = {}

    # What she sees

    def screen(self) -> Screen:
        """Look at everything she sees now."""
        return screen_seen(screen_of(self._slack, self.id, connected=True))

    @property
    def modal(self) -> ViewSeen | None:
        """Look at the form on top."""
        return self.screen().modal

    @property
    def home(self) -> ViewSeen | None:
        """Look at the Home tab as it was last published."""
        return self.screen().home

    @property
    def notices(self) -> list[str]:
        """List the failures that her last act met."""
        return self.screen().notices

    @property
    def dm(self) -> list[MessageSeen]:
        """List her direct messages with the app, oldest first."""
        return self.screen().messages(self.dm_channel)

    @property
    def dm_channel(self) -> str:
        """Name the channel of her direct messages with the app."""
        return self._slack.workspace.channel(self.id).id

    def messages(self, channel: str) -> list[MessageSeen]:
        """List the messages of a channel that she sees, oldest first."""
        return self.screen().messages(channel)

    def last_message(self, channel: str | None = None) -> MessageSeen:
        """Look at the newest message that she sees, in a channel or anywhere; raises ActRefused when there is none."""
        message = self.screen().last_message(channel)
        if message is None:
            raise ActRefused(why="There is no message.")
        return message

    # What she does

    def types(self, command: str, channel: str | None = None) -> Screen:
        """Type a slash command, in a channel or in her direct messages."""
        return self.says(command, channel)

    def says(self, text: str, channel: str | None = None, *, thread: MessageSeen | None = None) -> Screen:
        """Write a message, in a channel (`@Clerk …` mentions the app) or to the app itself."""
        place = {"channel": channel or self.dm_channel, "thread_ts": thread.ts if thread else None}
        return self._does("say", text=text, **place)

    def edits(self, message: MessageSeen, text: str) -> Screen:
        """Rewrite a message of her own."""
        return self._does("edit", channel=message.channel, message_ts=message.ts, text=text)

    def presses(self, button: str, in_: MessageSeen | ViewSeen | None = None) -> Screen:
        """Press a button by its text or action_id; without `in_`, on the form on top, else the newest message that has it, else Home."""
        holder = self._holder(button, in_)
        return self._uses(holder, element_named(holder.blocks, button), {})

    def chooses(self, value: Any, from_: str, in_: MessageSeen | ViewSeen | None = None) -> Screen:  # noqa: ANN401  # any value
        """Choose in a menu or picker that acts at once; `from_` is its label, placeholder or action_id."""
        holder = self._holder(from_, in_)
        element = element_named(holder.blocks, from_)
        return self._uses(holder, element, self._entered(holder, element, value))

    def fills(self, values: Values) -> Screen:
        """Enter values into the form on top, by label, without sending it."""
        modal = self._open_modal()
        for name, value in values.items():
            self._fill(modal, name, value)
        return self.screen()

    def submits(self, values: Values | None = None) -> Screen:
        """Enter values into the form on top, and send it."""
        self.fills(values or {})
        modal = self._open_modal()
        return self._does("submit", view_id=modal.id, values=self._typed.pop(modal.id, {}))

    def closes(self) -> Screen:
        """Close the form on top without sending it."""
        return self._does("close", view_id=self._open_modal().id)

    def uses_shortcut(self, name: str, *, on: MessageSeen | None = None) -> Screen:
        """Use a shortcut by its name or callback_id, a message's with `on`."""
        named = (
            one["callback_id"]
            for one in self._slack.manifest.shortcuts
            if name in (one["name"], one["callback_id"])
        )
        callback_id = next(named, name)
        if on is None:
            return self._does("shortcut", callback_id=callback_id)
        return self._does("message_shortcut", callback_id=callback_id, channel=on.channel, message_ts=on.ts)

    def opens_home(self) -> Screen:
        """Open the Home tab."""
        return self._does("home")

    def searches(self, typed: str, in_menu: str, in_: MessageSeen | ViewSeen | None = None) -> list[str]:
        """Type into a menu that asks the app, and list the options offered."""
        holder = self._holder(in_menu, in_)
        options = self._search(holder, element_named(holder.blocks, in_menu), typed)
        return [option["text"]["text"] for option in options]

    def uploads(self, name: str, content: bytes) -> Json:
        """Choose a file; what comes back goes into a file input, in a list."""
        answer = self._act("upload", name=name, content_base64=b64encode(content).decode())
        file: Json = answer["file"]
        return file

    def reads(self, channel: str) -> Screen:
        """Read a channel to its end."""
        return self._does("read", channel=channel)

    # How it is done

    def _does(self, what: str, **details: Any) -> Screen:  # noqa: ANN401  # JSON values
        self._act(what, **details)
        return self.screen()

    def _act(self, what: str, **details: Any) -> Json:  # noqa: ANN401  # JSON values
        answer = self._server.run(self._server.acts.perform({"as": self.id, "do": what, **details}))
        if not answer["ok"]:
            raise ActRefused(why=answer["error"])
        return answer

    def _uses(self, holder: MessageSeen | ViewSeen, element: Json, value: Json) -> Screen:
        typed = self._typed.pop(holder.id, {}) if isinstance(holder, ViewSeen) else {}
        ids = {"block_id": element["block_id"], "action_id": element["action_id"]}
        return self._does("press", **_place(holder), **ids, value=value, state=typed)

    def _fill(self, modal: ViewSeen, name: str, value: Any) -> None:  # noqa: ANN401  # any value
        element = element_named(modal.blocks, name)
        answer = self._entered(modal, element, value)
        typed = {element["block_id"]: {element["action_id"]: answer}}
        self._typed[modal.id] = merged(self._typed.get(modal.id, {}), typed)
        block = next(block for block in modal.blocks if block["block_id"] == element["block_id"])
        if block.get("dispatch_action"):
            self._uses(modal, element, answer)

    def _entered(self, holder: MessageSeen | ViewSeen, element: Json, value: Any) -> Json:  # noqa: ANN401  # any value
        return entered(element, value, lambda menu, typed: self._search(holder, menu, typed))

    def _search(self, holder: MessageSeen | ViewSeen, element: Json, typed: str) -> list[Json]:
        ids = {"block_id": element["block_id"], "action_id": element["action_id"]}
        return offered(self._act("options", **_place(holder), **ids, value=typed))

    def _open_modal(self) -> ViewSeen:
        modal = self.modal
        if modal is None:
            raise ActRefused(why="No form is open.")
        return modal

    def _holder(self, name: str, in_: MessageSeen | ViewSeen | None) -> MessageSeen | ViewSeen:
        screen = self.screen()
        if in_ is not None:
            return _as_it_is_now(in_, screen)
        if screen.modal is not None:
            return screen.modal
        found = (message for message in reversed(screen.all_messages) if has_element(message.blocks, name))
        holder = next(found, screen.home)
        if holder is None:
            raise ActRefused(why=f"There is no {name!r} anywhere.")
        return holder


def _place(holder: MessageSeen | ViewSeen) -> Json:
    if isinstance(holder, ViewSeen):
        return {"view_id": holder.id}
    return {"channel": holder.channel, "message_ts": holder.ts}


def _as_it_is_now(seen: MessageSeen | ViewSeen, screen: Screen) -> MessageSeen | ViewSeen:
    """Take a message as it stands after edits; a stale form stays what it was, and is refused later."""
    if isinstance(seen, ViewSeen):
        return next(
            (view for view in (screen.modal, screen.home) if view is not None and view.id == seen.id), seen
        )
    same = (message for message in screen.messages(seen.channel) if message.ts == seen.ts)
    return next(same, seen)
