"""The calendar of meetings: scheduling, moving and cancelling one, and setting the pattern. Nothing is ever deleted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import ledger
from models.askers import Asker
from models.bodies import body_rules
from models.calendar_rows import (
    COUNTED,
    LONGEST_PLACE,
    CalendarChange,
    Slot,
    act_on,
    check_day,
    checked_place,
    checked_reason,
    followed_up,
    last_act,
    moment_of,
    must_be_ahead,
    new_row,
    row_at,
    row_for,
    take_back,
)
from models.changes import checked_length, owe, owe_edit
from models.commission import Commission
from models.days_off import day_off_in_words
from models.ledger import Act
from models.meeting_news import CANCELLED, MOVED, PUT_BACK, redraw_news, tell_people
from models.meetings import Meeting, Posting, Regret
from models.meetings_seen import seen_as
from models.moved_dates import Moved, recount_dates
from models.outbox import Outbox
from models.refusals import Refusal
from models.rules.calendars import MeetingKind, MeetingStatus
from models.rules.commission_meetings import LONGEST_CALENDAR
from models.rules.meetings import MeetingSeen
from models.rules.patterns import Pattern
from models.rules.permissions import Right
from models.rules.wording import date_in_words

MEETING_CANCELLED = "meeting cancelled"
"""The kind of message that tells the channel of a cancelled meeting."""
SCHEDULED, CHANGED, PATTERN_SET = "meeting scheduled", "meeting's place changed", "meeting pattern set"
MAY_BE_SCHEDULED = (MeetingKind.REGULAR, MeetingKind.SPECIAL, MeetingKind.WORKSHOP)


@dataclass(frozen=True, kw_only=True)
class PatternSet:
    """What came of setting the pattern."""

    added: tuple[MeetingSeen, ...]
    moved: tuple[Moved, ...]
    warnings: tuple[str, ...]
    """Which of them fall on days off."""


def schedule(
    session: Session,
    kind: MeetingKind,
    slot: Slot,
    reason: str,
    asker: Asker,
    commission: Commission,
    now: datetime,
) -> CalendarChange:
    """Put a meeting on the calendar; one that was cancelled at the same moment is put back."""
    ledger.take_turn(session)
    asker.must_be_allowed(Right.MEETING_EDIT)
    starts_at = moment_of(slot, commission, now)
    row = row_at(session, starts_at)
    if row is not None and row.status != MeetingStatus.CANCELLED:
        raise Refusal("The commission meets at that moment already.", field="time")
    today = commission.today(now)
    if row is not None:
        return _put_back(session, row, kind, slot, reason, asker, commission, now)
    row = new_row(session, starts_at, commission, now)
    row.kind = kind
    row.place, row.link = checked_place(slot)
    check_day(session, row, today)
    session.add(row)
    act = act_on(session, row, SCHEDULED, reason.strip(), asker, now)
    cause = f"a {kind.in_words} was set for {date_in_words(row.on, today)}"
    return followed_up(session, row, act, cause, commission, now)


def move(
    session: Session,
    meeting_id: str,
    slot: Slot,
    reason: str,
    asker: Asker,
    commission: Commission,
    now: datetime,
    *,
    seen: datetime | None = None,
) -> CalendarChange:
    """Move a meeting, or change where it is held. It stays what it is: a moved regular meeting counts on its new date.

    `seen` is when it was to begin as the form was drawn; Refusal when somebody has moved it since.
    """
    row = row_for(session, meeting_id, asker)
    today = commission.today(now)
    must_be_ahead(session, row, "moved", today)
    if seen is not None and seen != row.starts_at:
        by = last_act(session, row, MOVED)
        who = by.actor_name if by else "The commission file"
        raise Refusal(f"{who} moved that meeting meanwhile, so I changed nothing.", offers=("meeting",))
    starts_at, was, earlier = moment_of(slot, commission, now), row.starts_at, seen_as(row, commission)
    place, link = checked_place(slot)
    if (starts_at, place, link) == (was, row.place, row.link):
        raise Refusal("That is what the calendar says already, so I changed nothing.", field="day")
    row.place, row.link = place, link
    if starts_at == was:
        act = act_on(session, row, CHANGED, reason.strip(), asker, now)
        return followed_up(session, row, act, "its place was changed", commission, now)
    _set_moment(session, row, starts_at, today)
    act = act_on(session, row, MOVED, checked_reason(reason), asker, now, was=was.isoformat())
    cause = f"{earlier.short(today)} was moved to {date_in_words(row.on, today)}"
    warnings = _forget_what_was_said(session, row, earlier, asker, today, now)
    redraw_news(session, row.id, now)
    warnings += tell_people(session, row, act, commission, now)
    return followed_up(session, row, act, cause, commission, now, warnings)


def cancel(
    session: Session, meeting_id: str, reason: str, asker: Asker, commission: Commission, now: datetime
) -> CalendarChange:
    """Cancel a meeting, with the reason, and tell the channel and each person. It is kept, and can be put back."""
    row = row_for(session, meeting_id, asker)
    today = commission.today(now)
    must_be_ahead(session, row, "cancelled", today)
    row.status, row.reason = MeetingStatus.CANCELLED, checked_reason(reason)
    act = act_on(session, row, CANCELLED, row.reason, asker, now)
    if commission.channel:
        owe(session, MEETING_CANCELLED, f"{row.id}:{act.id}", commission.channel, now)
    redraw_news(session, row.id, now)
    warnings = tell_people(session, row, act, commission, now)
    cause = f"{seen_as(row, commission).short(today)} was cancelled"
    return followed_up(session, row, act, cause, commission, now, warnings)


def set_pattern(
    session: Session,
    pattern: Pattern,
    until: date | None,
    place: str,
    asker: Asker,
    commission: Commission,
    now: datetime,
) -> PatternSet:
    """Put the regular meetings of a pattern on the calendar as far as they are missing. None is taken off it."""
    ledger.take_turn(session)
    asker.must_be_allowed(Right.MEETING_EDIT)
    today = commission.today(now)
    if until is None or not today < until <= today + LONGEST_CALENDAR:
        raise Refusal("Please choose a later day, at most ten years ahead.", field="until")
    place = checked_length(place.strip(), LONGEST_PLACE, "place")
    missing = _missing(session, pattern, until, commission, now)
    if not missing:
        raise Refusal("Every meeting of that pattern is on the calendar already, so I changed nothing.")
    for row in missing:
        row.place = place
    session.add_all(missing)
    details = {"rule": pattern.rule, "added": [row.id for row in missing]}
    act = ledger.record(session, PATTERN_SET, actor=asker.actor, now=now, details=details)
    flagged = [day_off_in_words(row.on, commission, today) for row in missing]
    return PatternSet(
        added=tuple(seen_as(row, commission) for row in missing),
        moved=recount_dates(session, act, "meetings were added to the calendar", commission, now),
        warnings=tuple(f"{said} Staff decide whether to move it." for said in flagged if said),
    )


def _put_back(
    session: Session,
    row: Meeting,
    kind: MeetingKind,
    slot: Slot,
    reason: str,
    asker: Asker,
    commission: Commission,
    now: datetime,
) -> CalendarChange:
    """Put a cancelled meeting back on the calendar; its agenda has to be posted anew."""
    if not (kind is MeetingKind.REGULAR and row.kind == MeetingKind.ADJOURNED_REGULAR):
        row.kind = kind
    row.place, row.link = checked_place(slot)
    row.status, row.reason = MeetingStatus.SCHEDULED, ""
    check_day(session, row, commission.today(now))
    act = act_on(session, row, PUT_BACK, reason.strip(), asker, now)
    take_back(session, row, (Posting,), asker, now, "the meeting was cancelled")
    told = select(Outbox).where(Outbox.kind == MEETING_CANCELLED, Outbox.subject.startswith(f"{row.id}:"))
    for owed in session.scalars(told).all():
        owe_edit(session, MEETING_CANCELLED, owed.subject, now)
    redraw_news(session, row.id, now)
    cause = f"{seen_as(row, commission).short(commission.today(now))} is on again"
    return followed_up(session, row, act, cause, commission, now, put_back=True)


def _set_moment(session: Session, row: Meeting, starts_at: datetime, today: date) -> None:
    taken = row_at(session, starts_at)
    if taken is not None:
        is_off = taken.status == MeetingStatus.CANCELLED
        said = "A cancelled meeting stands at that moment. Schedule that one again instead."
        raise Refusal(said if is_off else "The commission meets at that moment already.", field="time")
    row.starts_at, row.on, row.status = starts_at, starts_at.date(), MeetingStatus.SCHEDULED
    check_day(session, row, today)


def _forget_what_was_said(
    session: Session, row: Meeting, earlier: MeetingSeen, asker: Asker, today: date, now: datetime
) -> list[str]:
    """Take back what was posted for the earlier moment, and who could not come on the earlier day."""
    because = f"the meeting was moved from {earlier.moment(today)}"
    if row.on != earlier.on:
        take_back(session, row, (Regret,), asker, now, because)
    posted = take_back(session, row, (Posting,), asker, now, because)
    return ["The agenda was posted for the earlier moment. Record its new posting."] if posted else []


def _missing(
    session: Session, pattern: Pattern, until: date, commission: Commission, now: datetime
) -> list[Meeting]:
    """Make the meetings of a pattern for the days on which none stands, was moved from, or was cancelled."""
    known = _days_known(session, commission.zone)
    moments = pattern.moments(commission.today(now), until, commission.zone)
    return [
        new_row(session, at, commission, now + timedelta(milliseconds=position))
        for position, at in enumerate(moments)
        if at > now and at.date() not in known and row_at(session, at) is None
    ]


def _days_known(session: Session, zone: ZoneInfo) -> set[date]:
    rows = select(Meeting).where(Meeting.body == body_rules(session).body, Meeting.kind.in_(COUNTED))
    regular = {row.id: row.on for row in session.scalars(rows)}
    moves = session.scalars(select(Act).where(Act.what == MOVED)).all()
    left = {
        datetime.fromisoformat(str(act.details["was"])).astimezone(zone).date()
        for act in moves
        if act.meeting_id in regular
    }
    return left | set(regular.values())
