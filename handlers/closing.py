"""Closing a file with its reason, and opening it again."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from slack_sdk.models.views import View

from handlers.desk import Asked, Desk, Opens, about, guess_city
from handlers.filled import Filled
from handlers.views.closings import turn_form
from handlers.views.kit import button, does, option
from handlers.views.saved import saved
from handlers.views.writing import courtesy
from models.closing import turn_file
from models.refusals import Refusal
from models.rules.permissions import Right


def close(desk: Desk, asked: Asked) -> Opens:
    """Answer `close`: the form that asks for the reason."""
    desk.asker.must_be_allowed(Right.CLOSE)
    return _open_form(desk, asked, closed=True)


def reopen(desk: Desk, asked: Asked) -> Opens:
    """Answer `reopen`: the form that asks for the reason."""
    desk.asker.must_be_allowed(Right.REOPEN)
    return _open_form(desk, asked, closed=False)


def submit(desk: Desk, view: Mapping[str, Any]) -> View:
    """Close or reopen the file, with the reason that was given."""
    filled = Filled(view)
    prospect_id = filled.carries.get("prospect") or filled.chosen("city")
    if not prospect_id:
        raise Refusal("Please choose the city.", field="city")
    turned = turn_file(
        desk.session,
        str(prospect_id),
        closed=bool(filled.carries.get("closed")),
        reason=filled.text("reason"),
        asker=desk.asker,
        commission=desk.commission,
        now=desk.now,
    )
    progress = desk.progress(turned.prospect)
    return saved(
        [f"The file on {progress.full_name} is {'open again' if progress.is_open else 'closed'}."],
        progress,
        turned.act.id,
        *courtesy(progress),
    )


def _open_form(desk: Desk, asked: Asked, *, closed: bool) -> Opens:
    verb = "close" if closed else "reopen"
    guess = guess_city(desk, asked, is_open=closed)
    known = (guess.prospect.id, desk.progress(guess.prospect).full_name) if guess.prospect else None
    suggested = option(guess.nearest.label, guess.nearest.prospect_id) if guess.nearest else None
    view = turn_form(known, closed=closed, key=secrets.token_hex(8), suggested=suggested, hint=guess.hint)
    door = button(f"{verb.capitalize()} a file", does(verb), known[0] if known else asked.rest[:1000])
    asks = f"A form to {verb} the file{about(guess)} asks for the reason. Press the button to open it."
    return Opens(view=view, door=door, says=asks)
