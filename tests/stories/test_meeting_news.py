"""What people hear at once of their meetings, each in a direct message."""

from bot.practice.member import Member
from bot.practice.seen import MessageSeen
from models.meetings import Regret
from models.workspaces import Workspace
from tests.stories.conftest import Office, over_http, over_socket

FEBRUARY = "Thu, Feb 26, 6:00 PM"


def of_meeting(office: Office, person: Member) -> list[MessageSeen]:
    """List what somebody was told of the meeting of February, the daily notes apart."""
    told = ("The meeting ", "The agenda of ", "The posting of ")
    return [note for note in office.notes(person) if note.text.startswith(told)]


def word(office: Office, person: Member, beginning: str) -> MessageSeen:
    """Wait for the one word of the meeting that somebody gets."""

    def told() -> MessageSeen | None:
        return next((note for note in of_meeting(office, person) if note.text.startswith(beginning)), None)

    found = office.practice.wait_for(told)
    assert found is not None
    assert len(of_meeting(office, person)) == 1
    return found


def shortage(office: Office, person: Member) -> MessageSeen | None:
    """Give the word of a missing quorum that somebody got."""
    return next((note for note in office.notes(person) if "quorum" in note.text), None)


def cancels(office: Office, reason: str) -> None:
    """Have the chair cancel the meeting of February."""
    office.opens(office.okafor, "/sister meeting cancel")
    office.okafor.submits({"Reason": reason})


@over_http
def test_a_cancelled_meeting_is_told_to_each_person_and_the_same_message_says_that_it_is_on_again(
    office: Office,
) -> None:
    office.wait(days=1)
    cancels(office, "Too few members.")
    off = f"The meeting of {FEBRUARY} is cancelled: Too few members. The next one is Thu, Mar 26."
    lee, dana = word(office, office.lee, off), word(office, office.dana, off)
    assert (lee.text, lee.buttons) == (off, ["Meeting"])
    assert dana.text == f"{off} Priya Singh is not on Slack; please tell them."
    assert "Cancelled by Ngozi Okafor." in lee.shown

    office.okafor.presses("Put it back")
    office.okafor.submits()
    again = word(office, office.lee, f"The meeting of {FEBRUARY} is on again.")
    assert again.ts == lee.ts
    assert "Put back by Ngozi Okafor." in again.shown
    assert of_meeting(office, office.okafor) == []

    office.lee.presses("I can't attend", again)
    office.practice.wait_for(lambda: office.rows(Regret, "attends") == [False])


@over_socket
def test_a_moved_meeting_is_told_to_each_person(office: Office) -> None:
    office.wait(days=1)
    office.opens(office.dana, "/sister meeting move")
    office.dana.submits({"Date": "2026-03-05", "Reason": "The hall is taken."})
    assert "Priya Singh is not on Slack; please tell them." in office.form(office.dana).shown

    said = (
        f"The meeting is moved from {FEBRUARY} to Thu, Mar 5, 6:00 PM: The hall is taken. "
        "If you can't attend then, please say so."
    )
    assert [word(office, each, said).text for each in (office.lee, office.okafor)] == [said, said]
    assert of_meeting(office, office.dana) == []


@over_socket
def test_staff_are_called_a_last_time_to_post_an_agenda_until_they_record_it(office: Office) -> None:
    office.wait(days=32, hours=4, minutes=1)
    call = "The agenda of Thu, Feb 26 must be posted by Mon, Feb 23, 6:00 PM."
    called = word(office, office.dana, call)
    assert called.buttons == ["Agenda", "Record legal posting"]

    office.dana.presses("Record legal posting", called)
    office.dana.submits({"Posted on": "2026-02-23", "At": "14:00", "Where": "City Hall"})
    ended = word(office, office.dana, "The posting of the agenda of Thu, Feb 26 is recorded.")
    assert ended.ts == called.ts


@over_http
def test_a_quorum_that_becomes_impossible_is_told_to_the_chair_and_not_to_staff_who_recorded_it(
    office: Office,
) -> None:
    with office.records.transaction(office.practice.clock.now()) as session:
        session.query(Workspace).one().settings = {"rules": {"seats": 3, "quorum": "authorised seats"}}
    office.asks(office.lee, "/sister meeting")
    office.lee.presses("I can't attend", office.answer(office.lee))
    assert office.answer(office.lee).text.startswith(
        "Noted: you can't attend. Thu, Jan 22, 6:00 PM: regular meeting."
    )
    assert office.answer(office.lee).buttons == ["Agenda", "I can attend", "Calendar file"]
    assert shortage(office, office.dana) is None
    office.asks(office.dana, "/sister meeting")
    assert "Can't attend: Sam Lee. 2 of 3 members expected; a quorum is 2." in office.answer(office.dana).text
    office.dana.chooses("Who can't attend?", "more_meeting", office.answer(office.dana))
    assert office.form(office.dana).values["Who can't attend?"] == ["Sam Lee"]
    office.dana.submits({"Who can't attend?": ["Sam Lee", "Priya Singh"]})
    short = (
        "The regular meeting of Thu, Jan 22 is short of a quorum: 1 of 3 members expected; a quorum is 2. "
        "Can't attend: Priya Singh and Sam Lee."
    )
    told = office.practice.wait_for(lambda: shortage(office, office.okafor))
    assert told is not None
    assert (told.text, shortage(office, office.dana)) == (short, None)
    assert "2 can't attend. 1 of 3 members expected; a quorum is 2. That is too few." in office.asks(
        office.lee, "/sister meeting"
    )
    assert shortage(office, office.lee) is None

    office.lee.presses("I can attend", office.answer(office.lee))
    again = "A quorum is possible again for the regular meeting of Thu, Jan 22: 2 of 3 members expected; a quorum is 2."
    office.practice.wait_for(
        lambda: (
            [note.text[: len(again)] for note in office.notes(office.okafor) if note.ts == told.ts] == [again]
        )
    )
    assert len(office.rows(Regret, "attends")) == 3
