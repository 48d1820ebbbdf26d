"""The form that calls a vote, choices that no form offered, and many presses at once, through Bolt."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from models.commission import commission_of
from models.meetings import Meeting
from models.motions import Motion
from models.new_motions import NewMotion
from models.prospects import Prospect
from models.rules.roll import Mark
from models.rules.sessions import What
from models.voting import open_vote
from models.workspaces import Workspace
from tests.models.votes_builders import AT_ONCE, AYE, Room
from tests.stories.conftest import CHANNEL, Office, over_http, over_socket
from tests.stories.test_votes import MOTION, calls, in_session, item, shows

FORM = {"Motion": MOTION, "Moved by": "Sam Lee", "Seconded by": "Priya Singh"}
COMMENT = {"Public comment": ["Public comment was taken"]}


def before_the_meeting(office: Office) -> Room:
    """Put a matter of Loreto before the meeting, beside the letter."""
    office.records_inquiry()
    begun = in_session(office)
    (prospect,) = office.rows(Prospect, "id")
    begun.lists("loreto", title="Loreto", prospect_id=prospect, step_id="discuss", place=2)
    begun.happens(What.ITEM_OPENED, item="loreto")
    return begun


@over_http
def test_a_vote_on_another_item_than_the_form_was_drawn_for_is_no_evidence_for_its_step(
    office: Office,
) -> None:
    begun = before_the_meeting(office)
    for changed in ({"Agenda item": ""}, {}):
        office.opens(office.okafor, "/sister vote")
        office.okafor.submits({**FORM, **COMMENT, **({name: item(office) for name in changed})})
        assert office.form(office.okafor).title == "Vote opened"
        office.okafor.closes()
        begun.happens(What.ITEM_OPENED, item="loreto")

    assert office.rows(Motion, "number", "item", "step_id") == [(1, "letter", None), (2, "loreto", "discuss")]


@over_socket
def test_more_details_are_asked_for_of_the_item_that_was_chosen(office: Office) -> None:
    before_the_meeting(office)
    office.opens(office.okafor, "/sister vote")
    office.okafor.presses("More details…")
    assert office.form(office.okafor).values["City, and the step"] is not None
    office.okafor.closes()

    office.opens(office.okafor, "/sister vote")
    office.okafor.fills({**FORM, "Agenda item": item(office)})
    office.okafor.presses("More details…")
    assert office.form(office.okafor).values["City, and the step"] is None
    office.okafor.submits(COMMENT)
    assert office.rows(Motion, "item", "step_id") == [("letter", None)]


@over_socket
def test_no_form_opens_before_the_roll_has_anybody_to_choose(office: Office) -> None:
    begun = in_session(office)
    begun.marks(Mark.LEFT, "U0OKAFOR", "U0SAMLEE", "U0SINGH")
    assert office.asks(office.okafor, "/sister vote") == (
        "A vote needs 2 voting members present; the roll shows 0. Update the roll when more are there."
    )
    with office.records.transaction(begun.now) as session:
        workspace = session.scalars(select(Workspace)).one()
        workspace.body_kind = "nonprofit"
        workspace.settings = {**workspace.settings, "rules": {"seats": 3, "switched_off": [1]}}
    assert office.asks(office.okafor, "/sister vote") == (
        "Nobody on the roll can move or second now. Update the roll first."
    )


@over_http
def test_a_choice_that_no_form_offered_is_refused_beside_its_field(office: Office) -> None:
    in_session(office)
    vote = calls(office)
    junk = {"selected_option": {"text": {"type": "plain_text", "text": "Junk"}, "value": "junk"}}
    office.okafor.chooses("End without a vote", "more_of_vote", vote)
    office.tampers_with_form(office.okafor, {"outcome": junk})
    office.okafor.submits()
    assert office.form(office.okafor).errors == {"How it ends": "Please choose one of the list."}


@over_socket
def test_a_vote_of_the_meeting_before_can_be_chosen_to_be_reconsidered(office: Office) -> None:
    begun = in_session(office)
    earlier = a_month_before(begun)
    for meeting, status in ((earlier, "in_session"), (begun, "scheduled")):
        becomes(meeting, status)
    motion = opened_by_hand(earlier)
    for slack_id in ("U0SAMLEE", "U0SINGH"):
        earlier.casts(motion, slack_id, AYE)
    earlier.closes(motion, by="U0OKAFOR")
    for meeting, status in ((earlier, "held"), (begun, "in_session")):
        becomes(meeting, status)

    office.opens(office.okafor, "/sister vote")
    office.okafor.presses("Reconsider…")
    chosen = "Dec 25, 2025, 1. Answer the letter."
    office.okafor.submits({**FORM, **COMMENT, "Agenda item": item(office), "Vote to reconsider": chosen})
    assert office.form(office.okafor).title == "Vote opened"


@over_http
def test_the_motion_on_minutes_is_worded_ahead_and_leads_to_them_once_they_are_adopted(
    office: Office,
) -> None:
    begun = in_session(office)
    earlier = a_month_before(begun)
    becomes(earlier, "held")
    begun.lists(f"minutes:{earlier.meeting_id}", title="Approval of the minutes", kind="standing", place=2)
    begun.happens(What.ITEM_OPENED, item=f"minutes:{earlier.meeting_id}")
    office.opens(office.okafor, "/sister vote")
    assert office.form(office.okafor).values["Motion"] == "Approve the minutes of Dec 25, 2025."
    office.okafor.submits({"Moved by": "Sam Lee", "Seconded by": "Priya Singh", **COMMENT})
    office.okafor.closes()
    vote = office.card("Vote: ")
    for person in (office.lee, office.okafor):
        person.presses("Aye", vote)
    office.okafor.chooses("Close the vote", "more_of_vote", vote)
    office.okafor.submits()
    office.okafor.presses("See the minutes")
    shown = office.form(office.okafor)
    assert (shown.title, shown.shown.splitlines()[0]) == ("Minutes", "Minutes of Dec 25, 2025")


@over_socket
def test_an_item_of_no_city_is_approved_by_its_number(office: Office) -> None:
    begun = in_session(office)
    begun.happens(What.ITEM_OPENED, item="letter")
    office.opens(office.okafor, "/sister vote")
    motion = str(office.form(office.okafor).values["Motion"])
    assert motion.startswith("Approve item ")
    assert motion.endswith(", Letter from Loreto.")


def a_month_before(begun: Room) -> Room:
    """Call the meeting of four weeks earlier to order, with the same item and the same people."""
    now = begun.now - timedelta(days=28)
    with begun.writing() as (session, _):
        usual = {"body": "commission", "kind": "regular", "status": "in_session", "reason": "", "place": ""}
        meeting = Meeting(starts_at=now, on=now.date(), **usual)
        session.add(meeting)
        session.flush()
        meeting_id = meeting.id
    earlier = Room(office=begun.office, meeting_id=meeting_id, now=now)
    earlier.happens(What.CALLED_TO_ORDER, member_id=begun.id_of("U0OKAFOR"))
    earlier.lists("letter")
    earlier.marks(Mark.PRESENT, "U0OKAFOR", "U0SAMLEE", "U0SINGH")
    return earlier


def opened_by_hand(begun: Room) -> str:
    """Open the vote on the letter; gives the motion."""
    with begun.writing("U0OKAFOR") as (session, asker):
        new = NewMotion(
            text="Answer the letter.",
            mover_id=begun.id_of("U0SAMLEE"),
            seconder_id=begun.id_of("U0SINGH"),
            item="letter",
            public_comment=True,
        )
        return open_vote(session, new, asker, commission_of(session), begun.now).motion.id


def becomes(begun: Room, status: str) -> None:
    """Give a meeting a status."""
    with begun.writing() as (session, _):
        session.scalars(select(Meeting).where(Meeting.id == begun.meeting_id)).one().status = status


@pytest.mark.slow
def test_of_fifty_presses_at_once_each_has_its_answer(office: Office) -> None:
    in_session(office)
    vote = calls(office)
    people = [office.lee, office.okafor]

    def press(place: int) -> None:
        people[place % 2].presses(("Aye", "Abstain")[place % 4 // 2], vote)

    with ThreadPoolExecutor(max_workers=AT_ONCE) as hands:
        list(hands.map(press, range(50)))
    answers = [
        message.text
        for person in people
        for message in person.messages(CHANNEL)
        if message.ephemeral and message.text.startswith("Recorded: ")
    ]
    assert len(answers) == 50
    for person in people:
        person.presses("No", vote)
    shows(office, "So far: 2 no (Ngozi Okafor, Sam Lee). Not yet: Priya Singh.")
