"""A meeting as its minutes tell it, read from the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.agenda_rows import agenda_of, deadline_of
from models.commission import Commission
from models.ledger import Act, standing
from models.meetings import Happening, Meeting, Posting
from models.members import Member
from models.motion_lines import motion_line
from models.rules import sessions
from models.rules.agendas import PUBLIC_COMMENT, AgendaEntry
from models.rules.attendances import quorum_changes, recusals_of, seatings_of
from models.rules.bodies import BodyRules, Holder, Seating
from models.rules.calendars import MeetingKind, MeetingStatus
from models.rules.minutes import (
    Attendance,
    ItemLine,
    MotionLine,
    Proceedings,
    Recusal,
    comment_in_words,
    recusal_in_words,
)
from models.rules.motions import MotionKind
from models.rules.quorums import quorum_of
from models.rules.roll import Attendee, Capacity, Mark, Roll, RollEvent, house_of, roll_of
from models.rules.sessions import What
from models.rules.wording import WEEKDAYS, full_date, time_in_words
from models.sessions import happenings_of, roll_events_of, sitting_of
from models.vote_records import Vote, votes_of

_PARTS = {
    Capacity.SEAT: "seat {}",
    Capacity.ALTERNATE: "alternate {}",
    Capacity.LIAISON: "liaison",
    Capacity.STAFF: "staff",
    Capacity.GUEST: "",
}


def proceedings_of(session: Session, meeting: Meeting, commission: Commission, now: datetime) -> Proceedings:
    """Give a meeting as its minutes tell it, every time in the commission's zone."""
    zone = commission.zone
    sitting = sitting_of(session, meeting.id)
    votes = votes_of(session, meeting.id)
    entries = agenda_of(session, meeting, commission, now)
    events = roll_events_of(session, meeting.id)
    rules = _as_met(session, meeting, sitting.rules)
    course = sitting.session
    happenings = happenings_of(session, meeting.id)
    comments = {
        each.item: each.at.astimezone(zone) for each in happenings if each.what is What.PUBLIC_COMMENT
    }
    return Proceedings(
        body=commission.body_title,
        kind=MeetingKind(meeting.kind).in_words.capitalize(),
        starts_at=meeting.starts_at.astimezone(zone),
        place=meeting.place,
        posting=_posting(session, meeting, commission),
        called_to_order_at=_local(course.called_to_order_at, zone),
        adjourned_at=_local(course.adjourned_at, zone),
        presiding=_presiding(session, happenings, events),
        recesses=tuple((begun.astimezone(zone), _local(ended, zone)) for begun, ended in course.recesses),
        roll=_attendances(sitting.roll, events, zone),
        quorum=_quorum(events, rules),
        quorum_changes=tuple(
            (at.astimezone(zone), is_there)
            for at, is_there in quorum_changes(events, _seating_of(events, rules.seats), rules)
        ),
        items=tuple(_item(entry, events, votes, comments, zone) for entry in entries),
        motions=tuple(_on_no_item(entries, events, votes, comments, zone)),
        next_meeting=_next(session, meeting, commission),
    )


def _local(at: datetime | None, zone: tzinfo) -> datetime | None:
    return at.astimezone(zone) if at else None


def _as_met(session: Session, meeting: Meeting, rules: BodyRules) -> BodyRules:
    """Give the body's rules with as many seats as there were at the call to order, however many there are now."""
    called = select(Happening.act_id).where(
        Happening.meeting_id == meeting.id, Happening.what == What.CALLED_TO_ORDER, standing(Happening)
    )
    first = session.scalars(select(Act).where(Act.id.in_(called)).order_by(Act.id)).first()
    return replace(rules, seats=first.details.get("seats", rules.seats)) if first else rules


def _posting(session: Session, meeting: Meeting, commission: Commission) -> str:
    postings = select(Posting).where(Posting.meeting_id == meeting.id, standing(Posting))
    first = session.scalars(postings.order_by(Posting.posted_at, Posting.id)).first()
    if first is None:
        return ""
    late = (
        ", after the time set for it" if first.posted_at > deadline_of(session, meeting, commission) else ""
    )
    by = f" by {first.posted_by}" if first.posted_by else ""
    return f"Agenda posted {_moment(first.posted_at.astimezone(commission.zone))} at {first.place}{by}{late}."


def _moment(at: datetime) -> str:
    return f"{WEEKDAYS[at.weekday()]}, {full_date(at.date())}, {time_in_words(at)}"


def _presiding(
    session: Session, happenings: Sequence[sessions.Happening], events: Sequence[RollEvent]
) -> tuple[str, ...]:
    """Name whoever presided, in turn: as the roll names them, else as the roster does."""
    presiding = {What.CALLED_TO_ORDER, What.PRESIDES}
    ids = [each.member_id for each in happenings if each.what in presiding and each.member_id]
    names = {member.id: member.name for member in session.scalars(select(Member).where(Member.id.in_(ids)))}
    names |= {each.member_id: each.name for each in reversed(events) if each.member_id}
    turns = [names[each] for each in ids]
    return tuple(name for place, name in enumerate(turns) if place == 0 or name != turns[place - 1])


def _attendances(roll: Roll, events: Sequence[RollEvent], zone: tzinfo) -> tuple[Attendance, ...]:
    taken_at = min((stay[0] for each in roll.attendees for stay in each.stays), default=None)
    return tuple(
        Attendance(
            name=each.name,
            part=_PARTS[each.capacity].format(each.seat),
            votes=each.capacity is Capacity.SEAT or bool(_seated_for(each, events, zone)),
            stays=tuple((since.astimezone(zone), _local(until, zone)) for since, until in each.stays),
            arrived_late=bool(each.stays) and each.stays[0][0] != taken_at,
            is_excused=each.is_excused,
            seated_for=_seated_for(each, events, zone),
            remote=f"{each.place} ({each.ground})" if each.is_remote else "",
        )
        for each in roll.attendees
    )


def _seated_for(attendee: Attendee, events: Sequence[RollEvent], zone: tzinfo) -> str:
    """Say for whom an alternate was seated, from when and until when, in turn."""
    holders = {each.seat: each.name for each in events if each.capacity is Capacity.SEAT}
    said = [
        f"{holders.get(each.for_seat, f'the vacant seat {each.for_seat}')} {_from_to(each.at, until, zone)}"
        for each, until in seatings_of(attendee.member_id, events)
    ]
    return ", then for ".join(said)


def _from_to(since: datetime, until: datetime | None, zone: tzinfo) -> str:
    begun = time_in_words(since.astimezone(zone))
    return f"from {begun} until {time_in_words(until.astimezone(zone))}" if until else f"at {begun}"


def _quorum(events: Sequence[RollEvent], rules: BodyRules) -> str:
    """Say how many seats were filled when the roll was first taken: by the roll itself, whoever sits there since."""
    taken_at = next((each.at for each in events if each.mark is Mark.PRESENT), None)
    if taken_at is None:
        return ""
    first = roll_of(each for each in events if each.at <= taken_at)
    seating = _seating_of(events, rules.seats)
    house, quorum = house_of(first, seating, rules), quorum_of(first, seating, rules)
    said = f"{house.present} of {house.authorised_seats} voting seats when the roll was taken"
    return said if quorum.is_there else f"{said}, which was no quorum; {quorum.needed} make one"


def _seating_of(events: Sequence[RollEvent], seats: int) -> Seating:
    def holders(capacity: Capacity) -> tuple[Holder, ...]:
        those = {each.member_id: each for each in events if each.member_id and each.capacity is capacity}
        return tuple(
            Holder(seat=each.seat or 0, member_id=member_id, name=each.name)
            for member_id, each in those.items()
        )

    return Seating(authorised=seats, holders=holders(Capacity.SEAT), alternates=holders(Capacity.ALTERNATE))


def _item(
    entry: AgendaEntry,
    events: Sequence[RollEvent],
    votes: Sequence[Vote],
    comments: Mapping[str | None, datetime],
    zone: tzinfo,
) -> ItemLine:
    return ItemLine(
        number=entry.number,
        title=entry.title,
        kind=entry.kind,
        result=entry.result,
        note=entry.note,
        until=full_date(entry.until) if entry.until else "",
        recused=tuple(_recused(entry.item, events, zone)),
        comment_at=comments.get(None if entry.item == PUBLIC_COMMENT else entry.item),
        motions=tuple(motion_line(vote, zone) for vote in votes if vote.motion.item == entry.item),
        wants_outcome=entry.wants_result,
    )


def _recused(item: str, events: Sequence[RollEvent], zone: tzinfo) -> Iterator[Recusal]:
    for each, returned_at in recusals_of(item, events):
        yield Recusal(
            name=each.name,
            reason=each.reason.rstrip("."),
            left_at=each.at.astimezone(zone),
            returned_at=_local(returned_at, zone),
        )


def _on_no_item(
    entries: Sequence[AgendaEntry],
    events: Sequence[RollEvent],
    votes: Sequence[Vote],
    comments: Mapping[str | None, datetime],
    zone: tzinfo,
) -> Iterator[tuple[str, MotionLine]]:
    listed = {entry.item for entry in entries}
    for vote in votes:
        if vote.motion.item not in listed:
            adds = vote.kind is MotionKind.ADD_ITEM
            what = f"to add “{vote.motion.findings['title']}”" if adds else "an item taken off the agenda"
            line, at = motion_line(vote, zone), comments.get(vote.motion.item)
            remarks = [comment_in_words(at)] if at else []
            remarks += [recusal_in_words(each) for each in _recused(vote.motion.item, events, zone)]
            yield what, replace(line, remarks=(*line.remarks, *remarks))


def _next(session: Session, meeting: Meeting, commission: Commission) -> str:
    later = select(Meeting).where(
        Meeting.body == meeting.body,
        Meeting.starts_at > meeting.starts_at,
        Meeting.status != MeetingStatus.CANCELLED,
    )
    following = session.scalars(later.order_by(Meeting.starts_at)).first()
    return _moment(following.starts_at.astimezone(commission.zone)) if following else ""
