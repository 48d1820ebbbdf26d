"""What may be moved, and by whom."""

from sqlalchemy import select

from models.meetings import Meeting
from models.new_motions import votes_to_reconsider
from tests.builders import Office, refused
from tests.models.test_minutes import FIVE, a_month_later, held, motion_of, over
from tests.models.votes_builders import AYE, Room, room


def reconsidered(begun: Room) -> list[str]:
    with begun.office.workspace.reading() as session:
        meeting = session.scalars(select(Meeting).where(Meeting.id == begun.meeting_id)).one()
        return [vote.record for vote in votes_to_reconsider(session, meeting)]


def test_a_vote_of_the_meeting_before_is_reconsidered_by_the_side_that_prevailed(milpitas: Office) -> None:
    begun = held(milpitas)
    following = a_month_later(begun)
    following.lists("letter")
    motion = motion_of(begun)
    assert reconsidered(following) == ["motion 1 of Jan 15, 2026"]
    with refused(
        "Only somebody who voted Aye on it, the side that prevailed, can move to reconsider it.", "mover"
    ):
        following.opens(mover_id=begun.id_of("U14"), reconsiders=motion)
    again = following.opens(mover_id=begun.id_of("U11"), reconsiders=motion)
    following.all_cast(again, dict.fromkeys(FIVE, AYE))

    assert following.closes(again).said == (
        (
            "Motion 1 of Jan 15, 2026 is before the meeting again; call the vote on it. "
            "What it led to stays as it is."
        ),
    )


def test_a_vote_of_two_meetings_ago_is_not_reconsidered(one_engine: Office) -> None:
    begun = held(one_engine)
    between = a_month_later(begun)
    over(between)
    following = a_month_later(between)
    following.lists("letter")

    assert reconsidered(following) == []
    with refused(
        "A vote can be reconsidered at its own meeting or the next one. Move the matter anew.", "reconsiders"
    ):
        following.opens(reconsiders=motion_of(begun))


def test_a_vote_without_a_quorum_decided_nothing_that_could_be_reconsidered(one_engine: Office) -> None:
    begun = room(one_engine, present=FIVE)
    motion = begun.opens()
    for slack_id in FIVE[:2]:
        begun.recuses(motion, slack_id)
    begun.closes(motion)

    assert begun.outcome(motion) == "No action: no quorum"
    assert reconsidered(begun) == []
