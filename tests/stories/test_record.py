"""Recording inquiries."""

from datetime import date

from models.contacts import Contact
from models.ledger import Act
from models.prospects import Inquiry, Prospect
from tests.stories.conftest import CHANNEL, Office, over_http, over_socket


@over_http
def test_more_details_are_kept_and_what_was_typed_before_stays(office: Office) -> None:
    office.opens(office.lee, "/sister inquiry")
    office.lee.fills({"City or region": "Cascais", "Country": "Portugal", "Notes": "Schools & choirs"})
    office.lee.presses("More details")
    assert office.form(office.lee).values == {
        "City or region": "Cascais",
        "Country": "Portugal",
        "Who started it?": "They wrote to us",
        "Date received": "2026-01-22",
        "How it arrived": "Email",
        "Notes": "Schools & choirs",
        "Contact (name, title, email)": None,
        "Interests": [],
        "Owner and contact on our side": "Dana Ito",
        "The letter itself": [],
    }

    letter = office.lee.uploads("letter.pdf", b"%PDF-1.7 Dear commission")
    office.lee.submits(
        {
            "Contact (name, title, email)": "Ana Sousa, Mayor",
            "Interests": ["Cultural"],
            "Owner and contact on our side": "Ngozi Okafor",
            "The letter itself": [letter],
        }
    )

    assert office.rows(Contact, "side", "name") == [("ours", "Ngozi Okafor"), ("theirs", "Ana Sousa, Mayor")]
    assert office.rows(Inquiry, "notes", "interests") == [("Schools & choirs", ["cultural"])]
    assert "Cultural" in office.card("New inquiry: Cascais").shown.title()


@over_socket
def test_an_inquiry_is_recorded_from_the_global_shortcut(office: Office) -> None:
    office.lee.uses_shortcut("Record an inquiry")
    office.lee.submits({"City or region": "Tena", "Country": "Ecuador", "Date received": date(2026, 1, 20)})

    form = office.form(office.lee)
    assert (form.title, form.shown.splitlines()[0]) == ("Saved", "Recorded: Tena, Ecuador, No. 1.")
    assert office.rows(Prospect, "title") == ["Tena, Ecuador"]


@over_socket
def test_what_is_typed_after_the_verb_fills_city_and_country(office: Office) -> None:
    guessed = {
        "Sariaya, Philippines": ("Sariaya", "Philippines"),
        "São Paulo, SP, brazil": ("São Paulo, SP", "Brazil"),
        "Washington, D.C.": ("Washington, D.C.", None),
        "Bosnia & Herzegovina": ("Bosnia & Herzegovina", None),
    }
    for typed, city_and_country in guessed.items():
        values = office.opens(office.lee, f"/sister inquiry {typed}").values
        assert (values["City or region"], values["Country"]) == city_and_country
        office.lee.closes()


@over_socket
def test_a_similar_name_is_asked_about_and_either_answer_is_taken(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")

    office.opens(office.lee, "/sister inquiry Cascaes, Portugal")
    office.lee.submits()
    assert office.form(office.lee).shown.splitlines()[0] == (
        "You already track a city of a similar name: Cascais, Portugal."
    )
    assert office.count(Prospect, Inquiry) == [1, 1]
    office.lee.submits({"Before it is saved": "It is Cascais, Portugal: add this to the city's file"})
    assert office.form(office.lee).shown.splitlines()[0] == "Added to the open file on Cascais, Portugal."
    office.lee.closes()

    office.opens(office.lee, "/sister inquiry Cascaes, Brazil")
    office.lee.submits()
    office.lee.submits({"Before it is saved": "It is another place: record it"})
    assert office.form(office.lee).shown.splitlines()[0] == "Recorded: Cascaes, Brazil, No. 2."
    assert office.count(Prospect, Inquiry) == [2, 3]


@over_socket
def test_an_existing_partner_is_asked_about(office: Office) -> None:
    office.opens(office.lee, "/sister inquiry Loreto, Mexico")
    office.lee.submits()
    assert office.form(office.lee).shown.splitlines()[0] == (
        "Loreto is on your register already: sister city since 1999. Record it all the same?"
    )
    assert office.count(Prospect, Act)[0] == 0
    office.lee.submits({"Before it is saved": "Yes, record it"})
    assert office.form(office.lee).shown.splitlines()[0] == "Recorded: Loreto, Mexico, No. 1."


@over_http
def test_a_second_inquiry_joins_the_first_and_undo_takes_only_it_back(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.opens(office.lee, "/sister inquiry CASCAIS, Portugal")
    office.lee.submits({"Date received": date(2026, 1, 15)})
    assert office.form(office.lee).shown.splitlines()[0] == "Added to the open file on Cascais, Portugal."

    office.lee.presses("Undo")
    said = "Taken back for Cascais, Portugal: inquiry recorded; Inquiry from them, Jan 15, 2026, Email."
    assert office.form(office.lee).shown.splitlines()[0] == said
    office.lee.closes()
    assert office.count(Prospect, Inquiry) == [1, 2]
    assert office.asks(office.lee, "/sister list").startswith(
        "All cities. No. 1. Cascais, Portugal: Discuss the possible relationship at a commission meeting, Dana Ito, 0 of 3 meetings held"
    )
    assert office.lee.messages(CHANNEL)[-1].buttons == ["Open", "Share here"]
