"""Logging correspondence."""

from datetime import date
from hashlib import sha256

from models.correspondence import Letter, Paper
from models.prospects import StepEntry
from tests.stories.conftest import CHANNEL, Office, over_http, over_socket

REPLY = "Step 1. Reply to the inquiry in writing"


@over_socket
def test_a_letter_is_logged_for_a_city_that_is_chosen_in_the_form(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")

    form = office.opens(office.dana, "/sister log")
    assert form.labels == [
        "City",
        "Direction",
        "How",
        "Date sent or received",
        "With whom (name, title)",
        "Summary",
        "What it is",
    ]
    office.dana.fills({"Direction": "We sent it", "Summary": "Sent the form."})
    office.dana.presses("More details")
    office.dana.fills({"Language; translated by": "Portuguese; Rui Dias", "City": "Cascais, Portugal"})

    redrawn = office.form(office.dana)
    assert redrawn.shown.splitlines()[0] == "Cascais, Portugal"
    assert (redrawn.values["Summary"], redrawn.values["Language; translated by"]) == (
        "Sent the form.",
        "Portuguese; Rui Dias",
    )
    office.dana.submits({"This also completes": [REPLY], "Expect an answer by": date(2026, 3, 2)})

    assert office.form(office.dana).shown.splitlines()[:2] == [
        "Logged for Cascais, Portugal. It is now Cascais's turn.",
        "An answer is expected by Mon, Mar 2.",
    ]
    assert office.rows(Letter, "direction", "summary", "translated_by") == [
        ("in", "", ""),
        ("out", "Sent the form.", "Rui Dias"),
    ]
    assert office.rows(StepEntry, "step_id", "state") == [("reply", "done")]


@over_socket
def test_a_near_name_is_chosen_beforehand_and_said(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")

    form = office.opens(office.dana, "/sister log Cascias")
    assert form.values["City"] == "Cascais, Portugal"
    assert "You typed “Cascias”. Please check that this is the city." in form.shown
    office.dana.submits({"Summary": "They called.", "How": "Phone"})
    assert (
        office.form(office.dana).shown.splitlines()[0] == "Logged for Cascais, Portugal. It is now our turn."
    )
    office.dana.closes()

    form = office.opens(office.dana, "/sister log Xyzzy")
    assert form.values["City"] is None
    assert "You typed “Xyzzy”. I'm not tracking that city; please choose one." in form.shown


@over_http
def test_a_message_in_slack_begins_the_summary_and_keeps_its_address(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.dana.says("From @Sam Lee: the mayor of Cascais <office> called & asks for a form", channel=CHANNEL)
    message = office.dana.last_message(CHANNEL)

    office.dana.uses_shortcut("Log as correspondence", on=message)
    form = office.form(office.dana)
    assert form.values["Summary"] == "From @someone: the mayor of Cascais <office> called & asks for a form"
    office.dana.fills({"City": "Cascais, Portugal"})
    office.dana.submits({"Summary": "The mayor asks for a form."})

    address = f"https://practice.slack.com/archives/{CHANNEL}/p{message.ts.replace('.', '')}"
    assert office.rows(Letter, "summary", "permalink") == [
        ("", None),
        ("The mayor asks for a form.", address),
    ]


def test_an_attached_paper_is_fetched_and_kept_with_its_hash(office: Office) -> None:
    content = b"%PDF-1.7 Dear commission"
    office.records_inquiry("Cascais, Portugal")
    office.opens(office.lee, "/sister log Cascais")
    office.lee.presses("More details")
    office.lee.submits(
        {"Summary": "A letter.", "The paper itself": [office.lee.uploads("letter.pdf", content)]}
    )
    office.lee.closes()

    office.practice.wait_for(lambda: office.count(Paper) == [1])
    digest = sha256(content).hexdigest()
    assert office.rows(Paper, "name", "content", "sha256") == [("letter.pdf", content, digest)]
    assert f"with letter.pdf (24 bytes, SHA-256 {digest[:12]})" in office.asks(
        office.lee, "/sister show Cascais"
    )


@over_http
def test_a_call_completes_nothing_that_must_be_in_writing(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.opens(office.dana, "/sister log Cascais")
    office.dana.submits({"Summary": "Called.", "How": "Phone", "This also completes": [REPLY]})

    assert office.form(office.dana).errors == {
        "This also completes": "A call or a visit is not in writing, so it cannot complete “Reply to the inquiry in writing”."
    }
    office.dana.submits({"Date sent or received": date(2026, 1, 1), "How": "Email"})
    assert office.form(office.dana).errors == {
        "Date sent or received": "That is before the inquiry (Thu, Jan 22). Change the date, or record an earlier one."
    }
    assert office.count(Letter, StepEntry) == [1, 0]


@over_http
def test_the_form_begins_with_their_contact_and_the_record_shows_both_sides(office: Office) -> None:
    office.opens(office.lee, "/sister inquiry Cascais, Portugal")
    office.lee.presses("More details")
    office.lee.submits({"Contact (name, title, email)": "Ana Sousa, Mayor"})
    office.lee.closes()

    form = office.opens(office.lee, "/sister log Cascais")
    assert form.values["With whom (name, title)"] == "Ana Sousa, Mayor"
    office.lee.presses("More details")
    assert "Left empty: 45 days after a letter of ours." in office.form(office.lee).shown
    office.lee.closes()
    assert "Contact on their side: Ana Sousa, Mayor. Contact on our side: Dana Ito." in office.asks(
        office.lee, "/sister show Cascais"
    )
