"""Letters from templates: how they would read, their file, the log afterwards, and the courtesy letter after a denial."""

from base64 import b64decode
from io import BytesIO

import docx

from models.correspondence import Letter
from models.ledger import Act
from models.prospects import StepEntry
from tests.stories.conftest import Office, over_http, over_socket

NOBODY = (
    "I write to no one: print the file, sign it and send it yourselves. Nothing is recorded until you log it."
)


def writes_to_us(office: Office, contact: str) -> None:
    """Record an inquiry with the person who wrote it."""
    office.opens(office.lee, "/sister inquiry Cascais, Portugal")
    office.lee.presses("More details")
    office.lee.submits({"Contact (name, title, email)": contact})
    office.lee.closes()


def shown(office: Office) -> list[str]:
    return office.form(office.lee).shown.splitlines()


@over_socket
def test_a_reply_is_drafted_from_the_record_sent_as_a_file_and_logged_only_when_somebody_says_so(
    office: Office,
) -> None:
    writes_to_us(office, "Rui Melo, city hall")
    before = office.count(Act)
    office.opens(office.lee, "/sister write Cascais")
    form = office.form(office.lee)
    assert (form.title, form.values["Letter"]) == ("Write a letter", "Written reply to an inquiry")
    office.lee.submits({"Their language": "Portuguese", "Translation": "A translation goes with it"})

    said = shown(office)
    assert office.form(office.lee).title == "The letter"
    assert said[:2] == [
        "Cascais, Portugal: Written reply to an inquiry",
        "Still to be filled in: fields of interest.",
    ]
    for line in (
        "On our side a volunteer and someone in the mayor's office should be named as contact.",
        "Both languages are noted: English and Portuguese.",
        "[letterhead: Sierra Vista Sister Cities Commission]",
        "Dear Rui Melo,",
        "Thank you for your inquiry of Jan 22, 2026. We are glad that Cascais thinks of Sierra Vista.",
        "A translation into Portuguese is enclosed.",
        NOBODY,
    ):
        assert (line, line in said) == (line, True)
    assert office.count(Act) == before

    office.lee.presses("Get the document")
    (file,) = office.practice.wait_for(
        lambda: [each for each in office.practice.workspace.files.values() if each.content]
    )
    paper = docx.Document(BytesIO(b64decode(file.content)))
    lines = [each.text for each in paper.paragraphs]
    assert (file.name, lines[:3]) == (
        "letter-reply-2026-01-22.docx",
        ["[letterhead: Sierra Vista Sister Cities Commission]", "Your inquiry to Sierra Vista", "[date]"],
    )
    assert lines[-1] == "[signature]\nNgozi Okafor\nChair, Sierra Vista Sister Cities Commission"
    (note,) = office.practice.wait_for(lambda: [each.text for each in office.notes(office.lee) if each.files])
    assert note == (
        "Written reply to an inquiry, to Cascais, Portugal: a draft to check, sign and send. "
        "Still to be filled in: fields of interest."
    )
    assert office.count(Act) == before


@over_http
def test_a_letter_that_was_sent_is_logged_with_what_it_is_and_the_step_that_it_completes(
    office: Office,
) -> None:
    writes_to_us(office, "Rui Melo")
    office.opens(office.dana, "/sister template Cascais")
    office.dana.submits()
    office.dana.presses("Log it as sent")
    form = office.form(office.dana)
    labels = ("Direction", "What it is", "With whom (name, title)", "Summary")
    assert (form.title, *(form.values[label] for label in labels)) == (
        "Log correspondence",
        "We sent it",
        "Reply",
        "Rui Melo",
        "Written reply to an inquiry: Your inquiry to Sierra Vista.",
    )
    office.dana.submits()

    assert office.form(office.dana).shown.splitlines()[0] == (
        "Logged for Cascais, Portugal. It is now Cascais's turn."
    )
    assert office.rows(Letter, "direction", "what") == [("in", "Inquiry"), ("out", "Reply")]
    assert office.rows(StepEntry, "step_id", "state") == [("reply", "done")]


@over_socket
def test_after_a_denial_the_courtesy_letter_is_offered_and_can_be_logged_of_the_closed_file(
    office: Office,
) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.opens(office.dana, "/sister close Cascais")
    office.dana.submits({"Reason": "Denied by the Council."})
    office.dana.presses("Courtesy letter")
    assert office.form(office.dana).values["Letter"] == "Courtesy letter after a denial"
    office.dana.closes()

    office.asks(office.dana, "/sister next Cascais")
    office.dana.presses("Courtesy letter", in_=office.answer(office.dana))
    office.dana.submits()
    said = office.form(office.dana).shown
    assert "On Jan 22, 2026 it was decided not to go on with a formal partnership at present." in said
    office.dana.presses("Log it as sent")
    office.dana.submits()

    assert office.form(office.dana).shown.splitlines()[0] == (
        "Logged for Cascais, Portugal. The file stays closed."
    )
    assert office.rows(Letter, "what", "turn") == [("Courtesy letter", None), ("Inquiry", "us")]


@over_http
def test_a_commissions_chair_who_writes_to_a_mayor_is_noted_and_never_held_up(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.opens(office.lee, "/sister write")
    office.lee.submits({"City": "Cascais, Portugal"})
    office.lee.submits(
        {"Letter": "Letter of introduction, mayor to mayor", "Signed by": "The chair of our commission"}
    )

    said = shown(office)
    assert said[2:4] == [
        "Protocol: worth a look before it goes out",
        "Rank does not write to rank: the chair of our commission writes to their mayor.",
    ]
    assert "Dear Mayor [name of their mayor]," in said
    office.lee.presses("Another letter")
    assert office.form(office.lee).title == "Write a letter"


@over_socket
def test_a_stranger_writes_no_letter_and_a_letter_nobody_knows_is_refused(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.opens(office.lee, "/sister write Cascais")
    office.tampers_with_form(
        office.lee,
        {"letter": {"selected_option": {"text": {"type": "plain_text", "text": "x"}, "value": "ode"}}},
    )
    office.lee.submits()

    assert office.form(office.lee).errors == {"Letter": "Please choose the letter."}
    assert office.asks(office.stranger, "/sister write Cascais") == (
        "Clerk keeps records for the Sierra Vista Sister Cities Commission."
        " You're not on its roster, so I can show the public list only."
    )
