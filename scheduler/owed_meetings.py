"""What is owed of meetings: to staff while an agenda is to be posted, to everybody who is asked to attend."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models.agenda_rows import deadline_of, postings_of
from models.bodies import body_rules
from models.meetings import Meeting
from models.readers import Reader
from models.row_ids import made_at
from models.rules.notices import Kind, Notice, meeting_notice, posting_notice, unposted_notice
from models.rules.permissions import Role
from models.rules.recipients import chair_told, staff_told
from scheduler.mornings import Morning, Owing
from scheduler.owed_dates import meetings_ahead


def owed_meetings(morning: Morning) -> Iterator[Owing]:
    """Give what is to be said today of the commission's meetings."""
    is_public = body_rules(morning.session).is_public
    for meeting in meetings_ahead(morning).values():
        if is_public:
            yield from _posting(morning, meeting)
        yield from _meeting(morning, meeting)


def _posting(morning: Morning, meeting: Meeting) -> Iterator[Owing]:
    """Tell staff of an agenda that has to be posted; once it should have been, staff and the chair."""
    if postings_of(morning.session, meeting, morning.commission):
        return
    deadline = deadline_of(morning.session, meeting, morning.commission)
    is_late = deadline <= morning.now
    if is_late and made_at(meeting.id) > deadline:
        return  # entered when it was late already, which was said then
    staff, chair = staff_told(morning.people, morning.today), chair_told(morning.people)
    for person in dict.fromkeys([staff.person if staff else None, chair if is_late else None]):
        reader = morning.reader(person)
        notice = _of_posting(deadline.date(), meeting, reader, is_late=is_late) if reader else None
        if reader and notice and _holds(notice, reader):
            yield _owing(reader, Kind.POSTING, meeting, notice)


def _of_posting(deadline: date, meeting: Meeting, reader: Reader, *, is_late: bool) -> Notice:
    if is_late:
        return unposted_notice(deadline, meeting.on, reader.days_off)
    return posting_notice(deadline, reader.days_off)


def _meeting(morning: Morning, meeting: Meeting) -> Iterator[Owing]:
    for person in morning.people.values():
        reader = morning.reader(person) if person.roles - {Role.STAFF} else None
        notice = meeting_notice(meeting.on, reader.days_off) if reader else None
        if reader and notice and _holds(notice, reader):
            yield _owing(reader, Kind.MEETING, meeting, notice)


def _holds(notice: Notice, reader: Reader) -> bool:
    return notice.on <= reader.today < notice.until


def _owing(reader: Reader, kind: Kind, meeting: Meeting, notice: Notice) -> Owing:
    return Owing(
        reader=reader, kind=kind, on=meeting.on, notice=notice, subject=meeting.id, meeting_id=meeting.id
    )
