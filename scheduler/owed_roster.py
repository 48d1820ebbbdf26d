"""What is owed of the roster: word of a file that somebody was given, and of what nobody holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import select

from models.finding import is_closed
from models.ledger import Act, standing
from models.prospects import Assignment, Prospect
from models.roster_matters import CHAIR, OWNER, files_without_owner, lacks_chair
from models.rules.notices import WORTH_A_WORD, Kind, Notice
from models.rules.recipients import staff_told, told_for
from scheduler.mornings import Morning, Owing

_MONTH = timedelta(days=31)


def owed_roster(morning: Morning) -> Iterator[Owing]:
    """Give what is to be said today of files that were given to somebody, and of what nobody holds."""
    for prospect_id, owner_id, act in _given(morning):
        told = told_for(morning.people, owner_id, morning.today)
        reader = morning.reader(told.person) if told else None
        owner = morning.people.get(owner_id)
        knows = {reader.member.slack_id if reader else None, owner.slack_id if owner else None}
        if reader is None or act.actor in knows or morning.rhythm_of(reader) is None:
            continue
        day = act.at.astimezone(morning.commission.zone).date()
        yield Owing(
            reader=reader,
            kind=Kind.NEW,
            on=day,
            notice=Notice(rule="given", on=min(day, reader.today), until=day + WORTH_A_WORD),
            subject=prospect_id,
            prospect_id=prospect_id,
            tail=str(act.id),
        )
    yield from _gaps(morning)


def _given(morning: Morning) -> list[tuple[str, str, Act]]:
    """List the open files that somebody was given within a month, by the act that gave each to its present owner."""
    since = morning.now - WORTH_A_WORD
    wanted = (
        select(Assignment.prospect_id, Assignment.owner_id, Act)
        .join(Act, (Act.id == Assignment.act_id) & (Act.workspace_id == Assignment.workspace_id))
        .where(Assignment.step_id.is_(None), standing(Assignment), Act.at > since)
        .order_by(Assignment.act_id)
    )
    latest = {prospect_id: (owner_id, act) for prospect_id, owner_id, act in morning.session.execute(wanted)}
    open_files = select(Prospect.id).where(Prospect.id.in_(latest), standing(Prospect), ~is_closed())
    return [(each, *latest[each]) for each in morning.session.scalars(open_files.order_by(Prospect.number))]


def _gaps(morning: Morning) -> Iterator[Owing]:
    """Tell staff once a month of an empty chair, and of files that nobody was given."""
    staff = staff_told(morning.people, morning.today)
    reader = morning.reader(staff.person if staff else None)
    if reader is None:
        return
    month = reader.today.replace(day=1)
    missing = [
        *([CHAIR] if lacks_chair(morning.people, is_public=morning.commission.is_public) else []),
        *([OWNER] if files_without_owner(morning.session) else []),
    ]
    for each in missing:
        notice = Notice(rule="once a month", on=reader.today, until=month + _MONTH)
        yield Owing(reader=reader, kind=Kind.GAP, on=month, notice=notice, subject=each)
