"""A vote in the channel, from the call to the corrected record, through Bolt."""

from datetime import timedelta

from sqlalchemy import select

from bot.practice.seen import MessageSeen
from models.meetings import Meeting
from models.members import Member
from models.motions import Ballot, MotionEnding
from models.rules.roll import Mark
from models.rules.sessions import What
from models.workspaces import Workspace
from tests.builders import Office as Commission
from tests.models.votes_builders import Room
from tests.stories.conftest import BEGINNING, CHANNEL, Office, over_http, over_socket

MOTION = "Answer the letter from Loreto."
SEATED = ("U0OKAFOR", "U0SAMLEE", "U0SINGH")


def in_session(office: Office) -> Room:
    """Call a meeting of three seats to order, with one item on its agenda, everybody there."""
    now = office.practice.clock.now()
    with office.records.transaction(now) as session:
        workspace = session.scalars(select(Workspace)).one()
        workspace.settings = {**workspace.settings, "rules": {"seats": 3, "quorum": "authorised seats"}}
        session.scalars(select(Member).where(Member.name == "Priya Singh")).one().slack_id = "U0SINGH"
        meeting = session.scalars(select(Meeting).where(Meeting.on == BEGINNING.date())).one()
        meeting.status = "in_session"
        meeting_id = meeting.id
    begun = Room(office=Commission(workspace=office.records, now=now), meeting_id=meeting_id, now=now)
    begun.happens(What.CALLED_TO_ORDER, member_id=begun.id_of("U0OKAFOR"))
    begun.lists("letter")
    begun.marks(Mark.PRESENT, *SEATED)
    return begun


def calls(office: Office, motion: str = MOTION) -> MessageSeen:
    """Have the chair call a vote; gives the message in the channel."""
    office.opens(office.okafor, "/sister vote")
    office.okafor.submits(
        {
            "Motion": motion,
            "Moved by": "Sam Lee",
            "Seconded by": "Priya Singh",
            "Agenda item": item(office),
            "Public comment": ["Public comment was taken"],
        }
    )
    assert office.form(office.okafor).title == "Vote opened"
    office.okafor.closes()
    return office.card(f"Vote: {motion}")


def item(office: Office) -> str:
    """Give the letter as the menu of items names it."""
    block = next(block for block in office.form(office.okafor).blocks if block.get("block_id") == "item")
    labels = [option["text"]["text"] for option in block["element"]["options"]]
    return next(str(label) for label in labels if label.endswith("Letter from Loreto"))


def shows(office: Office, words: str) -> MessageSeen:
    """Wait until the vote's message says so."""

    def said() -> MessageSeen | None:
        office.wait(seconds=1)
        posted = [message for message in office.dana.messages(CHANNEL) if not message.ephemeral]
        return next((message for message in posted if words in f"{message.text}\n{message.shown}"), None)

    found = office.practice.wait_for(said)
    assert found is not None
    return found


def corrigible(office: Office) -> MessageSeen:
    """Wait until the vote can no longer be opened again."""

    def found() -> MessageSeen | None:
        card = office.card("Carried 2\N{EN DASH}0")
        return card if card.buttons == ["Correct the record"] else None

    card = office.practice.wait_for(found)
    assert card is not None
    return card


@over_http
def test_a_vote_is_called_cast_closed_reopened_and_corrected(office: Office) -> None:
    in_session(office)
    vote = calls(office)
    assert vote.buttons[:4] == ["Aye", "No", "Abstain", "Recuse"]

    office.lee.presses("Aye", vote)
    assert office.answer(office.lee).text == (
        "Recorded: Aye. You can change it until the chair closes the vote."
    )
    office.okafor.presses("No", vote)
    shows(office, "So far: 1 aye (Sam Lee), 1 no (Ngozi Okafor). Not yet: Priya Singh.")
    office.okafor.presses("Aye", vote)
    shows(office, "So far: 2 aye (Ngozi Okafor, Sam Lee). Not yet: Priya Singh.")

    office.okafor.chooses("Close the vote", "more_of_vote", vote)
    assert "Close with 1 member not voting (Priya Singh)?" in office.form(office.okafor).shown
    office.okafor.submits()
    assert (
        office.form(office.okafor).shown.splitlines()[0] == f"Carried 2\N{EN DASH}0, 1 not voting: {MOTION}"
    )
    office.okafor.closes()
    closed = shows(office, "Carried 2\N{EN DASH}0, 1 not voting")
    assert closed.ts == vote.ts
    assert closed.text.startswith(
        f"Carried 2\N{EN DASH}0, 1 not voting: {MOTION} Moved by Sam Lee, seconded by Priya Singh. Aye: Ngozi Okafor, Sam Lee. Not voting: Priya Singh."
    )
    assert closed.buttons == ["Reopen"]

    office.okafor.presses("Reopen", closed)
    shows(office, "So far: 2 aye")
    office.okafor.chooses("Close the vote", "more_of_vote", vote)
    office.okafor.submits()
    office.okafor.closes()
    shows(office, "Carried 2\N{EN DASH}0")

    office.practice.clock.move(timedelta(minutes=10))
    closed = corrigible(office)
    office.dana.presses("Correct the record", closed)
    office.dana.submits(
        {
            "Whose vote, and what the record says": "Ngozi Okafor: Aye",
            "What it was": "No",
            "Reason": "The chair said no aloud",
        }
    )
    corrected = "Failed on a tie, 1\N{EN DASH}1, 1 not voting"
    assert office.form(office.dana).shown.splitlines()[0] == f"Corrected; both entries are kept. {corrected}."
    assert "Ngozi Okafor, No, not Aye. Reason: The chair said no aloud." in shows(office, corrected).text
    assert office.count(Ballot, MotionEnding) == [4, 3]


@over_socket
def test_spoken_votes_are_entered_and_everybody_else_is_told_why_they_have_none(office: Office) -> None:
    had = office.notes(office.lee)
    in_session(office)
    vote = calls(office)
    assert office.asks(office.lee, "/sister vote") == (
        "Only the chair (Ngozi Okafor), whoever presides, or staff (Dana Ito) can call or close a vote. "
        "I can put it on the next agenda for you."
    )
    office.dana.presses("Aye", vote)
    assert office.answer(office.dana).text.startswith("Only voting members seated at this meeting can vote.")
    office.stranger.presses("Aye", vote)
    assert office.answer(office.stranger).text.startswith(
        "Clerk keeps records for the Sierra Vista Sister Cities Commission."
    )

    office.dana.chooses("All aye, except…", "more_of_vote", vote)
    office.dana.submits({"Except": ["Priya Singh"], "Those named voted": "No"})
    assert "2 aye (Ngozi Okafor, Sam Lee), 1 no (Priya Singh)" in office.form(office.dana).shown
    office.dana.presses("Close the vote")
    office.dana.submits()
    closed = shows(office, "Carried 2\N{EN DASH}1")
    assert "Spoken votes were recorded by Dana Ito." in closed.shown
    assert office.notes(office.lee) == had


@over_socket
def test_a_recusal_has_its_reason_and_warns_of_a_lost_quorum(office: Office) -> None:
    begun = in_session(office)
    begun.marks(Mark.LEFT, "U0SINGH")
    office.opens(office.okafor, "/sister vote")
    office.okafor.submits(
        {
            "Motion": MOTION,
            "Moved by": "Sam Lee",
            "Seconded by": "Ngozi Okafor",
            "Agenda item": item(office),
            "Public comment": ["Public comment was taken"],
        }
    )
    office.okafor.closes()
    vote = office.card("Vote: ")
    office.lee.presses("Recuse", vote)
    assert (
        "This loses the quorum: without you, 1 member counts as present, and 2 make a quorum."
        in office.form(office.lee).shown
    )
    office.lee.submits({"Reason": "I work for the shipper."})
    office.lee.closes()
    shows(office, "Suspended: 1 member counts as present, and 2 make a quorum.")
    office.lee.presses("Aye", vote)
    assert office.answer(office.lee).text == (
        "The vote is suspended: 1 member counts as present, and 2 make a quorum. It goes on when they are there."
    )


@over_http
def test_more_is_asked_for_only_when_it_is_wanted(office: Office) -> None:
    in_session(office)
    office.opens(office.okafor, "/sister vote")
    usual = ["Motion", "Moved by", "Seconded by", "Agenda item", "Public comment"]
    assert office.form(office.okafor).labels == usual
    office.okafor.fills({"Motion": MOTION, "Moved by": "Sam Lee"})
    office.okafor.presses("More details…")
    form = office.form(office.okafor)
    assert (form.labels, form.values["Motion"], form.values["Moved by"]) == (
        [*usual, "Another rule", "Why another rule", "Second"],
        MOTION,
        "Sam Lee",
    )
    office.okafor.submits(
        {
            "Agenda item": item(office),
            "Public comment": ["Public comment was taken"],
            "Second": ["There was no second"],
        }
    )
    assert office.form(office.okafor).shown.splitlines()[0] == f"Died for want of a second: {MOTION}"
    office.card(f"Died for want of a second: {MOTION}")


@over_socket
def test_the_button_that_reopens_goes_after_ten_minutes_by_itself(office: Office) -> None:
    in_session(office)
    vote = calls(office)
    office.okafor.chooses("Close the vote", "more_of_vote", vote)
    office.okafor.submits()
    assert shows(office, "Failed 0\N{EN DASH}0, 3 not voting").buttons == ["Reopen"]
    office.practice.clock.move(timedelta(minutes=10))
    office.practice.wait_for(lambda: office.card("Failed 0\N{EN DASH}0").buttons != ["Reopen"])
    assert office.card("Failed 0\N{EN DASH}0").buttons == ["Correct the record"]


@over_http
def test_no_vote_is_called_between_meetings(office: Office) -> None:
    assert office.asks(office.okafor, "/sister vote") == (
        "A vote needs a meeting in session; none is. Open-meeting law asks for it. Take the roll, or schedule a meeting."
    )
