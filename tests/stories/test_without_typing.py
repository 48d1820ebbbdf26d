"""Whoever never types finds every verb by its button, from Home and from the menu."""

from __future__ import annotations

from handlers.usage import ANSWERS
from handlers.views.usage import BUTTONS
from tests.stories.conftest import CHANNEL, Office, over_http

ELSEWHERE = {"reopen", "candidates", "setup"}
"""What stands on a closed file, on a search, or on the Home of a workspace that is not set up."""


@over_http
def test_staff_reach_every_verb_by_buttons_alone(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.dana.opens_home()
    home = office.practice.wait_for(lambda: office.dana.home, 20.0)
    assert home is not None
    seen = {*home.buttons}
    office.asks(office.dana, "/sister")
    menu = office.answer(office.dana)
    office.dana.presses("More", menu)
    more = office.dana.modal or office.answer(office.dana)
    seen |= {*menu.buttons, *more.buttons}
    if office.dana.modal:
        office.dana.closes()

    missing = {verb for verb in ANSWERS if BUTTONS.get(verb) not in seen} - ELSEWHERE
    assert missing == set()
    assert office.dana.messages(CHANNEL) != []
