"""A meeting in session, from the call to order to its end, through Bolt."""

from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from bot.practice.member import Member as Person
from models.agenda_items import NewItem, list_item
from models.askers import asker_of
from models.commission import commission_of
from models.ledger import Act
from models.meeting_records import NewPosting, record_posting
from models.meetings import Attendance, Happening, Meeting
from models.members import Member
from models.motions import MotionEnding
from models.workspaces import Workspace
from tests.stories.conftest import Office, over_http, over_socket

ALL = ["Ngozi Okafor", "Sam Lee", "Priya Singh"]
LETTER = "Letter from Loreto"


def gathers(office: Office, *, posts: bool = True) -> None:
    """Let it be three minutes before six; the commission has three seats, an alternate, and one item to deal with."""
    now = office.practice.clock.now()
    with office.records.transaction(now) as session:
        workspace = session.scalars(select(Workspace)).one()
        workspace.settings = {
            **workspace.settings,
            "rules": {"seats": 3, "alternates": 1, "quorum": "authorised seats"},
        }
        session.add(Member(name="A. Tran", roles=["alternate"], seat=1, active=True))
    lists_letter(office, now - timedelta(days=4), posts=posts)
    office.wait(hours=7, minutes=57)


def lists_letter(office: Office, now: datetime, *, posts: bool) -> None:
    """Have the letter listed, and the agenda posted, in time."""
    with office.records.transaction(now) as session:
        staff, commission = asker_of(session, office.dana.id), commission_of(session)
        meeting_id = session.scalars(select(Meeting.id).order_by(Meeting.starts_at)).all()[0]
        list_item(session, NewItem(meeting_id=meeting_id, title=LETTER), staff, commission, now)
        if posts:
            posting = NewPosting(day=now.date(), at=time(9), place="City Hall", posted_by="Dana Ito")
            record_posting(session, meeting_id, posting, staff, commission, now)


def calls_to_order(office: Office) -> None:
    gathers(office)
    office.asks(office.dana, "/sister meeting")
    office.dana.presses("Call to order", office.answer(office.dana))
    office.dana.submits()


def presses(office: Office, label: str, person: Person | None = None) -> None:
    """Press a button of the meeting's desk in the form on top, or in the newest answer."""
    who = person or office.dana
    who.presses(label, who.modal or office.answer(who))


def chooses(office: Office, choice: str) -> None:
    office.dana.chooses(choice, "session_more", office.form(office.dana))


def takes_roll(office: Office, *names: str) -> None:
    presses(office, "Take the roll")
    office.dana.submits({"Present": list(names)})


def opens_letter(office: Office) -> None:
    presses(office, "Open an item")
    labels = item_labels(office)
    office.dana.submits({"Item": next(label for label in labels if LETTER in label)})


def item_labels(office: Office) -> list[str]:
    block = next(block for block in office.form(office.dana).blocks if block.get("block_id") == "item")
    return [str(option["text"]["text"]) for option in block["element"]["options"]]


def shown(office: Office, person: Person | None = None) -> list[str]:
    """List what the desk says, without its buttons."""
    lines = office.form(person or office.dana).shown.splitlines()
    return [line for line in lines if not line.startswith("[")]


@over_http
def test_the_roll_is_taken_by_a_button_that_ticks_all_and_is_saved_by_hand(office: Office) -> None:
    calls_to_order(office)
    assert shown(office) == [
        "The meeting was called to order at 5:57 PM.",
        "Regular meeting of Thu, Jan 22",
        "In session since 5:57 PM.",
        "Ngozi Okafor presides.",
        "The roll is not taken yet.",
    ]
    presses(office, "Take the roll")
    assert office.form(office.dana).values["Present"] in (None, [])
    assert "A quorum is 2 of 3 seats." in office.form(office.dana).shown
    office.dana.presses("Everyone is here", office.form(office.dana))
    assert office.form(office.dana).values["Present"] == ALL
    assert office.count(Attendance) == [0]
    office.dana.submits({"At": time(17, 58)})
    assert office.form(office.dana).errors == {
        "At": "Choose a time between the call to order (5:57 PM) and now."
    }
    office.dana.submits({"At": time(17, 57), "Also present": "Ana Pires\nRui Costa"})
    assert shown(office)[0] == "The roll is taken."
    assert shown(office)[-1] == "3 of 3 present: quorum (2 needed)."
    assert office.rows(Attendance, "name", "mark") == [
        ("Ana Pires", "present"),
        ("Ngozi Okafor", "present"),
        ("Priya Singh", "present"),
        ("Rui Costa", "present"),
        ("Sam Lee", "present"),
    ]


@over_socket
def test_a_lost_quorum_is_said_first_and_an_alternate_brings_it_back(office: Office) -> None:
    calls_to_order(office)
    takes_roll(office, "Ngozi Okafor", "Sam Lee")
    office.wait(hours=1)
    presses(office, "Update the roll")
    office.dana.submits({"Present": ["Ngozi Okafor"], "Alternates present": ["A. Tran"]})
    assert shown(office) == [
        "Quorum lost at 6:57 PM: open votes are suspended. A. Tran came at 6:57 PM. Sam Lee left at 6:57 PM. An alternate is there and may be seated.",
        "Regular meeting of Thu, Jan 22",
        "Quorum lost at 6:57 PM: open votes are suspended.",
        "In session since 5:57 PM.",
        "Ngozi Okafor presides.",
        "1 of 3 present: no quorum (2 needed).",
    ]
    presses(office, "Seat an alternate")
    office.dana.submits({"Seated for Sam Lee": "Alternate 1: A. Tran"})
    assert shown(office)[0] == "There is a quorum since 6:57 PM. A. Tran sits for Sam Lee."
    assert shown(office)[-1] == "2 of 3 seats present: quorum (2 needed)."

    presses(office, "Update the roll")
    office.dana.submits({"Present": ["Ngozi Okafor", "Sam Lee"]})
    assert (
        shown(office)[0]
        == "Sam Lee came at 6:57 PM. A. Tran no longer sits for Sam Lee. An alternate is there and may be seated."
    )


@over_http
def test_a_member_is_recused_at_the_item_and_comes_back(office: Office) -> None:
    calls_to_order(office)
    takes_roll(office, "Ngozi Okafor", "Sam Lee")
    opens_letter(office)
    assert LETTER in " ".join(shown(office))
    said = office.asks(office.lee, "/sister meeting")
    assert said.endswith(f"{LETTER}.")
    presses(office, "Recuse myself", office.lee)
    assert "The item could not be voted on now." in office.form(office.lee).shown
    office.lee.submits({"Reason": "My firm works for them."})
    assert shown(office, office.lee)[0] == (
        "Quorum lost at 5:57 PM: open votes are suspended. Sam Lee is recused from the item and leaves the room."
    )
    office.lee.closes()

    presses(office, "I'm back", office.lee) if office.lee.modal else office.asks(
        office.lee, "/sister meeting"
    )
    presses(office, "I'm back", office.lee)
    assert office.answer(office.lee).text.startswith("There is a quorum since") is False
    assert office.rows(Attendance, "name", "mark", "reason")[-2:] == [
        ("Sam Lee", "recused", "My firm works for them."),
        ("Sam Lee", "returned", ""),
    ]


@over_socket
def test_whoever_presides_runs_the_meeting_and_a_member_who_does_not_may_only_look(office: Office) -> None:
    calls_to_order(office)
    takes_roll(office, *ALL)
    office.asks(office.lee, "/sister meeting")
    assert [line for line in office.answer(office.lee).shown.splitlines() if line.startswith("[")] == [
        "[Agenda]"
    ]
    chooses(office, "Hand over the chair")
    office.dana.submits({"Who presides from now on": "Sam Lee"})
    assert shown(office)[0] == "Sam Lee presides from now on."
    office.asks(office.lee, "/sister meeting")
    for label in ("Public comment taken", "Recess", "Resume"):
        presses(office, label, office.lee)
    assert office.answer(office.lee).text.startswith("The meeting goes on.")
    assert sorted(office.rows(Happening, "what")) == [
        "called to order",
        "presides",
        "public comment taken",
        "recessed",
        "resumed",
    ]


@over_http
def test_a_remote_member_and_a_corrected_time_are_entered(office: Office) -> None:
    calls_to_order(office)
    takes_roll(office, *ALL)
    chooses(office, "Remote member")
    office.dana.submits({"Who": "Priya Singh", "Place": "Loreto", "Legal ground": "Just cause"})
    assert shown(office)[0] == "Priya Singh takes part from Loreto (just cause)."
    office.wait(minutes=30)
    chooses(office, "Correct a time")
    office.dana.submits(
        {"Who came or left": "Sam Lee came at 5:57 PM", "When it was": time(18, 20), "Reason": "Was late."}
    )
    assert shown(office)[0].startswith("Sam Lee came at 6:20 PM. The time is corrected")


@over_http
def test_an_open_vote_ends_without_action_when_the_meeting_is_adjourned_and_dates_are_told(
    office: Office,
) -> None:
    office.records_inquiry("Cascais, Portugal")
    calls_to_order(office)
    takes_roll(office, *ALL)
    opens_letter(office)
    presses(office, "Call a vote")
    office.dana.submits(
        {
            "Motion": "Answer the letter.",
            "Moved by": "Sam Lee",
            "Seconded by": "Priya Singh",
            "Public comment": ["Public comment was taken"],
        }
    )
    office.dana.closes()
    office.card("Vote: Answer the letter.")
    office.asks(office.dana, "/sister meeting")
    assert "Open vote: Answer the letter." in office.answer(office.dana).text
    presses(office, "Adjourn")
    form = office.form(office.dana).shown
    assert "These votes are open and would end without action:" in form
    assert "Answer the letter." in form
    office.dana.submits({"Continued on": date(2026, 1, 29)})
    assert office.form(office.dana).errors == {"Continued at": "Please choose the time at which it goes on."}
    office.dana.submits({"Continued on": date(2026, 1, 29), "Continued at": time(18, 0)})

    assert shown(office) == [
        "The meeting was adjourned at 5:57 PM and is recorded as held.",
        "It goes on Thu, Jan 29.",
        "No deadline changed.",
    ]
    assert office.rows(MotionEnding, "outcome", "reason") == [("no action", "The meeting was adjourned")]
    assert ("2026-01-29", "adjourned_regular") in [
        (str(on), kind) for on, kind in office.rows(Meeting, "on", "kind")
    ]


@over_socket
def test_two_who_call_it_to_order_at_once_both_see_it_in_session_and_a_form_sent_twice_counts_once(
    office: Office,
) -> None:
    gathers(office)
    for person in (office.dana, office.okafor):
        office.asks(person, "/sister meeting")
        person.presses("Call to order", office.answer(person))
    office.dana.submits()
    office.okafor.submits()
    assert shown(office, office.okafor)[1:] == shown(office)[1:]
    presses(office, "Take the roll")
    presses(office, "Take the roll", office.okafor)
    for person in (office.dana, office.okafor):
        person.submits({"Present": ALL})
    assert shown(office, office.okafor)[0] == "Nothing has changed on the roll."
    with office.records.reading() as session:
        done = session.scalars(select(Act.what).where(Act.meeting_id.is_not(None)).order_by(Act.id)).all()
    assert done[-2:] == ["meeting called to order", "roll taken"]


@over_http
def test_without_a_posting_on_record_the_desk_and_the_vote_say_so(office: Office) -> None:
    gathers(office, posts=False)
    office.asks(office.dana, "/sister meeting")
    office.dana.presses("Call to order", office.answer(office.dana))
    office.dana.submits()
    takes_roll(office, *ALL)
    opens_letter(office)
    wanting = "Nobody has recorded the legal posting of this agenda."
    assert wanting in shown(office)
    office.dana.closes()
    office.opens(office.dana, "/sister vote")
    office.dana.submits(
        {
            "Motion": "Answer the letter.",
            "Moved by": "Sam Lee",
            "Seconded by": "Priya Singh",
            "Public comment": ["Public comment was taken"],
        }
    )
    assert shown(office)[-1] == wanting


@over_socket
def test_after_the_meeting_staff_correct_its_roll_and_are_told_what_follows(office: Office) -> None:
    calls_to_order(office)
    takes_roll(office, "Ngozi Okafor")
    presses(office, "Adjourn")
    office.dana.submits()
    presses(office, "Meeting")
    presses(office, "Correct the roll")
    office.dana.submits(
        {"Who": "Sam Lee", "What is right": "Was there from then on", "At": time(17, 57), "Reason": "Seen"}
    )
    assert shown(office) == [
        "Corrected: Sam Lee came at 5:57 PM. The earlier entry stays in the record.",
        "The roll now shows a quorum, and the meeting is recorded as held without a quorum. Change the record.",
    ]
