"""The other doors: direct messages, mentions, Home, shortcuts, buttons that lead on."""

import pytest

from models.ledger import Act
from models.outbox import Outbox
from models.requests import Request
from tests.stories.conftest import CHANNEL, Office, over_http, over_socket

MENU = "Nothing is due in the next seven days. 1 city is open. What would you like to do?"
NEXT = (
    "No deadline falls in the next 14 days, but a goal of ours does. The next meeting is Thu, Jan 22. "
    "Later: Cascais, Portugal: Discuss"
)


@pytest.mark.slow
def test_the_same_words_work_in_a_direct_message(office: Office) -> None:
    had = len(office.notes(office.dana))
    office.records_inquiry("Cascais, Portugal")
    office.dana.says("what’s next?")
    assert office.note(office.dana, had).text.startswith(NEXT)
    office.dana.says("Cascais & more")
    assert (
        office.note(office.dana, had + 1).text
        == "I'm not tracking “Cascais &amp; more”. Did you mean Cascais, Portugal?"
    )
    office.dana.says("log Cascias")
    offer = office.note(office.dana, had + 2)
    assert (offer.text, offer.buttons) == (
        "A form logs correspondence. Press the button to open it.",
        ["Log correspondence"],
    )
    office.dana.presses("Log correspondence", offer)
    assert office.form(office.dana).values["City"] == "Cascais, Portugal"
    office.dana.closes()
    office.dana.says("done Cascais")
    offer = office.note(office.dana, had + 3)
    assert offer.text == "A form records a step about Cascais, Portugal. Press the button to open it."
    office.dana.presses("Complete a step", offer)
    assert office.form(office.dana).title == "Complete a step"
    office.dana.closes()

    typed = next(message for message in office.dana.dm if message.text == "done Cascais")
    office.dana.edits(typed, "help")
    office.dana.says("\N{WAVING HAND SIGN} menu")
    office.note(office.dana, had + 4)
    assert len(office.notes(office.dana)) == had + 5


@over_http
def test_a_mention_is_answered_where_it_was_said_to_the_asker_alone(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.dana.says("Who writes to them?", channel=CHANNEL)
    question = office.dana.last_message(CHANNEL)
    office.dana.says("good morning @Clerk list", channel=CHANNEL, thread=question)
    answer = office.practice.wait_for(
        lambda: next((one for one in office.dana.messages(CHANNEL) if one.ephemeral), None)
    )
    assert answer is not None
    assert (answer.thread_ts, answer.text[:38]) == (question.ts, "All cities. No. 1. Cascais, Portugal: ")
    assert [one for one in office.lee.messages(CHANNEL) if one.ephemeral and one.ts == answer.ts] == []

    office.dana.says("@Clerk", channel=CHANNEL)
    office.practice.wait_for(lambda: office.answer(office.dana).text == MENU)


@over_socket
def test_home_shows_what_needs_the_person_and_its_buttons_answer_in_a_form(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.dana.opens_home()
    home = office.practice.wait_for(lambda: office.dana.home)
    assert home is not None
    assert home.shown.splitlines()[:2] == ["Hello, Dana Ito", "Needs you"]
    office.okafor.opens_home()
    theirs = office.practice.wait_for(lambda: office.okafor.home)
    assert theirs is not None
    assert theirs.shown.splitlines()[1] == "Nothing needs you today."

    office.okafor.presses("Open", theirs)
    assert office.form(office.okafor).title == "What's next"
    assert office.form(office.okafor).shown.splitlines()[0] == "Cascais, Portugal: step 1 of 7"
    office.okafor.presses("Mark done")
    assert office.form(office.okafor).title == "Complete a step"
    office.okafor.closes()
    office.okafor.presses("See the dates", theirs)
    office.okafor.presses("Open")
    office.okafor.chooses("History", "more")
    office.okafor.presses("What's next")
    office.okafor.presses("Log correspondence")
    assert office.form(office.okafor).submit == "Log it"


@over_http
def test_the_menu_of_a_card_leads_on_and_the_shortcut_shows_what_is_next(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    card = office.card("New inquiry: Cascais")
    office.dana.chooses("History", "more", card)
    assert office.answer(office.dana).text.startswith("Cascais, Portugal, No. 1.")
    office.dana.presses("What's next", card)
    office.dana.presses("What's next", card)
    assert office.answer(office.dana).text.startswith("Cascais, Portugal: step 1 of 7. Step 2.")
    office.dana.chooses("Close", "more", card)
    assert office.form(office.dana).title == "Close a file"
    office.dana.closes()

    office.lee.uses_shortcut("See what's next")
    assert office.form(office.lee).shown.splitlines()[0] == "What's next"
    office.lee.presses("Open")
    assert office.form(office.lee).shown.splitlines()[0] == "Cascais, Portugal: step 1 of 7"


@over_socket
def test_reading_leaves_no_trace(office: Office) -> None:
    before = office.count(Request, Act, Outbox)
    for line in ("next", "list", "due", "help", "inquiry"):
        office.lee.types(f"/sister {line}", channel=CHANNEL)
    assert office.count(Request, Act, Outbox) == before
