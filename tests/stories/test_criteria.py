"""The criteria sheet: notes of several people, the packet, and cities side by side."""

from base64 import b64decode
from io import BytesIO

import docx

from bot.practice.member import Member
from tests.stories.conftest import Office, over_http, over_socket

SOURCE = "Where it comes from"
CENSUS = {"Prompt": "Population", "Note": "About 110,000", SOURCE: "Their census"}
HELD = "The staff and you can read it; everybody else from the next packet on."


def notes(office: Office, person: Member, city: str = "Hakusan", group: str = "General", **said: str) -> str:
    """Have a person note something, by default on the population; gives the form's last words."""
    office.opens(person, f"/sister note {city}")
    person.fills({"Group": group})
    person.submits({**CENSUS, **said})
    words = office.form(person).shown
    person.closes()
    return words


def sheet(office: Office, person: Member, city: str = "Hakusan") -> list[str]:
    """Have a person look at the notes on a city from its record; gives the lines below the head."""
    office.asks(person, f"/sister show {city}")
    person.presses("Criteria notes", office.answer(person))
    return office.answer(person).shown.splitlines()[2:]


def two_files(office: Office) -> None:
    """Record two inquiries, each with a note."""
    for city in ("Hakusan, Japan", "Cascais, Portugal"):
        office.records_inquiry(city)
    notes(office, office.dana)
    notes(office, office.lee, "Cascais", "Economic", Prompt="Tourists in a year", Note="1.2 million")


@over_socket
def test_several_people_fill_a_sheet_and_what_a_seat_holder_writes_waits_for_the_packet(
    office: Office,
) -> None:
    office.records_inquiry("Hakusan, Japan")
    form = office.opens(office.lee, "/sister note Hakusan")
    assert form.labels == ["Group", "Prompt", "Note", SOURCE]
    assert form.shown.splitlines()[:3] == [
        "Hakusan, Japan",
        "A short note, and where it comes from. Nothing is scored.",
        "What you write here goes to the staff and to you alone until the packet is made.",
    ]
    office.lee.closes()
    assert notes(office, office.lee).splitlines() == [
        "Hakusan, Japan, General: Population",
        "“About 110,000” Source: Their census.",
        HELD,
        "[Undo]",
        "[Add another]",
        "[See the notes]",
    ]
    assert HELD not in notes(office, office.dana, Note="112,000 by now")

    held = "Population: About 110,000. Source: Their census. Sam Lee, Jan 22; not public yet."
    public = "112,000 by now. Source: Their census. Dana Ito, Jan 22."
    assert sheet(office, office.lee)[:2] == ["General", f"{held} {public}"]
    assert sheet(office, office.dana)[:2] == ["General", f"{held} {public}"]
    assert sheet(office, office.okafor) == [
        "General",
        f"Population: {public}",
        "[Add a note]",
        "[Make the packet]",
        "[Get the document]",
    ]

    office.okafor.presses("Make the packet", office.answer(office.okafor))
    assert office.form(office.okafor).shown.splitlines()[:3] == [
        "Hakusan, Japan",
        "1 note becomes readable for everybody on the roster:",
        "General, Population: a note of Sam Lee, Jan 22",
    ]
    office.okafor.submits()
    assert office.form(office.okafor).shown.splitlines()[0] == (
        "Hakusan, Japan: the packet is made. Everybody on the roster can read 1 more note now."
    )
    office.okafor.presses("See the notes")
    told = office.form(office.okafor).shown
    assert f"{held.replace('; not public yet', '')} {public}" in told.splitlines()
    office.okafor.closes()


@over_http
def test_nothing_of_a_held_note_shows_to_anybody_else(office: Office) -> None:
    two_files(office)
    notes(office, office.lee, Note="Too few for us", **{SOURCE: "My cousin"})
    secret = ("Too few", "My cousin", "1.2 million")

    for line in ("show Hakusan", "show Cascais", "next", "list", "due", "undo", "compare Hakusan, Cascais"):
        said = office.asks(office.okafor, f"/sister {line}") + office.answer(office.okafor).shown
        assert [word for word in secret if word in said] == []
    office.okafor.opens_home()
    home = office.okafor.home
    assert home is not None
    assert "[Compare cities]" not in home.shown
    cards = [message.text for message in office.okafor.messages("C0SISTER") if not message.ephemeral]
    assert [word for word in secret for card in cards if word in card] == []
    assert office.asks(office.lee, "/sister undo").count("note on") == 2
    assert "1.2 million" in office.asks(office.lee, "/sister compare Hakusan, Cascais")


@over_socket
def test_the_group_chosen_draws_its_prompts_and_what_was_typed_stays(office: Office) -> None:
    office.records_inquiry("Hakusan, Japan")
    office.opens(office.dana, "/sister note")
    office.dana.submits({"City": "Hakusan, Japan"})
    office.dana.fills({"Note": "Three", SOURCE: "A visit"})
    office.dana.fills({"Group": "Cultural, civic, educational"})
    form = office.form(office.dana)
    assert form.values == {
        "Group": "Cultural, civic, educational",
        "Prompt": "Art that could be exchanged",
        "Note": "Three",
        SOURCE: "A visit",
    }
    office.dana.submits({"Prompt": "Museums", SOURCE: "."})
    assert office.form(office.dana).errors == {
        SOURCE: "Please say where it comes from: a web address, a person, a visit."
    }
    office.dana.submits({SOURCE: "A visit"})

    office.dana.presses("Add another")
    form = office.form(office.dana)
    assert (form.values["Group"], form.values["Prompt"]) == (
        "Cultural, civic, educational",
        "Art that could be exchanged",
    )
    office.dana.submits({"Prompt": "Museums", "Note": "Four", SOURCE: "Their mayor"})
    assert "It takes the place of your note of Jan 22." in office.form(office.dana).shown
    office.dana.presses("Undo")
    office.dana.closes()
    assert sheet(office, office.lee)[1] == "Museums: Three. Source: A visit. Dana Ito, Jan 22."


@over_socket
def test_cities_are_compared_in_the_order_given_as_a_table_and_in_a_form_as_lists(office: Office) -> None:
    two_files(office)
    hakusan = "About 110,000. Source: Their census. Dana Ito, Jan 22."
    cascais = "1.2 million. Source: Their census. Sam Lee, Jan 22; not public yet."
    title = "Side by side: Cascais, Portugal and Hakusan, Japan"
    count = "2 of 50 prompts have notes here, 48 have none."
    assert office.asks(office.dana, "/sister compare Cascais, Portugal, Hakusan") == (
        f"{title}. {count} Population: Hakusan, Japan: {hakusan} Tourists in a year: Cascais, Portugal: {cascais}"
    )
    assert office.answer(office.dana).shown.splitlines() == [
        title,
        count,
        "Prompt | Cascais, Portugal | Hakusan, Japan",
        f"General: Population | – | {hakusan}",
        f"Economic: Tourists in a year | {cascais} | –",
        "The order is the one asked for: no city is scored or ranked.",
        "[Get the document]",
        "[Compare others]",
    ]

    office.dana.opens_home()
    office.dana.presses("Compare cities", office.dana.home)
    office.dana.submits({"Cities": ["Hakusan, Japan"]})
    assert office.form(office.dana).errors == {"Cities": "Please choose 2 to 8 cities."}
    office.dana.submits({"Cities": ["Hakusan, Japan", "Cascais, Portugal"]})
    assert office.form(office.dana).shown.splitlines()[2:6] == [
        "General",
        f"Population: Hakusan, Japan: {hakusan}",
        "Economic",
        f"Tourists in a year: Cascais, Portugal: {cascais}",
    ]
    office.dana.closes()
    assert office.asks(office.lee, "/sister compare Hakusan and Cascais").startswith("Side by side: Hakusan")
    assert office.asks(office.lee, "/sister compare Hakusan, Tena") == (
        "I'm not tracking “Tena”. Record it as new, or choose from all cities."
    )


@over_http
def test_the_file_holds_what_its_asker_may_read_and_says_what_is_not_public_yet(office: Office) -> None:
    two_files(office)

    def file_for(person: Member) -> list[list[str]]:
        office.asks(person, "/sister compare Hakusan, Cascais")
        person.presses("Get the document", office.answer(person))
        message = office.practice.wait_for(
            lambda: next((one for one in office.notes(person) if one.files), None)
        )
        assert message is not None
        kept = office.practice.workspace.files[message.files[0]["id"]]
        paper = docx.Document(BytesIO(b64decode(kept.content)))
        rows = [[cell.text for cell in row.cells] for table in paper.tables for row in table.rows]
        return [[paragraph.text for paragraph in paper.paragraphs[:2]], *rows]

    title, head = (
        "Side by side: Hakusan, Japan and Cascais, Portugal",
        ["Prompt", "Hakusan, Japan", "Cascais, Portugal"],
    )
    population = ["Population", "About 110,000. Source: Their census. Dana Ito, Jan 22.", ""]
    tourists = [
        "Tourists in a year",
        "",
        "1.2 million. Source: Their census. Sam Lee, Jan 22; not public yet.",
    ]
    assert file_for(office.dana) == [
        ["HOLDS NOTES THAT ARE NOT PUBLIC YET", title],
        head,
        population,
        head,
        tourists,
    ]
    as_of = "As of Jan 22, 2026. 1 of 50 prompts has notes here, 49 have none. The order is the one asked for: no city is scored or ranked."
    assert file_for(office.okafor) == [[title, as_of], head, population]


@over_http
def test_the_second_form_takes_no_notes_that_would_be_held_back_and_offers_the_sheet(office: Office) -> None:
    office.opens(office.lee, "/sister inquiry Hakusan, Japan")
    office.lee.submits({"Who started it?": "We are reaching out"})
    office.lee.closes()
    office.opens(office.okafor, "/sister done Hakusan")
    office.okafor.submits()
    both = ["research notes", "discussed at a commission meeting"]
    office.okafor.submits({"What is there": both, "Evidence": "Discussed at a meeting"})
    form = office.form(office.okafor)
    assert form.labels == ["Note or reason"]
    assert form.shown.splitlines()[1:4] == [
        "Your notes on criteria go on the criteria sheet, to the staff and to you alone until the packet is made.",
        "0 of 50 prompts have notes on the criteria sheet.",
        "[Add a note]",
    ]

    office.okafor.presses("Add a note")
    office.okafor.fills({"Group": "General"})
    office.okafor.submits({**CENSUS, "Note": "Too few for us"})
    assert HELD in office.form(office.okafor).shown
    office.okafor.closes()
    office.okafor.submits()
    assert office.form(office.okafor).shown.splitlines()[0].endswith("is recorded.")
    office.okafor.closes()
    assert "Too few" not in office.asks(office.lee, "/sister show Hakusan") + office.answer(office.lee).shown
    assert [line for line in sheet(office, office.lee) if "Too few" in line] == []
    assert [line for line in sheet(office, office.dana) if "Too few" in line] != []


@over_socket
def test_the_second_form_of_the_research_step_says_how_many_prompts_have_notes(office: Office) -> None:
    office.opens(office.lee, "/sister inquiry Hakusan, Japan")
    office.lee.submits({"Who started it?": "We are reaching out"})
    office.lee.closes()
    notes(office, office.lee)
    office.opens(office.dana, "/sister done Hakusan")
    office.dana.submits()
    both = ["research notes", "discussed at a commission meeting"]
    office.dana.submits({"What is there": both, "Evidence": "Discussed at a meeting"})
    assert "1 of 50 prompts has notes on the criteria sheet." in office.form(office.dana).shown
