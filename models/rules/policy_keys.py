"""A key of a policy file, and the reading of tables by their keys."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from models.rules.policy_kinds import Kind, MisreadError, Misreading, refuse


@dataclass(frozen=True, kw_only=True)
class Key:
    """One key of the format."""

    name: str
    kind: Kind
    meaning: str
    required: bool = False
    computed: bool = True
    """Whether Clerk acts on it; otherwise it is read, kept and shown as "shown, not computed"."""
    attribute: str = ""
    """Its name in the policy's values, where that differs."""


def read_keys(keys: tuple[Key, ...], table: Mapping[str, Any]) -> tuple[dict[str, Any], list[Misreading]]:
    """Read what can be read of one table, by attribute, and list what cannot."""
    values: dict[str, Any] = {}
    misreadings = [*_unknown(keys, table), *_missing(keys, table)]
    for key in keys:
        if key.name in table:
            try:
                values[key.attribute or key.name] = key.kind.read(table[key.name])
            except MisreadError as misread:
                misreadings += [_inside(key.name, misreading) for misreading in misread.misreadings]
    return values, misreadings


def table_of(keys: tuple[Key, ...], build: Callable[..., Any]) -> Kind:
    """Give the kind of a small table with keys of its own, such as `vote`."""
    words = f"{{ {', '.join(key.name for key in keys)} }}"

    def read(value: object) -> Any:  # noqa: ANN401 - whatever `build` builds
        if not isinstance(value, dict):
            raise refuse(value, words)
        values, misreadings = read_keys(keys, value)
        if misreadings:
            raise MisreadError(*misreadings)
        return build(**values)

    return Kind(words=words, read=read)


def near_miss(word: str, known: Iterable[str]) -> str:
    """Give " Did you mean …?" when a known name is close, else nothing."""
    found = difflib.get_close_matches(word, list(known), n=1)
    return f' Did you mean "{found[0]}"?' if found else ""


def _unknown(keys: tuple[Key, ...], table: Mapping[str, Any]) -> list[Misreading]:
    known = [key.name for key in keys]
    return [
        Misreading(
            field=name,
            problem=f"unknown key.{near_miss(name, known)}",
            expected=f"one of: {', '.join(known)}",
        )
        for name in table
        if name not in known
    ]


def _missing(keys: tuple[Key, ...], table: Mapping[str, Any]) -> list[Misreading]:
    return [
        Misreading(field=key.name, problem="missing.", expected=key.kind.words)
        for key in keys
        if key.required and key.name not in table
    ]


def _inside(name: str, misreading: Misreading) -> Misreading:
    return replace(misreading, field=f"{name}.{misreading.field}" if misreading.field else name)
