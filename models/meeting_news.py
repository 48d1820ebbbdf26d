"""Who is told at once that a meeting is cancelled or moved: each person who is asked whether they attend."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from itertools import takewhile

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.bodies import body_rules
from models.changes import owe, owe_edit
from models.commission import Commission
from models.database import found
from models.ledger import Act
from models.meetings import Meeting
from models.meetings_seen import seen_as
from models.outbox import Outbox
from models.recipients import people_of
from models.regrets import declined
from models.rules.calendars import MeetingStatus
from models.rules.news import News, unreached_in_words
from models.rules.permissions import Role
from models.rules.recipients import Person, staff_told
from models.sessions import next_meeting
from models.undoing import act_by_id

MEETING_NEWS = "meeting news"
"""The kind of message that tells one person of a meeting that is cancelled or moved."""
MOVED, CANCELLED, PUT_BACK = "meeting moved", "meeting cancelled", "meeting put back on the calendar"
_DID = {MOVED: "Moved", CANCELLED: "Cancelled", PUT_BACK: "Put back"}


def tell_people(
    session: Session, row: Meeting, act: Act, commission: Commission, now: datetime
) -> tuple[str, ...]:
    """Have each person told who is asked to attend, but whoever did it, and staff of whom to tell by other means.

    Gives what whoever did it has to do themselves.
    """
    if row.body != body_rules(session).body:
        return ()
    people = people_of(session, commission.today(now))
    names, caller = unreached(people), _caller(people, commission, now)
    told = {each.member_id: each for each in people.values() if _is_asked(each) and each.is_there}
    if names and caller:
        told[caller.member_id] = caller
    for person in told.values():
        if person.slack_id != act.actor:
            owe(session, MEETING_NEWS, f"{row.id}:{act.id}:{person.member_id}", str(person.slack_id), now)
    calls_themselves = caller is None or caller.slack_id == act.actor
    return (unreached_in_words(names),) if names and calls_themselves else ()


def redraw_news(session: Session, meeting_id: str, now: datetime) -> None:
    """Have what people were told of a meeting drawn again."""
    for owed in _told(session, meeting_id):
        owe_edit(session, MEETING_NEWS, owed.subject, now)


def news_for(
    session: Session, subject: str, commission: Commission, now: datetime, *, is_sent: bool
) -> News | None:
    """Give what a person is to be told as things stand; None where it was never sent and nothing is left to say."""
    meeting_id, act_id, member_id = subject.split(":")
    row, act = found(session, Meeting, meeting_id, "meeting"), act_by_id(session, act_id)
    news = _news(session, row, act, member_id, commission, now)
    is_superseded = _last_change(session, meeting_id, MOVED, CANCELLED).id != act.id
    if not is_sent and (is_superseded or news.is_none or news.is_too_late(now)):
        return None
    return news


def unreached(people: Mapping[str, Person]) -> tuple[str, ...]:
    """Name those who are asked to attend and whom Clerk can't write to; not those who are away."""
    return tuple(
        each.name
        for each in people.values()
        if _is_asked(each) and not each.is_reached and each.paused_until is None
    )


def _news(
    session: Session,
    row: Meeting,
    act: Act,
    member_id: str,
    commission: Commission,
    now: datetime,
) -> News:
    people = people_of(session, commission.today(now))
    reader, caller = people[member_id], _caller(people, commission, now)
    last = _last_change(session, row.id, *_DID)
    following = next_meeting(session, now) if row.status == MeetingStatus.CANCELLED else None
    return News(
        then=_moment_known(session, act, member_id).astimezone(commission.zone),
        meeting=seen_as(row, commission),
        reason=last.reason,
        did=f"{_DID[last.what]} by {last.actor_name}",
        following=seen_as(following, commission) if following else None,
        unreached=unreached(people) if reader == caller else (),
        asked=_is_asked(reader),
        attends=member_id not in declined(session, row.id),
    )


def _is_asked(person: Person) -> bool:
    return person.active and bool(person.roles - {Role.STAFF})


def _caller(people: Mapping[str, Person], commission: Commission, now: datetime) -> Person | None:
    """Choose who tells those whom Clerk can't."""
    told = staff_told(people, commission.today(now))
    return told.person if told else None


def _last_change(session: Session, meeting_id: str, *whats: str) -> Act:
    """Give the latest act of these sorts on a meeting."""
    wanted = select(Act).where(Act.meeting_id == meeting_id, Act.what.in_(whats))
    return session.scalars(wanted.order_by(Act.id.desc()).limit(1)).one()


def _told(session: Session, meeting_id: str) -> list[Outbox]:
    wanted = select(Outbox).where(Outbox.kind == MEETING_NEWS, Outbox.subject.startswith(f"{meeting_id}:"))
    return list(session.scalars(wanted))


def _moment_known(session: Session, act: Act, member_id: str) -> datetime:
    """Give when the meeting was to begin as somebody knew it before an act: what never reached them does not count."""
    earlier = {
        int(owed.subject.split(":")[1]): owed.sent_ts is not None
        for owed in _told(session, str(act.meeting_id))
        if owed.subject.endswith(f":{member_id}")
    }
    newest_first = sorted((each for each in earlier if each < act.id), reverse=True)
    unheard = [act.id, *takewhile(lambda each: not earlier[each], newest_first)]
    moves = select(Act).where(Act.id.in_(unheard), Act.what == MOVED).order_by(Act.id)
    first = session.scalars(moves).first()
    return datetime.fromisoformat(str(first.details["was"] if first else act.details["starts_at"]))
