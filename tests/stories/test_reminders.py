"""Reminders, from the note to what ends them."""

import pytest

from bot.practice.seen import MessageSeen
from tests.stories.conftest import Office, over_socket

DISCUSS = "Discuss the possible relationship at a commission meeting"
POST_AGENDA = "Post the agenda of Thu, Apr 23 by Mon, Apr 20, 6:00 PM."


@over_socket
def test_the_owner_is_reminded_in_one_note_and_ends_it_from_there(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    had = office.lee.dm
    office.wait(days=88)

    note = office.note(office.dana)
    assert note.text == (
        f"Cascais: {DISCUSS}, due Thu, Apr 23, in 3 working days. Yours to do. {POST_AGENDA}"
    )
    assert (len(office.dana.dm), office.lee.dm) == (1, had)

    office.dana.presses("Done", in_=note)
    assert office.form(office.dana).shown.splitlines()[:2] == ["Cascais, Portugal", f"Step 2. {DISCUSS}"]
    office.dana.submits(
        {
            "What is there": ["discussed at a commission meeting"],
            "Evidence": "Discussed at a meeting",
        }
    )
    office.dana.closes()

    ended = office.practice.wait_for(
        lambda: next((one for one in office.dana.dm if "Done by" in one.text), None)
    )
    assert ended is not None
    assert (ended.ts, ended.text, len(office.dana.dm)) == (
        note.ts,
        f"{POST_AGENDA} Cascais: {DISCUSS}. Done by you, Mon 11:00 AM.",
        1,
    )


@over_socket
def test_an_older_note_opens_no_form_for_a_step_that_was_done_since(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.wait(days=88)
    older = office.note(office.dana)
    office.wait(days=3)
    office.dana.presses("Done", in_=office.note(office.dana, newer_than=1))
    office.dana.submits(
        {
            "What is there": ["discussed at a commission meeting"],
            "Evidence": "Discussed at a meeting",
        }
    )
    office.dana.closes()

    office.dana.presses("Done", in_=older)
    assert [each.text for each in office.dana.dm if each.ephemeral] == [
        f"“{DISCUSS}” is done already, recorded by Dana Ito. I changed nothing."
    ]


@over_socket
def test_a_snoozed_matter_comes_back_on_its_day(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.wait(days=88)
    first = office.note(office.dana)

    def snoozed() -> MessageSeen | None:
        said = "You snoozed this until Tue, Apr 21."
        return next((one for one in office.dana.dm if said in one.text), None)

    office.dana.chooses("Tomorrow, Tue, Apr 21", from_="Snooze", in_=first)
    office.dana.presses("Show again", in_=office.practice.wait_for(snoozed))
    office.practice.wait_for(lambda: [one.text for one in office.dana.dm] == [first.text])
    office.dana.chooses("Tomorrow, Tue, Apr 21", from_="Snooze", in_=first)
    again = office.practice.wait_for(snoozed)
    assert again is not None
    assert again.ts == first.ts

    office.wait(days=1)
    office.practice.wait_for(lambda: len(office.dana.dm) == 2)
    back, _, _ = office.dana.dm[-1].text.partition(" The agenda of")
    assert back == f"Cascais: {DISCUSS}, due Thu, Apr 23, in 2 working days. Yours to do."


@over_socket
def test_a_matter_is_put_off_to_a_day_that_is_picked(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.wait(days=88)
    note = office.note(office.dana)
    office.dana.chooses("Pick a date", from_="Snooze", in_=note)
    office.dana.submits({"Until": "2026-05-01"})
    assert office.form(office.dana).errors == {
        "Until": "That is too late. Please choose a day up to Thu, Apr 23."
    }
    office.dana.submits({"Until": "2026-04-23"})
    assert office.form(office.dana).shown.splitlines()[0] == "I'll bring this up again on Thu, Apr 23."
    office.practice.wait_for(lambda: "You snoozed this until Thu, Apr 23." in office.dana.dm[-1].text)
    office.dana.presses("Show again")
    assert office.form(office.dana).shown.splitlines()[0] == "It is back in your note."
    office.practice.wait_for(lambda: [one.text for one in office.dana.dm] == [note.text])


@pytest.mark.slow
@over_socket
def test_the_chair_extends_what_is_overdue_from_the_note_that_tells_of_it(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.settles()
    office.wait(days=95)
    office.practice.wait_for(
        lambda: any("I'll tell Ngozi Okafor" in one.text for one in office.notes(office.dana))
    )
    office.wait(days=3)
    office.practice.wait_for(lambda: any("Please ask" in one.text for one in office.notes(office.okafor)))

    note = office.notes(office.okafor)[-1]
    assert note.text == (
        f"Cascais: “{DISCUSS}” was due Thu, Apr 23, 5 working days ago."
        " Dana Ito looks after it. Please ask Dana Ito, or extend it by agreement."
    )
    office.okafor.presses("Extend deadline", in_=note)
    office.okafor.submits({"New date": "2026-06-30", "Agreed by": "the City Council", "Reason": "Elections."})
    assert office.form(office.okafor).shown.splitlines()[0] == (
        f"Cascais, Portugal: “{DISCUSS}” is now due Tue, Jun 30 instead of Thu, Apr 23."
    )
    office.okafor.closes()
    office.practice.wait_for(
        lambda: office.notes(office.okafor)[-1].text == f"Cascais: {DISCUSS}. Extended to Tue, Jun 30."
    )
