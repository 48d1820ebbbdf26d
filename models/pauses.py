"""Changing how somebody is reminded: how often, at which hour, and a pause with who stands in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from models import ledger
from models.askers import Asker
from models.changes import owe
from models.commission import Commission
from models.database import found
from models.members import Member, Pause
from models.recipients import people_of
from models.refusals import NotFound, Refusal
from models.rules.my_reminders import HOURS, fault_of_backup, fault_of_return
from models.rules.notices import Rhythm
from models.rules.permissions import Right
from models.rules.recipients import Person

CHANGED = "reminders changed"
PAUSED_BY_ANOTHER = "paused by another"
"""The kind of message that tells somebody that their reminders were paused for them."""


@dataclass(frozen=True, kw_only=True)
class NewReminders:
    """What the form says of somebody's reminders."""

    member_id: str | None
    rhythm: str
    hour: int
    until: date | None
    """The day on which they are back; nothing: they are not away."""
    backup_id: str | None
    """Nothing: the staff get what is theirs."""


def change_reminders(
    session: Session, new: NewReminders, asker: Asker, commission: Commission, now: datetime
) -> bool:
    """Set how somebody is reminded; says whether anything is different now. Refusal beside the field that is wrong."""
    member, people = _member(session, new.member_id, asker, commission, now)
    if new.rhythm not in set(Rhythm):
        raise Refusal("Please choose how often.", field="rhythm")
    if new.hour not in HOURS:
        raise Refusal("Please choose the hour.", field="hour")
    if new.backup_id and new.until is None:
        raise Refusal("Choose the day you are back as well, or leave out who stands in.", field="until")
    person = people[member.id]
    pauses = (new.until, new.backup_id) != (person.paused_until, person.backup_id)
    if pauses:
        _check(new, person, people, commission.today(now))
    if not pauses and (new.rhythm, new.hour) == (member.rhythm, member.note_hour):
        return False
    member.rhythm, member.note_hour = new.rhythm, new.hour
    act = _record(session, member, asker, now)
    if pauses:
        _pause(session, act, member.id, new.until, new.backup_id)
    if new.until and pauses and member.id != asker.member_id and member.slack_id:
        owe(session, PAUSED_BY_ANOTHER, f"{member.id}:{act.id}", member.slack_id, now)
    return True


def pause_until(session: Session, until: date, asker: Asker, commission: Commission, now: datetime) -> None:
    """Pause the asker's own reminders until a day; whoever stands in already goes on. Refusal for a day that cannot be."""
    member, people = _member(session, asker.member_id, asker, commission, now)
    person = people[member.id]
    if person.paused_until == until:
        return
    fault = fault_of_return(until, commission.today(now))
    if fault:
        raise Refusal(fault, offers=("remind",))
    _pause(session, _record(session, member, asker, now), member.id, until, person.backup_id)


def resume(
    session: Session, member_id: str | None, asker: Asker, commission: Commission, now: datetime
) -> Person:
    """End somebody's pause, once however often it is asked for; gives whose."""
    member, people = _member(session, member_id, asker, commission, now)
    if people[member.id].paused_until:
        _pause(session, _record(session, member, asker, now), member.id, None, None)
    return people[member.id]


def _member(
    session: Session, member_id: str | None, asker: Asker, commission: Commission, now: datetime
) -> tuple[Member, dict[str, Person]]:
    """Take the turn, and give whom it is about, whom the asker may speak for, and everybody else."""
    own = member_id is not None and member_id == asker.member_id
    asker.must_be_allowed(Right.REMIND if own else Right.REMIND_OTHERS)
    ledger.take_turn(session)
    member = found(session, Member, member_id, "person")
    if not member.active:
        raise NotFound("person")
    return member, people_of(session, commission.today(now))


def _check(new: NewReminders, person: Person, people: dict[str, Person], today: date) -> None:
    if new.until and (fault := fault_of_return(new.until, today)):
        raise Refusal(fault, field="until")
    if new.backup_id and (fault := fault_of_backup(person, people.get(new.backup_id))):
        raise Refusal(fault, field="backup")


def _record(session: Session, member: Member, asker: Asker, now: datetime) -> ledger.Act:
    details = {"member": member.id, "rhythm": member.rhythm, "note_hour": member.note_hour}
    return ledger.record(session, CHANGED, actor=asker.actor, now=now, details=details)


def _pause(
    session: Session, act: ledger.Act, member_id: str, until: date | None, backup_id: str | None
) -> None:
    session.add(Pause(member_id=member_id, until=until, backup_id=backup_id, act_id=act.id))
    session.flush()
