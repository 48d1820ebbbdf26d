"""What an entry of the roll leaves as it was: the seats that an open vote counts."""

from sqlalchemy import select

from models.commission import commission_of
from models.members import Member
from models.roll_calls import RollSheet, last_entry, take_roll
from models.rules.roll import Mark
from tests.builders import Office
from tests.models.votes_builders import ALTERNATE, AYE, LIAISON, SEATS, room, set_rules

SIX = [slack_id for slack_id in SEATS if slack_id != "U17"]


def test_a_roster_change_while_a_vote_is_open_leaves_its_alternate_seated(milpitas: Office) -> None:
    begun = room(milpitas, present=SIX)
    set_rules(milpitas, seats=7, alternates=1, alternates_for="absence")
    begun.marks(Mark.PRESENT, ALTERNATE)
    begun.marks(Mark.SEATED, ALTERNATE, for_seat=7)
    motion = begun.opens()
    begun.casts(motion, ALTERNATE, AYE)
    with begun.writing() as (session, _):
        session.scalars(select(Member).where(Member.slack_id == "U17")).one().active = False
    later = begun.later(minutes=1)
    with later.writing() as (session, asker):
        there = frozenset(later.id_of(each) for each in (*SIX, ALTERNATE, LIAISON))
        sheet = RollSheet(present=there, seen=last_entry(session, begun.meeting_id))
        take_roll(session, begun.meeting_id, sheet, asker, commission_of(session), later.now)

    assert later.options(motion)[7] == "yes"
    seated = later.reads(motion).sitting.roll.of(later.id_of(ALTERNATE))
    assert seated is not None
    assert seated.for_seat == 7
