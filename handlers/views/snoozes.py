"""Putting a matter of a daily note off, and taking that back."""

from __future__ import annotations

from datetime import date, timedelta

from slack_sdk.models.blocks import ButtonElement, InteractiveElement, StaticSelectElement
from slack_sdk.models.views import View

from handlers.views import fields
from handlers.views.kit import Message, actions, button, form, option, plain, section, titled
from handlers.views.usage import verb_button
from models.rules.matters import Matter
from models.rules.snoozing import Snooze
from models.rules.wording import day_in_words

SNOOZE = "snooze"
SHOW_AGAIN = "show_again"
SNOOZE_FORM = "snooze_form"
PICK = "pick"
"""What the menu says in place of a day that it names."""
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
    if later and matter.last_pick and matter.last_pick > max(choices):
        later.append(option("Pick a date", f"{PICK}:{matter.reminder_id}"))
    return (
        [StaticSelectElement(action_id=SNOOZE, placeholder=plain("Snooze"), options=later)] if later else []
    )


def show_again_button(matter: Matter) -> ButtonElement:
    """Make the button that takes a snooze back."""
    return button("Show again", SHOW_AGAIN, matter.reminder_id, about=matter.city)


def snooze_form(matter: Matter, today: date) -> View:
    """Ask until when a matter is put off."""
    about = f"{matter.city}: {matter.title}" if matter.title else f"The answer from {matter.city}"
    last = day_in_words(matter.last_pick, today) if matter.last_pick else ""
    asks = fields.day(
        "on", "Until", initial=max(matter.choices.values(), default=None), hint=f"Up to {last}."
    )
    return form(
        "Snooze until a date",
        SNOOZE_FORM,
        [titled(about), asks],
        submit="Snooze",
        carries={"reminder": matter.reminder_id},
    )


def snoozed(reminder_id: str, back: date, today: date) -> View:
    """Say when a matter comes back, with the way back."""
    said = f"I'll bring this up again on {day_in_words(back, today)}."
    row = actions(button("Show again", SHOW_AGAIN, reminder_id), verb_button("next"))
    return form("Snoozed", "saved", [section(said), row], submit=None, close="Close")


def shown_again() -> Message:
    """Say that a snooze was taken back."""
    said = "It is back in your note."
    return Message(text=said, blocks=(section(said), actions(verb_button("next"))))


def _label(choice: Snooze, day: date, on: date, today: date) -> str:
    said = day_in_words(day, today)
    if choice is Snooze.DAY_BEFORE:
        return f"{said}, the {'day' if day == on - _DAY else 'working day'} before"
    return f"Tomorrow, {said}" if day == today + _DAY else said
