"""Putting a matter of a daily note off, and taking that back."""

from __future__ import annotations

from datetime import date, timedelta

from slack_sdk.models.blocks import ButtonElement, InteractiveElement, StaticSelectElement

from handlers.views.kit import button, option, plain
from models.rules.matters import Matter
from models.rules.snoozing import Snooze
from models.rules.wording import day_in_words

SNOOZE = "snooze"
SHOW_AGAIN = "show_again"
_DAY = timedelta(days=1)


def snooze_menu(matter: Matter, today: date) -> list[InteractiveElement]:
    """Offer each day once to which a matter can be put off; no menu where there is none."""
    choices: dict[date, Snooze] = {}
    for choice, day in matter.choices.items():
        choices.setdefault(day, choice)
    later = [
        option(_label(choice, day, matter.on, today), f"{choice}:{matter.reminder_id}")
        for day, choice in choices.items()
    ]
    return (
        [StaticSelectElement(action_id=SNOOZE, placeholder=plain("Snooze"), options=later)] if later else []
    )


def show_again_button(matter: Matter) -> ButtonElement:
    """Make the button that takes a snooze back."""
    return button("Show again", SHOW_AGAIN, matter.reminder_id, about=matter.city)


def _label(choice: Snooze, day: date, on: date, today: date) -> str:
    said = day_in_words(day, today)
    if choice is Snooze.DAY_BEFORE:
        return f"{said}, the {'day' if day == on - _DAY else 'working day'} before"
    return f"Tomorrow, {said}" if day == today + _DAY else said
