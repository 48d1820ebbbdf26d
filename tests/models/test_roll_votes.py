"""Votes that the roll denies: whoever enters a time is told of them."""

from datetime import time

from models.commission import commission_of
from models.roll_calls import RollSheet, take_roll
from models.roll_votes import denied_votes
from tests.builders import Office
from tests.models.votes_builders import AYE, SEATS, Room, room


def leaves(begun: Room, clock: str) -> list[str]:
    """Enter that seat 7 left at a time; gives what the answer says of votes."""
    there = frozenset(begun.id_of(each) for each in SEATS if each != "U17")
    with begun.writing() as (session, staff):
        sheet = RollSheet(present=there, seen=10**9, at=time.fromisoformat(clock))
        change = take_roll(session, begun.meeting_id, sheet, staff, commission_of(session), begun.now)
        return denied_votes(session, change)


def test_a_departure_before_a_vote_that_the_person_cast_is_told_with_the_motion(milpitas: Office) -> None:
    begun = room(milpitas)
    at_ten = begun.later(minutes=10)
    motion = at_ten.opens()
    at_ten.all_cast(motion, dict.fromkeys(("U11", "U12", "U13", "U17"), AYE))
    at_ten.later(minutes=1).closes(motion)

    assert leaves(begun.later(minutes=30), "19:05") == [
        "The record has a vote of Bea Ortiz on motion 1, when the roll now has them away. Correct the time, or the vote."
    ]


def test_a_departure_after_the_vote_denies_nothing(one_engine: Office) -> None:
    begun = room(one_engine)
    motion = begun.later(minutes=10).opens()
    begun.later(minutes=10).all_cast(motion, dict.fromkeys(("U11", "U12", "U17"), AYE))
    begun.later(minutes=11).closes(motion)

    assert leaves(begun.later(minutes=30), "19:20") == []
