"""A meeting as its minutes tell it, read from the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.agenda_rows import agenda_of, deadline_of
from models.commission import Commission
from models.ledger import standing
from models.meetings import Meeting, Posting
from models.members import Member
from models.rules.agendas import PUBLIC_COMMENT, AgendaEntry
from models.rules.attendances import quorum_changes, seatings_of
from models.rules.bodies import BodyRules, Holder, Seating
from models.rules.calendars import MeetingKind, MeetingStatus
from models.rules.counting import Tally, VoteOption
from models.rules.minutes import (
    Attendance,
    ItemLine,
    MotionLine,
    Proceedings,
    VoteOfOne,
    comment_in_words,
)
from models.rules.motions import MotionKind, SeatVote
from models.rules.quorums import quorum_of
from models.rules.roll import Attendee, Capacity, Mark, Roll, RollEvent, house_of, roll_of
from models.rules.sessions import Happening, What
from models.rules.tallies import rule_in_words
from models.rules.vote_cards import Ending, names_of
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
_FINDINGS = ("immediate", "arose")
"""What a motion to add an item has to find: action is needed at once, and the need arose after the posting."""
_AHEAD = (MeetingStatus.SCHEDULED, MeetingStatus.NOTICED)


def proceedings_of(session: Session, meeting: Meeting, commission: Commission, now: datetime) -> Proceedings:
    """Give a meeting as its minutes tell it, every time in the commission's zone."""
    zone = commission.zone
    sitting = sitting_of(session, meeting.id)
    votes = votes_of(session, meeting.id)
    entries = agenda_of(session, meeting, commission, now)
    events = roll_events_of(session, meeting.id)
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
        presiding=_presiding(session, happenings),
        recesses=tuple((begun.astimezone(zone), _local(ended, zone)) for begun, ended in course.recesses),
        roll=_attendances(sitting.roll, events, zone),
        quorum=_quorum(events, sitting.rules),
        quorum_changes=tuple(
            (at.astimezone(zone), is_there)
            for at, is_there in quorum_changes(
                events, _seating_of(events, sitting.rules.seats), sitting.rules
            )
        ),
        items=tuple(_item(entry, sitting.roll, votes, comments, zone) for entry in entries),
        motions=tuple(_on_no_item(entries, votes, comments, zone)),
        next_meeting=_next(session, meeting, commission),
    )


def _local(at: datetime | None, zone: tzinfo) -> datetime | None:
    return at.astimezone(zone) if at else None


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


def _presiding(session: Session, happenings: Sequence[Happening]) -> tuple[str, ...]:
    """Name whoever presided, in turn."""
    presiding = {What.CALLED_TO_ORDER, What.PRESIDES}
    ids = [each.member_id for each in happenings if each.what in presiding and each.member_id]
    names = {member.id: member.name for member in session.scalars(select(Member).where(Member.id.in_(ids)))}
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
    roll: Roll,
    votes: Sequence[Vote],
    comments: Mapping[str | None, datetime],
    zone: tzinfo,
) -> ItemLine:
    recused = [
        f"{each.name}: {reason}"
        for each in roll.attendees
        for item, reason in each.recused
        if item == entry.item
    ]
    return ItemLine(
        number=entry.number,
        title=entry.title,
        kind=entry.kind,
        result=entry.result,
        note=entry.note,
        until=full_date(entry.until) if entry.until else "",
        recused=tuple(recused),
        comment_at=comments.get(None if entry.item == PUBLIC_COMMENT else entry.item),
        motions=tuple(motion_line(vote, zone) for vote in votes if vote.motion.item == entry.item),
    )


def _on_no_item(
    entries: Sequence[AgendaEntry],
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
            yield what, replace(line, remarks=(*line.remarks, comment_in_words(at))) if at else line


def motion_line(vote: Vote, zone: tzinfo) -> MotionLine:
    """Give a motion as minutes tell it, with its days in a zone."""
    endings = [ending.at_place(zone) for ending in vote.endings]
    ending = endings[-1] if endings else None
    needed = f"; needed {ending.tally.needed}" if ending and ending.tally else ""
    names = names_of(vote.votes)
    counted = ending is not None and ending.tally is not None
    return MotionLine(
        text=vote.motion.text,
        mover=vote.motion.mover,
        seconder=vote.motion.seconder,
        outcome=_outcome(ending),
        rule=f"{rule_in_words(vote.rule)}{needed}" if counted else "",
        votes=tuple(_vote(each, names[each]) for each in vote.votes) if counted else (),
        remarks=tuple(_remarks(vote, endings)),
    )


def _vote(vote: SeatVote, name: str) -> VoteOfOne:
    reason = vote.reason if vote.option is VoteOption.RECUSED else ""
    return VoteOfOne(name=name, option=vote.option, alternate_for=vote.alternate_for, reason=reason)


def _outcome(ending: Ending | None) -> str:
    if ending is None:
        return "Still open"
    return _sum(ending.tally) if ending.tally else ending.in_words(ending.at.date())


def _sum(tally: Tally) -> str:
    count = tally.count
    votes = [count.yes, count.no, *([count.abstain] if count.abstain else [])]
    return f"{tally.outcome.upper()} {'–'.join(map(str, votes))}"


def _remarks(vote: Vote, endings: Sequence[Ending]) -> list[str]:
    kept = vote.motion.findings
    findings = [kept[name].rstrip(".") for name in _FINDINGS if name in kept]
    reason = vote.motion.rule_reason
    corrected = [
        f"Corrected {full_date(each.recorded_at.date())} by {each.by}: {each.reason.rstrip('.')}."
        for each in endings
        if each.corrects
    ]
    uncounted = next((each for each in endings if each.tally is None and each.reason), None)
    return [
        *([f"Findings: {'; '.join(findings)}."] if findings else []),
        *([f"Another rule than usual: {reason.rstrip('.')}."] if reason else []),
        *([f"Reason, recorded by {uncounted.by}: {uncounted.reason.rstrip('.')}."] if uncounted else []),
        *corrected,
    ]


def _next(session: Session, meeting: Meeting, commission: Commission) -> str:
    later = select(Meeting).where(
        Meeting.body == meeting.body, Meeting.starts_at > meeting.starts_at, Meeting.status.in_(_AHEAD)
    )
    following = session.scalars(later.order_by(Meeting.starts_at)).first()
    return _moment(following.starts_at.astimezone(commission.zone)) if following else ""
