"""Taking the record out: each list as a file, all of it on paper, and the handover sheet."""

import csv
import io
from base64 import b64decode

import docx

from bot.practice.seen import MessageSeen
from tests.stories.conftest import CHANNEL, Office, over_http, over_socket


def file_sent(office: Office, beginning: str) -> bytes:
    """Wait for the file whose name begins so to lie in the staff's direct messages; gives its bytes."""

    def sent() -> MessageSeen | None:
        notes = office.notes(office.dana)
        return next(
            (each for each in notes if each.files and each.files[0]["name"].startswith(beginning)), None
        )

    message = office.practice.wait_for(sent)
    assert message is not None
    kept = office.practice.workspace.files[message.files[0]["id"]]
    return b64decode(kept.content)


@over_socket
def test_staff_take_a_list_out_for_a_spreadsheet(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    said = office.asks(office.dana, "/sister export")
    assert said.split(". ")[:2] == [
        "Export the record",
        "These are the lists of Sierra Vista Sister Cities Commission",
    ]
    office.dana.presses("Get the list: Cities")
    assert office.answer(office.dana).text == ("The list will be in your messages with Clerk in a moment.")
    rows = list(csv.DictReader(io.StringIO(file_sent(office, "cities-").decode("utf-8-sig"), newline="")))
    assert [(row["City"], row["Country"], row["State"]) for row in rows] == [("Cascais", "Portugal", "open")]


@over_http
def test_the_lists_can_be_of_one_city_and_of_one_year_without_typing(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.asks(office.okafor, "/sister export")
    office.okafor.presses("Only one city")
    assert office.answer(office.okafor).text.startswith("Which city?")
    office.okafor.presses("Cascais")
    assert "the lists of Cascais, Portugal." in office.answer(office.okafor).text
    office.okafor.presses("Only 2026")
    assert ", 2026." in office.answer(office.okafor).text
    office.okafor.presses("Of everything")
    assert "Register of partners" in office.answer(office.okafor).text
    assert "Contacts" not in office.answer(office.okafor).text.replace("contacts alone", "")


@over_socket
def test_staff_get_all_of_it_to_print_and_the_handover_sheet(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.asks(office.dana, "/sister export")
    office.dana.presses("Get the paper")
    paper = docx.Document(io.BytesIO(file_sent(office, "records-")))
    assert "Cities" in [line.text for line in paper.paragraphs]

    office.asks(office.dana, "/sister export")
    office.dana.presses("Get the sheet")
    assert office.answer(office.dana).text.startswith("The handover sheet will be")
    sheet = docx.Document(io.BytesIO(file_sent(office, "handover-")))
    assert "Staff: Dana Ito." in [line.text for line in sheet.paragraphs]


@over_socket
def test_a_member_hears_who_can_export(office: Office) -> None:
    said = office.asks(office.lee, "/sister export")

    assert (
        said == "Only the chair (Ngozi Okafor) or staff (Dana Ito) can export the record. I changed nothing."
    )
    assert office.answer(office.lee).buttons != []
    assert [each for each in office.lee.messages(CHANNEL) if each.files] == []


@over_http
def test_a_year_or_a_city_can_be_typed(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")

    assert ", 2026." in office.asks(office.dana, "/sister export 2026")
    assert "lists of Cascais, Portugal." in office.asks(office.dana, "/sister export cascais")
    assert office.asks(office.dana, "/sister export Atlantis").startswith("I'm not tracking “Atlantis”.")
