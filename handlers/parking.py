"""Setting their silence aside with its reason, and minding it again."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from slack_sdk.models.views import View

from handlers.desk import Asked, Desk, Opens, Pressed, about, guess_city
from handlers.filled import Filled
from handlers.views.kit import Message, actions, button, does, option, section
from handlers.views.parkings import park_form, take_up_button
from handlers.views.prospects import parked_in_words, waiting
from handlers.views.saved import saved, undo_button
from handlers.views.usage import BUTTONS
from models.parking import Parked, park
from models.refusals import Refusal
from models.rules.permissions import Right


def ask(desk: Desk, asked: Asked) -> Opens:
    """Answer `park`: the form that asks for the reason, or the one that ends it where a silence is parked already."""
    guess = guess_city(desk, asked)
    progress = desk.progress(guess.prospect) if guess.prospect else None
    owns = progress is None or progress.owner_id == desk.asker.member_id
    desk.asker.must_be_allowed(Right.PARK, owns_step=owns)
    known = (progress.prospect_id, progress.full_name) if progress else None
    suggested = option(guess.nearest.label, guess.nearest.prospect_id) if guess.nearest else None
    parked = progress is None or progress.parked is None
    view = park_form(
        known,
        parked=parked,
        key=secrets.token_hex(8),
        suggested=suggested,
        hint=guess.hint,
        since=parked_in_words(progress, desk.today) if progress else "",
    )
    named = BUTTONS["park"] if parked else "Ask again"
    door = button(named, does("park"), known[0] if known else asked.rest[:1000])
    does_what = "has me stop asking about their answer" if parked else "has me ask again about their answer"
    says = f"A form {does_what}{about(guess)}. Press the button to open it."
    return Opens(view=view, door=door, says=says)


def submit(desk: Desk, view: Mapping[str, Any]) -> View:
    """Set their silence aside, or mind it again, with the reason that was given."""
    filled = Filled(view)
    prospect_id = filled.carries.get("prospect") or filled.chosen("city")
    if not prospect_id:
        raise Refusal("Please choose the city.", field="city")
    done = _park(
        desk, str(prospect_id), parked=filled.carries.get("parked") is not False, reason=filled.text("reason")
    )
    progress = desk.progress(done.prospect)
    more = [take_up_button(progress.prospect_id, about=progress.name)] if progress.parked else []
    begins = "" if progress.parked else "I'll ask again. "
    return saved(
        [f"{begins}{progress.full_name}: {waiting(progress, desk.today)}."], progress, done.act.id, *more
    )


def take_up(desk: Desk, pressed: Pressed) -> Message:
    """Mind their silence again."""
    done = _park(desk, pressed.value, parked=False, reason="")
    progress = desk.progress(done.prospect)
    said = f"I'll ask again. {progress.full_name}: {waiting(progress, desk.today)}."
    row = actions(
        undo_button(done.act.id, about=progress.name),
        button("What's next", does("next"), progress.prospect_id, about=progress.name),
    )
    return Message(text=said, blocks=(section(said), row))


def _park(desk: Desk, prospect_id: str, *, parked: bool, reason: str) -> Parked:
    return park(
        desk.session,
        prospect_id,
        parked=parked,
        reason=reason,
        asker=desk.asker,
        commission=desk.commission,
        now=desk.now,
    )
