"""What is said of a meeting before it begins, and what a form proposes for the next one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.agenda_items import agenda_of
from models.agenda_rows import deadline_of
from models.askers import Asker
from models.bodies import body_rules
from models.calendar_rows import Slot, deadline_seen
from models.commission import Commission
from models.ledger import standing
from models.meetings import Meeting, Posting
from models.meetings_seen import seen_as
from models.regrets import declined, expected, is_to_attend
from models.rules.calendars import MeetingKind, MeetingStatus
from models.rules.meetings import MeetingCard, MeetingSeen, PostingSeen
from models.rules.patterns import Pattern, pattern_in, pattern_of_most
from models.rules.permissions import Right

SHOWN = 3
"""Meetings to come, and meetings that nobody recorded, that a card lists."""
LOOK_AHEAD = timedelta(days=400)
"""How far ahead the next date of a pattern is looked for."""
_EXPECTED = (MeetingStatus.SCHEDULED, MeetingStatus.NOTICED)


def card_of(
    session: Session, row: Meeting, asker: Asker, commission: Commission, now: datetime
) -> MeetingCard:
    """Give all that is said of a meeting to one asker."""
    glimpse = glimpse_of(session, row, asker, commission, now)
    seen = glimpse.meeting
    is_ahead = seen.is_ahead and not seen.is_unrecorded(commission.today(now))
    agenda = agenda_of(session, row, commission, now) if is_ahead else ()
    return replace(
        glimpse,
        musts=len({entry.item for entry in agenda if entry.prospect_id and entry.why}),
        later=_later(session, row, commission),
    )


def glimpse_of(
    session: Session, row: Meeting, asker: Asker, commission: Commission, now: datetime
) -> MeetingCard:
    """Give what is said of a meeting in passing: without its agenda, which looks at every file, and the meetings after it."""
    return MeetingCard(
        meeting=seen_as(row, commission),
        deadline=deadline_seen(session, row, commission, now),
        posting=posting_seen(session, row, commission),
        musts=0,
        expected=expected(session, row),
        attends=asker.member_id not in declined(session, row.id),
        asked=is_to_attend(asker),
        unrecorded=unrecorded(session, commission, now) if asker.may(Right.MEETING_EDIT) else (),
    )


def posting_seen(session: Session, row: Meeting, commission: Commission) -> PostingSeen | None:
    """Give the legal posting that counts, the earliest; None where none is recorded."""
    return next(iter(postings_seen(session, row, commission)), None)


def postings_seen(session: Session, row: Meeting, commission: Commission) -> tuple[PostingSeen, ...]:
    """List the legal postings of a meeting's agenda, the earliest first."""
    wanted = select(Posting).where(Posting.meeting_id == row.id, standing(Posting))
    deadline = deadline_of(session, row, commission)
    return tuple(
        PostingSeen(
            id=posting.id,
            at=posting.posted_at.astimezone(commission.zone),
            place=posting.place,
            by=posting.posted_by,
            link=posting.link,
            is_late=posting.posted_at > deadline,
        )
        for posting in session.scalars(wanted.order_by(Posting.posted_at, Posting.id))
    )


def last_posting(session: Session) -> Posting | None:
    """Give the posting that was recorded last, for a form to propose its place."""
    return session.scalars(select(Posting).where(standing(Posting)).order_by(Posting.act_id.desc())).first()


def unrecorded(session: Session, commission: Commission, now: datetime) -> tuple[MeetingSeen, ...]:
    """List the latest meetings of the past that nobody recorded, newest first."""
    went_by = (Meeting.on < commission.today(now), Meeting.status.in_(_EXPECTED))
    wanted = select(Meeting).where(Meeting.body == body_rules(session).body, *went_by)
    rows = session.scalars(wanted.order_by(Meeting.starts_at.desc()).limit(SHOWN))
    return tuple(seen_as(row, commission) for row in rows)


def usual_pattern(session: Session, commission: Commission) -> Pattern | None:
    """Read the pattern that the regular meetings on the calendar follow, all or most of them."""
    moments = [row.starts_at.astimezone(commission.zone) for row in _regular(session)]
    return pattern_in(moments) or pattern_of_most(moments)


def usual_slot(session: Session, commission: Commission, now: datetime) -> Slot:
    """Propose when and where the next regular meeting is held: the pattern's next date after those on the calendar."""
    rows = _regular(session)
    if not rows:
        return Slot(day=None, at=None)
    last, pattern = seen_as(rows[-1], commission), usual_pattern(session, commission)
    since = max(last.on, commission.today(now)) + timedelta(days=1)
    following = pattern.moments(since, since + LOOK_AHEAD, commission.zone) if pattern else ()
    return Slot(
        day=following[0].date() if following else None,
        at=last.starts_at.time(),
        place=last.place,
        link=last.link,
    )


def _regular(session: Session) -> list[Meeting]:
    regular = (Meeting.body == body_rules(session).body, Meeting.kind == MeetingKind.REGULAR)
    return list(session.scalars(select(Meeting).where(*regular).order_by(Meeting.starts_at)))


def _later(session: Session, row: Meeting, commission: Commission) -> tuple[MeetingSeen, ...]:
    after = select(Meeting).where(Meeting.body == row.body, Meeting.starts_at > row.starts_at)
    rows = session.scalars(after.order_by(Meeting.starts_at).limit(SHOWN))
    return tuple(seen_as(each, commission) for each in rows)
