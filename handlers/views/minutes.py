"""Minutes in Slack: the words themselves, in pieces that a message holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from slack_sdk.models.blocks import Block

from handlers.views.documents import as_text
from handlers.views.files import file_button
from handlers.views.kit import SECTION_LIMIT, Message, actions, button, does, header, section
from handlers.views.usage import verb_button
from models.rules.documents import Document
from models.rules.wording import full_date

MOST_PIECES = 30
"""Sections of a message; what is longer is read in the file."""


def minutes_message(document: Document, meeting_id: str, earlier: Sequence[date]) -> Message:
    """Show the minutes of a meeting, with the way to the file and to earlier ones."""
    text = as_text(document)
    pieces = list(_pieces(text))
    row = [
        file_button("minutes", meeting_id),
        *[
            button(f"Of {full_date(day)}", does("minutes", place), day.isoformat())
            for place, day in enumerate(earlier)
        ],
    ]
    blocks: list[Block] = [header("Minutes"), *[section(piece) for piece in pieces[:MOST_PIECES]]]
    if len(pieces) > MOST_PIECES:
        blocks.append(section("The rest is in the file."))
    return Message(text=text, blocks=(*blocks, actions(*row, verb_button("meeting"))))


def no_minutes() -> Message:
    """Say that there are none yet, and what makes them."""
    said = "There are no minutes yet: they write themselves once a meeting is called to order."
    return Message(text=said, blocks=(section(said), actions(verb_button("meeting"))))


def _pieces(text: str) -> Iterator[str]:
    """Cut a text between its paragraphs into pieces that a section holds."""
    piece = ""
    for paragraph in text.split("\n\n"):
        joined = f"{piece}\n\n{paragraph}" if piece else paragraph
        if len(joined) > SECTION_LIMIT and piece:
            yield piece
            joined = paragraph
        *full, piece = _cut(joined)
        yield from full
    yield piece


def _cut(paragraph: str) -> Iterator[str]:
    """Cut a paragraph that is too long at the end of a line, else between words, else anywhere; nothing is lost."""
    while len(paragraph) > SECTION_LIMIT:
        ends = (paragraph.rfind(gap, 1, SECTION_LIMIT + 1) for gap in "\n ")
        end = next((end for end in ends if end > 0), SECTION_LIMIT)
        yield paragraph[:end]
        paragraph = paragraph[end:].lstrip()
    yield paragraph
