"""Whether a meeting has its quorum, whether it ever had one, and since when it has lost it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from models.rules.bodies import BodyRules, Holder, Seating
from models.rules.motions import Quorum, quorum_without, roll_call
from models.rules.roll import Capacity, Roll, RollEvent, rolls_through, voters


def quorum_of(
    roll: Roll, seating: Seating, rules: BodyRules, item: str | None = None, *, without: str | None = None
) -> Quorum:
    """Test the quorum at an item: who is recused is left out unless the bylaws count them; so is a member `without`.

    Where the quorum must be in one place, whoever takes part from another is left out too.
    """
    votes = roll_call((), roll, seating, rules, item)
    return quorum_without(votes, without or "", seating, rules.voting, in_one_place=rules.quorum_in_one_place)


def seating_as_met(seating: Seating, roll: Roll) -> Seating:
    """Give the seating with those whom the roll has in a seat that nobody holds any more."""
    held = {holder.seat for holder in seating.holders}
    left = [
        Holder(seat=each.seat, member_id=each.member_id, name=each.name)
        for each in roll.attendees
        if each.capacity is Capacity.SEAT and each.seat and each.member_id and each.seat not in held
    ]
    return replace(seating, holders=tuple(sorted([*seating.holders, *left], key=lambda each: each.seat)))


def has_convened(events: Sequence[RollEvent], seating: Seating, rules: BodyRules) -> bool:
    """Tell whether a meeting had its quorum at any moment: enough members at once, not one after the other."""
    return any(has_it for _, has_it in quorum_through(events, seating, rules))


def lost_at(events: Sequence[RollEvent], seating: Seating, rules: BodyRules) -> datetime | None:
    """Give the moment since which the quorum that was there is lost; None where it stands, or never was there."""
    lost: datetime | None = None
    had_it = False
    for at, has_it in quorum_through(events, seating, rules):
        if had_it and not has_it:
            lost = at
        had_it = has_it
    return None if had_it else lost


def quorum_through(
    events: Sequence[RollEvent], seating: Seating, rules: BodyRules
) -> Iterator[tuple[datetime, bool]]:
    """Tell after each change whether there was a quorum, at the item over which somebody had left the room."""
    for at, roll in rolls_through(events):
        item = next((each.out_for for each in roll.attendees if each.out_for is not None), None)
        yield at, quorum_of(roll, seating_as_met(seating, roll), rules, item).is_there


def roll_in_words(roll: Roll, seating: Seating, rules: BodyRules, item: str | None = None) -> str:
    """Say how many seats are there and whether they are a quorum: "3 of 7 present: no quorum (4 needed)"; an alternate fills a seat."""
    quorum = quorum_of(roll, seating, rules, item)
    there = voters(roll, seating, rules, item)
    seats = len({voter.seat for voter in there})
    noun = "seats present" if any(voter.alternate_for for voter in there) else "present"
    counted = f", {quorum.counted} of them in the room" if quorum.counted != seats else ""
    found = "quorum" if quorum.is_there else "no quorum"
    return f"{seats} of {seating.authorised} {noun}{counted}: {found} ({quorum.needed} needed)"
