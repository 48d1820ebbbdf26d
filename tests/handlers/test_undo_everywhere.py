"""Every write has a way back: Undo or Reopen, or another button for a reason that is named."""

from __future__ import annotations

import inspect
import re

from bot.practice.recording import Shown
from handlers.routes import routes
from tests.lint.ways_back import UNDO, WAYS_BACK, way_faults

TYPED = 3
"""A command, a direct message and a mention: what they record at once is answered with an Undo of its own."""


def writers() -> list[str]:
    """Name every request whose door opens a transaction."""
    found = [route for route in routes() if "transaction" in inspect.signature(route.door).parameters]
    assert sum(route.kind in {"command", "event"} for route in found) == TYPED
    buttons_and_forms = [route.on for route in found if route.kind in {"action", "view"}]
    return [on.pattern if isinstance(on, re.Pattern) else str(on) for on in buttons_and_forms]


def test_every_button_and_form_that_records_something_has_its_way_back() -> None:
    assert sorted(set(writers())) == sorted(WAYS_BACK)


def test_whatever_offers_no_undo_says_why() -> None:
    silent = [name for name, way in WAYS_BACK.items() if not set(way.buttons) & set(UNDO) and not way.why]
    assert silent == []


def test_an_answer_without_its_way_back_is_found() -> None:
    said = {"type": "section", "text": {"type": "plain_text", "text": "Logged."}}
    answer = Shown(surface="modal", content={"type": "modal", "blocks": [said]}, after="log_letter")
    assert list(way_faults(answer)) == [f"no way back after log_letter: {said}"]
