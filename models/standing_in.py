"""Alternates: seating them for a named seat whose holder is away, and letting them go."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from models import ledger
from models.askers import Asker
from models.presiding import at_meeting
from models.refusals import NotFound, Refusal
from models.roll_calls import RollChange, must_have_roll
from models.roll_rows import entry_for, write_roll
from models.rules.roll import Attendee, Mark, RollEvent, seats_to_fill
from models.sessions import Sitting


def seats_open(sitting: Sitting) -> tuple[int, ...]:
    """List the seats that an alternate may be seated for now."""
    return seats_to_fill(sitting.roll, sitting.seating, sitting.rules, sitting.session.item)


def alternates_present(sitting: Sitting) -> tuple[Attendee, ...]:
    """List the alternates in attendance, in their order."""
    found = (sitting.roll.of(each.member_id) for each in sitting.seating.alternates)
    return tuple(each for each in found if each is not None and each.is_present)


def may_seat(sitting: Sitting) -> bool:
    """Tell whether an alternate who is there could sit for a seat now."""
    waiting = [each for each in alternates_present(sitting) if each.for_seat is None]
    return bool(waiting and seats_open(sitting))


def seat_alternates(
    session: Session,
    meeting_id: str,
    seated: Mapping[int, str],
    asker: Asker,
    now: datetime,
    *,
    unseated: Collection[str] = (),
) -> RollChange:
    """Seat alternates, each for a seat whose holder is away, and let go those who are no longer to sit for one."""
    sitting = must_have_roll(at_meeting(session, meeting_id, asker))
    if len(set(seated.values())) < len(seated):
        raise Refusal("One alternate sits for one seat. Choose another for the second.")
    leaving = [
        entry_for(each, Mark.UNSEATED, now)
        for each in alternates_present(sitting)
        if each.for_seat is not None and (each.member_id in {*unseated, *seated.values()})
        if seated.get(each.for_seat) != each.member_id
    ]
    coming = [
        _seated(sitting, seat, member_id, now)
        for seat, member_id in seated.items()
        if not _sits(sitting, seat, member_id)
    ]
    if not [*leaving, *coming]:
        return RollChange(before=sitting, after=sitting)
    act = ledger.record(session, "alternate seated", actor=asker.actor, now=now, meeting_id=meeting_id)
    return RollChange(before=sitting, after=write_roll(session, sitting, [*leaving, *coming], act, now))


def passed_over(sitting: Sitting) -> tuple[Attendee, ...]:
    """List the alternates who wait while one after them in the order has been seated."""
    there = alternates_present(sitting)
    seated = [place for place, each in enumerate(there) if each.for_seat is not None]
    return tuple(each for each in there[: max(seated, default=0)] if each.for_seat is None)


def _sits(sitting: Sitting, seat: int, member_id: str) -> bool:
    found = sitting.roll.of(member_id)
    return found is not None and found.for_seat == seat


def _seated(sitting: Sitting, seat: int, member_id: str, now: datetime) -> RollEvent:
    alternate = next((each for each in alternates_present(sitting) if each.member_id == member_id), None)
    if alternate is None:
        raise NotFound("alternate", field=f"seat:{seat}")
    if seat not in seats_open(sitting):
        raise Refusal(
            f"Seat {seat} cannot be filled now: its holder is there, or an alternate sits for it.",
            field=f"seat:{seat}",
        )
    return replace(entry_for(alternate, Mark.SEATED, now), for_seat=seat)
