from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from models.rules.bodies import BodyRules
from models.rules.motions import Quorum
from models.rules.quorums import has_convened, lost_at, quorum_of, roll_in_words
from models.rules.roll import Mark, RollEvent, roll_of
from tests.models.rules.rolls import ITEM, ONE_PLACE, RECUSAL, RULES, SIX, entry, present, seating

FULL = seating()
FOUR = present("m1", "m2", "m3", "m4")
COUNTED = replace(RULES, voting=replace(RULES.voting, recused_count_for_quorum=True))


def quorum(events: list[RollEvent], rules: BodyRules = RULES, item: str | None = ITEM) -> Quorum:
    return quorum_of(roll_of(events), FULL, rules, item)


def test_four_of_seven_are_a_quorum_and_three_are_none() -> None:
    assert [roll_in_words(roll_of(FOUR[:count]), FULL, RULES) for count in (4, 3)] == [
        "4 of 7 present: quorum (4 needed)",
        "3 of 7 present: no quorum (4 needed)",
    ]


def test_a_seated_alternate_makes_the_quorum_and_one_who_only_looks_on_does_not() -> None:
    there = [*FOUR[:3], *present("a1", "a2", "l1")]
    assert quorum(there) == Quorum(counted=3, needed=4)
    assert quorum([*there, entry("a1", Mark.SEATED, 1, for_seat=7)]) == Quorum(counted=4, needed=4)


@pytest.mark.parametrize(("rules", "counted"), [(RULES, 3), (COUNTED, 4)])
def test_a_recusal_takes_one_out_of_the_quorum_unless_the_body_counts_them(
    rules: BodyRules, counted: int
) -> None:
    recused = [*FOUR, entry("m1", Mark.RECUSED, 5, item=ITEM, reason="Owns the hotel")]
    assert quorum(recused, rules) == Quorum(counted=counted, needed=4)
    assert quorum_of(roll_of(FOUR), FULL, rules, ITEM, without="m1") == Quorum(counted=counted, needed=4)


def test_whoever_stands_in_for_a_recused_member_keeps_the_quorum() -> None:
    recused = [*FOUR, *present("a1"), entry("m1", Mark.RECUSED, 5, item=ITEM, reason="Owns the hotel")]
    assert quorum([*recused, entry("a1", Mark.SEATED, 6, for_seat=1)], RECUSAL) == Quorum(counted=4, needed=4)


def test_a_seat_counts_once_though_its_holder_is_recused_and_an_alternate_sits_for_it() -> None:
    recused = [
        *present("m1", "m2", "m3", "m4", "m5", "m6", "m7", "a1"),
        entry("m1", Mark.RECUSED, 5, item=ITEM),
    ]
    seated = [*recused, entry("a1", Mark.SEATED, 6, for_seat=1)]
    assert [roll_in_words(roll_of(each), FULL, RECUSAL, ITEM) for each in (recused, seated)] == [
        "7 of 7 present, 6 of them in the room: quorum (4 needed)",
        "7 of 7 seats present: quorum (4 needed)",
    ]


def test_whoever_has_not_returned_after_an_item_is_not_counted_at_the_next() -> None:
    recused = [*FOUR, entry("m1", Mark.RECUSED, 5, item=ITEM, reason="Owns the hotel")]
    assert quorum(recused, item="next") == Quorum(counted=3, needed=4)
    assert quorum([*recused, entry("m1", Mark.RETURNED, 9)], item="next") == Quorum(counted=4, needed=4)


def test_remote_members_are_left_out_where_the_quorum_must_be_in_one_place() -> None:
    remote = [*FOUR[:3], entry("m4", Mark.PRESENT, place="Loreto", ground="just cause")]
    assert quorum(remote) == Quorum(counted=4, needed=4)
    assert quorum(remote, ONE_PLACE) == Quorum(counted=3, needed=4)
    assert roll_in_words(roll_of(remote), FULL, ONE_PLACE) == (
        "4 of 7 present, 3 of them in the room: no quorum (4 needed)"
    )


def test_a_remote_member_who_is_recused_is_left_out_once() -> None:
    remote = [
        *FOUR,
        entry("m5", Mark.PRESENT, place="Loreto", ground="just cause"),
        entry("m5", Mark.RECUSED, 5, item=ITEM, reason="Owns the hotel"),
    ]
    assert quorum(remote, ONE_PLACE) == Quorum(counted=4, needed=4)


def test_a_meeting_convened_that_had_its_quorum_at_the_call_to_order_alone() -> None:
    assert has_convened([*FOUR, entry("m1", Mark.LEFT, 1)], FULL, RULES)
    assert not has_convened(FOUR[:3], FULL, RULES)
    assert not has_convened([], FULL, RULES)


@pytest.mark.parametrize(("left", "came", "convened"), [(10, 20, False), (20, 10, True), (20, 19, True)])
def test_members_who_come_after_another_has_left_do_not_make_a_quorum_with_them(
    left: int, came: int, *, convened: bool
) -> None:
    moves = [entry("m1", Mark.LEFT, left), entry("m4", Mark.ARRIVED, came)]
    assert has_convened([*FOUR[:3], *moves], FULL, RULES) is convened
    assert has_convened([*FOUR[:3], *reversed(moves)], FULL, RULES) is convened


def test_at_one_and_the_same_moment_whoever_goes_and_whoever_comes_do_not_meet() -> None:
    moves = [entry("m4", Mark.ARRIVED, 10), entry("m1", Mark.LEFT, 10)]
    assert not has_convened([*FOUR[:3], *moves], FULL, RULES)


def test_a_corrected_arrival_takes_back_a_quorum_that_never_was() -> None:
    told = [*FOUR, entry("m1", Mark.LEFT, 10)]
    assert has_convened(told, FULL, RULES)
    assert not has_convened([*told, entry("m4", Mark.PRESENT, 30)], FULL, RULES)


def test_somebody_taken_off_the_roster_since_was_there_when_it_convened() -> None:
    assert has_convened(FOUR, seating(4), RULES)


def test_a_quorum_is_lost_since_the_last_time_it_went() -> None:
    moves = [
        entry("m1", Mark.LEFT, 10),
        entry("m5", Mark.ARRIVED, 20),
        entry("m2", Mark.LEFT, 30),
        entry("m3", Mark.LEFT, 40),
    ]
    found = [lost_at([*FOUR, *moves[:count]], FULL, RULES) for count in range(5)]
    ten, thirty = (SIX + timedelta(minutes=minute) for minute in (10, 30))
    assert found == [None, ten, None, thirty, thirty]
    assert lost_at(FOUR[:3], FULL, RULES) is None


@pytest.mark.parametrize(("rules", "lost"), [(RULES, SIX + timedelta(minutes=5)), (COUNTED, None)])
def test_a_recusal_loses_the_quorum_until_they_are_back_unless_the_body_counts_them(
    rules: BodyRules, lost: datetime | None
) -> None:
    recused = [*FOUR, entry("m1", Mark.RECUSED, 5, item=ITEM, reason="Owns the hotel")]
    assert lost_at(recused, FULL, rules) == lost
    assert lost_at([*recused, entry("m1", Mark.RETURNED, 9)], FULL, rules) is None
