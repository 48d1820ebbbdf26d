"""Letters from templates: the form that asks which, and the letter as it would be sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from slack_sdk.models.blocks import Block, ButtonElement, DividerBlock, Option
from slack_sdk.models.views import View

from handlers.views import fields
from handlers.views.documents import as_text
from handlers.views.files import file_button
from handlers.views.kit import SECTION_LIMIT, actions, button, context, does, form, option, section, titled
from handlers.views.steps import numbered
from models.rules.letter_choice import Wish, fitting_first, step_for, was_declined
from models.rules.letter_texts import LetterText, Rank
from models.rules.letter_writing import Written
from models.rules.progress import Progress
from models.rules.protocol import Line, Translation

WRITE_CITY = "write_city"
WRITE_FORM = "write_form"
LOG_WRITTEN = "log_written"
TITLE = "Write a letter"
LONGEST_LANGUAGE = 60
AS_USUAL = "usual"
"""Whoever usually signs, or reads, a letter of the sort."""
SENT_BY_NOBODY = (
    "I write to no one: print the file, sign it and send it yourselves. Nothing is recorded until you log it."
)
_SIGNERS: Mapping[Rank, str] = {
    Rank.MAYOR: "Our mayor",
    Rank.COMMISSION: "The chair of our commission",
    Rank.STAFF: "Our staff",
}
_READERS: Mapping[Rank, str] = {
    Rank.MAYOR: "Their mayor",
    Rank.COMMISSION: "Whoever speaks for sister cities there",
    Rank.STAFF: "Their staff",
}
_TRANSLATIONS: Mapping[Translation, str] = {
    Translation.OPEN: "Not settled yet",
    Translation.ENCLOSED: "A translation goes with it",
    Translation.NONE: "No translation",
}


def write_form(progress: Progress, *, is_denied: bool, their_language: str, key: str) -> View:
    """Ask which letter, who signs and reads it, and what is known of languages; what fits the file comes first."""
    texts = fitting_first(progress, is_denied=is_denied)
    blocks: list[Block] = [
        titled(
            progress.full_name, "A draft to check and to send yourselves. Nothing is recorded by writing."
        ),
        fields.radio("letter", "Letter", [_choice(text, progress) for text in texts], initial=texts[0].id),
        fields.choice("signer", "Signed by", _ranks(_SIGNERS), initial=AS_USUAL),
        fields.choice("reader", "Addressed to", _ranks(_READERS), initial=AS_USUAL),
        fields.line(
            "their_language",
            "Their language",
            most=LONGEST_LANGUAGE,
            initial=their_language[:LONGEST_LANGUAGE],
            optional=True,
            hint="The letter itself is in English.",
        ),
        fields.choice(
            "translation",
            "Translation",
            [option(says, name) for name, says in _TRANSLATIONS.items()],
            initial=Translation.OPEN,
        ),
    ]
    carries = {"key": key, "prospect": progress.prospect_id}
    return form(TITLE, WRITE_FORM, blocks, submit="See the letter", carries=carries)


def _choice(text: LetterText, progress: Progress) -> Option:
    standing = step_for(text, progress)
    wanted = f"For: {numbered(standing, progress)}" if standing and standing.is_open else None
    return option(text.title, text.id, wanted if progress.is_open else None)


def _ranks(names: Mapping[Rank, str]) -> list[Option]:
    return [
        option("As is usual for this letter", AS_USUAL),
        *[option(says, rank) for rank, says in names.items()],
    ]


def preview(progress: Progress, wish: Wish, letter: Written, protocol: Sequence[Line]) -> View:
    """Show the letter, with the points of protocol and what is still to be filled in above it."""
    look = [line.says for line in protocol if not line.is_kept]
    kept = [line.says for line in protocol if line.is_kept]
    blocks: list[Block] = [
        titled(f"{progress.full_name}: {wish.text.title}", letter.left_open),
        *([titled("Protocol: worth a look before it goes out", *look)] if look else []),
        *([titled("Protocol: in order", *kept)] if kept else []),
        DividerBlock(),
        *[section(text) for text in in_sections(as_text(letter.document))],
        DividerBlock(),
        context(SENT_BY_NOBODY),
        actions(
            file_button("letter", wish.key),
            button("Log it as sent", LOG_WRITTEN, wish.key),
            button("Another letter", does("write"), progress.prospect_id),
        ),
    ]
    return form("The letter", "notice", blocks, submit=None, close="Close")


def courtesy(progress: Progress) -> list[ButtonElement]:
    """Offer to write to a city that was declined; nothing for any other."""
    if not was_declined(progress):
        return []
    return [button("Courtesy letter", does("write"), progress.prospect_id, about=progress.name)]


def in_sections(text: str) -> list[str]:
    """Divide a text into parts that a section takes, between lines where that can be."""
    pieces = [
        line[at : at + SECTION_LIMIT]
        for line in text.split("\n")
        for at in range(0, len(line) or 1, SECTION_LIMIT)
    ]
    sections = [""]
    for piece in pieces:
        if len(sections[-1]) + len(piece) + 1 > SECTION_LIMIT:
            sections.append("")
        sections[-1] += f"\n{piece}" if sections[-1] else piece
    return [each for each in sections if each.strip()]
