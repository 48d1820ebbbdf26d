"""A person's note of one day: what is to be done, with what ends each of it, and what is coming up."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from slack_sdk.models.blocks import Block

from handlers.views.kit import Message, actions, button, context, does, section, titled
from handlers.views.note_buttons import buttons_of, end_button, one_button
from handlers.views.note_words import coming_up, reasons, told
from handlers.views.steps import small_print
from models.rules.matters import Matter
from models.rules.notices import DEADLINES, Kind
from models.rules.wording import full_date, listed, plural

MOST_MATTERS = 5
COUNTED = DEADLINES | {Kind.GOAL, Kind.SILENCE}
"""The matters below which it stands how their date was counted."""


def daily_note(matters: Sequence[Matter], today: date, days_off: Collection[date]) -> Message:
    """Draw a person's note for one day: what is open with its buttons, what has ended in a line."""
    loud = [matter for matter in matters if not matter.is_quiet]
    shown, left = loud[:MOST_MATTERS], len(loud[MOST_MATTERS:])
    said = [told(matter, today, days_off) for matter in shown]
    blocks = [
        block for matter, words in zip(shown, said, strict=True) for block in _blocks(matter, words, today)
    ]
    if left:
        said.append(f"And {left} more.")
        blocks.append(section(f"And {left} more."))
    quiet = [coming_up(each, today) for each in matters if each.is_quiet and not each.ended][:MOST_MATTERS]
    if quiet:
        said.append(f"Coming up: {'; '.join(quiet)}.")
        blocks.append(titled("Coming up", *quiet))
    because = context(f"You get this because {listed(reasons(shown))}. Change reminders below.")
    return Message(text=" ".join(said), blocks=(*blocks, because, _last_row(left)))


def _last_row(left: int) -> Block:
    more = [button("See all", does("next"), "mine")] if left else []
    return actions(*more, button("My reminders", does("remind")))


def _blocks(matter: Matter, words: str, today: date) -> list[Block]:
    if matter.ended is not None:
        return [section(words, end_button(matter))]
    alone = one_button(matter)
    if alone is not None:
        return [section(words, alone)]
    counted = [context(_counted(matter))] if matter.kind in COUNTED else []
    return [section(words), *counted, actions(*buttons_of(matter, today))]


def _counted(matter: Matter) -> str:
    """Say how the date was counted, and where it comes from."""
    if matter.standing is not None:
        return small_print(matter.standing)
    days = plural((matter.on - matter.since).days, "day")
    return f"An answer was expected by {full_date(matter.on)}, {days} after our letter of {full_date(matter.since)}: our own setting."
