"""Lists of prospects, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from slack_sdk.models.blocks import Block

from handlers.views.kit import (
    Message,
    actions,
    button,
    does,
    header,
    pages,
    section,
    sentence,
    titled,
)
from handlers.views.prospects import in_full, one_line, waiting
from handlers.views.usage import verb_button
from models.rules.due import is_overdue
from models.rules.progress import Progress, Side

PAGE = 8
"""Prospects on one page of a list: what a phone shows without losing the thread."""
SOON = timedelta(days=14)


def next_list(page: Sequence[Progress], today: date, *, offset: int, total: int, whose: str) -> Message:
    """Answer "what's next?" for all prospects: one line each under the headings that are not empty."""
    if not total:
        return _nothing_next(whose)
    groups = _grouped(page, today)
    said: list[str] = []
    blocks: list[Block] = [header("What's next" if whose == "all" else "What's next for you")]
    for heading, lines in groups.items():
        blocks.append(titled(heading))
        for progress, line in lines:
            said += [sentence(f"{heading}: {line}"), sentence(waiting(progress, today))]
            blocks.append(
                section(
                    in_full(progress, line, today),
                    button("Open", does("next"), progress.prospect_id, about=progress.name),
                )
            )
    if offset + len(page) < total:
        blocks.append(actions(button("Show more", pages("next"), f"{whose}:{offset + len(page)}")))
        said.append(f"{total - offset - len(page)} more are not shown.")
    return Message(text=" ".join(said), blocks=tuple(blocks))


def _nothing_next(whose: str) -> Message:
    if whose == "mine":
        said, tap = "Nothing that is open is yours.", verb_button("next")
    else:
        said, tap = "Nothing is open: no city is being tracked.", verb_button("inquiry")
    return Message(text=said, blocks=(section(said), actions(tap)))


def _grouped(page: Sequence[Progress], today: date) -> dict[str, list[tuple[Progress, str]]]:
    headings = ("Overdue", "Due in 14 days", "Later", "Our goals", "Waiting on others", "No date set")
    groups: dict[str, list[tuple[Progress, str]]] = {heading: [] for heading in headings}
    for progress in page:
        groups[_group(progress, today)].append((progress, one_line(progress, today)))
    return {heading: lines for heading, lines in groups.items() if lines}


def _group(progress: Progress, today: date) -> str:
    due = progress.now[0].due if progress.now else None
    if due is not None and is_overdue(due, today):
        return "Overdue"
    if due is not None and due.on is not None and due.on <= today + SOON:
        return "Due in 14 days"
    if progress.waiting_on is Side.THEM:
        return "Waiting on others"
    if due is not None and due.on is not None:
        return "Later"
    return "Our goals" if progress.now and progress.now[0].goal else "No date set"


def prospect_list(page: Sequence[Progress], today: date, *, which: str, offset: int, total: int) -> Message:
    """List prospects, one line each."""
    if not total:
        none = {"all": "No city is being tracked yet."}.get(which, f"No file is {which}.")
        return Message(
            text=none, blocks=(section(none), actions(button("Record an inquiry", does("inquiry"))))
        )
    lines = [f"No. {progress.number}. {one_line(progress, today)}" for progress in page]
    turns = [sentence(waiting(progress, today)) if progress.is_open else "" for progress in page]
    said = [part for line, turn in zip(lines, turns, strict=True) for part in (sentence(line), turn)]
    blocks: list[Block] = [header(f"Cities: {which}")]
    blocks += [
        section(
            in_full(progress, line, today),
            button("Open", does("next"), progress.prospect_id, about=progress.name),
        )
        for progress, line in zip(page, lines, strict=True)
    ]
    if offset + len(page) < total:
        blocks.append(actions(button("Show more", pages("list"), f"{which}:{offset + len(page)}")))
        said.append(f"{total - offset - len(page)} more are not shown.")
    return Message(text=" ".join(filter(None, said)), blocks=tuple(blocks))
