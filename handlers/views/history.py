"""Lists of one's own entries, and of dates."""

from __future__ import annotations

from collections.abc import Sequence
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
from handlers.views.saved import undo_button
from handlers.views.share_buttons import share_button
from handlers.views.steps import actor
from handlers.views.stories import what_was_done
from handlers.views.usage import verb_button
from models.rules.due import Due, due_in_words
from models.rules.history import DatedStep, Entry
from models.rules.wording import day_in_words, plural

MOST_SAID = 300
"""Characters of an entry where it is only to be recognised."""
MOST_DATES = 40
"""Lines of dates that one message holds."""


def due_dates(dates: Sequence[DatedStep], today: date, *, until: date, offset: int = 0) -> Message:
    """List a page of dates, earliest first, each with how it was counted."""
    if not dates:
        said = f"Nothing has a date up to {day_in_words(until, today)}, and nothing is overdue."
        return Message(text=said, blocks=(section(said), actions(button("See what's next", does("next")))))
    shown = dates[offset : offset + MOST_DATES]
    lines = [dated_line(dated, today) for dated in shown]
    title = f"Dates up to {day_in_words(until, today)}"
    blocks: list[Block] = [header(title)]
    blocks += [
        section(
            f"{line}\n{dated.basis}",
            button(
                "Open",
                does("next"),
                dated.progress.prospect_id,
                about=f"{dated.progress.name}, {dated.title}",
            ),
        )
        for dated, line in zip(shown, lines, strict=True)
    ]
    row, left = [share_button("due", until.isoformat(), offset)], len(dates) - offset - len(shown)
    more = [f"{plural(left, 'more is', 'more are')} not shown."] if left > 0 else []
    if more:
        row.insert(0, button("Show more", pages("due"), f"{until.isoformat()}:{offset + len(shown)}"))
    blocks += [*map(context, more), actions(*row)]
    return Message(text=" ".join(map(sentence, [title, *lines, *more])), blocks=tuple(blocks))


def dated_line(dated: DatedStep, today: date) -> str:
    """Say a date in one line: the city, what it is for, who acts, and when."""
    standing = dated.progress.standing(dated.step_id)
    who = f", {actor(standing.step, dated.progress)}" if standing else ""
    when = due_in_words(Due(on=dated.on, how=dated.basis, is_goal=dated.is_goal), today)
    return f"{dated.progress.full_name}: {dated.title}{who}, {when}"


def own_acts(acts: Sequence[tuple[str, Entry]], today: date) -> Message:
    """List someone's own entries, each with its prospect's title and the button that takes it back."""
    if not acts:
        said = "You have no entry that can be taken back."
        return Message(text=said, blocks=(section(said), actions(button("See what's next", does("next")))))
    lines = [
        f"{day_in_words(entry.at.date(), today)}, {title}: {clip(what_was_done(entry), MOST_SAID)}"
        for title, entry in acts
    ]
    blocks = [
        section(line, undo_button(entry.number, about=f"entry {place}, {title}"))
        for place, ((title, entry), line) in enumerate(zip(acts, lines, strict=True), start=1)
    ]
    return Message(
        text=" ".join(["Your last entries.", *map(sentence, lines)]),
        blocks=(header("Your last entries"), *blocks),
    )


def taken_back(title: str, entry: Entry, prospect_id: str | None, *, now: str = "") -> Message:
    """Say which entry was taken back, as often as it is asked, and how it is `now`; `prospect_id` where there is a file to see."""
    undone = f"Taken back for {title}: {sentence(clip(what_was_done(entry), MOST_SAID))}"
    said = f"{undone} {now}".rstrip()
    kept = "The record keeps both: that it was done, and that it was taken back."
    see = button("See it", does("next"), prospect_id, about=title) if prospect_id else verb_button("next")
    row = actions(see, verb_button("undo"))
    return Message(text=f"{said} {kept}", blocks=(section(said), context(kept), row))
