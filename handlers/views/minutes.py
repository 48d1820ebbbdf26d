"""Minutes in Slack: the words themselves, in pieces that a message holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import chain, groupby

from slack_sdk.models.blocks import Block

from handlers.views.documents import as_text
from handlers.views.files import file_button
from handlers.views.kit import (
    SECTION_LIMIT,
    Message,
    actions,
    bullets,
    button,
    does,
    header,
    section,
    titled,
)
from handlers.views.usage import verb_button
from models.rules.documents import Document, Heading, Listing, Part, lines_of, printable
from models.rules.wording import date_in_words, full_date

MOST_PIECES = 40
"""Blocks of a message; what is longer is read in the file."""


def minutes_message(document: Document, meeting_id: str, on: date, earlier: Sequence[date]) -> Message:
    """Show the minutes of a meeting, with the way to the file and to earlier ones."""
    pieces = list(_pieces(document))
    row = [
        file_button("minutes", meeting_id),
        *[
            button(f"Minutes of {_month_day(day)}", does("minutes", place), day.isoformat())
            for place, day in enumerate(earlier)
        ],
    ]
    blocks: list[Block] = [header(f"Minutes of {full_date(on)}"), *pieces[:MOST_PIECES]]
    if len(pieces) > MOST_PIECES:
        blocks.append(section("The rest is in the document."))
    return Message(
        text=as_text(document), blocks=(*blocks, actions(*row, verb_button("meeting"))), title="Minutes"
    )


def no_minutes() -> Message:
    """Say that there are none yet, and what makes them."""
    said = "There are no minutes yet: they write themselves once a meeting is called to order."
    return Message(text=said, blocks=(section(said), actions(verb_button("meeting"))), title="Minutes")


def _month_day(day: date) -> str:
    """Write a day as a button has room for it: "Jan 28"."""
    return date_in_words(day, day)


def _pieces(document: Document) -> Iterator[Block]:
    """Draw marks and headings bold, lists as lists, and what stands between them line by line."""
    for mark in document.marks:
        yield titled(printable(mark))
    for drawn_so, parts in groupby(document.parts, key=_drawn):
        lines = [printable(line) for part in parts for line in lines_of(part)]
        for piece in _full(lines):
            yield drawn_so(piece)


def _drawn(part: Part) -> Callable[[list[str]], Block]:
    match part:
        case Heading():
            return _bold
        case Listing(numbered=False):
            return _listed
        case _:
            return _plain


def _bold(lines: list[str]) -> Block:
    return titled("\n".join(lines))


def _listed(lines: list[str]) -> Block:
    return bullets([line.removeprefix("- ") for line in lines])


def _plain(lines: list[str]) -> Block:
    return section("\n".join(lines))


def _full(lines: Sequence[str]) -> Iterator[list[str]]:
    """Put lines together, as many as a block holds; one that is too long goes on in the next."""
    piece: list[str] = []
    for line in chain.from_iterable(map(_cut, lines)):
        if piece and len("\n".join([*piece, line])) > SECTION_LIMIT:
            yield piece
            piece = []
        piece.append(line)
    yield piece


def _cut(paragraph: str) -> Iterator[str]:
    """Cut a paragraph that is too long at the end of a line, else between words, else anywhere; nothing is lost."""
    while len(paragraph) > SECTION_LIMIT:
        ends = (paragraph.rfind(gap, 1, SECTION_LIMIT + 1) for gap in "\n ")
        end = next((end for end in ends if end > 0), SECTION_LIMIT)
        yield paragraph[:end]
        paragraph = paragraph[end:].lstrip()
    yield paragraph
