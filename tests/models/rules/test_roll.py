from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.bodies import AlternatesFor, BodyRules, Seating
from models.rules.counting import House
from models.rules.roll import Mark, RollEvent, house_of, roll_of, seats_to_fill, to_unseat, voters
from tests.models.rules.rolls import ITEM, RECUSAL, RULES, SEATS, SIX, VACANCY, entry, present, seating

FULL = seating()


def names(events: Sequence[RollEvent], rules: BodyRules = RULES, held: Seating = FULL) -> list[str]:
    return [voter.name for voter in voters(roll_of(events), held, rules, ITEM)]


def test_nobody_is_there_before_the_roll_is_taken() -> None:
    assert house_of(roll_of([]), FULL, RULES) == House(
        authorised_seats=7, filled_seats=7, present=0, alternates_seated=0, absent=7
    )
    assert roll_of([entry("m1", Mark.ABSENT)]).is_taken is False


def test_a_late_arrival_counts_from_then_on() -> None:
    events = [*present("m1", "m2"), entry("m3", Mark.ABSENT), entry("m3", Mark.ARRIVED, 20)]
    found = roll_of(events).of("m3")

    assert names(events) == ["M1", "M2", "M3"]
    assert found is not None
    assert found.stays == ((SIX + timedelta(minutes=20), None),)


def test_leaving_and_returning_twice_makes_three_stays() -> None:
    moves = [Mark.PRESENT, Mark.LEFT, Mark.ARRIVED, Mark.LEFT, Mark.ARRIVED]
    found = roll_of([entry("m1", mark, 10 * n) for n, mark in enumerate(moves)]).of("m1")

    assert found is not None
    minutes = [tuple(at and (at - SIX).seconds // 60 for at in stay) for stay in found.stays]
    assert minutes == [(0, 10), (20, 30), (40, None)]


def test_somebody_excused_who_comes_after_all_is_no_longer_excused() -> None:
    found = roll_of([entry("m1", Mark.EXCUSED), entry("m1", Mark.ARRIVED, 5)]).of("m1")
    assert found is not None
    assert (found.is_present, found.is_excused) == (True, False)


def test_an_arrival_entered_anew_replaces_the_time_before() -> None:
    events = [
        *present("m1"),
        entry("m1", Mark.LEFT, 30),
        entry("m1", Mark.ARRIVED, 50),
        entry("m1", Mark.ARRIVED, 40),
    ]
    found = roll_of(events).of("m1")
    assert found is not None
    minutes = [tuple(at and (at - SIX).seconds // 60 for at in stay) for stay in found.stays]
    assert minutes == [(0, 30), (40, None)]


def test_a_departure_entered_anew_replaces_the_time_before() -> None:
    found = roll_of([*present("m1"), entry("m1", Mark.LEFT, 50), entry("m1", Mark.LEFT, 40)]).of("m1")
    assert found is not None
    assert found.stays == ((SIX, SIX + timedelta(minutes=40)),)


def test_liaisons_and_unseated_alternates_in_the_room_count_for_nothing() -> None:
    events = present("m1", "a1", "l1")
    assert names(events) == ["M1"]
    assert house_of(roll_of(events), FULL, RULES).present == 1


def test_an_alternate_sits_for_an_absent_seat_until_its_holder_comes() -> None:
    events = [*present("m1", "a1"), entry("a1", Mark.SEATED, 5, for_seat=4)]
    assert [(each.seat, each.name, each.alternate_for) for each in voters(roll_of(events), FULL, RULES)] == [
        (1, "M1", ""),
        (4, "A1", "M4"),
    ]
    assert seats_to_fill(roll_of(events), FULL, RULES) == (2, 3, 5, 6, 7)

    come = [*events, entry("m4", Mark.ARRIVED, 9)]
    assert names(come) == ["M1", "M4"]
    assert [each.name for each in to_unseat(roll_of(come), FULL, RULES)] == ["A1"]
    assert to_unseat(roll_of([*come, entry("a1", Mark.UNSEATED, 9)]), FULL, RULES) == ()


def test_an_alternate_sits_for_two_in_turn() -> None:
    events = [
        *present("a1"),
        entry("a1", Mark.SEATED, 1, for_seat=4),
        entry("a1", Mark.UNSEATED, 9),
        entry("a1", Mark.SEATED, 9, for_seat=5),
    ]
    assert [(each.seat, each.alternate_for) for each in voters(roll_of(events), FULL, RULES)] == [(5, "M5")]


def test_a_seat_has_one_alternate_the_last_who_was_seated() -> None:
    events = [*present("a1", "a2"), *(entry(each, Mark.SEATED, 1, for_seat=4) for each in ("a1", "a2"))]
    assert names(events) == ["A2"]


@pytest.mark.parametrize(("rules", "seats"), [(RULES, ()), (VACANCY, (4,)), (RECUSAL, (4,))])
def test_a_vacant_seat_is_filled_only_where_the_body_says_so(
    rules: BodyRules, seats: tuple[int, ...]
) -> None:
    roll = roll_of(present("m1", "m2", "m3", "m5", "m6", "m7", "a1"))
    assert seats_to_fill(roll, seating(4), rules) == seats


def test_an_alternate_for_the_vacant_seat_says_so() -> None:
    events = [*present("a1"), entry("a1", Mark.SEATED, for_seat=4)]
    assert [each.alternate_for for each in voters(roll_of(events), seating(4), VACANCY)] == [
        "the vacant seat 4"
    ]


def test_whoever_is_recused_stays_a_voter_of_the_item_and_is_away_at_any_other_until_they_return() -> None:
    events = [*present("m1", "m2"), entry("m1", Mark.RECUSED, 5, item=ITEM, reason="Owns the hotel")]
    assert names(events) == ["M1", "M2"]
    assert [each.name for each in voters(roll_of(events), FULL, RULES, "next")] == ["M2"]

    back = [*events, entry("m1", Mark.RETURNED, 9)]
    assert [each.name for each in voters(roll_of(back), FULL, RULES, "next")] == ["M1", "M2"]


def test_an_alternate_sits_for_a_recused_member_only_where_the_body_says_so_and_only_for_that_item() -> None:
    recused = [*present("m1", "a1"), entry("m1", Mark.RECUSED, 5, item=ITEM, reason="Owns the hotel")]
    roll = roll_of(recused)
    assert [1 in seats_to_fill(roll, FULL, rules, ITEM) for rules in (RULES, VACANCY, RECUSAL)] == [
        False,
        False,
        True,
    ]
    seated = [*recused, entry("a1", Mark.SEATED, 6, for_seat=1)]
    assert names(seated, RECUSAL) == ["M1", "A1"]
    assert [each.name for each in to_unseat(roll_of(seated), FULL, RECUSAL, "next")] == ["A1"]


def test_somebody_taken_off_the_roster_stays_on_the_roll_and_has_no_seat() -> None:
    events = present("m1", "m4")
    assert names(events, held=seating(4)) == ["M1"]
    assert [each.name for each in roll_of(events).attendees] == ["M1", "M4"]


PEOPLE = [f"m{seat}" for seat in range(1, SEATS + 1)] + ["a1", "a2", "l1"]


@st.composite
def rolls(draw: st.DrawFn) -> list[RollEvent]:
    """Any entries whatever, in any order, even such as no form would write."""
    return draw(
        st.lists(
            st.builds(
                entry,
                st.sampled_from(PEOPLE),
                st.sampled_from(list(Mark)),
                st.integers(0, 90),
                for_seat=st.integers(1, SEATS),
                item=st.sampled_from([ITEM, "other"]),
            ),
            max_size=40,
        )
    )


@given(
    events=rolls(),
    vacant=st.sets(st.integers(1, SEATS), max_size=3),
    which=st.sampled_from(list(AlternatesFor)),
    item=st.sampled_from([None, ITEM, "other"]),
)
def test_every_filled_seat_is_there_or_absent_and_no_seat_votes_twice(
    events: list[RollEvent], vacant: set[int], which: AlternatesFor, item: str | None
) -> None:
    held, roll = seating(*vacant), roll_of(events)
    rules = BodyRules(body="b", title="B", seats=SEATS, alternates_for=which)
    house, there = house_of(roll, held, rules, item), voters(roll, held, rules, item)
    recused = {
        each.seat for each in there if (found := roll.of(each.member_id)) and found.is_recused_from(item)
    }

    assert house.present - house.alternates_seated + house.absent == house.filled_seats
    assert house.present - len(recused) <= house.authorised_seats
    assert len({each.member_id for each in there}) == len(there)
    own = [each.seat for each in there if not each.alternate_for]
    stand_ins = [each.seat for each in there if each.alternate_for]
    assert (len(set(own)), len(set(stand_ins))) == (len(own), len(stand_ins))
    assert set(own) & set(stand_ins) <= recused


@given(events=rolls())
def test_stays_follow_one_another_and_only_the_last_may_be_open(events: list[RollEvent]) -> None:
    for each in roll_of(events).attendees:
        ends = [until for _, until in each.stays]
        moments = [at for stay in each.stays for at in stay if at is not None]
        assert (None in ends[:-1], moments) == (False, sorted(moments))
        assert each.is_present == (bool(ends) and ends[-1] is None)
