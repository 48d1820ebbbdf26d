"""An administrator leaves the optional scopes out: every form works, and what is missing is said with what to do."""

from __future__ import annotations

from bot.practice.recording import Call
from models.correspondence import Letter
from models.prospects import Inquiry, Prospect
from tests.stories.conftest import Office


def refused(office: Office) -> list[Call]:
    """List the calls that a missing scope was the end of."""
    return [call for call in office.practice.calls if call.error == "missing_scope"]


def test_without_the_scope_to_read_files_a_paper_is_noted_by_its_link(thrifty_office: Office) -> None:
    office = thrifty_office
    office.records_inquiry("Cascais, Portugal")
    office.opens(office.dana, "/sister log Cascais")
    office.dana.submits({"Direction": "We sent it", "Summary": "Our answer."})
    assert office.form(office.dana).title == "Saved"
    office.dana.closes()
    office.opens(office.dana, "/sister log Cascais")
    office.dana.presses("More details")
    kinds = {
        block["element"]["type"] for block in office.form(office.dana).blocks if block["type"] == "input"
    }
    assert ("file_input" in kinds, "url_text_input" in kinds) == (False, True)
    assert (office.count(Prospect), refused(office)) == ([1], [])


def test_without_the_scope_to_read_files_an_inquiry_keeps_the_link_to_its_letter(
    thrifty_office: Office,
) -> None:
    office, link = thrifty_office, "https://files.example.org/cascais.pdf"
    office.opens(office.lee, "/sister inquiry Cascais, Portugal")
    office.lee.presses("More details")
    office.lee.submits({"The letter itself": link})
    office.lee.closes()
    assert (office.rows(Letter, "permalink"), refused(office)) == ([link], [])


def test_without_the_scope_to_read_files_an_outreach_keeps_its_link_among_the_notes(
    thrifty_office: Office,
) -> None:
    office, link = thrifty_office, "https://files.example.org/cascais.pdf"
    office.opens(office.lee, "/sister inquiry Cascais, Portugal")
    office.lee.presses("More details")
    office.lee.submits(
        {"Who started it?": "We are reaching out", "The letter itself": link, "Notes": "By mail."}
    )
    office.lee.closes()
    assert (office.rows(Inquiry, "notes"), office.rows(Letter, "permalink")) == (
        [f"By mail.\nLink: {link}"],
        [],
    )


def test_without_the_scope_to_send_files_the_person_is_told_what_to_grant(thrifty_office: Office) -> None:
    office = thrifty_office
    office.asks(office.dana, "/sister meeting")
    office.dana.presses("Calendar file", office.answer(office.dana))
    note = office.note(office.dana)
    assert ("files:write" in note.text, note.files, note.buttons != []) == (True, [], True)


def test_without_the_scope_to_join_channels_the_person_is_told_how_to_invite_clerk(
    thrifty_office: Office,
) -> None:
    office = thrifty_office
    office.settles()
    office.practice.workspace.remove_app("C0SISTER")
    office.records_inquiry("Cascais, Portugal")
    note = office.note(office.dana)
    assert ("/invite @Clerk" in note.text, "Join and post" in note.buttons, "Try again" in note.buttons) == (
        True,
        False,
        True,
    )
