"""The forms of the criteria sheet: a note, the packet, which cities to compare; and what follows them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from slack_sdk.models.blocks import Block, ButtonElement
from slack_sdk.models.views import View

from handlers.views import fields
from handlers.views.files import file_button
from handlers.views.kit import (
    OPTION_LIMIT,
    actions,
    bullets,
    button,
    clip,
    context,
    does,
    form,
    option,
    section,
    titled,
)
from handlers.views.saved import undo_button
from models.rules.criteria import (
    LEAST,
    LONGEST_NOTE,
    LONGEST_SOURCE,
    MOST,
    Note,
    Subject,
    note_in_words,
    prompt_key,
    where_noted,
)
from models.rules.policy import CriteriaGroup
from models.rules.wording import date_in_words, plural

NOTE_CITY = "note_city"
NOTE_FORM = "note_form"
PICK_GROUP = "pick_group"
SEE_SHEET = "see_sheet"
MAKE_PACKET = "make_packet"
PACKET_FORM = "packet_form"
COMPARE_FORM = "compare_form"
TITLE = "Note on criteria"
HELD = "What you write here goes to the staff and to you alone until the packet is made."
MOST_PREVIEWED = 12
MOST_OF_NOTE = 200


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What is filled in of a note so far."""

    group: CriteriaGroup
    prompt: str
    note: str = ""
    source: str = ""


def note_form(
    title: str,
    subject: Subject,
    groups: Sequence[CriteriaGroup],
    draft: Draft,
    *,
    is_held: bool,
    mine: Collection[tuple[str, str]],
    key: str,
) -> View:
    """Ask for a note on one prompt and where it comes from; `mine` are the groups and prompts one has noted on already."""
    said = "A short note, and where it comes from. Nothing is scored."
    chosen = draft.group
    prompts = [
        option(
            prompt, prompt_key(prompt), "You have a note on this." if (chosen.id, prompt) in mine else None
        )
        for prompt in chosen.prompts
    ]
    titles = [option(group.title, group.id) for group in groups]
    blocks: list[Block] = [
        titled(title, said, *([HELD] if is_held else [])),
        fields.radio("group", "Group", titles, initial=chosen.id, redraws=PICK_GROUP),
        fields.choice(f"prompt:{chosen.id}", "Prompt", prompts, initial=prompt_key(draft.prompt)),
        fields.paragraph("note", "Note", most=LONGEST_NOTE, initial=draft.note),
        fields.line(
            "source",
            "Where it comes from",
            most=LONGEST_SOURCE,
            initial=draft.source,
            hint="A web address, a person, a visit.",
        ),
    ]
    carries = {"key": key, "subject": subject.key}
    return form(TITLE, NOTE_FORM, blocks, submit="Save the note", carries=carries)


def sheet_button(subject: Subject, *, about: str, text: str = "See the notes") -> ButtonElement:
    """Make the button that shows the sheet of one city."""
    return button(text, SEE_SHEET, f"{subject.key}#0", about=about)


def packet_button(subject: Subject, *, about: str) -> ButtonElement:
    """Make the button that shows what a packet would make readable."""
    return button("Make the packet", MAKE_PACKET, subject.key, about=about)


def noted(said: Sequence[str], subject: Subject, act_id: int, group_id: str, *, about: str) -> View:
    """Say what was noted, with Undo, the next note, and the sheet."""
    row = actions(
        undo_button(act_id, about=about),
        button("Add another", does("note"), f"{subject.key}:{group_id}", about=about),
        sheet_button(subject, about=about),
    )
    return form("Saved", "saved", [section("\n".join(said)), row], submit=None, close="Close")


def noted_in_words(
    where: str, note: str, source: str, *, is_held: bool, replaces: Note | None, today: date
) -> list[str]:
    """Say what was noted on what, who can read it, and which note of one's own it takes the place of."""
    said = [where, f"“{note}” Source: {source.rstrip('. ')}."]
    if replaces:
        said.append(f"It takes the place of your note of {date_in_words(replaces.on, today)}.")
    return [
        *said,
        *(["The staff and you can read it; everybody else from the next packet on."] if is_held else []),
    ]


def packet_form(
    title: str,
    subject: Subject,
    notes: Sequence[Note],
    groups: Sequence[CriteriaGroup],
    today: date,
    *,
    reads: Collection[int],
    key: str,
) -> View:
    """Show what a packet makes readable: in full where the reader may read it now, else whose it is and on what."""
    lines = [
        clip(
            f"{where_noted(note, groups)}: {note_in_words(note, today)}"
            if note.number in reads
            else f"{where_noted(note, groups)}: a note of {note.by}, {date_in_words(note.on, today)}",
            MOST_OF_NOTE,
        )
        for note in notes[:MOST_PREVIEWED]
    ]
    more = len(notes) - len(lines)
    blocks: list[Block] = [
        titled(
            title,
            f"{plural(len(notes), 'note becomes', 'notes become')} readable for everybody on the roster:",
        ),
        bullets(lines),
        *([context(f"And {more} more.")] if more else []),
        context("Nothing is posted. The packet can be taken back, but not what was read meanwhile."),
        actions(sheet_button(subject, about=title)),
    ]
    carries = {"key": key, "subject": subject.key, "shown": notes[-1].number}
    return form("Make the packet", PACKET_FORM, blocks, submit="Make the packet", carries=carries)


def packed(title: str, subject: Subject, count: int, act_id: int) -> View:
    """Say how many notes everybody may read from now on, with Undo, the sheet and the file."""
    said = f"{title}: the packet is made. Everybody on the roster can read {plural(count, 'more note')} now."
    row = actions(
        undo_button(act_id, about=title),
        sheet_button(subject, about=title),
        file_button("criteria", subject.key),
    )
    return form("Saved", "saved", [section(said), row], submit=None, close="Close")


def compare_form(
    choices: Sequence[tuple[Subject, str]],
    ticked: Sequence[Subject],
    *,
    noted: Collection[Subject],
    key: str,
) -> View:
    """Ask which cities to put side by side; the one that was named can be seen by itself, too."""
    options = [
        option(
            clip(label, OPTION_LIMIT), subject.key, None if subject in noted else "No notes that you can read"
        )
        for subject, label in choices
    ]
    hint = f"{LEAST} to {MOST}. They stand in this order; none is scored or ranked."
    cities = fields.ticks(
        "cities", "Cities", options, initial=[each.key for each in ticked], optional=False, hint=hint
    )
    alone = [
        section(f"{label} by itself:", sheet_button(subject, about=label))
        for subject, label in choices
        if subject in ticked
    ]
    return form("Compare", COMPARE_FORM, [*alone, cities], submit="Compare", carries={"key": key})
