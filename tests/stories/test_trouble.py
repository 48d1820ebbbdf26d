"""Twice delivered, too late, refused by Slack, a slow database, a process that ends: nothing is lost or done twice."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer
from time import monotonic

import pytest

from models.ledger import Act
from models.outbox import Outbox
from models.prospects import Inquiry, Prospect
from tests.stories.conftest import CHANNEL, Office, over_http, over_socket

MOST_SECONDS = 3.0
"""How long Slack waits for an acknowledgement."""


def test_what_is_delivered_several_times_happens_once(office: Office) -> None:
    told = len(office.notes(office.lee))
    office.practice.faults.duplicate_next("command", copies=2)
    office.opens(office.lee, "/sister inquiry Cascais, Portugal")
    office.practice.faults.duplicate_next("action", copies=4)
    office.lee.submits()
    assert office.count(Prospect, Inquiry) == [1, 1]
    assert office.form(office.lee).title == "Saved"

    office.lee.closes()

    office.asks(office.lee, "/sister undo")
    office.practice.faults.duplicate_next("action", copies=2)
    office.lee.presses("Undo", office.answer(office.lee))
    acts = office.count(Act)
    office.practice.faults.duplicate_next("event", copies=4)
    office.lee.says("list")
    assert office.note(office.lee, told).text == "No city is tracked yet."
    office.lee.says("help")
    office.note(office.lee, told + 1)
    assert (len(office.notes(office.lee)), office.count(Act)) == (told + 2, acts)
    assert [kind for kind in office.rows(Outbox, "kind") if kind == "typed answer"] == ["typed answer"] * 2


@over_http
def test_a_form_that_is_sent_again_says_that_it_was_saved(office: Office) -> None:
    form = office.opens(office.lee, "/sister inquiry Cascais, Portugal")
    before = office.practice.workspace.view(form.id)
    office.lee.submits()
    office.practice.workspace.change_view(before)
    office.lee.submits()
    assert (office.form(office.lee).title, office.form(office.lee).shown.splitlines()[0]) == (
        "Saved",
        "That was saved already; nothing was recorded twice.",
    )
    assert office.count(Prospect, Inquiry) == [1, 1]


@contextmanager
def within_three_seconds() -> Iterator[None]:
    begun = monotonic()
    yield
    assert monotonic() - begun < MOST_SECONDS


TROUBLE = "I couldn't do that. Nothing was changed. Please try again; if it repeats, tell your staff and give reference"


@over_socket
def test_a_form_that_slack_does_not_open_is_answered_in_time(office: Office) -> None:
    office.practice.faults.refuse("views.open", error="expired_trigger_id")
    office.lee.types("/sister inquiry", channel=CHANNEL)
    assert (office.lee.modal, office.answer(office.lee).text.startswith(TROUBLE)) == (None, True)
    assert office.answer(office.lee).buttons == ["Try again", "Show the menu"]
    office.lee.presses("Try again", office.answer(office.lee))
    assert office.form(office.lee).title == "Record an inquiry"
    office.lee.closes()

    office.practice.faults.fail("views.open", status=500)
    office.lee.types("/sister inquiry", channel=CHANNEL)
    assert office.answer(office.lee).text.startswith(TROUBLE)

    office.practice.faults.silence("views.open", committed=False)
    with within_three_seconds():
        office.lee.types("/sister inquiry", channel=CHANNEL)
    assert office.answer(office.lee).text.startswith(TROUBLE)

    office.practice.faults.refuse("views.open", error="internal_error")
    office.lee.uses_shortcut("Record an inquiry")
    assert office.form(office.lee).shown.startswith(TROUBLE)
    assert office.count(Prospect) == [0]


@over_http
def test_a_shortcut_that_slack_leaves_hanging_is_shown_as_failed_by_slack(office: Office) -> None:
    office.practice.faults.silence("views.open", committed=False)
    with within_three_seconds():
        office.lee.uses_shortcut("Record an inquiry")
    assert office.lee.modal is None
    office.expected.add("Clerk did not answer in time")


@pytest.mark.parametrize("status", [429, 500])
@over_socket
def test_a_card_that_cannot_be_posted_comes_later(office: Office, status: int) -> None:
    office.settles()
    if status == 500:
        office.practice.faults.fail("chat.postMessage", status=500)
    else:
        office.practice.faults.rate_limit("chat.postMessage", retry_after="30")
    assert office.records_inquiry("Cascais, Portugal").startswith("Recorded: Cascais, Portugal, No. 1.")
    office.practice.wait_for(lambda: 1 in office.rows(Outbox, "failures"))
    assert [one for one in office.lee.messages(CHANNEL) if not one.ephemeral] == []
    office.wait(minutes=16)
    card = office.card("New inquiry: Cascais, Portugal.")
    assert [one.ts for one in office.lee.messages(CHANNEL) if not one.ephemeral] == [card.ts]


@over_socket
def test_a_database_that_is_busy_too_long_is_said_and_the_form_stays(office: Office) -> None:
    office.opens(office.lee, "/sister inquiry Cascais, Portugal")
    other = sqlite3.connect(
        str(office.records.engine.url.database), isolation_level=None, check_same_thread=False
    )
    other.execute("BEGIN IMMEDIATE")
    release = Timer(2.9, other.rollback)
    release.start()
    with within_three_seconds():
        office.lee.submits()
    assert office.form(office.lee).shown.startswith(TROUBLE)
    release.join()
    other.close()
    assert office.count(Prospect, Inquiry) == [0, 0]

    office.lee.closes()
    office.lee.submits()
    assert office.form(office.lee).title == "Saved"
    assert office.count(Prospect, Inquiry) == [1, 1]


def test_what_a_process_still_owed_when_it_ended_is_posted_by_the_next(office: Office) -> None:
    office.practice.faults.rate_limit("chat.postMessage", retry_after="30")
    office.records_inquiry("Cascais, Portugal")
    office.practice.wait_for(lambda: 1 in office.rows(Outbox, "failures"))
    office.restart()
    office.wait(minutes=1)
    card = office.card("New inquiry: Cascais, Portugal.")
    office.opens(office.dana, "/sister close Cascais")
    office.dana.submits({"Reason": "They withdrew."})
    assert office.card("Cascais, Portugal: closed").ts == card.ts
