"""Which letters fit a file as it stands, and what somebody wants of one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.rules.letter_texts import COURTESY, LETTERS, LetterText, Rank, text_named
from models.rules.progress import Progress
from models.rules.protocol import Translation
from models.rules.steps import Standing

_DECLINED = re.compile(r"\b(declined|denied)\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Wish:
    """A letter that somebody wants for a file."""

    prospect_id: str
    text: LetterText
    signer: Rank
    reader: Rank
    translation: Translation = Translation.OPEN
    their_language: str = ""

    @property
    def key(self) -> str:
        """Write it down in one line, for a button."""
        said = (self.prospect_id, self.text.id, self.signer, self.reader, self.translation)
        return ":".join((*said, self.their_language))


def wish_named(key: str) -> Wish | None:
    """Read back what a button carries; None for anything else."""
    try:
        prospect_id, letter_id, signer, reader, translation, language = key.split(":", 5)
        text = text_named(letter_id)
        ranks, goes_with = (Rank(signer), Rank(reader)), Translation(translation)
    except ValueError:
        return None
    text = text_named(letter_id)
    if text is None:
        return None
    return Wish(
        prospect_id=prospect_id,
        text=text,
        signer=ranks[0],
        reader=ranks[1],
        translation=goes_with,
        their_language=language,
    )


def was_declined(progress: Progress) -> bool:
    """Tell whether a file was closed because somebody said no, by what its closing says."""
    return not progress.is_open and bool(_DECLINED.search(progress.closed_because))


def step_for(text: LetterText, progress: Progress) -> Standing | None:
    """Give the step of a file's path that asks for a letter: its evidence names it."""
    if not text.asked_as:
        return None
    return next((each for each in progress.standings if _asks_for(each, text.asked_as)), None)


def _asks_for(standing: Standing, words: str) -> bool:
    return any(words in evidence for evidence in (*standing.step.need, *standing.step.any_of))


def fitting_first(progress: Progress, *, is_denied: bool = False) -> Sequence[LetterText]:
    """List every letter: first what the file's state calls for, then what its path asks for at all, then the rest.

    `is_denied` tells that a body's last word was no, whether or not the file was closed for it.
    """
    is_no = is_denied or was_declined(progress)
    return sorted(LETTERS, key=lambda text: _place(text, progress, is_no=is_no))


def _place(text: LetterText, progress: Progress, *, is_no: bool) -> int:
    standing = step_for(text, progress)
    if text is COURTESY:
        return 0 if is_no else 5
    if standing is None:
        return 3 if text.begun_by is progress.begun_by else 4
    if standing in progress.now:
        return 1
    return 2 if standing.is_open else 4
