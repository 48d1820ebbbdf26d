"""Writing letters from templates: which one, how it would read, its file, and the log once somebody sent it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from slack_sdk.models.views import View

from handlers import letters
from handlers.city_first import CityFirst
from handlers.desk import Desk, Opens, Pressed
from handlers.filled import Filled
from handlers.views.letters import SENT
from handlers.views.writing import AS_USUAL, LONGEST_LANGUAGE, TITLE, WRITE_CITY, preview, write_form
from models.changes import checked_length
from models.finding import prospect_by_id
from models.letters import LONGEST_LINE
from models.prospects import Prospect
from models.refusals import NotFound, Refusal
from models.rules.letter_choice import Wish, step_for, wish_named
from models.rules.letter_texts import Rank, text_named
from models.rules.permissions import Right
from models.rules.protocol import Translation
from models.writing import draft, is_denied, last_language


def see(desk: Desk, view: Mapping[str, Any]) -> View:
    """Show the letter that was asked for."""
    desk.asker.must_be_allowed(Right.WRITE)
    drafted = draft(desk.session, _read(Filled(view)), desk.commission, desk.now)
    return preview(drafted.progress, drafted.wish, drafted.letter, drafted.protocol)


def log_written(desk: Desk, pressed: Pressed) -> Opens:
    """Open the log's form for a letter that somebody sent, filled in with what it is."""
    desk.asker.must_be_allowed(Right.LOG)
    wish = wish_named(pressed.value)
    if wish is None:
        raise NotFound("letter")
    drafted = draft(desk.session, wish, desk.commission, desk.now)
    standing = step_for(wish.text, drafted.progress) if wish.text.completes else None
    typed = {
        "direction": SENT,
        "what": wish.text.logged_as,
        "medium": "Letter",
        "whom": drafted.whom[:LONGEST_LINE],
        "summary": f"{wish.text.title}: {drafted.letter.document.title}.",
        "completes": (standing.step.id,) if standing else (),
    }
    return letters.prefilled(desk, prospect_by_id(desk.session, wish.prospect_id), typed)


def _form(desk: Desk, prospect: Prospect) -> View:
    return write_form(
        desk.progress(prospect),
        is_denied=is_denied(desk.session, prospect),
        their_language=last_language(desk.session, prospect),
        key=secrets.token_hex(8),
    )


BY_CITY = CityFirst(
    verb="write",
    right=Right.WRITE,
    title=TITLE,
    chooses=WRITE_CITY,
    does="drafts a letter for you to send",
    form=_form,
)


def _read(filled: Filled) -> Wish:
    text = text_named(filled.chosen("letter"))
    if text is None:
        raise Refusal("Please choose the letter.", field="letter")
    language = " ".join(filled.text("their_language").split())
    checked_length(language, LONGEST_LANGUAGE, "their_language")
    translation = filled.chosen("translation")
    return Wish(
        prospect_id=str(filled.carries.get("prospect")),
        text=text,
        signer=_rank(filled, "signer") or text.signer,
        reader=_rank(filled, "reader") or text.reader,
        translation=Translation(translation) if translation in set(Translation) else Translation.OPEN,
        their_language=language,
    )


def _rank(filled: Filled, name: str) -> Rank | None:
    """Read who signs or reads; None for whoever usually does."""
    chosen_rank = filled.chosen(name) or AS_USUAL
    if chosen_rank == AS_USUAL:
        return None
    if chosen_rank not in set(Rank):
        raise Refusal("Please choose one of the list.", field=name)
    return Rank(chosen_rank)
