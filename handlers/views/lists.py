"""Lists of prospects, a page at a time."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from slack_sdk.models.blocks import Block

from handlers.views.kit import (
    Message,
    actions,
    button,
    context,
    does,
    header,
    pages,
    section,
    titled,
)
from handlers.views.prospects import for_whom, is_complete, one_line, small_line, spoken_line
from handlers.views.share_buttons import share_button
from handlers.views.usage import verb_button
from models.rules.due import is_overdue
from models.rules.progress import Progress, Side

PAGE = 8
"""Prospects on one page of a list: what a phone shows without losing the thread."""
SOON = timedelta(days=14)
HEADINGS = (
    "Overdue",
    "Due in 14 days",
    "Waiting on others",
    "On the next agenda",
    "Later",
    "Our goals",
    "No date set",
    "Every step done",
)
"""In the order in which they are looked at; "Waiting on others" says itself that it is nobody's turn here."""

TITLES = {
    "all": "All cities",
    "open": "Open cities",
    "waiting": "Cities that owe us a letter",
    "signed": "Cities with an agreement",
    "closed": "Closed cities",
}
"""What each list is called."""


def next_list(
    page: Sequence[Progress],
    today: date,
    *,
    offset: int,
    total: int,
    whose: str,
    on_agenda: Collection[str] = (),
    on_behalf: Mapping[str, str] | None = None,
    opening: str = "",
) -> Message:
    """Answer "what's next?" for all prospects: one line each under the headings that are not empty.

    `on_agenda` are the prospects of the next agenda, `on_behalf` says by owner why somebody sees what is not theirs,
    `opening` is what is said above the first page.
    """
    if not total:
        return _nothing_next(whose, opening)
    said = [opening] if opening else []
    blocks: list[Block] = [header("What's next" if whose == "all" else "What's next for you")]
    blocks += [section(opening)] if opening else []
    for heading, files in grouped(page, today, on_agenda).items():
        blocks.append(titled(heading))
        said.append(f"{heading}:")
        for progress in files:
            why = for_whom((on_behalf or {}).get(progress.owner_id or "", ""))
            said += [spoken_line(progress, today), why]
            blocks += _line_blocks(progress, one_line(progress, today), today, why)
    row = [share_button("next", whose, offset)]
    if offset + len(page) < total:
        row.insert(0, button("Show more", pages("next"), f"{whose}:{offset + len(page)}"))
        said.append(f"{total - offset - len(page)} more are not shown.")
    return Message(text=" ".join(filter(None, said)), blocks=(*blocks, actions(*row)))


def _line_blocks(progress: Progress, line: str, today: date, why: str = "") -> list[Block]:
    """Draw one city: its line with the button, and in small print whose turn it is, and `why` somebody sees it."""
    opens = button(
        "Open", does("next"), progress.prospect_id, about=f"{progress.name}, No. {progress.number}"
    )
    below = " ".join(filter(None, [why, small_line(progress, today)]))
    return [section(line, opens), *([context(below)] if below else [])]


def _nothing_next(whose: str, opening: str) -> Message:
    if whose == "mine":
        said, tap = "Nothing that is open is yours.", verb_button("next")
    else:
        said, tap = "Nothing is open: no city is tracked yet.", verb_button("inquiry")
    told = " ".join(filter(None, [said, opening]))
    return Message(text=told, blocks=(section(told), actions(tap)))


def grouped(
    page: Sequence[Progress], today: date, on_agenda: Collection[str] = ()
) -> dict[str, list[Progress]]:
    """Put open prospects under their headings; those that stay empty are left out."""
    groups: dict[str, list[Progress]] = {heading: [] for heading in HEADINGS}
    for progress in page:
        groups[_group(progress, today, on_agenda)].append(progress)
    return {heading: files for heading, files in groups.items() if files}


def _group(progress: Progress, today: date, on_agenda: Collection[str]) -> str:
    due = progress.now[0].due if progress.now else None
    on = due.on if due else None
    fits = {
        "Overdue": due is not None and is_overdue(due, today),
        "Due in 14 days": on is not None and on <= today + SOON,
        "Waiting on others": progress.waiting_on is Side.THEM,
        "On the next agenda": progress.prospect_id in on_agenda,
        "Later": on is not None,
        "Our goals": bool(progress.now and progress.now[0].goal),
        "Every step done": is_complete(progress),
    }
    return next((heading for heading, is_so in fits.items() if is_so), "No date set")


def prospect_list(page: Sequence[Progress], today: date, *, which: str, offset: int, total: int) -> Message:
    """List prospects, one line each."""
    if not total:
        none = {
            "all": "No city is tracked yet.",
            "waiting": "No city owes us a letter.",
            "signed": "No agreement is signed yet.",
        }.get(which, f"No city is {which}.")
        return Message(
            text=none, blocks=(section(none), actions(button("Record an inquiry", does("inquiry"))))
        )
    title = TITLES[which]
    said = [f"{title}.", *(f"No. {progress.number}. {spoken_line(progress, today)}" for progress in page)]
    blocks: list[Block] = [header(title)]
    for progress in page:
        blocks += _line_blocks(progress, f"No. {progress.number}. {one_line(progress, today)}", today)
    row = [share_button("list", which, offset)]
    if offset + len(page) < total:
        row.insert(0, button("Show more", pages("list"), f"{which}:{offset + len(page)}"))
        said.append(f"{total - offset - len(page)} more are not shown.")
    return Message(text=" ".join(said), blocks=(*blocks, actions(*row)))
