"""Putting a deadline off by agreement: whose, then which and to when."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from slack_sdk.models.views import View

from handlers.city_first import city_chosen
from handlers.desk import Asked, Desk, Opens, about, guess_city
from handlers.filled import Filled
from handlers.views.cities import city_form
from handlers.views.extensions import EXTEND_CITY, TITLE, extend_form, extended_in_words
from handlers.views.kit import button, does, option
from handlers.views.saved import saved
from models.days_off import day_off_in_words
from models.extensions import NewExtension, extend, extendable
from models.prospects import Prospect
from models.refusals import Refusal
from models.rules.calendars import is_working_day
from models.rules.permissions import Right
from models.rules.wording import day_in_words


def ask(desk: Desk, asked: Asked) -> Opens:
    """Answer `extend`: the form, or first which city."""
    desk.asker.must_be_allowed(Right.EXTEND)
    guess = guess_city(desk, asked)
    suggested = option(guess.nearest.label, guess.nearest.prospect_id) if guess.nearest else None
    view = (
        _form(desk, guess.prospect, asked.step_id)
        if guess.prospect
        else city_form(TITLE, EXTEND_CITY, key=secrets.token_hex(8), suggested=suggested, hint=guess.hint)
    )
    door = button(TITLE, does("extend"), guess.prospect.id if guess.prospect else asked.rest[:1000])
    return Opens(
        view=view,
        door=door,
        says=f"A form puts a deadline off by agreement{about(guess)}. Press the button to open it.",
    )


def chosen(desk: Desk, view: Mapping[str, Any]) -> View:
    """Go on from the choice of a city."""
    desk.asker.must_be_allowed(Right.EXTEND)
    return _form(desk, city_chosen(desk, view))


def submit(desk: Desk, view: Mapping[str, Any]) -> View:
    """Put the deadline off, and say which date moved."""
    filled = Filled(view)
    new = NewExtension(
        prospect_id=str(filled.carries.get("prospect")),
        step_id=filled.chosen("step"),
        on=filled.day("on"),
        agreed_by=filled.text("agreed_by"),
        reason=filled.text("reason"),
    )
    extended = extend(desk.session, new, desk.asker, desk.commission, desk.now)
    said = extended_in_words(
        f"{extended.moved.title}: “{extended.moved.step_title}”",
        extended.was,
        extended.on,
        desk.today,
        agreed_by=new.agreed_by,
        reason=new.reason,
        day_off=_day_off(desk, extended.on),
    )
    return saved(said, desk.progress(extended.prospect), extended.act.id)


def _day_off(desk: Desk, on: date) -> str:
    """Say that a new date is a day off, and by which working day to do it; empty for a working day."""
    named = day_off_in_words(on, desk.commission, desk.today)
    if not named:
        return ""
    before = on
    while not is_working_day(before, desk.commission.days_off(before)):
        before -= timedelta(days=1)
    return f"{named.removesuffix('.')}: do it by {day_in_words(before, desk.today)}."


def _form(desk: Desk, prospect: Prospect, step_id: str = "") -> View:
    progress = desk.progress(prospect)
    steps = extendable(progress)
    if not steps:
        raise Refusal(
            f"No open step of {progress.full_name} has a deadline with a date, so none can be extended.",
            offers=("next",),
        )
    chosen = step_id if step_id in {standing.step.id for standing in steps} else steps[0].step.id
    return extend_form(progress, steps, desk.today, key=secrets.token_hex(8), chosen=chosen)
