"""Whom the chair's word of a deadline long past goes to, and since when its owner knows that it will."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.database import found
from models.members import Member
from models.readers import Reader
from models.reminders import Reminder
from models.rules.escalations import ESCALATED, escalation_day
from models.rules.matters import Escalation
from models.rules.notices import ANNOUNCED, DEADLINES, Kind
from models.rules.permissions import Role
from models.rules.policy import Strength
from models.rules.progress import Progress
from models.rules.recipients import Person, Told, chair_told, told_for
from models.rules.steps import Standing


def may_escalate(standing: Standing) -> bool:
    """Tell whether the chair hears of a step when its deadline is long past: only what the policy demands."""
    return standing.step.strength is Strength.MUST


def concerned(progress: Progress, told: Told) -> frozenset[str]:
    """Give whom a word to the chair is about: the owner, and whoever stands in for them."""
    return frozenset(filter(None, (progress.owner_id, told.person.member_id)))


def announced_on(session: Session, occurrences: Iterable[str]) -> dict[str, dict[str, date]]:
    """Give the day on which each person was first told that a deadline has passed, by the event and their id."""
    told = (
        Reminder.rule == ANNOUNCED,
        Reminder.occurrence.in_(list(occurrences)),
        Reminder.told_at.is_not(None),
    )
    known: dict[str, dict[str, date]] = defaultdict(dict)
    for row in session.scalars(select(Reminder).where(*told)):
        if row.told_at:
            known[row.occurrence][row.recipient] = row.told_at.astimezone(ZoneInfo(row.zone)).date()
    return dict(known)


def escalation_of(
    session: Session,
    reminder: Reminder,
    kind: Kind,
    on: date,
    progress: Progress,
    people: Mapping[str, Person],
    reader: Reader,
) -> Escalation | None:
    """Say who will hear of a deadline, as its announcement promises, or who has heard of it; None where nobody does."""
    told = told_for(people, progress.owner_id, reader.today)
    of_step = progress.standing(reminder.step_id) if reminder.step_id else None
    if told is None or of_step is None or not may_escalate(of_step):
        return None
    chair = chair_told(people, concerned(progress, told))
    if kind is Kind.ESCALATED:
        is_told = told.person.member_id == reader.member.id
        return _has_heard(session, reminder, reader) or (_hears(chair, reminder, reader) if is_told else None)
    if kind not in DEADLINES or reminder.rule != ANNOUNCED or chair is None:
        return None
    announced = (reminder.told_at or reader.now).astimezone(reader.zone).date()
    day = escalation_day(on, announced, reader.days_off)
    return Escalation(name=chair.name, office=_office(chair.roles), on=day) if day > reader.today else None


def _has_heard(session: Session, reminder: Reminder, reader: Reader) -> Escalation | None:
    """Say who heard of it on the day on which the owner was told so; None for the chair's own line."""
    others = (
        Reminder.occurrence == reminder.occurrence,
        Reminder.rule == ESCALATED,
        Reminder.recipient != reminder.recipient,
    )
    row = session.scalars(select(Reminder).where(*others).order_by(Reminder.id)).first()
    if row is None:
        return None
    hears = found(session, Member, row.recipient, "member")
    on = row.at.astimezone(reader.zone).date()
    return Escalation(name=hears.name, office=_office(frozenset(map(Role, hears.roles))), on=on)


def _hears(chair: Person | None, reminder: Reminder, reader: Reader) -> Escalation | None:
    """Say who hears of it later that day, where the owner's morning comes first."""
    if chair is None:
        return None
    on = reminder.at.astimezone(reader.zone).date()
    return Escalation(name=chair.name, office=_office(chair.roles), on=on)


def _office(roles: frozenset[Role]) -> str:
    return "the chair" if Role.CHAIR in roles else "the vice chair"
