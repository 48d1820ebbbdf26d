"""Somebody's own reminders, read: what they set, who stands in, what waits for them and what was missed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from models.commission import Commission
from models.database import found
from models.members import Member
from models.moved_dates import step_titles
from models.occurrences import read_occurrence
from models.prospects import Prospect
from models.reach import zone_of
from models.recipients import people_of
from models.reminders import Reminder
from models.rules.my_reminders import Listed, MyReminders
from models.rules.notices import Kind, Rhythm
from models.rules.recipients import told_for

MISSED_FOR = timedelta(days=60)
"""How long a missed reminder is listed."""
WITHOUT_STEP = {
    Kind.SILENCE: "an answer was expected",
    Kind.MEETING: "the commission's meeting",
    Kind.POSTING: "the agenda to post",
    Kind.NEW: "a file that is new to you",
    Kind.GAP: "a vacancy",
}


def my_reminders(session: Session, member_id: str, commission: Commission, now: datetime) -> MyReminders:
    """Give what somebody set, and what waits for them."""
    member = found(session, Member, member_id, "person")
    today = commission.today(now)
    people = people_of(session, today)
    told = told_for(people, member.id, today)
    zone = zone_of(member, commission)
    return MyReminders(
        person=people[member.id],
        rhythm=Rhythm(member.rhythm),
        hour=member.note_hour,
        stands_in=told.person.name if told and told.person.member_id != member.id else None,
        backups=sorted(
            (each for each in people.values() if each.is_there and each.member_id != member.id),
            key=lambda each: each.name,
        ),
        waiting=_listed(session, member, zone, Reminder.state == "waiting"),
        missed=_listed(
            session, member, zone, Reminder.state == "missed", Reminder.valid_until > now - MISSED_FOR
        ),
    )


def _listed(session: Session, member: Member, zone: ZoneInfo, *which: ColumnElement[bool]) -> list[Listed]:
    wanted = (
        select(Reminder).where(Reminder.recipient == member.id, *which).order_by(Reminder.at, Reminder.id)
    )
    rows = session.scalars(wanted).all()
    cities, titles = _names(session, rows)
    return [_line(row, cities, titles, zone) for row in rows]


def _names(
    session: Session, rows: Iterable[Reminder]
) -> tuple[dict[str, str], Mapping[str, Mapping[str, str]]]:
    """Give the names of the cities that some reminders are about, and the titles of the steps of each."""
    ids = {row.prospect_id for row in rows if row.prospect_id}
    prospects = session.scalars(select(Prospect).where(Prospect.id.in_(ids))).all()
    return {each.id: each.title for each in prospects}, step_titles(session, prospects)


def _line(
    row: Reminder, cities: Mapping[str, str], titles: Mapping[str, Mapping[str, str]], zone: ZoneInfo
) -> Listed:
    kind, on, *_ = read_occurrence(row.occurrence)
    city, steps = cities.get(row.prospect_id or "", ""), titles.get(row.prospect_id or "", {})
    what = steps.get(row.step_id or "") or WITHOUT_STEP.get(kind, "")
    return Listed(
        about=": ".join(filter(None, [city, what])),
        on=on,
        back=row.snoozed_until.astimezone(zone) if row.snoozed_until else None,
    )
