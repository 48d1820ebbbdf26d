"""People who are not on the roster."""

from sqlalchemy import update

from models.ledger import Act
from models.members import Member
from models.prospects import Prospect
from tests.stories.conftest import Office, over_http, over_socket

NOT_ON_ROSTER = (
    "Clerk keeps records for the Sierra Vista Sister Cities Commission."
    " You're not on its roster, so I can show the public list only."
)


def test_a_stranger_sees_the_names_of_open_cities_and_asks_to_be_added_once(office: Office) -> None:
    had = len(office.notes(office.dana))
    office.records_inquiry("Cascais, Portugal")
    office.records_inquiry("Tena, Ecuador")
    office.opens(office.dana, "/sister close Tena")
    office.dana.submits({"Reason": "They withdrew."})
    office.dana.closes()

    assert office.asks(office.stranger, "/sister next Cascais") == NOT_ON_ROSTER
    office.stranger.presses("See public list", office.answer(office.stranger))
    assert office.answer(office.stranger).text == "Sierra Vista is in touch with: Cascais, Portugal."
    office.stranger.presses("Ask to be added", office.answer(office.stranger))
    assert office.answer(office.stranger).text == "I have told Dana Ito, who keeps the roster."
    assert office.note(office.dana, had).text == (
        "Kim Roe asks to be added to the commission's roster. Add them to the roster if they belong there."
    )
    assert office.answer(office.stranger).buttons == ["See public list"]

    office.stranger.opens_home()
    office.practice.wait_for(lambda: office.stranger.home)
    office.stranger.presses("Ask to be added", office.stranger.home)
    assert office.form(office.stranger).shown.splitlines()[0] == "I have told Dana Ito, who keeps the roster."
    assert len(office.notes(office.dana)) == had + 1


@over_http
def test_where_no_staff_is_on_slack_the_chair_hears_who_asks_to_be_added(office: Office) -> None:
    with office.records.transaction(office.practice.clock.now()) as session:
        session.execute(update(Member).where(Member.slack_id == "U0DANA").values(slack_id=None))
    had = len(office.notes(office.okafor))

    office.asks(office.stranger, "/sister next Cascais")
    office.stranger.presses("Ask to be added", office.answer(office.stranger))
    assert office.answer(office.stranger).text == "I have told Ngozi Okafor, who keeps the roster."
    assert office.note(office.okafor, had).text.startswith("Kim Roe asks to be added")


@over_socket
def test_a_stranger_can_neither_write_nor_press_an_old_button(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    before = office.count(Act, Prospect)

    for line in ("inquiry", "log Cascais", "done Cascais", "close Cascais", "undo", "due", "show Cascais"):
        assert office.asks(office.stranger, f"/sister {line}") == NOT_ON_ROSTER
        assert office.stranger.modal is None
    card = office.card("New inquiry: Cascais", office.stranger)
    for button in ("What's next", "Log correspondence"):
        office.stranger.presses(button, card)
        assert office.answer(office.stranger).text == NOT_ON_ROSTER
    office.stranger.chooses("Close", "more", card)
    assert office.answer(office.stranger).text == NOT_ON_ROSTER
    assert office.count(Act, Prospect) == before


@over_http
def test_someone_who_has_left_the_roster_cannot_send_an_old_form(office: Office) -> None:
    office.opens(office.lee, "/sister inquiry Cascais, Portugal")
    with office.records.transaction(office.practice.clock.now()) as session:
        session.execute(update(Member).where(Member.slack_id == "U0SAMLEE").values(active=False))

    office.lee.presses("More details")
    assert office.form(office.lee).shown.splitlines()[0] == NOT_ON_ROSTER
    office.lee.closes()
    office.lee.submits()
    assert office.form(office.lee).shown.splitlines()[0] == NOT_ON_ROSTER
    office.lee.closes()
    assert office.form(office.lee).values["City or region"] == "Cascais"
    assert office.count(Prospect) == [0]


@over_socket
def test_staff_are_told_of_a_request_though_slack_does_not_say_whose_it_is(office: Office) -> None:
    had = len(office.notes(office.dana))
    office.asks(office.stranger, "/sister next")
    office.practice.faults.refuse("users.info", error="user_not_found")
    office.stranger.presses("Ask to be added", office.answer(office.stranger))
    assert office.note(office.dana, had).text == (
        "Someone asks to be added to the commission's roster."
        " Add them to the roster if they belong there. Open this message to see who."
    )
    office.asks(office.stranger, "/sister next")
    office.stranger.presses("Ask to be added", office.answer(office.stranger))
    assert len(office.notes(office.dana)) == had + 1
