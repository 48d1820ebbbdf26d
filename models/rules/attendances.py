"""What the roll tells beyond who is there now: for whom an alternate sat, and when the quorum was there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from models.rules.bodies import BodyRules, Seating
from models.rules.quorums import quorum_through
from models.rules.roll import GOES, Mark, RollEvent, in_time


def seatings_of(
    member_id: str | None, events: Sequence[RollEvent]
) -> Iterator[tuple[RollEvent, datetime | None]]:
    """Give each seating of an alternate, with the moment at which it ended; None where it lasted."""
    seated: RollEvent | None = None
    for each in in_time(events):
        if seated and _ends(seated, each):
            yield seated, each.at
            seated = None
        if each.mark is Mark.SEATED and each.member_id == member_id:
            seated = each
    if seated:
        yield seated, None


def _ends(seated: RollEvent, each: RollEvent) -> bool:
    if each.member_id == seated.member_id:
        return each.mark in {*GOES, Mark.SEATED, Mark.UNSEATED}
    return each.mark is Mark.SEATED and each.for_seat == seated.for_seat


def recusals_of(item: str, events: Sequence[RollEvent]) -> Iterator[tuple[RollEvent, datetime | None]]:
    """Give each recusal from an item, with the moment of the return to the room; None where none is on the roll."""
    ordered = in_time(events)
    for place, each in enumerate(ordered):
        if each.mark is Mark.RECUSED and each.item == item:
            later = (other for other in ordered[place + 1 :] if other.member_id == each.member_id)
            after = next((other for other in later if other.mark in {*GOES, Mark.RETURNED}), None)
            yield each, after.at if after and after.mark is Mark.RETURNED else None


def quorum_changes(
    events: Sequence[RollEvent], seating: Seating, rules: BodyRules
) -> Iterator[tuple[datetime, bool]]:
    """Tell when, after the roll was taken, the quorum was lost or there again, at the item over which somebody was out."""
    before: bool | None = None
    for at, is_there in quorum_through(events, seating, rules):
        if before is not None and is_there is not before:
            yield at, is_there
        before = is_there
