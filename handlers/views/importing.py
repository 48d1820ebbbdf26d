"""The form that takes pasted lines of past inquiries, its preview, and what follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block, Option
from slack_sdk.models.views import View

from handlers.views import fields
from handlers.views.kit import (
    Message,
    actions,
    bullets,
    button,
    clip,
    does,
    form,
    option,
    section,
)
from handlers.views.usage import verb_button
from handlers.views.warnings import warning_blocks
from models.rules.import_lines import MOST_LINES
from models.rules.imports import Status
from models.rules.restrictions import Restriction
from models.rules.wording import plural

IMPORT_FORM = "import_form"
UNDO_IMPORT = "undo_import"
TITLE = "Import past inquiries"
MOST_TYPED = 3_000
LONGEST_ITEM = 200
MOST_NAMED = 10
"""Cities that the answer names; the rest are counted."""
HINT = (
    f"One a line: City, Country, date; {MOST_LINES} at most. For instance: Cascais, Portugal, 2019-03-20. "
    "You see what would be recorded before anything is."
)


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What the form holds."""

    lines: str = ""
    path: str
    status: Status = Status.CLOSED


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What came of reading the lines."""

    faults: Sequence[str]
    new: Sequence[str]
    known: Sequence[str]
    restricted: Mapping[str, Restriction]
    mark: str
    """Tells this preview from any other."""


def import_form(typed: Typed, paths: Sequence[Option], *, key: str, preview: Preview | None = None) -> View:
    """Ask for the lines, and what holds for all of them; with a preview of what was typed above them."""
    states = [
        option("Closed: kept for the record", Status.CLOSED),
        option("Open: still to be worked on", Status.OPEN),
    ]
    blocks: list[Block] = [
        *(_preview_blocks(preview) if preview else []),
        fields.paragraph("lines", "Cities", most=MOST_TYPED, initial=typed.lines, hint=HINT),
        fields.radio("path", "How they began", paths, initial=typed.path),
        fields.radio("status", "What became of them", states, initial=typed.status),
    ]
    carries = {"key": key, "seen": preview.mark if preview else ""}
    return form(TITLE, IMPORT_FORM, blocks, submit=_submit(preview), carries=carries)


def _submit(preview: Preview | None) -> str:
    if preview is None:
        return "Preview"
    return f"Record {len(preview.new)}" if preview.new and not preview.faults else "Check again"


def _preview_blocks(preview: Preview) -> list[Block]:
    wrong = plural(len(preview.faults), "thing")
    return [
        *_listed(f"{wrong} to put right below; nothing is recorded before.", preview.faults),
        *_listed(f"{plural(len(preview.new), 'file')} would be recorded:", preview.new),
        *_listed("Recorded already, and left as it is:", preview.known),
        *warning_blocks({} if preview.faults else preview.restricted),
    ]


def _listed(heading: str, lines: Sequence[str]) -> list[Block]:
    return [section(heading), bullets([clip(line, LONGEST_ITEM) for line in lines])] if lines else []


def import_saved(names: Sequence[str], acts: Sequence[int], *, joined: int, known: int, cards: bool) -> View:
    """Say what was recorded, and offer to take it all back."""
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    said = [f"Recorded {plural(len(names), 'inquiry', 'inquiries')}: {'; '.join(names[:MOST_NAMED])}{more}."]
    if joined:
        said.append(f"{plural(joined, 'inquiry', 'inquiries')} joined a file that was open already.")
    if known:
        said.append(f"{plural(known, 'line was', 'lines were')} recorded already, and left alone.")
    if cards:
        said.append("Their cards go to the channel on working mornings, three a day at most.")
    said.append("Undo takes all of them back. Each has an entry of its own in its city's record.")
    undo = button("Undo", UNDO_IMPORT, f"{acts[0]}-{acts[-1]}", about="the import")
    row = actions(undo, verb_button("list"), verb_button("next"))
    return form("Saved", "saved", [section("\n".join(said)), row], submit=None, close="Close")


def import_taken_back(count: int) -> Message:
    """Say that an import was taken back, as often as it is asked."""
    said = f"Taken back: {plural(count, 'imported inquiry', 'imported inquiries')}. The record keeps both."
    row = actions(button("Import again", does("import")), verb_button("list"))
    return Message(text=said, blocks=(section(said), row))
