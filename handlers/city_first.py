"""Forms about one city: which city is asked first where that is not known."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk.models.views import View

from handlers.desk import Asked, Desk, Opens, about, guess_city
from handlers.filled import Filled
from handlers.views.cities import city_form
from handlers.views.kit import button, does, option
from handlers.views.usage import BUTTONS
from models.finding import prospect_by_id
from models.prospects import Prospect
from models.refusals import Refusal
from models.rules.permissions import Right


@dataclass(frozen=True, kw_only=True)
class CityFirst:
    """A verb whose form is about one city."""

    verb: str
    right: Right
    title: str
    """What the form is called."""
    chooses: str
    """The callback_id of the form that asks which city."""
    does: str
    """What the form does, as in "A form records a draft"."""
    form: Callable[[Desk, Prospect], View]
    """Draws the form once the city is known."""
    for_owners: bool = False
    """Whether a city's owner may, whatever their roles; `form` checks it once the city is known."""

    def ask(self, desk: Desk, asked: Asked) -> Opens:
        """Answer the verb: its form, or first which city."""
        desk.asker.must_be_allowed(self.right, owns_step=self.for_owners)
        guess = guess_city(desk, asked)
        view = (
            self.form(desk, guess.prospect)
            if guess.prospect
            else city_form(
                self.title,
                self.chooses,
                key=secrets.token_hex(8),
                suggested=option(guess.nearest.label, guess.nearest.prospect_id) if guess.nearest else None,
                hint=guess.hint,
            )
        )
        value = guess.prospect.id if guess.prospect else asked.rest[:1000]
        says = f"A form {self.does}{about(guess)}. Press the button to open it."
        return Opens(view=view, door=button(BUTTONS[self.verb], does(self.verb), value), says=says)

    def chosen(self, desk: Desk, view: Mapping[str, Any]) -> View:
        """Go on from the choice of a city."""
        desk.asker.must_be_allowed(self.right, owns_step=self.for_owners)
        return self.form(desk, city_chosen(desk, view))


def city_chosen(desk: Desk, view: Mapping[str, Any]) -> Prospect:
    """Give the file of the city that was chosen; Refusal beside the field where none was."""
    prospect_id = Filled(view).chosen("city")
    if not prospect_id:
        raise Refusal("Please choose the city.", field="city")
    return prospect_by_id(desk.session, prospect_id)
