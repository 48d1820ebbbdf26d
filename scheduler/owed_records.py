"""What is asked of staff after a meeting: whether what it had to discuss was discussed, so that it is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import select

from models.agenda_matters import counted_here
from models.agenda_rows import agenda_of
from models.bodies import body_rules
from models.finding import is_closed
from models.ledger import standing
from models.meetings import Meeting
from models.progress import progress_of
from models.prospects import Prospect
from models.rules.calendars import MeetingStatus
from models.rules.notices import ASKED_FOR, Kind, morning_after
from models.rules.progress import Progress
from models.rules.recipients import staff_told
from scheduler.mornings import Morning, Owing

_MET = (MeetingStatus.HELD, MeetingStatus.SCHEDULED, MeetingStatus.NOTICED)
"""One that nobody has recorded counts as held."""


def owed_records(morning: Morning) -> Iterator[Owing]:
    """Ask staff of each step that an agenda of the last days had listed, and that is still open."""
    staff = staff_told(morning.people, morning.today)
    reader = morning.reader(staff.person if staff else None)
    if reader is None:
        return
    for meeting in _met(morning):
        notice = morning_after(meeting.on, reader.days_off)
        if notice.on <= reader.today < notice.until:
            for progress, step_id in _undone(morning, meeting):
                yield Owing(
                    reader=reader,
                    kind=Kind.DISCUSSED,
                    on=meeting.on,
                    notice=notice,
                    subject=progress.prospect_id,
                    prospect_id=progress.prospect_id,
                    step_id=step_id,
                    meeting_id=meeting.id,
                )


def _met(morning: Morning) -> list[Meeting]:
    wanted = select(Meeting).where(
        Meeting.body == body_rules(morning.session).body,
        Meeting.status.in_(_MET),
        Meeting.on < morning.today,
        Meeting.on > morning.today - ASKED_FOR - timedelta(days=1),
    )
    return list(morning.session.scalars(wanted.order_by(Meeting.starts_at)))


def _undone(morning: Morning, meeting: Meeting) -> list[tuple[Progress, str]]:
    """List the open steps that were due by a meeting, stood on its agenda, and of which nothing is known to have become."""
    session, commission = morning.session, morning.commission
    entries = [each for each in agenda_of(session, meeting, commission, morning.now) if each.result is None]
    listed = {(each.prospect_id, each.step_id) for each in entries if each.prospect_id}
    on_it = Prospect.id.in_({prospect_id for prospect_id, _ in listed})
    prospects = session.scalars(
        select(Prospect).where(on_it, standing(Prospect), ~is_closed()).order_by(Prospect.number)
    ).all()
    return [
        (progress, each.step.id)
        for progress in progress_of(session, prospects, commission, morning.today)
        for each in counted_here(progress, meeting.body)
        if each.is_open and each.due and each.due.on and each.due.on <= meeting.on
        if {(progress.prospect_id, None), (progress.prospect_id, each.step.id)} & listed
    ]
