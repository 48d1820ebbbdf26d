"""Writing a letter: its text with the fields filled in as far as they are known, and a blank for each that is not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from models.rules.documents import Document, Heading, Paragraph, Part
from models.rules.letter_texts import (
    APPROVED,
    BINDING,
    BLANKS,
    DATE,
    GREETINGS,
    LETTERHEAD,
    READERS,
    SIGNATURE,
    SIGNERS,
    TRANSLATED,
    LetterText,
    Rank,
)

_PLACE = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, kw_only=True)
class Written:
    """A letter whose fields are filled in as far as they are known."""

    document: Document
    blanks: tuple[str, ...]
    """What is still to be filled in, in the order in which it stands there."""

    @property
    def left_open(self) -> str:
        """Say in a sentence what is still to be filled in."""
        listed = "; ".join(self.blanks)
        return f"Still to be filled in: {listed}." if listed else "Every field is filled in from the record."


def written(
    text: LetterText, known: Mapping[str, str], *, signer: Rank, reader: Rank, is_translated: bool
) -> Written:
    """Fill a letter's fields in; one that is not known stays as a blank, and is listed."""
    body: list[Part] = [
        Paragraph(text=DATE),
        Paragraph(text=READERS[reader]),
        Paragraph(text=GREETINGS[reader]),
        *text.parts,
        *([Paragraph(text=TRANSLATED)] if is_translated else []),
        Paragraph(text="With kind regards,"),
        Paragraph(text=f"{SIGNATURE}\n{SIGNERS[signer]}"),
    ]
    pen = _Pen(known)
    document = Document(
        marks=(pen.fill(LETTERHEAD),),
        title=pen.fill(text.subject),
        parts=tuple(_filled(part, pen) for part in body),
    )
    return Written(document=document, blanks=tuple(pen.blanks))


class _Pen:
    """Fills fields in, and remembers the blanks that it left, each once."""

    def __init__(self, known: Mapping[str, str]) -> None:
        approved = known.get("approved_on")
        self._known = {
            **known,
            "binding": APPROVED.format(approved_on=approved) if approved else BINDING,
        }
        self.blanks: dict[str, None] = {}

    def fill(self, text: str) -> str:
        """Fill in the fields of one text; what is filled in is not looked at again."""
        return _PLACE.sub(lambda place: self._value(place[1]), text)

    def _value(self, field: str) -> str:
        if value := self._known.get(field):
            return value
        self.blanks[BLANKS[field]] = None
        return f"[{BLANKS[field]}]"


def _filled(part: Part, pen: _Pen) -> Part:
    match part:
        case Heading(text=text):
            return Heading(text=pen.fill(text))
        case Paragraph(text=text):
            return Paragraph(text=pen.fill(text))
    return part
