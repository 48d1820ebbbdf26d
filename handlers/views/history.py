"""Lists of entries and dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from slack_sdk.models.blocks import Block

from handlers.views.kit import (
    Message,
    actions,
    button,
    clip,
    context,
    does,
    escape,
    header,
    pages,
    section,
    sentence,
)
from handlers.views.prospects import one_line, waiting
from handlers.views.saved import undo_button
from models.rules.history import DatedStep, Entry
from models.rules.progress import Progress
from models.rules.wording import day_in_words

PAGE = 10
MOST_DATES = 40
"""Lines of dates that one message holds."""


def story(progress: Progress, entries: Sequence[Entry], today: date, *, offset: int, more: bool) -> Message:
    """Tell the record of one prospect, newest entry first."""
    lines = [_entry_line(entry, today) for entry in entries]
    title = f"{progress.full_name}: No. {progress.number}"
    blocks: list[Block] = [
        header(title),
        section(escape(one_line(progress, today)) + "\n" + escape(waiting(progress, today))),
    ]
    blocks += [section(clip(escape(line), 600)) for line in lines]
    row = [button("What's next", does("next"), progress.prospect_id, about=progress.name)]
    if more:
        row.append(
            button(
                "Older entries",
                pages("show"),
                f"{progress.prospect_id}:{offset + len(entries)}",
                about=progress.name,
            )
        )
    return Message(
        text=" ".join(
            map(sentence, [f"{progress.full_name}, No. {progress.number}", one_line(progress, today), *lines])
        ),
        blocks=(*blocks, actions(*row)),
    )


def _entry_line(entry: Entry, today: date) -> str:
    parts = [f"{day_in_words(entry.at.date(), today)}, {entry.by}: {entry.what}", *entry.said]
    if entry.reason:
        parts.append(f"because: {entry.reason}")
    return ("Taken back: " if entry.undone else "") + "; ".join(parts)


def due_dates(dates: Sequence[DatedStep], today: date, *, until: date) -> Message:
    """List dates, earliest first, each with how it was counted."""
    if not dates:
        said = f"Nothing has a date up to {day_in_words(until, today)}, and nothing is overdue."
        return Message(text=said, blocks=(section(said), actions(button("See what's next", does("next")))))
    shown = dates[:MOST_DATES]
    lines = [_dated_line(dated, today) for dated in shown]
    blocks: list[Block] = [header(f"Dates up to {day_in_words(until, today)}")]
    blocks += [
        section(
            f"{escape(line)}\n_{escape(dated.basis)}_",
            button("Open", does("next"), dated.progress.prospect_id, about=dated.progress.name),
        )
        for dated, line in zip(shown, lines, strict=True)
    ]
    if len(dates) > len(shown):
        blocks.append(context(f"{len(dates) - len(shown)} more are not shown."))
    return Message(text=" ".join(map(sentence, lines)), blocks=tuple(blocks))


def _dated_line(dated: DatedStep, today: date) -> str:
    day = day_in_words(dated.on, today)
    if dated.is_goal:
        when = f"our goal: {day}"
    else:
        when = (
            f"overdue since {day}"
            if dated.on < today
            else ("due today" if dated.on == today else f"due {day}")
        )
    return f"{dated.progress.full_name}: {dated.title}, {when}"


def own_acts(acts: Sequence[tuple[int, str, str, datetime]], today: date) -> Message:
    """List someone's own entries, as (number, what, prospect, when), each with the button that takes it back."""
    if not acts:
        said = "You have no entry that can be taken back."
        return Message(text=said, blocks=(section(said), actions(button("See what's next", does("next")))))
    lines = [f"{day_in_words(at.date(), today)}: {what}, {title}" for _, what, title, at in acts]
    blocks = [
        section(escape(line), undo_button(act[0], about=act[2]))
        for act, line in zip(acts, lines, strict=True)
    ]
    return Message(
        text=" ".join(["Your last entries.", *map(sentence, lines)]),
        blocks=(header("Your last entries"), *blocks),
    )
