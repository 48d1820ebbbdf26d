"""A person's note of one day: what is to be done, with what ends each of it, and what is coming up."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from slack_sdk.models.blocks import Block

from handlers.views.kit import Message, actions, button, context, does, section, sentence, titled
from handlers.views.note_buttons import buttons_of, end_button, one_button, see_all
from handlers.views.note_reasons import reasons
from handlers.views.note_words import coming_up, gathered, told
from models.rules.due import Due
from models.rules.matters import Matter, shown
from models.rules.notices import DEADLINES, Kind
from models.rules.wording import full_date, listed, plural

COUNTED = DEADLINES | {Kind.ESCALATED, Kind.GOAL, Kind.SILENCE}
"""The matters below which it stands how their date was counted."""


def daily_note(matters: Sequence[Matter], today: date, days_off: Collection[date]) -> Message:
    """Draw a person's note for one day: what is open with its buttons, what has ended in a line."""
    all_shown = shown(matters)
    told_of = _each_end_once([(group, _words(group, today, days_off)) for group in all_shown.groups])
    said = [words for _, words in told_of]
    blocks = [block for group, words in told_of for block in _blocks(group, words, today)]
    if all_shown.left:
        said.append(f"And {len(all_shown.left)} more.")
        blocks.append(section(said[-1]))
    quiet = [coming_up(each, today) for each in all_shown.quiet]
    if quiet:
        said.append(f"Coming up: {'; '.join(quiet)}.")
        blocks.append(titled("Coming up", *quiet))
    why = reasons([matter for group in all_shown.groups for matter in group])
    because = context(f"You get this because {listed(why)}.")
    return Message(text=" ".join(said), blocks=(*blocks, because, _last_row(all_shown.left)))


def _each_end_once(told_of: Sequence[tuple[Sequence[Matter], str]]) -> list[tuple[Sequence[Matter], str]]:
    """Leave out the word of an end that was said before: of a cancelled meeting several matters have the same."""
    said: set[str] = set()
    kept = []
    for group, words in told_of:
        if not (group[0].ended and words in said):
            kept.append((group, words))
        said.add(words)
    return kept


def _last_row(left: Sequence[Matter]) -> Block:
    more = [see_all(left)] if left else []
    return actions(*more, button("Change reminders", does("remind")))


def _words(group: Sequence[Matter], today: date, days_off: Collection[date]) -> str:
    return gathered(group) if len(group) > 1 else told(group[0], today, days_off)


def _blocks(group: Sequence[Matter], words: str, today: date) -> list[Block]:
    matter = group[0]
    if len(group) > 1:
        return [section(words, see_all(group))]
    if matter.ended is not None:
        return [section(words, end_button(matter))]
    alone = one_button(matter)
    if alone is not None:
        return [section(words, alone)]
    counted = [context(_counted(matter))] if matter.kind in COUNTED else []
    return [section(words), actions(*buttons_of(matter, today)), *counted]


def _counted(matter: Matter) -> str:
    """Say in a line how the date was counted, and where it comes from."""
    if matter.standing is not None:
        due = matter.standing.goal if matter.kind is Kind.GOAL else matter.standing.due
        return f"{_basis(due) if due else ''} {sentence(f'Source: {matter.standing.step.source}')}".lstrip()
    days = plural((matter.on - matter.since).days, "day")
    return f"An answer was expected by {full_date(matter.on)}, {days} after our letter of {full_date(matter.since)}: our own setting."


def _basis(due: Due) -> str:
    how = due.basis or due.how
    return sentence(f"{how[:1].upper()}{how[1:]}" if due.was else f"Counted: {how}")
