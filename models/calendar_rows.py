"""What every change of the calendar has in common: the row as it stands now, a moment that can be, dates counted anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import ledger
from models.agenda_items import AGENDA, fix_agenda
from models.agenda_rows import rows_of
from models.askers import Asker
from models.bodies import body_rules
from models.changes import checked_length, owe_edit
from models.commission import Commission
from models.days_off import day_off_in_words
from models.last_calls import redraw_last_call
from models.ledger import Act, standing
from models.meetings import Meeting, Posting, Regret
from models.meetings_seen import seen_as
from models.moved_dates import Moved, recount_dates
from models.nudges import redraw_meeting_notes
from models.refusals import NotFound, Refusal
from models.regrets import redraw_shortage
from models.row_ids import new_id
from models.rules.calendars import MeetingKind, MeetingStatus, agenda_deadline, last_working_day
from models.rules.commission_meetings import LONGEST_CALENDAR
from models.rules.meetings import STATUS_IN_WORDS, Deadline, MeetingSeen
from models.rules.permissions import Right
from models.rules.wording import day_in_words

LONGEST_PLACE = 200
LONGEST_LINK = 500
LONGEST_REASON = 500
COUNTED = (MeetingKind.REGULAR, MeetingKind.ADJOURNED_REGULAR)
"""The kinds that stand for a date of the calendar: at most one a day."""
AGENDA_KEPT = "agenda kept as posted"


@dataclass(frozen=True, kw_only=True)
class Slot:
    """When and where a meeting is to be, as a form says it."""

    day: date | None
    at: time | None
    place: str = ""
    link: str = ""


@dataclass(frozen=True, kw_only=True)
class CalendarChange:
    """What came of a change of the calendar."""

    meeting: MeetingSeen
    act_id: int
    moved: tuple[Moved, ...] = ()
    warnings: tuple[str, ...] = ()
    """What staff still have to decide or to do."""
    put_back: bool = False
    """Whether the meeting had been cancelled before."""
    continued: MeetingSeen | None = None
    """The meeting that continues it."""


def deadline_seen(session: Session, row: Meeting, commission: Commission, now: datetime) -> Deadline:
    """Give until when the agenda of a meeting is to be posted, and the working day to do it on."""
    return deadline_for(session, MeetingKind(row.kind), row.starts_at, commission, now)


def deadline_for(
    session: Session, kind: MeetingKind, starts_at: datetime, commission: Commission, now: datetime
) -> Deadline:
    """Give until when the agenda of a meeting of that kind, at that moment, would have to be posted."""
    at = agenda_deadline(starts_at.astimezone(commission.zone), body_rules(session).lead_hours(kind))
    return Deadline(
        at=at, do_by=last_working_day(at.date(), commission.days_off(at.date())), is_past=at < now
    )


def warnings_of(starts_at: datetime, deadline: Deadline, commission: Commission, now: datetime) -> list[str]:
    """Say what staff have to decide about a moment: it falls on a day off, or its agenda would be posted late."""
    off = day_off_in_words(starts_at.astimezone(commission.zone).date(), commission, commission.today(now))
    return [
        *([f"{off} Staff decide whether to move it."] if off else []),
        *(["The agenda can no longer be posted in time."] if deadline.is_past else []),
    ]


def row_for(session: Session, meeting_id: str, asker: Asker) -> Meeting:
    """Give a meeting as it stands once the other writers have finished; NotAllowed for who may not change the calendar."""
    ledger.take_turn(session)
    asker.must_be_allowed(Right.MEETING_EDIT)
    wanted = select(Meeting).where(Meeting.id == meeting_id)
    row = session.scalars(wanted, execution_options={"populate_existing": True}).one_or_none()
    if row is None:
        raise NotFound("meeting", offers=("meeting",))
    return row


def must_be_ahead(session: Session, row: Meeting, verb: str, today: date) -> None:
    """Refuse to change a meeting that has begun, was recorded or cancelled, or whose day has passed."""
    if row.status == MeetingStatus.CANCELLED:
        by = last_act(session, row, "meeting cancelled")
        said = (
            f"{by.actor_name} cancelled that meeting already" if by else "That meeting is cancelled already"
        )
        raise Refusal(f"{said}, so I changed nothing.", offers=("meeting",))
    if row.status not in (MeetingStatus.SCHEDULED, MeetingStatus.NOTICED):
        status = STATUS_IN_WORDS[MeetingStatus(row.status)]
        raise Refusal(f"That meeting is {status}, so it can't be {verb}.", offers=("meeting",))
    if row.on < today:
        raise Refusal("That day has passed. Record what became of the meeting instead.", offers=("meeting",))


def last_act(session: Session, row: Meeting, what: str) -> Act | None:
    """Give the latest act of a sort on a meeting."""
    wanted = select(Act).where(Act.meeting_id == row.id, Act.what == what).order_by(Act.id.desc())
    return session.scalars(wanted).first()


def row_at(session: Session, starts_at: datetime) -> Meeting | None:
    """Give the commission's meeting at a moment, cancelled ones included."""
    same = (Meeting.body == body_rules(session).body, Meeting.starts_at == starts_at)
    return session.scalars(select(Meeting).where(*same)).one_or_none()


def moment_of(slot: Slot, commission: Commission, now: datetime) -> datetime:
    """Give the moment that a form names; Refusal beside the field for one that cannot be, or has passed.

    An hour that a clock change leaves out moves forward.
    """
    if slot.day is None:
        raise Refusal("Please choose the date.", field="day")
    if slot.at is None:
        raise Refusal("Please choose the time.", field="time")
    named = datetime.combine(slot.day, slot.at, tzinfo=commission.zone)
    starts_at = named.astimezone(UTC).astimezone(commission.zone)
    if starts_at <= now:
        raise Refusal("That moment has passed. Choose one to come.", field="day")
    if starts_at.date() > commission.today(now) + LONGEST_CALENDAR:
        raise Refusal("That is more than ten years ahead. Please check the year.", field="day")
    return starts_at


def checked_place(slot: Slot) -> tuple[str, str | None]:
    """Give the place and the link of a form; Refusal beside the field for what is too long or no link."""
    link = checked_length(slot.link.strip(), LONGEST_LINK, "link")
    if link and not link.startswith(("https://", "http://")):
        raise Refusal("A link begins with https://.", field="link")
    return checked_length(slot.place.strip(), LONGEST_PLACE, "place"), link or None


def checked_reason(reason: str) -> str:
    """Give back a reason; Refusal beside the field where there is none."""
    if not reason.strip():
        raise Refusal("Please give the reason; it is kept with the record.", field="reason")
    return checked_length(reason.strip(), LONGEST_REASON, "reason")


def check_day(session: Session, row: Meeting, today: date) -> None:
    """Refuse a second regular meeting on one day: it would count twice."""
    if row.kind not in COUNTED:
        return
    same = (Meeting.body == row.body, Meeting.on == row.on, Meeting.kind.in_(COUNTED), Meeting.id != row.id)
    with session.no_autoflush:
        clash = session.scalars(select(Meeting).where(*same, Meeting.status != MeetingStatus.CANCELLED))
        if clash.first() is not None:
            day = day_in_words(row.on, today)
            raise Refusal(f"The commission has a regular meeting on {day} already.", field="day")


def new_row(session: Session, starts_at: datetime, commission: Commission, now: datetime) -> Meeting:
    """Make a scheduled regular meeting at a moment."""
    return Meeting(
        id=new_id(now),
        body=body_rules(session).body,
        starts_at=starts_at,
        on=starts_at.astimezone(commission.zone).date(),
        kind=MeetingKind.REGULAR,
        status=MeetingStatus.SCHEDULED,
        reason="",
        place="",
    )


def continuation(
    session: Session, row: Meeting, starts_at: datetime, commission: Commission, now: datetime
) -> Meeting:
    """Put the meeting on the calendar that continues another on a later date: both count once."""
    if row_at(session, starts_at) is not None:
        raise Refusal("The commission meets at that moment already.", field="time")
    following = new_row(session, starts_at, commission, now)
    following.kind = MeetingKind.ADJOURNED_REGULAR if row.kind in COUNTED else MeetingKind(row.kind)
    following.continues, following.place, following.link = row.id, row.place, row.link
    check_day(session, following, commission.today(now))
    session.add(following)
    session.flush()
    return following


def act_on(
    session: Session, row: Meeting, what: str, reason: str, asker: Asker, now: datetime, **details: object
) -> Act:
    """Write an act on a meeting, with the moment that it is set for."""
    kept = {"starts_at": row.starts_at.isoformat(), **details}
    return ledger.record(
        session, what, actor=asker.actor, now=now, meeting_id=row.id, reason=reason, details=kept
    )


def take_back(
    session: Session,
    row: Meeting,
    facts: Iterable[type[Posting | Regret]],
    asker: Asker,
    now: datetime,
    because: str,
) -> bool:
    """Take back the postings, or what people said, of a date that no longer holds; says whether there were any."""
    said = {
        act_id
        for fact in facts
        for act_id in session.scalars(select(fact.act_id).where(fact.meeting_id == row.id, standing(fact)))
    }
    for act in session.scalars(select(Act).where(Act.id.in_(said)).order_by(Act.id)).all():
        ledger.reverse(session, act, actor=asker.actor, now=now, reason=because)
    if Posting in facts:
        let_agenda_go(session, row, asker, now, because)
    return bool(said)


def keep_agenda(session: Session, row: Meeting, asker: Asker, commission: Commission, now: datetime) -> None:
    """Keep an agenda as it is posted, by an act of its own, which a correction of the posting leaves as it is."""
    if not rows_of(session, row.id).is_fixed:
        act = act_on(session, row, AGENDA_KEPT, "", asker, now)
        fix_agenda(session, row, act, commission, now)


def let_agenda_go(session: Session, row: Meeting, asker: Asker, now: datetime, because: str) -> None:
    """Let an agenda that was kept at its posting change by itself again."""
    kept = select(Act).where(Act.meeting_id == row.id, Act.what == AGENDA_KEPT).order_by(Act.id)
    for act in session.scalars(kept).all():
        ledger.reverse(session, act, actor=asker.actor, now=now, reason=because)


def followed_up(
    session: Session,
    row: Meeting,
    act: Act,
    cause: str,
    commission: Commission,
    now: datetime,
    warnings: Iterable[str] = (),
    *,
    put_back: bool = False,
    continued: MeetingSeen | None = None,
) -> CalendarChange:
    """Follow up any change to a meeting: count the dates anew, and have what was said of it drawn again."""
    session.flush()
    moved = recount_dates(session, act, cause, commission, now)
    owe_edit(session, AGENDA, row.id, now)
    redraw_shortage(session, row.id, now)
    redraw_meeting_notes(session, row.id, now)
    redraw_last_call(session, row.id, now)
    return CalendarChange(
        meeting=seen_as(row, commission),
        act_id=act.id,
        moved=moved,
        warnings=(*warnings, *_still_to_do(session, row, commission, now)),
        put_back=put_back,
        continued=continued,
    )


def _still_to_do(session: Session, row: Meeting, commission: Commission, now: datetime) -> list[str]:
    """Say what staff have to decide or to do about a meeting that is ahead and whose agenda is not posted."""
    if row.status != MeetingStatus.SCHEDULED or row.starts_at <= now:
        return []
    deadline = deadline_seen(session, row, commission, now)
    said = deadline.in_words(commission.today(now))
    return [said, *warnings_of(row.starts_at, deadline, commission, now)]
