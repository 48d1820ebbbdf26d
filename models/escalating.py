"""Whom the chair's word of a deadline long past goes to, and since when its owner knows that it will."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models.database import found
from models.due_dates import DueDate
from models.members import Member
from models.occurrences import read_occurrence
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


@dataclass(frozen=True, kw_only=True)
class Word:
    """What somebody was told of a deadline long past."""

    recipient: str
    rule: str
    on: date
    """The day on which they were told."""


def may_escalate(standing: Standing) -> bool:
    """Tell whether the chair hears of a step when its deadline is long past: only what the policy demands."""
    return standing.step.strength is Strength.MUST


def concerned(progress: Progress, told: Told) -> frozenset[str]:
    """Give whom a word to the chair is about: the owner, and whoever stands in for them."""
    return frozenset(filter(None, (progress.owner_id, told.person.member_id)))


def announced_on(session: Session, occurrences: Iterable[str]) -> dict[str, dict[str, date | None]]:
    """Give since when who was told of a passed deadline knows who else hears, by event and person; None where nobody does."""
    told = (
        Reminder.rule == ANNOUNCED,
        Reminder.occurrence.in_(list(occurrences)),
        or_(Reminder.told_at.is_not(None), Reminder.state == "sent"),
    )
    known: dict[str, dict[str, date | None]] = defaultdict(dict)
    for row in session.scalars(select(Reminder).where(*told)):
        known[row.occurrence][row.recipient] = _day_told(row)
    return dict(known)


def chair_heard(session: Session, occurrences: Iterable[str]) -> dict[str, list[Word]]:
    """Give the words that somebody was told of deadlines long past, by the event."""
    told = (
        Reminder.occurrence.in_(list(occurrences)),
        Reminder.rule.startswith(ESCALATED),
        Reminder.told_at.is_not(None),
    )
    words: dict[str, list[Word]] = defaultdict(list)
    for row in session.scalars(select(Reminder).where(*told)):
        if on := _day_told(row):
            words[row.occurrence].append(Word(recipient=row.recipient, rule=row.rule, on=on))
    return dict(words)


def _day_told(row: Reminder) -> date | None:
    return row.told_at.astimezone(ZoneInfo(row.zone)).date() if row.told_at else None


def lapse(session: Session, prospect_ids: Collection[str]) -> None:
    """Have the words of deadlines that stand no more count for nothing: one that returns is announced anew.

    They stay with the notes that told them.
    """
    of_files = select(DueDate).where(DueDate.prospect_id.in_(prospect_ids), DueDate.kind == "due")
    stand = {(row.prospect_id, row.step_id, row.on) for row in session.scalars(of_files)}
    said = (
        Reminder.prospect_id.in_(prospect_ids),
        or_(Reminder.rule == ANNOUNCED, Reminder.rule.startswith(ESCALATED)),
        or_(Reminder.told_at.is_not(None), Reminder.state == "sent"),
    )
    for row in session.scalars(select(Reminder).where(*said)):
        on = read_occurrence(row.occurrence)[1]
        if (row.prospect_id, row.step_id, on) not in stand:
            set_aside(row)


def set_aside(row: Reminder) -> None:
    """Have a reminder stand in nobody's way: its event gets a name of its own."""
    if not row.occurrence.endswith(row.id):
        row.occurrence = f"{row.occurrence}:{row.id}"
    row.state = "sent" if row.told_at or row.state == "sent" else "cancelled"
    row.told_at = row.snoozed_until = None


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
    if kind not in DEADLINES or reminder.rule != ANNOUNCED or chair is None or _names_nobody(reminder):
        return None
    announced = (reminder.told_at or reader.now).astimezone(reader.zone).date()
    day = escalation_day(on, announced, reader.days_off)
    return Escalation(name=chair.name, office=_office(chair.roles), on=day) if day > reader.today else None


def _names_nobody(reminder: Reminder) -> bool:
    """Tell whether an announcement was made when nobody could be named, or counts for nothing any more."""
    return reminder.state == "sent" and reminder.told_at is None


def _has_heard(session: Session, reminder: Reminder, reader: Reader) -> Escalation | None:
    """Say who heard of it on the day on which the owner was told so; None for the chair's own line."""
    others = (
        Reminder.occurrence == reminder.occurrence,
        Reminder.rule == ESCALATED,
        Reminder.recipient != reminder.recipient,
        Reminder.told_at.is_not(None),
    )
    row = session.scalars(select(Reminder).where(*others).order_by(Reminder.told_at)).first()
    if row is None or row.told_at is None:
        return None
    hears = found(session, Member, row.recipient, "member")
    on = row.told_at.astimezone(reader.zone).date()
    return Escalation(name=hears.name, office=_office(frozenset(map(Role, hears.roles))), on=on)


def _hears(chair: Person | None, reminder: Reminder, reader: Reader) -> Escalation | None:
    """Say who hears of it later that day, where the owner's morning comes first."""
    if chair is None:
        return None
    on = (reminder.told_at or reader.now).astimezone(reader.zone).date()
    return Escalation(name=chair.name, office=_office(chair.roles), on=on)


def _office(roles: frozenset[Role]) -> str:
    return "the chair" if Role.CHAIR in roles else "the vice chair"
