"""Protocol for a letter abroad: what it keeps to, and what is worth a second look. Nothing here ever holds a letter back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.rules.letter_texts import Rank
from models.rules.wording import full_date


class Translation(StrEnum):
    """Whether a translation goes with a letter."""

    ENCLOSED = "enclosed"
    NONE = "none"
    OPEN = "open"
    """Nobody has said yet."""


OUR_LANGUAGE = "English"
"""The letters' own wording."""
_OURS: Mapping[Rank, str] = {
    Rank.MAYOR: "our mayor",
    Rank.COMMISSION: "the chair of our commission",
    Rank.STAFF: "our staff",
}
_THEIRS: Mapping[Rank, str] = {
    Rank.MAYOR: "their mayor",
    Rank.COMMISSION: "whoever speaks for sister cities there",
    Rank.STAFF: "their staff",
}


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """A letter, as far as protocol goes."""

    signer: Rank
    reader: Rank
    their_contact: str = ""
    volunteer: str = ""
    mayors_office: str = ""
    """Whom they can turn to on our side."""
    their_language: str = ""
    translation: Translation = Translation.OPEN
    speaks_of_agreement: bool = True
    approved_on: date | None = None
    """When our side approved the agreement."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One point of protocol."""

    says: str
    is_kept: bool
    """Whether there is nothing to look at."""


def protocol(letter: Exchange) -> tuple[Line, ...]:
    """Go through the points of protocol, those worth a look first."""
    lines = (
        _rank(letter),
        _their_side(letter),
        _our_side(letter),
        _languages(letter),
        _translation(letter),
        _promise(letter),
    )
    return tuple(sorted(lines, key=lambda line: line.is_kept))


def _rank(letter: Exchange) -> Line:
    says = f"{_OURS[letter.signer]} writes to {_THEIRS[letter.reader]}".replace("staff writes", "staff write")
    if letter.signer is letter.reader:
        return Line(says=f"Rank writes to rank: {says}.", is_kept=True)
    return Line(says=f"Rank does not write to rank: {says}.", is_kept=False)


def _their_side(letter: Exchange) -> Line:
    if letter.their_contact:
        return Line(says=f"A contact on their side is known: {letter.their_contact}.", is_kept=True)
    return Line(says="No contact on their side is known yet; ask for one.", is_kept=False)


def _our_side(letter: Exchange) -> Line:
    """Ask for two contacts, as the guide does: one among the volunteers, one in the mayor's office."""
    wanted = {"a volunteer": letter.volunteer, "someone in the mayor's office": letter.mayors_office}
    missing = [who for who, name in wanted.items() if not name]
    if missing:
        return Line(says=f"On our side {' and '.join(missing)} should be named as contact.", is_kept=False)
    named = f"{letter.volunteer} and, in the mayor's office, {letter.mayors_office}"
    return Line(says=f"Contacts on our side are known: {named}.", is_kept=True)


def _languages(letter: Exchange) -> Line:
    if letter.their_language:
        both = f"{OUR_LANGUAGE} and {letter.their_language}"
        return Line(says=f"Both languages are noted: {both}.", is_kept=True)
    return Line(says="Their language is not noted.", is_kept=False)


def _translation(letter: Exchange) -> Line:
    if letter.translation is Translation.OPEN:
        return Line(says="Nobody has said whether a translation goes with it.", is_kept=False)
    how = "with" if letter.translation is Translation.ENCLOSED else "without"
    return Line(says=f"It goes {how} a translation.", is_kept=True)


def _promise(letter: Exchange) -> Line:
    if not letter.speaks_of_agreement:
        return Line(says="It speaks of no agreement, so it promises none.", is_kept=True)
    if letter.approved_on:
        return Line(says=f"Our side approved the agreement on {full_date(letter.approved_on)}.", is_kept=True)
    return Line(
        says="It says that it binds nobody until the Council approves; add no promise to it.", is_kept=True
    )
