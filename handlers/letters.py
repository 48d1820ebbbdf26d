"""Logging correspondence."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from slack_sdk.models.blocks import Option
from slack_sdk.models.views import View

from handlers.desk import Asked, Desk, Opens, Pressed, about, guess_city
from handlers.filled import Filled
from handlers.typed import as_typed
from handlers.views.kit import OPTION_LIMIT, button, clip, clip_at_word, does, option
from handlers.views.letters import LOG_LETTER, RECEIVED, SENT, LetterChoices, letter_form
from handlers.views.next_cards import NUDGE
from handlers.views.saved import REPLY, saved
from handlers.views.steps import now_sentence, numbered
from models import letters, papers
from models.correspondence import Letter
from models.finding import prospect_by_id
from models.letters import LONGEST_LINE, NewLetter, completable
from models.links import checked_link
from models.prospects import Prospect
from models.recollection import contacts_of
from models.refusals import Refusal
from models.rules.permissions import Right
from models.rules.progress import Progress, Side
from models.rules.wording import day_in_words

LONGEST_QUOTE = 1000
"""Characters of a message that a summary begins with."""
OURS: Mapping[str, Mapping[str, str]] = {
    NUDGE: {"direction": SENT, "what": "Formal letter"},
    REPLY: {"direction": SENT, "what": "Reply"},
}
"""What the form begins with that is opened for a letter of ours."""


def log(desk: Desk, asked: Asked) -> Opens:
    """Answer `log`: the form, for the city that was named."""
    desk.asker.must_be_allowed(Right.LOG)
    guess = guess_city(desk, asked)
    if guess.prospect:
        view = _form_for(desk, guess.prospect, OURS.get(asked.step_id, {}))
    else:
        nearest = guess.nearest
        suggested = option(nearest.label, nearest.prospect_id) if nearest else None
        view = _form_without_city(desk, {}, suggested=suggested, hint=guess.hint)
    door = button(
        "Log correspondence", does("log"), guess.prospect.id if guess.prospect else asked.rest[:1000]
    )
    return Opens(
        view=view, door=door, says=f"A form logs correspondence{about(guess)}. Press the button to open it."
    )


def prefilled(desk: Desk, prospect: Prospect, typed: Mapping[str, Any]) -> Opens:
    """Open the form for a city, with what is known already filled in."""
    desk.asker.must_be_allowed(Right.LOG)
    door = button("Log correspondence", does("log"), prospect.id)
    says = f"A form logs correspondence about {prospect.title}. Press the button to open it."
    return Opens(view=_form_for(desk, prospect, typed), door=door, says=says)


def log_message(desk: Desk, message: Mapping[str, Any], permalink: str) -> View:
    """Draw the form for a message in Slack: its text begins the summary, and is for the person to edit."""
    desk.asker.must_be_allowed(Right.LOG)
    typed = {"summary": clip(as_typed(str(message.get("text") or "")), LONGEST_QUOTE), "permalink": permalink}
    return _form_without_city(desk, typed)


def city_chosen(desk: Desk, pressed: Pressed) -> View | None:
    """Draw the form again once its city is known: it then offers the steps that a letter completes."""
    if pressed.view.get("callback_id") != LOG_LETTER:
        return None
    desk.asker.must_be_allowed(Right.LOG)
    filled = Filled(pressed.view)
    return _form_for(
        desk,
        prospect_by_id(desk.session, filled.chosen("city")),
        _typed(filled),
        key=filled.carries.get("key"),
        more=bool(filled.carries.get("more")),
    )


def more_fields(desk: Desk, pressed: Pressed) -> View:
    """Draw the form again with the fields that most people do not need; what was typed stays."""
    desk.asker.must_be_allowed(Right.LOG)
    filled = Filled(pressed.view)
    prospect_id = filled.carries.get("prospect") or filled.chosen("city")
    if prospect_id:
        return _form_for(
            desk,
            prospect_by_id(desk.session, prospect_id),
            _typed(filled),
            key=filled.carries.get("key"),
            more=True,
        )
    return _form_without_city(desk, _typed(filled), key=filled.carries.get("key"), more=True)


def submit(desk: Desk, view: Mapping[str, Any]) -> View:
    """Log what was filled in, with the steps that it completes."""
    filled = Filled(view)
    logged = letters.log_letter(desk.session, _read(filled), desk.asker, desk.commission, desk.now)
    papers.owe_papers(
        desk.session,
        filled.files("paper"),
        prospect_id=logged.prospect.id,
        act=logged.act,
        asker=desk.asker,
        now=desk.now,
        letter_id=logged.letter.id,
    )
    progress = desk.progress(logged.prospect)
    said = [f"Logged for {progress.full_name}. {_whose_turn(logged.letter, progress)}"]
    if logged.letter.answer_by:
        said.append(f"An answer is expected by {day_in_words(logged.letter.answer_by, desk.today)}.")
    ready = progress.now[:2] if progress.is_open else ()
    said += [f"Next: {now_sentence(standing, progress, desk.today)}" for standing in ready]
    return saved(said, progress, logged.act.id)


def _whose_turn(letter: Letter, progress: Progress) -> str:
    if letter.turn is None:
        return "The file stays closed."
    return f"It is now {progress.name}'s turn." if letter.turn == Side.THEM else "It is now our turn."


def _form_without_city(
    desk: Desk,
    typed: Mapping[str, Any],
    *,
    suggested: Option | None = None,
    hint: str | None = None,
    key: object = None,
    more: bool = False,
) -> View:
    return letter_form(
        _choices(desk, []),
        desk.today,
        key=str(key or secrets.token_hex(8)),
        prospect=None,
        typed=typed,
        suggested=suggested,
        hint=hint,
        more=more,
    )


def _choices(desk: Desk, completes: list[Option]) -> LetterChoices:
    days = desk.commission.their_silence_days
    return LetterChoices(completes=completes, silence_days=days, can_attach=desk.can_attach)


def _form_for(
    desk: Desk, prospect: Prospect, typed: Mapping[str, Any], *, key: object = None, more: bool = False
) -> View:
    progress = desk.progress(prospect)
    may_complete = desk.asker.may(Right.DONE, owns_step=progress.owner_id == desk.asker.member_id)
    steps = completable(progress)[:10] if may_complete and progress.is_open else []
    contacts = contacts_of(desk.session, prospect, "theirs")
    completes = [
        option(clip_at_word(numbered(standing, progress), OPTION_LIMIT), standing.step.id)
        for standing in steps
    ]
    return letter_form(
        _choices(desk, completes),
        desk.today,
        key=str(key or secrets.token_hex(8)),
        prospect=(prospect.id, progress.full_name),
        typed={**({"whom": contacts[0][:LONGEST_LINE]} if contacts else {}), **typed},
        more=more,
    )


def _typed(filled: Filled) -> dict[str, Any]:
    typed = {
        "direction": filled.chosen("direction") or RECEIVED,
        "what": filled.chosen("what") or "Other",
        "medium": filled.chosen("medium") or "Email",
        "dated_on": filled.day("dated_on"),
        "whom": filled.text("whom"),
        "summary": filled.text("summary"),
        "completes": filled.ticked("completes"),
        "permalink": filled.carries.get("permalink", ""),
    }
    return {name: value for name, value in typed.items() if value}


def _read(filled: Filled) -> NewLetter:
    prospect_id = filled.carries.get("prospect") or filled.chosen("city")
    dated_on = filled.day("dated_on")
    if not prospect_id:
        raise Refusal("Please choose the city.", field="city")
    if dated_on is None:
        raise Refusal("Please choose the date.", field="dated_on")
    language, _, translated_by = filled.text("language").partition(";")
    return NewLetter(
        prospect_id=str(prospect_id),
        direction=filled.chosen("direction"),
        what=filled.chosen("what") or "Other",
        medium=filled.chosen("medium") or "Other",
        dated_on=dated_on,
        summary=filled.text("summary"),
        whom=filled.text("whom"),
        language=language.strip(),
        translated_by=translated_by.strip(),
        answer_by=filled.day("answer_by"),
        completes=filled.ticked("completes"),
        permalink=checked_link(filled.text("link"), "link", can_attach=False)
        or str(filled.carries.get("permalink") or "")
        or None,
    )
