"""What people see when something cannot be done: one test for each row of the catalogue of errors."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from models.ledger import Act
from models.prospects import Prospect
from tests.stories.conftest import CHANNEL, Office, over_http, over_socket

SOURCES = ["Cascais, Portugal", "Cascais, Brazil", "Tena, Ecuador", "Braga, Portugal", "Dijon, France"]


def buttons(office: Office) -> list[str]:
    """List what the member can press below the newest answer."""
    return office.answer(office.lee).buttons


@over_socket
def test_a_word_that_is_nearly_a_verb_is_asked_about(office: Office) -> None:
    assert office.asks(office.lee, "/sister metting") == ("I don't know “metting”. Did you mean meeting?")
    assert buttons(office) == ["See the meeting", "Show help"]
    office.dana.types("/sister metting", channel=CHANNEL)
    assert office.answer(office.dana).buttons == ["Settings", "See the meeting", "Show help"]


@over_socket
def test_the_help_offers_to_somebody_who_is_not_on_the_roster_what_they_may_press(office: Office) -> None:
    office.asks(office.stranger, "/sister help")
    assert office.answer(office.stranger).buttons[-2:] == ["See public list", "Ask to be added"]


@over_socket
def test_a_word_like_nothing_offers_help_and_a_new_inquiry(office: Office) -> None:
    assert office.asks(office.lee, "/sister fundraise") == (
        "I couldn't match “fundraise” to anything I do or to a city I track."
    )
    assert buttons(office) == ["Show help", "Record as new"]
    office.lee.presses("Record as new", office.answer(office.lee))
    assert office.form(office.lee).values["City or region"] == "fundraise"


@over_socket
def test_a_city_that_is_not_tracked_is_offered_as_the_one_it_is_like_or_as_new(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    assert office.asks(office.lee, "/sister next Cascias") == (
        "I'm not tracking “Cascias”. Did you mean Cascais, Portugal?"
    )
    assert buttons(office) == ["Cascais", "Record as new", "See all cities"]


@over_socket
def test_an_ambiguous_city_is_told_apart_by_how_far_it_has_come(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.records_inquiry("Cascais, Brazil")
    assert office.asks(office.lee, "/sister show Cascais").startswith("Two match “Cascais”. Which one? ")
    assert buttons(office) == ["This one", "This one", "See all cities"]


@over_http
def test_a_missing_city_is_chosen_among_the_newest_or_searched(office: Office) -> None:
    for city in (*SOURCES, "Pisa, Italy"):
        office.records_inquiry(city)
    assert office.asks(office.lee, "/sister show").startswith("Which city? Pisa, Italy; Dijon, France; ")
    answer = office.answer(office.lee)
    assert answer.buttons == ["Pisa", "Dijon", "Braga", "Tena", "Cascais", "See all cities"]
    assert office.lee.searches("bra", "Search all cities", answer) == ["Braga, Portugal"]
    office.lee.chooses("Braga, Portugal", "Search all cities", answer)
    assert office.answer(office.lee).text.startswith("Braga, Portugal, No. 4.")


@over_socket
def test_what_somebody_may_not_do_can_be_suggested_for_the_agenda(office: Office) -> None:
    assert office.asks(office.lee, "/sister vote") == (
        "Only the chair (Ngozi Okafor), whoever presides, or staff (Dana Ito) can call or close a vote."
        " I can put it on the next agenda for you."
    )
    refused = office.answer(office.lee)
    assert refused.buttons == ["Suggest for agenda", "Who is the chair?"]
    office.lee.presses("Suggest for agenda", refused)
    assert office.form(office.lee).title == "Suggest an item"
    office.lee.closes()
    office.lee.presses("Who is the chair?", refused)
    assert "Ngozi Okafor" in office.answer(office.lee).text


@over_socket
def test_somebody_who_is_not_on_the_roster_gets_the_public_list_and_can_ask_to_be_added(
    office: Office,
) -> None:
    assert office.asks(office.stranger, "/sister next") == (
        "Clerk keeps records for the Sierra Vista Sister Cities Commission."
        " You're not on its roster, so I can show the public list only."
    )
    assert office.answer(office.stranger).buttons == ["See public list", "Ask to be added"]


@over_socket
def test_a_vote_without_a_meeting_offers_the_roll_and_the_calendar(office: Office) -> None:
    office.dana.types("/sister vote", channel=CHANNEL)
    refused = office.answer(office.dana)
    assert (refused.text.partition(" Rule")[0], refused.buttons) == (
        "A vote needs a meeting in session; none is. Open-meeting law asks for it. Take the roll, or schedule a meeting.",
        ["Take the roll", "Schedule a meeting", "Suggest for agenda"],
    )
    office.dana.presses("Take the roll", refused)
    assert office.form(office.dana).title == "Call to order"


@over_socket
def test_a_vote_without_a_quorum_offers_to_update_the_roll(office: Office) -> None:
    assert office.opens(office.dana, "/sister roll").title == "Call to order"
    office.dana.submits()
    office.dana.closes()
    office.dana.types("/sister vote", channel=CHANNEL)
    refused = office.answer(office.dana)
    assert (refused.text.startswith("A vote needs "), refused.buttons) == (True, ["Update the roll"])
    office.dana.presses("Update the roll", refused)
    assert office.form(office.dana).title == "Take the roll"


@over_socket
def test_a_day_that_cannot_be_read_is_quoted_with_one_that_can(office: Office) -> None:
    assert office.asks(office.lee, "/sister due 31 Nov") == (
        "I couldn't read “31 Nov”. Try “Nov 30” or “next Friday”."
    )
    assert buttons(office) == ["See the dates"]


@over_socket
def test_staff_let_clerk_into_the_channel_and_try_again(office: Office) -> None:
    before = len(office.notes(office.dana))
    office.practice.faults.refuse("chat.postMessage", error="not_in_channel")
    office.records_inquiry("Cascais, Portugal")
    word = office.note(office.dana, before)
    assert (word.text, word.buttons) == (
        "I can't post in the commission's channel yet. Type /invite @Clerk there, then press Try again.",
        ["Try again", "See what's next"],
    )
    office.dana.presses("Try again", word)
    assert office.card("New inquiry: Cascais, Portugal.").user != office.dana.id


@over_socket
def test_a_step_that_somebody_else_marked_meanwhile_is_left_alone(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.opens(office.okafor, "/sister done Cascais")
    office.okafor.submits()
    office.opens(office.dana, "/sister done Cascais")
    office.dana.submits()
    for person in (office.dana, office.okafor):
        person.submits(
            {
                "What is there": ["discussed at a commission meeting"],
                "Evidence": "Discussed at a meeting",
            }
        )
    said = office.form(office.okafor)
    assert (said.shown.splitlines()[0], said.buttons, said.close) == (
        "Dana Ito marked this done a minute ago, so I didn't change it.",
        ["See it"],
        "Back to the form",
    )


@contextmanager
def busy_database(office: Office) -> Iterator[None]:
    """Have another process write for longer than Clerk waits."""
    other = sqlite3.connect(str(office.records.engine.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.rollback()
    other.close()


@over_socket
def test_what_was_not_saved_goes_back_to_the_form_with_all_that_was_filled_in(office: Office) -> None:
    office.opens(office.lee, "/sister inquiry Cascais, Portugal")
    office.lee.fills({"Notes": "They would like to exchange schools."})
    with busy_database(office):
        office.lee.submits()
    said = office.form(office.lee)
    assert said.shown.startswith("I couldn't do that. Nothing was changed. Please try again;")
    assert (said.close, office.count(Prospect)) == ("Back to the form", [0])
    office.lee.closes()
    office.lee.submits()
    assert office.form(office.lee).title == "Saved"
    office.lee.closes()
    assert "exchange schools" in office.asks(office.dana, "/sister show Cascais")


@over_socket
def test_a_press_that_failed_is_tried_again_by_its_own_button(office: Office) -> None:
    office.asks(office.lee, "/sister")
    office.practice.faults.refuse("views.open", error="internal_error")
    office.lee.presses("Record an inquiry", office.answer(office.lee))
    said = office.answer(office.lee)
    assert (said.text.startswith("I couldn't do that. Nothing was changed."), said.buttons) == (
        True,
        ["Try again", "Show the menu"],
    )
    office.lee.presses("Try again", said)
    assert office.form(office.lee).title == "Record an inquiry"


@over_socket
def test_an_entry_that_is_kept_is_not_called_lost_when_its_answer_fails(office: Office) -> None:
    office.opens(office.lee, "/sister inquiry Cascais, Portugal")
    office.lee.submits()
    acts = office.count(Act)[0]
    office.practice.faults.refuse("views.update", error="internal_error")
    office.lee.presses("Undo")
    said = office.form(office.lee)
    assert said.shown.startswith("Your entry is safe, but I couldn't show you the answer.")
    assert (said.buttons, office.count(Act)) == (["My last entries", "See what's next"], [acts + 1])
