"""The criteria sheet as a paper for the packet: every note in full, with its source."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.rules.criteria import Note, Part, Sheet, how_many, note_in_words, signed
from models.rules.documents import Document, Grid, Heading, Paragraph
from models.rules.documents import Part as PaperPart
from models.rules.wording import full_date, listed

UNPUBLISHED = "HOLDS NOTES THAT ARE NOT PUBLIC YET"
NOT_SCORED = "The order is the one asked for: no city is scored or ranked."


def criteria_document(seen: Sheet, today: date) -> Document:
    """Write the notes on one city, or on several side by side, group by group."""
    alone = len(seen.names) == 1
    said = [f"As of {full_date(today)}. {how_many(seen)}", *([] if alone else [NOT_SCORED])]
    parts: list[PaperPart] = [Paragraph(text=" ".join(said))]
    if seen.has_unpublished:
        parts.append(Paragraph(text="Notes marked “not public yet” are for their authors and the staff."))
    for part in seen.parts:
        grid = _of_one(part, today) if alone else _of_several(part, seen.names, today)
        parts += [Heading(text=part.title), grid]
    return Document(
        title=title(seen.names), marks=(UNPUBLISHED,) if seen.has_unpublished else (), parts=tuple(parts)
    )


def title(names: Sequence[str]) -> str:
    """Name the paper, and what shows the same in Slack."""
    return f"Criteria: {names[0]}" if len(names) == 1 else f"Side by side: {listed(tuple(names))}"


def _of_one(part: Part, today: date) -> Grid:
    rows = [
        (line.prompt if not place else "", note.text, note.source, signed(note, today))
        for line in part.lines
        for place, note in enumerate(line.cells[0])
    ]
    return Grid(head=("Prompt", "Note", "Source", "By"), rows=tuple(rows))


def _of_several(part: Part, names: Sequence[str], today: date) -> Grid:
    rows = [(line.prompt, *[_cell(cell, today) for cell in line.cells]) for line in part.lines]
    return Grid(head=("Prompt", *names), rows=tuple(rows))


def _cell(notes: Sequence[Note], today: date) -> str:
    return "\n".join(note_in_words(note, today) for note in notes)
