"""How Slack rewrites what a person types: mentions become ids, and `&`, `<`, `>` are escaped."""

import re
from collections.abc import Iterable

from bot.practice.contents import Json
from bot.practice.workspace import Workspace

_ID_MENTION = re.compile(r"(<[@#][A-Z0-9]+(?:\|[^<>]*)?>)")


def said(workspace: Workspace, typed: str) -> str:
    """Write a typed message as Slack keeps it: `@Dana Ito` becomes `<@U…>`."""
    names = {f"@{person.name}": f"<@{person.id}>" for person in workspace.people.values()}
    rooms = {f"#{room.name}": f"<#{room.id}>" for room in workspace.channels.values() if not room.is_im}
    return _rewritten(typed, names | rooms)


def commanded(workspace: Workspace, typed: str) -> str:
    """Write a command's text as Slack sends it when the manifest asks for escaping: `<@U…|name>`, `<#C…|name>`."""
    people = {f"@{person.name}": f"<@{person.id}|{person.handle}>" for person in workspace.people.values()}
    rooms = {
        f"#{room.name}": f"<#{room.id}|{room.name}>" for room in workspace.channels.values() if not room.is_im
    }
    return _rewritten(typed, people | rooms)


def typed_blocks(text: str) -> list[Json]:
    """Make the rich text that Slack sends beside what a person wrote."""
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return [{"type": "rich_text", "elements": [section]}]


def _rewritten(typed: str, names: dict[str, str]) -> str:
    known = "|".join(re.escape(name) for name in _longest_first(names))
    pattern = re.compile(f"({known})(?!\\w)")
    written = []
    for part in _ID_MENTION.split(typed):
        pieces = [part] if _ID_MENTION.fullmatch(part) else pattern.split(part)
        written += [
            piece if _ID_MENTION.fullmatch(piece) else names.get(piece, _escaped(piece)) for piece in pieces
        ]
    return "".join(written)


def _longest_first(names: Iterable[str]) -> list[str]:
    return sorted(names, key=len, reverse=True)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
