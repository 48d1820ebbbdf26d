"""Adjourning a meeting: what becomes of its votes, of the meeting itself, and of the dates that count it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from models import ledger
from models.agenda_outcomes import stop_clocks
from models.agenda_rows import agenda_of
from models.askers import Asker
from models.calendar_rows import continuation
from models.commission import Commission
from models.ledger import Act
from models.meetings import Happening, Meeting
from models.moved_dates import Moved, recount_dates
from models.presiding import check_goes_on
from models.refusals import Refusal
from models.rules.agendas import AgendaEntry
from models.rules.calendars import MeetingStatus
from models.rules.permissions import Right
from models.rules.sessions import State, What, moment_since
from models.rules.wording import date_in_words, day_in_words, moment_in_words
from models.sessions import Sitting, happenings_of, sitting_of
from models.vote_records import Vote, open_motions, votes_of
from models.voting import end_open_votes


@dataclass(frozen=True, kw_only=True)
class Unfinished:
    """What a meeting leaves undone if it is adjourned now."""

    votes: tuple[Vote, ...]
    items: tuple[AgendaEntry, ...]
    """Its business, and minutes to approve, of which nobody has recorded what became."""


@dataclass(frozen=True, kw_only=True)
class Adjourned:
    """A meeting that is adjourned."""

    sitting: Sitting
    moved: tuple[Moved, ...] = ()
    continued: Meeting | None = None


def unfinished(session: Session, sitting: Sitting, commission: Commission, now: datetime) -> Unfinished:
    """Say what a meeting would leave undone."""
    entries = agenda_of(session, sitting.meeting, commission, now)
    return Unfinished(
        votes=open_motions(session, sitting.meeting.id),
        items=tuple(entry for entry in entries if entry.wants_result and entry.result is None),
    )


def adjourn(
    session: Session,
    meeting_id: str,
    asker: Asker,
    commission: Commission,
    now: datetime,
    continue_on: datetime | None = None,
    clock: time | None = None,
) -> Adjourned:
    """Adjourn a meeting, once: it was held if it ever had its quorum; its open votes end without action.

    With `continue_on` the meeting that continues it is put on the calendar; `clock` is when it was adjourned, if
    not now.
    """
    ledger.take_turn(session)
    sitting = sitting_of(session, meeting_id)
    asker.must_be_allowed(Right.PRESIDE, presides=sitting.presides(asker))
    if sitting.session.state is State.OVER:
        return Adjourned(sitting=sitting)
    check_goes_on(sitting)
    meeting, today = sitting.meeting, commission.today(now)
    at = _adjourned_at(session, sitting, clock, commission, now)
    status = _status(sitting, is_continued=continue_on is not None)
    act = ledger.record(session, "meeting adjourned", actor=asker.actor, now=now, meeting_id=meeting_id)
    continued = _continue(session, meeting, continue_on, commission, now) if continue_on else None
    end_open_votes(session, meeting_id, act, "The meeting was adjourned", now)
    _end(session, meeting, status, act, at, _why(status, continued, today))
    if status is not MeetingStatus.HELD:
        stop_clocks(session, meeting, act, commission, now)
    cause = f"the meeting of {date_in_words(meeting.on, today)} {_came_of(status)}"
    moved = recount_dates(session, act, cause, commission, now)
    return Adjourned(sitting=sitting_of(session, meeting_id), moved=moved, continued=continued)


def _adjourned_at(
    session: Session, sitting: Sitting, clock: time | None, commission: Commission, now: datetime
) -> datetime:
    """Give when the meeting was adjourned; Refusal before the last thing that its record tells of, and for what is to come."""
    if clock is None:
        return now
    begun = sitting.session.called_to_order_at or now
    at = moment_since(begun, clock, commission.zone)
    last = max(
        [each.at for each in happenings_of(session, sitting.meeting.id)]
        + [each.at for each in sitting.entries]
        + [vote.ending.at for vote in votes_of(session, sitting.meeting.id) if vote.ending]
    )
    if at > now or at + timedelta(minutes=1) <= last:
        local = moment_in_words(last.astimezone(commission.zone), sitting.meeting.on)
        raise Refusal(f"Choose a time between the last entry of its record ({local}) and now.", field="at")
    return max(at, last)


def _status(sitting: Sitting, *, is_continued: bool) -> MeetingStatus:
    if sitting.has_convened:
        return MeetingStatus.HELD
    return MeetingStatus.ADJOURNED if is_continued else MeetingStatus.HELD_NO_QUORUM


def _came_of(status: MeetingStatus) -> str:
    came = {
        MeetingStatus.HELD: "was held",
        MeetingStatus.HELD_NO_QUORUM: "had no quorum",
        MeetingStatus.ADJOURNED: "was continued on another date without a quorum",
    }
    return came[status]


def _why(status: MeetingStatus, continued: Meeting | None, today: date) -> str:
    """Say why a meeting came to nothing or goes on, as its row keeps it; empty for one that was simply held."""
    parts = [
        "no quorum" if status is not MeetingStatus.HELD else "",
        f"continued on {day_in_words(continued.on, today)}" if continued else "",
    ]
    said = "; ".join(part for part in parts if part)
    return f"{said[:1].upper()}{said[1:]}"


def _end(
    session: Session, meeting: Meeting, status: MeetingStatus, act: Act, at: datetime, reason: str
) -> None:
    meeting.status = status
    meeting.reason = reason
    session.add(
        Happening(meeting_id=meeting.id, what=What.ADJOURNED, at=at, member_id=None, item=None, act_id=act.id)
    )
    session.flush()


def _continue(
    session: Session, meeting: Meeting, starts_at: datetime, commission: Commission, now: datetime
) -> Meeting:
    if starts_at <= now:
        raise Refusal("Choose a moment that is still to come.", field="day")
    return continuation(session, meeting, starts_at, commission, now)
