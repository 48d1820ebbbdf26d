"""The people of a commission, as far as telling them goes."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.ledger import standing
from models.members import Member, Pause
from models.rules.permissions import Role
from models.rules.recipients import Person


def people_of(session: Session, today: date) -> dict[str, Person]:
    """Give everybody on record by their id, the longest there first; `today` decides who is away."""
    pauses = _pauses(session, today)
    members = session.scalars(select(Member).order_by(Member.id))
    return {member.id: _person(member, pauses.get(member.id)) for member in members}


def _pauses(session: Session, today: date) -> dict[str, Pause]:
    """Give the pauses that last, by member."""
    wanted = select(Pause).where(standing(Pause)).order_by(Pause.act_id, Pause.id)
    latest = {pause.member_id: pause for pause in session.scalars(wanted)}
    return {
        member_id: pause
        for member_id, pause in latest.items()
        if pause.until is not None and today < pause.until
    }


def _person(member: Member, pause: Pause | None) -> Person:
    return Person(
        member_id=member.id,
        name=member.name,
        slack_id=member.slack_id,
        roles=frozenset(map(Role, member.roles)),
        active=member.active,
        account_closed=member.unreachable_since is not None,
        paused_until=pause.until if pause else None,
        backup_id=pause.backup_id if pause else None,
    )
