"""The first days after the set-up: the list on Home, the test reminder, the sample, and the hello to each member."""

import pytest

from bot.practice.member import Member
from models.ledger import Act
from models.prospects import Prospect
from tests.stories.conftest import CHANNEL, HTTP, SOCKET, Office
from tests.stories.test_set_up import sets_up

over_socket = pytest.mark.parametrize("bare_office", [SOCKET], indirect=True)
over_http = pytest.mark.parametrize("bare_office", [HTTP], indirect=True)
HELLO = (
    "Hello, Sam Lee. I'm Clerk. I keep the sister-city work of Sierra Vista Sister Cities Commission in order. "
    "I tell you what is yours to do, at most once a day. "
    "Ask me anything here, or type /sister in a channel. Questions? Dana Ito can help."
)


def home_with(office: Office, person: Member, text: str) -> str:
    """Wait until somebody's Home says something; gives all that it says."""
    office.practice.wait_for(lambda: person.home and text in person.home.shown, seconds=20)
    assert person.home is not None
    return person.home.shown


def begins(office: Office) -> None:
    """Set the commission up, and wait until Home shows it and the introduction."""
    sets_up(office)
    office.dana.closes()
    seen = home_with(office, office.dana, "First steps: 2 of 5 done")
    assert "Reminders were planned" not in seen


@over_socket
def test_the_list_on_home_grows_shorter_with_each_step_and_goes_when_all_is_done(bare_office: Office) -> None:
    office, dana = bare_office, bare_office.dana
    begins(office)
    dana.presses("Send a test: a reminder to you", dana.home)
    assert office.form(dana).shown.splitlines()[0] == (
        "A test reminder is on its way to you. Look under Messages, here in Clerk."
    )
    dana.closes()
    assert office.note(dana).text == (
        "This is a test reminder for Dana Ito. Nothing is to be done. "
        "A real one names the city, the step and the day it is due. "
        "You get this because you asked for a test."
    )
    home_with(office, dana, "First steps: 3 of 5 done")
    dana.presses("Show the words: for the members", dana.home)
    assert (
        office.form(dana)
        .shown.splitlines()[1]
        .startswith("Sierra Vista Sister Cities Commission now keeps its sister-city inquiries")
    )
    dana.closes()
    home_with(office, dana, "First steps: 4 of 5 done")
    dana.presses("Load a sample", dana.home)
    dana.closes()
    assert "First steps" not in home_with(office, dana, "Three sample cities are loaded.")


@over_http
def test_the_sample_stays_out_of_the_channel_and_goes_in_one_tap(bare_office: Office) -> None:
    office, dana = bare_office, bare_office.dana
    begins(office)
    dana.presses("Load a sample", dana.home)
    assert office.form(dana).shown.splitlines()[0] == (
        "Loaded: Mihon (sample), Japan; Puerto Ejemplo (sample), Mexico; Vila Exemplo (sample), Portugal. "
        "They are invented, and their names say so. Nothing of them goes to the channel. "
        "I remind you of them as of real ones."
    )
    dana.closes()
    assert office.asks(office.stranger, "/sister list") == "Sierra Vista has no open inquiry."
    office.opens(dana, "/sister log Vila Exemplo")
    dana.submits({"Direction": "We sent it", "Summary": "Our answer."})
    dana.closes()
    home_with(office, dana, "Three sample cities are loaded.")
    dana.presses("Remove the sample", dana.home)
    taken_back = office.form(dana).shown.splitlines()[0]
    assert (taken_back[:12], taken_back.partition("Portugal. ")[2]) == (
        "Taken back: ",
        "The record keeps what was entered, and that it was taken back.",
    )
    dana.closes()
    assert "(sample)" not in office.asks(dana, "/sister list")
    assert [one.text[:16] for one in dana.messages(CHANNEL) if not one.ephemeral] == ["Hello. I'm Clerk"]
    assert office.count(Prospect, Act) == [3, 1 + 3 + 1 + 4]


@over_socket
def test_the_list_can_be_hidden_and_a_member_never_sees_it(bare_office: Office) -> None:
    office, dana, lee = bare_office, bare_office.dana, bare_office.lee
    begins(office)
    lee.opens_home()
    assert "First steps" not in home_with(office, lee, "Sam Lee")
    dana.presses("Hide this list", dana.home)
    assert office.form(dana).shown.splitlines()[0] == (
        "The list of first steps is hidden now. What it offered stays: press First steps, or type setup."
    )
    dana.presses("First steps")
    assert "Here are the first steps, to be taken at any time." in office.form(dana).shown
    dana.presses("Load a sample")
    dana.closes()
    office.practice.wait_for(lambda: dana.home and "First steps" not in dana.home.shown, seconds=20)
    assert office.asks(dana, "/sister setup") == (
        "Clerk is set up already. Dana Ito did that on Jan 22, 2026. "
        "Here are the first steps, to be taken at any time."
    )
    dana.presses("Remove the sample", office.answer(dana))
    assert office.answer(dana).text.startswith("Taken back: ")
    assert office.asks(lee, "/sister setup") == "Clerk is set up already. Dana Ito did that on Jan 22, 2026."


@over_http
def test_each_member_is_greeted_once_when_they_first_come_and_nobody_before(bare_office: Office) -> None:
    office, lee = bare_office, bare_office.lee
    begins(office)
    assert [office.notes(each) for each in (lee, office.okafor, office.stranger)] == [[], [], []]
    office.asks(lee, "/sister")
    assert office.note(lee).text == HELLO
    lee.opens_home()
    home_with(office, lee, "Sam Lee")
    office.asks(lee, "/sister next")
    office.asks(office.stranger, "/sister")
    assert ([one.text for one in office.notes(lee)], office.notes(office.dana)) == ([HELLO], [])


@over_socket
def test_who_has_something_to_do_before_they_come_is_greeted_in_their_first_note(bare_office: Office) -> None:
    office, dana, okafor = bare_office, bare_office.dana, bare_office.okafor
    begins(office)
    office.opens(dana, "/sister inquiry Cascais, Portugal")
    dana.presses("More details")
    dana.submits({"Owner and contact on our side": "Ngozi Okafor"})
    dana.closes()
    office.wait(days=1)
    first = office.note(okafor)
    hello = HELLO.replace("Sam Lee", "Ngozi Okafor")
    assert first.text == f"{hello} New to you: Cascais, Portugal, recorded by Dana Ito."
    office.asks(okafor, "/sister next")
    office.wait(days=1)
    assert [one.text for one in office.notes(okafor) if "I'm Clerk" in one.text] == [first.text]
