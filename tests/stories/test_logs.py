"""What the log may hold: nothing that people wrote, and nothing that opens a door."""

import logging

import pytest

from bot.logs import LIBRARIES, quiet_libraries
from tests.stories.conftest import CHANNEL, Office

MARK = "zanzibar-marmalade"


def test_no_log_holds_a_token_an_address_or_the_text_of_a_letter(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for library in LIBRARIES:
        caplog.set_level(logging.NOTSET, logger=library)  # put back when the story ends
    quiet_libraries()
    office.records_inquiry("Cascais, Portugal", notes=MARK)
    office.opens(office.dana, "/sister log Cascais")
    office.dana.submits({"Summary": MARK})
    office.dana.closes()
    assert MARK in office.asks(office.dana, "/sister show Cascais")
    office.dana.presses("What's next", office.answer(office.dana))
    office.settles()
    had = len(office.notes(office.dana))
    office.dana.says(MARK)
    assert MARK in office.note(office.dana, had).text
    office.practice.faults.fail("views.open", status=500)
    office.dana.types(f"/sister inquiry {MARK}", channel=CHANNEL)
    assert office.answer(office.dana).text.startswith("I couldn't do that.")

    practice = office.practice
    practice.disconnect(None)
    practice.wait_until_connected()
    tokens = (practice.bot_token, practice.app_token, practice.signing_secret)
    secrets = (MARK, *tokens, "/response/", "/socket/")
    assert [
        record for record in caplog.text.splitlines() if any(secret in record for secret in secrets)
    ] == []
    assert "reference" in caplog.text
