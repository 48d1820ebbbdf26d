"""Closing, reopening, and taking back."""

from models.ledger import Act
from models.prospects import Closing, Prospect, StepEntry
from tests.stories.conftest import Office, over_http, over_socket

LETTER = "Other from them, Jan 22, 2026, Email: Thanked them"
KEPT = "The record keeps both: that it was done, and that it was taken back."


def taken_back(what: str) -> str:
    return f"Taken back for Cascais, Portugal: {what}."


@over_http
def test_a_file_is_closed_with_its_reason_once_and_reopened(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    assert (
        office.asks(office.lee, "/sister close Cascais")
        == "Only the chair (Ngozi Okafor) or staff (Dana Ito) can close a file. I can put it on the next agenda for you."
    )
    office.opens(office.dana, "/sister close Cascais")
    office.opens(office.okafor, "/sister close Cascais")
    office.dana.submits({"Reason": "They withdrew."})
    office.okafor.submits({"Reason": "They withdrew too."})
    assert office.form(office.okafor).shown.splitlines()[0] == (
        "The file on Cascais, Portugal is closed already. I changed nothing."
    )
    office.okafor.closes()
    office.okafor.closes()
    assert (
        office.asks(office.lee, "/sister list closed")
        == "Closed cities. No. 1. Cascais, Portugal: closed Thu, Jan 22."
    )
    assert office.asks(office.lee, "/sister list open") == "No city is open."
    office.opens(office.dana, "/sister log Cascais")
    office.dana.submits({"Summary": "They wrote again."})
    assert office.form(office.dana).shown.splitlines()[0] == (
        "The file on Cascais, Portugal is closed. The chair or staff can reopen it; then log this."
    )
    office.dana.presses("Reopen a file")
    office.dana.fills({"City": "Cascais, Portugal"})
    office.dana.submits({"Reason": "They wrote again."})
    assert office.form(office.dana).shown.splitlines()[0] == "The file on Cascais, Portugal is open again."
    assert office.rows(Closing, "closed", "reason") == [
        (False, "They wrote again."),
        (True, "They withdrew."),
    ]


@over_socket
def test_own_entries_are_listed_and_taken_back_however_often_undo_is_pressed(office: Office) -> None:
    assert office.asks(office.dana, "/sister undo") == (
        "You have no entry that can be taken back. What was said at the set-up is changed in the settings."
    )
    office.records_inquiry("Cascais, Portugal")
    office.opens(office.dana, "/sister log Cascais")
    office.dana.submits(
        {"Summary": "Thanked them.", "This also completes": ["Step 1. Reply to the inquiry in writing"]}
    )
    office.dana.closes()
    before = office.count(Act)

    logged = f"correspondence logged; {LETTER}; “Reply to the inquiry in writing” done, Jan 22, 2026"
    assert office.asks(office.dana, "/sister undo") == (
        f"Your last entries. Thu, Jan 22, Cascais, Portugal: {logged}."
    )
    entries = office.answer(office.dana)
    office.dana.presses("Undo", entries)
    assert office.answer(office.dana).text == f"{taken_back(logged)} {KEPT}"
    office.practice.workspace.edit(
        office.practice.workspace.message(entries.channel, entries.ts),
        text=entries.text,
        blocks=entries.blocks,
    )
    office.dana.presses("Undo", entries)
    assert office.answer(office.dana).text == f"{taken_back(logged)} {KEPT}"
    assert (office.count(Act)[0] - before[0], office.count(StepEntry)) == (1, [1])
    assert "Step 1. Reply to the inquiry in writing" in office.asks(office.lee, "/sister next Cascais")


@over_http
def test_what_later_entries_rest_on_is_not_taken_back_before_them(office: Office) -> None:
    before = office.count(Act)[0]
    office.opens(office.lee, "/sister inquiry Cascais, Portugal")
    office.lee.submits()
    office.card("New inquiry: Cascais")
    office.opens(office.dana, "/sister log Cascais")
    office.dana.submits({"Summary": "Thanked them."})

    office.lee.presses("Undo")
    assert office.form(office.lee).shown.splitlines()[0] == (
        "Later entries rest on that one. Take those back first; the newest is on top."
    )
    office.dana.presses("Undo")
    assert office.form(office.dana).shown.splitlines()[0] == taken_back(f"correspondence logged; {LETTER}")
    assert office.form(office.dana).buttons == ["See it", "My last entries"]
    office.lee.closes()
    office.lee.types("/sister undo", channel="C0SISTER")
    office.lee.presses("Undo", office.answer(office.lee))
    opened = taken_back("inquiry recorded; Inquiry from them, Jan 22, 2026, Email")
    assert office.answer(office.lee).text == f"{opened} {KEPT}"
    assert office.answer(office.lee).buttons == ["See what's next", "My last entries"]
    office.card("Cascais, Portugal: the entry was taken back by Sam Lee.")
    assert office.asks(office.lee, "/sister list") == "No city is tracked yet."
    assert (office.count(Act)[0] - before, office.count(Prospect)) == (4, [1])
