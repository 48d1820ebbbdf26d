"""Putting a reminder off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack

from handlers.desk import OpensDesk
from models import nudges


def snooze(ack: Ack, body: Mapping[str, Any], transaction: OpensDesk) -> None:
    """Put one matter of a daily note off; the note is then drawn again."""
    chosen = body["actions"][0].get("selected_option") or {}
    choice, _, reminder_id = str(chosen.get("value", "")).partition(":")
    with transaction() as desk:
        nudges.snooze(desk.session, reminder_id, choice, desk.asker, desk.now)
    ack()
