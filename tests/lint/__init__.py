"""What every message and form that Clerk shows must be like, whatever test it belongs to."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from bot.practice.contents import APP_USER, Message, Surface
from bot.practice.driver import Practice
from bot.practice.recording import Shown
from bot.practice.workspace import Workspace
from tests.lint.blocks import block_faults
from tests.lint.ways_back import way_faults
from tests.lint.words import word_faults


def faults(shown: Iterable[Shown], typed: Collection[str] = ()) -> list[str]:
    """List what is wrong with what was shown, once each; `typed` are words of people's, which are as they are."""
    ours = [_without(one, typed) for one in shown]
    return list(
        dict.fromkeys(
            fault for one in ours for fault in (*word_faults(one), *block_faults(one), *way_faults(one))
        )
    )


def _without(one: Shown, typed: Collection[str]) -> Shown:
    """Put a plain name in the place of each of people's words."""
    if not typed:
        return one
    drawn = json.dumps(one.content, ensure_ascii=False)
    for place, words in enumerate(sorted(typed, key=len, reverse=True)):
        drawn = drawn.replace(json.dumps(words, ensure_ascii=False)[1:-1], f"Typed{place}")
    return replace(one, content=json.loads(drawn))


@contextmanager
def linted(practice: Practice, typed: Collection[str] = ()) -> Iterator[Practice]:
    """Serve a practice workspace, and hold at its end that nothing amiss was shown in it."""
    with practice:
        yield practice
    found = faults(practice.shown, typed)
    assert not found, "\n".join(found)


def standing(workspace: Workspace) -> list[Shown]:
    """List what of the app's stands in a workspace: for one whose app ran in a process of its own.

    What stands beside a file is left out: Slack lets it carry no button.
    """
    messages = [
        _as_sent(message)
        for message in workspace.messages.values()
        if message.user == APP_USER and not message.files
    ]
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
