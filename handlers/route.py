"""A route: one kind of request, the right that it takes, and the door that answers it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from handlers.doors import Listener
from models.rules.permissions import Right

Make = Callable[[Callable[..., Any], Right], Listener]
"""A maker of doors: what is asked or done behind it, and the right that it takes."""


@dataclass(frozen=True, kw_only=True)
class Route:
    """One kind of request."""

    kind: str
    """What it is to Bolt: "command", "event", "shortcut", "action", "options", "view"."""
    on: str | re.Pattern[str]
    right: Right
    """MENU where it is anybody's, or where the verb that it runs has a right of its own."""
    door: Listener


def action(on: str | re.Pattern[str], right: Right, make: Make, what: Callable[..., Any]) -> Route:
    """Route a button or a menu."""
    return Route(kind="action", on=on, right=right, door=make(what, right))


def form(on: str, right: Right, make: Make, what: Callable[..., Any]) -> Route:
    """Route a form that is sent off."""
    return Route(kind="view", on=on, right=right, door=make(what, right))
