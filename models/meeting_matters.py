"""The meetings that notes tell of, as they stand when a note is drawn."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.agenda_rows import deadline_of, postings_of, rows_of
from models.ledger import standing
from models.meetings import Meeting, Regret
from models.meetings_seen import seen_as
from models.readers import Reader
from models.reminders import Reminder
from models.rules.agendas import ItemState
from models.rules.matters import Ended, MeetingTold
from models.rules.meetings import STATUS_IN_WORDS
from models.rules.notices import Kind


def meetings_by_id(session: Session, reminders: Iterable[Reminder], reader: Reader) -> dict[str, MeetingTold]:
    """Give the meetings that some reminders are about."""
    ids = {each.meeting_id for each in reminders if each.meeting_id}
    rows = session.scalars(select(Meeting).where(Meeting.id.in_(ids)))
    return {row.id: _meeting_told(session, row, reader) for row in rows}


def _meeting_told(session: Session, row: Meeting, reader: Reader) -> MeetingTold:
    return MeetingTold(
        meeting=seen_as(row, reader.commission),
        body=reader.commission.body_title,
        deadline=deadline_of(session, row, reader.commission),
        is_posted=bool(postings_of(session, row, reader.commission)),
        attends=_attends(session, row.id, reader.member.id),
    )


def _attends(session: Session, meeting_id: str, member_id: str) -> bool:
    """Tell whether somebody has not said that they can't attend."""
    said = select(Regret.attends).where(
        Regret.meeting_id == meeting_id, Regret.member_id == member_id, standing(Regret)
    )
    last = session.scalars(said.order_by(Regret.act_id.desc(), Regret.id.desc())).first()
    return last is not False


def is_on_agenda(session: Session, meeting_id: str, prospect_id: str, step_id: str | None) -> bool:
    """Tell whether what a meeting must discuss stands on its agenda: by itself, unless that was fixed or it was removed."""
    rows = rows_of(session, meeting_id)
    of_file = [row for row in rows.latest.values() if row.prospect_id == prospect_id]
    mine = [row for row in of_file if row.step_id in {None, step_id}]
    if any(row.state == ItemState.LISTED for row in mine):
        return True
    return not rows.is_fixed and not any(row.state == ItemState.REMOVED for row in mine)


def meeting_ended(kind: Kind, on: date, told: MeetingTold, reader: Reader) -> Ended | None:
    """Say how what a note tells of a meeting ended: it was cancelled, moved, has begun, or its agenda is posted."""
    meeting = told.meeting
    if not meeting.is_ahead:
        return Ended(how=STATUS_IN_WORDS[meeting.status])
    if meeting.on != on:
        return Ended(how=f"moved to {meeting.moment(reader.today)}")
    if meeting.starts_at <= reader.now:
        return Ended(how="it has begun")
    return Ended(how="agenda posted") if kind is Kind.POSTING and told.is_posted else None
