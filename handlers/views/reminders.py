"""What Clerk says unasked: the daily note, and word of what could not be done."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from slack_sdk.models.blocks import Block, InteractiveElement, StaticSelectElement

from handlers.views.kit import Message, actions, button, context, does, marked, option, plain, section
from handlers.views.saved import undo_button
from handlers.views.steps import small_print
from models.rules.calendars import working_days_until
from models.rules.matters import Ended, Matter
from models.rules.notices import Kind
from models.rules.snoozing import Snooze
from models.rules.wording import WEEKDAYS, day_in_words, full_date, plural

SNOOZE = "snooze"
MOST_MATTERS = 5
CHOICES = {
    Snooze.TOMORROW: "Tomorrow morning",
    Snooze.MONDAY: "Next Monday",
    Snooze.DAY_BEFORE: "The day before it's due",
}


def daily_note(matters: Sequence[Matter], today: date, days_off: Collection[date]) -> Message:
    """Draw a person's note for one day: what is open with its buttons, what has ended in a line."""
    shown, left = matters[:MOST_MATTERS], len(matters[MOST_MATTERS:])
    told = [_told(matter, today, days_off) for matter in shown]
    blocks = [block for matter, said in zip(shown, told, strict=True) for block in _blocks(matter, said)]
    if left:
        told.append(f"And {left} more.")
        blocks += [section(f"And {left} more."), actions(button("See all", does("next"), "mine"))]
    return Message(text=" ".join(told), blocks=(*blocks, context(_why(shown))))


def card_taken_back(title: str, by: str) -> Message:
    """Say in place of a card that its entry was taken back."""
    said = f"{title}: the entry was taken back by {by}."
    return Message(text=said, blocks=(section(said),))


def paper_lost(why: str, prospect_id: str) -> Message:
    """Say that an attached file could not be kept."""
    said = f"I could not keep the file you attached: {why}. The entry itself is saved. Please attach the file again, or log where it is kept."
    row = actions(
        button("Log correspondence", does("log"), prospect_id), button("Open", does("next"), prospect_id)
    )
    return Message(text=said, blocks=(section(said), row))


def cannot_post(channel: str, *, is_archived: bool) -> Message:
    """Say that cards cannot be posted in a channel, and what lets them in."""
    remedy = "It is archived; unarchive it." if is_archived else "Type /invite @Clerk there."
    words = f"I can't post in {{}} yet. {remedy}"
    row = actions(button("See what's next", does("next")))
    return Message(
        text=words.format("the commission's channel"), blocks=(marked(words.format(f"<#{channel}>")), row)
    )


def _blocks(matter: Matter, said: str) -> list[Block]:
    if matter.ended is None:
        return [section(said), context(_counted(matter)), actions(*_buttons(matter))]
    undo = undo_button(matter.ended.act_id, about=matter.city) if matter.ended.act_id else None
    return [section(said, undo)]


def _counted(matter: Matter) -> str:
    """Say how the date was counted, and where it comes from."""
    if matter.standing is not None:
        return small_print(matter.standing)
    days = plural((matter.on - matter.since).days, "day")
    return f"An answer was expected by {full_date(matter.on)}, {days} after our letter of {full_date(matter.since)}: our own setting."


def _buttons(matter: Matter) -> list[InteractiveElement]:
    first = (
        button("Log a nudge", does("log"), matter.prospect_id, about=matter.city)
        if matter.kind is Kind.SILENCE
        else button("Done", does("done"), _step_of(matter), about=f"{matter.city}, {matter.title}")
    )
    later = [option(CHOICES[choice], f"{choice}:{matter.reminder_id}") for choice in matter.choices]
    snooze = (
        [StaticSelectElement(action_id=SNOOZE, placeholder=plain("Snooze"), options=later)] if later else []
    )
    return [first, *snooze, button("Open", does("next"), matter.prospect_id, about=matter.city)]


def _step_of(matter: Matter) -> str:
    return f"{matter.prospect_id}:{matter.standing.step.id}" if matter.standing else matter.prospect_id


def _told(matter: Matter, today: date, days_off: Collection[date]) -> str:
    if matter.ended is not None:
        about = f"{matter.city}: {matter.title}" if matter.title else matter.city
        return f"{about}. {_end_in_words(matter.ended, today)}."
    whose = f"{matter.on_behalf[:1].upper()}{matter.on_behalf[1:]}." if matter.on_behalf else "Yours to do."
    if matter.kind is Kind.SILENCE:
        asked = f"No answer from {matter.city} since {day_in_words(matter.since, today)}. A nudge?"
        return f"{asked} {whose}" if matter.on_behalf else asked
    return f"{matter.city}: {matter.title}, {_when(matter, today, days_off)}. {whose}"


def _when(matter: Matter, today: date, days_off: Collection[date]) -> str:
    day = day_in_words(matter.on, today)
    if matter.kind is Kind.GOAL:
        if matter.on < today:
            return f"our goal was {day}"
        return f"our goal: {day}" + (_left(matter.on, today, days_off) if matter.on > today else "")
    if matter.on < today:
        return f"overdue since {day}"
    return "due today" if matter.on == today else f"due {day}{_left(matter.on, today, days_off)}"


def _left(day: date, today: date, days_off: Collection[date]) -> str:
    left = working_days_until(day, today, days_off)
    return f", in {plural(left, 'working day')}" if left else ", before the next working day"


def _end_in_words(ended: Ended, today: date) -> str:
    if ended.at is None:
        return "This has changed; nothing is to be done here any more"
    if ended.how == "snoozed":
        return f"Snoozed until {day_in_words(ended.at.date(), today)} by you"
    return f"{ended.how[:1].upper()}{ended.how[1:]} by {ended.by}, {WEEKDAYS[ended.at.weekday()]} {ended.at:%H:%M}"


def _why(matters: Sequence[Matter]) -> str:
    own = [matter for matter in matters if not matter.on_behalf]
    if not own:
        return "You get this as the commission's staff."
    return f"You get this because you own {'this step' if len(own) == 1 else 'these steps'}."
