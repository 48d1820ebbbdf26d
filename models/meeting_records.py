"""What staff record of a meeting beside its session: what became of it, and where its agenda was posted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy.orm import Session

from models.agenda_items import stop_clocks
from models.agenda_rows import deadline_of
from models.askers import Asker
from models.calendar_rows import (
    LONGEST_LINK,
    LONGEST_PLACE,
    CalendarChange,
    act_on,
    checked_reason,
    continuation,
    followed_up,
    keep_agenda,
    last_act,
    row_for,
)
from models.changes import checked_length
from models.commission import Commission
from models.meetings import Meeting, Posting
from models.meetings_seen import seen_as
from models.refusals import Refusal
from models.rules.calendars import MeetingStatus
from models.rules.meetings import STATUS_IN_WORDS, MeetingSeen
from models.rules.wording import date_in_words
from models.sessions import Sitting, sitting_of

RECORDED, POSTED = "meeting recorded", "agenda posting recorded"
LONGEST_NAME = 100
MAY_BE_RECORDED = (
    MeetingStatus.HELD,
    MeetingStatus.HELD_NO_QUORUM,
    MeetingStatus.ADJOURNED,
    MeetingStatus.CANCELLED,
)
_EXPECTED = (MeetingStatus.SCHEDULED, MeetingStatus.NOTICED)
_NEED_A_REASON = (MeetingStatus.ADJOURNED, MeetingStatus.CANCELLED)


@dataclass(frozen=True, kw_only=True)
class NewPosting:
    """What the form says of a legal posting."""

    day: date | None
    at: time | None
    place: str
    posted_by: str
    link: str = ""


def record_past(
    session: Session,
    meeting_id: str,
    status: MeetingStatus,
    reason: str,
    continued_on: datetime | None,
    asker: Asker,
    commission: Commission,
    now: datetime,
) -> CalendarChange:
    """Record what became of a meeting whose hour has come; an earlier record is changed with a reason, and both are kept."""
    row = row_for(session, meeting_id, asker)
    was = MeetingStatus(row.status)
    _check_past(session, row, status, now)
    _check_course(sitting_of(session, row.id), status)
    needs_reason = status in _NEED_A_REASON or was not in _EXPECTED
    why = checked_reason(reason) if needs_reason else reason.strip()
    row.status, row.reason = status, why if status in _NEED_A_REASON else ""
    act = act_on(session, row, RECORDED, why, asker, now, was=was, status=status)
    continued = None
    if status is MeetingStatus.ADJOURNED:
        if continued_on is None:
            raise Refusal("Please choose the date it was adjourned to.", field="day")
        continued = _continue(session, row, continued_on, commission, now)
    today = commission.today(now)
    stop_clocks(session, row, act, commission, now)
    became = f"adjourned to {date_in_words(continued.on, today)}" if continued else STATUS_IN_WORDS[status]
    cause = f"{seen_as(row, commission).short(today)} was recorded as {became}"
    return followed_up(session, row, act, cause, commission, now, continued=continued)


def record_posting(
    session: Session, meeting_id: str, new: NewPosting, asker: Asker, commission: Commission, now: datetime
) -> CalendarChange:
    """Record where, when and by whom an agenda was legally posted; a late posting is said to be late and kept all the same."""
    row = row_for(session, meeting_id, asker)
    if row.status == MeetingStatus.CANCELLED:
        raise Refusal("That meeting is cancelled, so no agenda is posted for it.", offers=("meeting",))
    posting = checked_posting(new, row, commission, now)
    keep_agenda(session, row, asker, commission, now)
    act = act_on(session, row, POSTED, "", asker, now)
    posting.act_id = act.id
    session.add(posting)
    if row.status == MeetingStatus.SCHEDULED:
        row.status = MeetingStatus.NOTICED
    session.flush()
    stopped = stop_clocks(session, row, act, commission, now)
    late = posting.posted_at > deadline_of(session, row, commission)
    warnings = ["That was after the deadline, so it is recorded as late."] if late else []
    warnings += [f"“{each.stopped}” is done by it." for each in stopped if each.stopped]
    cause = f"the agenda of {seen_as(row, commission).short(commission.today(now))} was posted"
    return followed_up(session, row, act, cause, commission, now, warnings)


def _check_past(session: Session, row: Meeting, status: MeetingStatus, now: datetime) -> None:
    if status not in MAY_BE_RECORDED:
        raise Refusal("Please choose what became of the meeting.", field="status")
    if row.status == MeetingStatus.IN_SESSION:
        raise Refusal("That meeting is in session. Adjourn it instead.", offers=("meeting",))
    if row.starts_at > now:
        raise Refusal("That meeting is still ahead. Move or cancel it instead.", offers=("meeting",))
    if row.status == status:
        by = last_act(session, row, RECORDED)
        who = f"{by.actor_name} recorded" if by else "The record has"
        raise Refusal(
            f"{who} that meeting as {STATUS_IN_WORDS[status]} already, so I changed nothing.",
            offers=("meeting",),
        )


def _check_course(sitting: Sitting, status: MeetingStatus) -> None:
    """Refuse to record of a meeting that was called to order what its course and its roll do not show."""
    if sitting.session.called_to_order_at is None:
        return
    if status is MeetingStatus.CANCELLED:
        raise Refusal("That meeting was called to order, so it was not cancelled.", field="status")
    if sitting.roll.is_taken and (status is MeetingStatus.HELD) is not sitting.has_convened:
        shows = "shows a quorum" if sitting.has_convened else "shows no quorum"
        raise Refusal(
            f"The roll of that meeting {shows}. Correct the roll first, if it is wrong.", field="status"
        )


def _continue(
    session: Session, row: Meeting, starts_at: datetime, commission: Commission, now: datetime
) -> MeetingSeen:
    if starts_at <= row.starts_at:
        raise Refusal("A meeting continues on a later date. Choose one after it.", field="day")
    return seen_as(continuation(session, row, starts_at, commission, now), commission)


def checked_posting(new: NewPosting, row: Meeting, commission: Commission, now: datetime) -> Posting:
    """Make the row of a posting, but for its act; Refusal beside the field for what is missing or cannot be."""
    if new.day is None:
        raise Refusal("Please choose the date it was posted.", field="day")
    if new.at is None:
        raise Refusal("Please choose the time it was posted.", field="time")
    posted_at = datetime.combine(new.day, new.at, tzinfo=commission.zone).astimezone(UTC)
    if posted_at > now:
        raise Refusal("That is in the future. Record the posting once it is up.", field="day")
    if not new.place.strip():
        raise Refusal("Please say where it was posted.", field="place")
    if not new.posted_by.strip():
        raise Refusal("Please say who posted it.", field="by")
    return Posting(
        meeting_id=row.id,
        posted_at=posted_at,
        place=checked_length(new.place.strip(), LONGEST_PLACE, "place"),
        posted_by=checked_length(new.posted_by.strip(), LONGEST_NAME, "by"),
        link=checked_length(new.link.strip(), LONGEST_LINK, "link"),
    )
