"""What every message and form that Clerk shows must be like, whatever test it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from bot.practice.contents import APP_USER, Message, Surface
from bot.practice.driver import Practice
from bot.practice.recording import Shown
from bot.practice.workspace import Workspace
from tests.lint.blocks import block_faults
from tests.lint.ways_back import way_faults
from tests.lint.words import word_faults


def faults(shown: Iterable[Shown]) -> list[str]:
    """List what is wrong with what was shown, once each."""
    return list(
        dict.fromkeys(
            fault for one in shown for fault in (*word_faults(one), *block_faults(one), *way_faults(one))
        )
    )


@contextmanager
def linted(practice: Practice) -> Iterator[Practice]:
    """Serve a practice workspace, and hold at its end that nothing amiss was shown in it."""
    with practice:
        yield practice
    assert faults(practice.shown) == []


def standing(workspace: Workspace) -> list[Shown]:
    """List what of the app's stands in a workspace: for one whose app ran in a process of its own."""
    messages = [_as_sent(message) for message in workspace.messages.values() if message.user == APP_USER]
    views = [*workspace.homes.values(), *(view for stack in workspace.modals.values() for view in stack)]
    return messages + [Shown(surface=_surface(view.content["type"]), content=view.content) for view in views]


def _as_sent(message: Message) -> Shown:
    content = {"channel": message.channel, "text": message.text, "blocks": message.blocks}
    if message.only_for:
        content["user"] = message.only_for
    if message.edited:
        content["ts"] = message.ts
    return Shown(surface="message", content=content)


def _surface(kind: str) -> Surface:
    return "home" if kind == "home" else "modal"
