"""A channel that is gone, a channel that Clerk was put out of, an owner whose account is closed: someone is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.practice.seen import MessageSeen
from bot.practice.workspace import Workspace
from tests.stories.conftest import CHANNEL, Office

SLOWLY = 30.0
"""Seconds that are waited at most: a busy machine is no fault of Clerk's."""


def told(office: Office, words: str) -> MessageSeen:
    """Wait until a note to staff or the chair says so, as time goes by."""

    def found() -> MessageSeen | None:
        office.wait(minutes=1)
        notes = [*office.notes(office.dana), *office.notes(office.okafor)]
        return next((note for note in notes if words in note.text), None)

    note = office.practice.wait_for(found, SLOWLY)
    assert note is not None
    return note


@pytest.mark.parametrize("breaks", [Workspace.archive, Workspace.remove_app])
def test_where_the_channel_is_shut_the_record_goes_on_and_staff_are_told(
    office: Office, breaks: Callable[[Workspace, str], None]
) -> None:
    office.settles()
    breaks(office.practice.workspace, CHANNEL)

    office.lee.uses_shortcut("Record an inquiry")
    office.lee.submits({"City or region": "Cascais", "Country": "Portugal"})
    assert "Recorded: Cascais, Portugal, No. 1." in office.form(office.lee).shown
    office.lee.closes()
    note = told(office, "I can't post in the commission's channel yet.")
    assert (note in office.notes(office.dana), note.buttons != []) == (True, True)
    office.lee.opens_home()
    office.practice.wait_for(lambda: office.lee.home, SLOWLY)
    assert [message for message in office.dana.messages(CHANNEL) if not message.ephemeral] == []


@pytest.mark.slow
def test_what_an_owner_with_a_closed_account_should_hear_goes_to_somebody_who_is_there(
    office: Office,
) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.practice.workspace.deactivate("U0DANA")
    office.wait(days=14)

    note = told(office, "For Dana Ito, whose Slack account is closed.")
    assert (note in office.notes(office.okafor), "Cascais" in note.text) == (True, True)
    office.asks(office.okafor, "/sister roster")
    office.asks(office.okafor, "/sister next Cascais")
    office.okafor.opens_home()
    assert office.practice.wait_for(lambda: office.okafor.home, SLOWLY) is not None
