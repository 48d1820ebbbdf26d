"""Every write has a way back: Undo or Reopen, or another button for a reason that is named."""

from __future__ import annotations

import inspect
import re

from bot.practice.recording import Shown
from handlers.routes import routes
from tests.lint.ways_back import UNDO, WAYS_BACK, way_faults

WRITING = {"transaction", "repeatable"}
"""What a door that records something asks Bolt for."""
TYPED = {"/.+", "message", "app_mention", "app_home_opened"}
"""What is typed and recorded at once is answered with an Undo of its own; an opened Home is only noted."""


def writers() -> list[str]:
    """Name every request whose door opens a transaction."""
    found = [route.on for route in routes() if WRITING & inspect.signature(route.door).parameters.keys()]
    return [on.pattern if isinstance(on, re.Pattern) else str(on) for on in found]


def test_every_button_and_form_that_records_something_has_its_way_back() -> None:
    assert set(writers()) == TYPED | WAYS_BACK.keys()


def test_whatever_offers_no_undo_says_why() -> None:
    silent = [name for name, way in WAYS_BACK.items() if not set(way.buttons) & set(UNDO) and not way.why]
    assert silent == []


def test_an_answer_without_its_way_back_is_found() -> None:
    said = {"type": "section", "text": {"type": "plain_text", "text": "Logged."}}
    answer = Shown(surface="modal", content={"type": "modal", "blocks": [said]}, after="log_letter")
    assert list(way_faults(answer)) == [f"no way back after log_letter: {said}"]
