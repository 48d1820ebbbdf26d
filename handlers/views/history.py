"""Lists of entries and dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from slack_sdk.models.blocks import Block

from handlers.views.kit import (
    Message,
    actions,
    button,
    clip,
    context,
    does,
    header,
    pages,
    section,
    sentence,
)
from handlers.views.prospects import one_line, waiting
from handlers.views.saved import undo_button
from handlers.views.usage import verb_button
from models.rules.history import DatedStep, Entry
from models.rules.progress import Progress
from models.rules.wording import day_in_words

PAGE = 10
MOST_SAID = 300
"""Characters of an entry where it is only to be recognised."""
MOST_DATES = 40
"""Lines of dates that one message holds."""


def story(
    progress: Progress,
    entries: Sequence[Entry],
    today: date,
    *,
    contacts: Mapping[str, Sequence[str]],
    offset: int,
    more: bool,
) -> Message:
    """Tell the record of one prospect, newest entry first, below the people of both sides."""
    people = [
        f"Contact on {side} side: {'; '.join(contacts[whose])}"
        for side, whose in (("their", "theirs"), ("our", "ours"))
        if contacts[whose]
    ]
    turn = [waiting(progress, today)] if progress.is_open else []
    lines = [_entry_line(entry, today) for entry in entries]
    title = f"{progress.full_name}: No. {progress.number}"
    blocks: list[Block] = [
        header(title),
        section("\n".join([one_line(progress, today), *turn, *people])),
    ]
    blocks += [section(clip(line, 600)) for line in lines]
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
            map(
                sentence,
                [
                    f"{progress.full_name}, No. {progress.number}",
                    one_line(progress, today),
                    *turn,
                    *people,
                    *lines,
                ],
            )
        ),
        blocks=(*blocks, actions(*row)),
    )


def _entry_line(entry: Entry, today: date) -> str:
    said = f"{day_in_words(entry.at.date(), today)}, {entry.by}: {_what(entry)}"
    return f"Taken back: {said}" if entry.undone else said


def _what(entry: Entry) -> str:
    reason = [f"reason: {entry.reason}"] if entry.reason else []
    return "; ".join(part.removesuffix(".") for part in [entry.what, *entry.said, *reason])


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
            f"{line}\n{dated.basis}",
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


def own_acts(acts: Sequence[tuple[str, Entry]], today: date) -> Message:
    """List someone's own entries, each with its prospect's title and the button that takes it back."""
    if not acts:
        said = "You have no entry that can be taken back."
        return Message(text=said, blocks=(section(said), actions(button("See what's next", does("next")))))
    lines = [
        f"{day_in_words(entry.at.date(), today)}, {title}: {clip(_what(entry), MOST_SAID)}"
        for title, entry in acts
    ]
    blocks = [
        section(line, undo_button(entry.number, about=title))
        for (title, entry), line in zip(acts, lines, strict=True)
    ]
    return Message(
        text=" ".join(["Your last entries.", *map(sentence, lines)]),
        blocks=(header("Your last entries"), *blocks),
    )


def taken_back(title: str, entry: Entry, prospect_id: str | None) -> Message:
    """Say which entry was taken back, as often as it is asked; `prospect_id` where there is a file still to see."""
    said = f"Taken back for {title}: {sentence(clip(_what(entry), MOST_SAID))}"
    kept = "The record keeps both: that it was done, and that it was taken back."
    see = button("See it", does("next"), prospect_id, about=title) if prospect_id else verb_button("next")
    row = actions(see, verb_button("undo"))
    return Message(text=f"{said} {kept}", blocks=(section(said), context(kept), row))
