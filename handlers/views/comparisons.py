"""The criteria sheet of one city, and several side by side, as messages: a page for each group where all is too much for one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from slack_sdk.models.blocks import Block, ButtonElement, RawTextObject, TableBlock

from handlers.views.criteria import SEE_SHEET, packet_button
from handlers.views.files import file_button
from handlers.views.kit import (
    Message,
    actions,
    bullets,
    button,
    clip,
    context,
    does,
    header,
    pages,
    section,
    titled,
)
from models.rules import criteria as rules
from models.rules.criteria import Line, Note, Part, Sheet, ended, how_many, note_in_words
from models.rules.criteria_document import NOT_SCORED, title

MOST_OF_CELL = 400
"""Characters of what is said of one city on one prompt; the file has it in full."""
ROOM = 6_500
"""Characters of one page, well below what a table and a message's text take."""
MOST_LINES = 30
CUT = "Long notes are cut here; the document has them in full."
NOTHING = "–"


def comparison(seen: Sheet, today: date, *, page: int) -> Message:
    """Show several cities side by side, in the order in which they were asked for."""
    every, place = _paged(seen, today, page)
    keys = ",".join(subject.key for subject in seen.subjects)
    turn = _turn(pages("compare"), keys, len(every), place, between=":")
    more = [file_button("criteria", keys)] if seen.parts else []
    row = actions(*turn, *more, button("Compare others", does("compare")))
    top, said = _top(seen, every, place)
    table = [_table(seen, every[place], today)] if seen.parts else []
    listed = [block for part in every[place] for block in _listed(part, seen, today)]
    small = [context(" ".join([NOT_SCORED, *_cut(every[place], today)]))]
    lines = [ended(_spoken(line, seen, today)) for part in every[place] for line in part.lines]
    return Message(
        text=" ".join([*said, *lines]),
        blocks=(*top, *table, *small, row),
        plain=(*top, *listed, *small, row),
        title="Compare",
    )


def sheet(seen: Sheet, today: date, *, page: int, may_pack: bool) -> Message:
    """Show the notes on one city, with what can be done about them."""
    every, place = _paged(seen, today, page)
    (subject,), (name,) = seen.subjects, seen.names
    turn = _turn(SEE_SHEET, subject.key, len(every), place, between="#")
    more = [file_button("criteria", subject.key)] if seen.parts else []
    packet = [packet_button(subject, about=name)] if may_pack else []
    row = actions(*turn, button("Add a note", does("note"), subject.key, about=name), *packet, *more)
    top, said = _top(seen, every, place)
    listed = [block for part in every[place] for block in _listed(part, seen, today)]
    cut = [context(" ".join(_cut(every[place], today)))] if _cut(every[place], today) else []
    lines = [ended(_spoken(line, seen, today)) for part in every[place] for line in part.lines]
    return Message(
        text=" ".join([*said, *lines]), blocks=(*top, *listed, *cut, row), title="Notes on criteria"
    )


def _paged(seen: Sheet, today: date, page: int) -> tuple[list[tuple[Part, ...]], int]:
    sizes = {line: len(_spoken(line, seen, today)) for part in seen.parts for line in part.lines}
    every = rules.pages(seen.parts, sizes, room=ROOM, most=MOST_LINES)
    return every, min(page, len(every) - 1)


def _top(seen: Sheet, every: Sequence[Sequence[Part]], place: int) -> tuple[list[Block], list[str]]:
    """Give the head of a page, and the same as sentences."""
    of_page = f" Page {place + 1} of {len(every)}: {every[place][0].title}." if len(every) > 1 else ""
    said = f"{how_many(seen)}{of_page}"
    return [header(title(seen.names)), section(said)], [f"{title(seen.names)}.", said]


def _turn(action: str, keys: str, count: int, place: int, *, between: str) -> list[ButtonElement]:
    """Offer the page after this one, and after the last the first."""
    if count == 1:
        return []
    is_last = place == count - 1
    value = f"{keys}{between}{0 if is_last else place + 1}"
    return [button("First page" if is_last else "Next page", action, value)]


def _table(seen: Sheet, parts: Sequence[Part], today: date) -> TableBlock:
    rows = [("Prompt", *seen.names)]
    for part in parts:
        rows += [
            (f"{part.title}: {line.prompt}", *[_cell(cell, today) or NOTHING for cell in line.cells])
            for line in part.lines
        ]
    return TableBlock(
        rows=[[RawTextObject(text=cell) for cell in row] for row in rows],
        column_settings=[{"is_wrapped": True}] * len(rows[0]),
    )


def _listed(part: Part, seen: Sheet, today: date) -> list[Block]:
    return [titled(part.title), bullets([_spoken(line, seen, today) for line in part.lines])]


def _spoken(line: Line, seen: Sheet, today: date) -> str:
    """Say one prompt with what was noted of each city."""
    cells = [_cell(cell, today) for cell in line.cells]
    if len(cells) == 1:
        return f"{line.prompt}: {cells[0]}"
    return " ".join(
        [
            f"{line.prompt}:",
            *[f"{name}: {cell}" for name, cell in zip(seen.names, cells, strict=True) if cell],
        ]
    )


def _cell(notes: Sequence[Note], today: date) -> str:
    return clip(_in_full(notes, today), MOST_OF_CELL)


def _in_full(notes: Sequence[Note], today: date) -> str:
    return " ".join(note_in_words(note, today) for note in notes)


def _cut(parts: Sequence[Part], today: date) -> list[str]:
    """Say that something on a page is cut, where it is."""
    cells = [cell for part in parts for line in part.lines for cell in line.cells]
    return [CUT] if any(len(_in_full(cell, today)) > MOST_OF_CELL for cell in cells) else []
