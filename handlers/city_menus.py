"""The menu on a city's card: a verb, the form that says a step is not needed, or the rest of what can be done."""

from __future__ import annotations

from handlers import steps, usage
from handlers.desk import Answer, Asked, Desk, Pressed
from handlers.prospects import rights_about
from handlers.views.city_menus import OTHERS, WAIVE, every_choice
from models.finding import prospect_by_id
from models.rules.permissions import Right


def choose(desk: Desk, pressed: Pressed) -> Answer:
    """Answer a choice of the menu: a verb and what it is about."""
    verb, _, value = pressed.value.partition(":")
    if verb == OTHERS:
        desk.asker.must_be_allowed(Right.NEXT)
        progress = desk.progress(prospect_by_id(desk.session, value))
        return every_choice(progress, rights_about(desk, progress))
    if verb == WAIVE:
        prospect_id, _, step_id = value.partition(":")
        return steps.not_needed(desk, Asked(prospect_id=prospect_id, step_id=step_id))
    return usage.run(desk, verb, value)
