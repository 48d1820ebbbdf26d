"""What a person sees, in terms a test can read: texts, buttons, labels and what stands in the fields."""

from dataclasses import dataclass
from typing import Any

from bot.practice.contents import Json
from bot.practice.inputs import ANSWERS, placed_elements
from bot.practice.reading import buttons_of, label_of, lines_of


@dataclass(frozen=True, kw_only=True)
class MessageSeen:
    """A message before a person's eyes."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[Json]
    thread_ts: str | None
    ephemeral: bool
    edited: bool
    files: list[Json]

    @property
    def shown(self) -> str:
        """Give what the blocks show, a line each."""
        return "\n".join(lines_of(self.blocks))

    @property
    def buttons(self) -> list[str]:
        """List the buttons' texts."""
        return buttons_of(self.blocks)


@dataclass(frozen=True, kw_only=True)
class ViewSeen:
    """A form or a Home tab before a person's eyes."""

    id: str
    callback_id: str
    title: str
    submit: str  # the button's text; empty without one, and so is `close`
    close: str
    blocks: list[Json]
    private_metadata: str
    state: Json
    errors_by_block: dict[str, str]

    @property
    def shown(self) -> str:
        """Give what the blocks show, a line each."""
        return "\n".join(lines_of(self.blocks))

    @property
    def buttons(self) -> list[str]:
        """List the texts of the buttons among the blocks."""
        return buttons_of(self.blocks)

    @property
    def labels(self) -> list[str]:
        """List the labels of the inputs."""
        return [label_of(block) for block in self.blocks if block["type"] == "input"]

    @property
    def errors(self) -> dict[str, str]:
        """Give the errors beside the inputs, by label."""
        labels = {block["block_id"]: label_of(block) for block in self.blocks if block["type"] == "input"}
        return {labels[block_id]: text for block_id, text in self.errors_by_block.items()}

    @property
    def values(self) -> dict[str, Any]:
        """Give what stands in the inputs, by label: texts, options' texts, ISO dates, ids; None or [] when empty."""
        inputs = [
            (block, element) for block, element in placed_elements(self.blocks) if block["type"] == "input"
        ]
        return {label_of(block): self._value(block, element) for block, element in inputs}

    def _value(self, block: Json, element: Json) -> Any:  # noqa: ANN401  # whatever the input holds
        held = self.state["values"][block["block_id"]][element["action_id"]][ANSWERS[element["type"]].key]
        match held:
            case [{"text": {"text": _}}, *_]:
                return [option["text"]["text"] for option in held]
            case {"text": {"text": text}}:
                return text
        return held


@dataclass(frozen=True, kw_only=True)
class Screen:
    """All that one person sees at one moment."""

    modal: ViewSeen | None
    home: ViewSeen | None
    notices: list[str]
    all_messages: list[MessageSeen]  # oldest first
    unread: dict[str, int]

    def messages(self, channel: str) -> list[MessageSeen]:
        """List the messages of a channel that this person sees, oldest first."""
        return [message for message in self.all_messages if message.channel == channel]

    def last_message(self, channel: str | None = None) -> MessageSeen | None:
        """Give the newest message, of a channel or of all."""
        messages = self.all_messages if channel is None else self.messages(channel)
        return messages[-1] if messages else None


def screen_seen(screen: Json) -> Screen:
    """Read the page's JSON."""
    messages = [_message(message, room["id"]) for room in screen["channels"] for message in room["messages"]]
    return Screen(
        modal=view_seen(screen["modals"][-1]) if screen["modals"] else None,
        home=view_seen(screen["home"]) if screen["home"] else None,
        notices=list(screen["notices"]),
        all_messages=sorted(messages, key=lambda message: float(message.ts)),
        unread={room["id"]: room["unread"] for room in screen["channels"]},
    )


def _message(message: Json, channel: str) -> MessageSeen:
    return MessageSeen(channel=channel, **message)


def view_seen(view: Json) -> ViewSeen:
    """Read one view of the page's JSON."""
    texts: Json = {part: view[part]["text"] if view[part] else "" for part in ("title", "submit", "close")}
    same = {key: view[key] for key in ("id", "callback_id", "blocks", "private_metadata", "state")}
    return ViewSeen(**same, **texts, errors_by_block=view["errors"])
