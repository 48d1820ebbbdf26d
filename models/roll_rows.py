"""Writing entries of the roll, and what follows from them: alternates whose seat is no longer theirs, votes to redraw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from models.ledger import Act
from models.meetings import Attendance
from models.row_ids import new_id
from models.rules.quorums import seating_as_met
from models.rules.roll import Attendee, Mark, RollEvent, to_unseat
from models.rules.sessions import State
from models.sessions import Sitting, sitting_of
from models.voting import redraw_open_votes


def entry_for(attendee: Attendee, mark: Mark, at: datetime) -> RollEvent:
    """Make an entry for somebody who is on the roll already."""
    return RollEvent(
        name=attendee.name,
        capacity=attendee.capacity,
        mark=mark,
        at=at,
        member_id=attendee.member_id,
        seat=attendee.seat,
        for_seat=attendee.for_seat,
    )


def write_roll(
    session: Session, sitting: Sitting, entries: Sequence[RollEvent], act: Act, now: datetime
) -> Sitting:
    """Write entries in their order, and unseat the alternates whose seat its holder has come to take."""
    _add(session, sitting, entries, act, now)
    session.flush()
    after = sitting_of(session, sitting.meeting.id)
    leaving = _to_leave(after)
    at = max((each.at for each in entries), default=now)
    unseated = [entry_for(each, Mark.UNSEATED, _after_all(after, each, at)) for each in leaving]
    _add(session, sitting, unseated, act, now, first=len(entries))
    session.flush()
    redraw_open_votes(session, sitting.meeting.id, now)
    return sitting_of(session, sitting.meeting.id)


def _to_leave(sitting: Sitting) -> tuple[Attendee, ...]:
    """List the alternates to unseat, by the seats as they were held when it met; nobody once it is over."""
    if sitting.session.state is State.OVER:
        return ()
    seating = seating_as_met(sitting.seating, sitting.roll)
    return to_unseat(sitting.roll, seating, sitting.rules, sitting.session.item)


def _after_all(sitting: Sitting, attendee: Attendee, at: datetime) -> datetime:
    """Give a moment that is no earlier than any entry of somebody."""
    return max([at, *(each.at for each in sitting.entries if each.member_id == attendee.member_id)])


def _add(
    session: Session, sitting: Sitting, entries: Sequence[RollEvent], act: Act, now: datetime, first: int = 0
) -> None:
    for order, each in enumerate(entries, start=first):
        said = {field.name: getattr(each, field.name) for field in fields(each)}
        session.add(
            Attendance(
                id=new_id(now + timedelta(milliseconds=order)),
                meeting_id=sitting.meeting.id,
                act_id=act.id,
                **said,
            )
        )
