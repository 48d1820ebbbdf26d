"""How the meetings differ from those that a commission file asks for. What the file no longer asks for is left.

What was moved in Slack stays as it was moved, unless a table of the file names the date; and no file changes a meeting
that was called to order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.differences import Change, alterations, in_words, paired
from models.ledger import Act, standing
from models.meeting_news import MOVED
from models.meetings import Happening, Meeting
from models.refusals import Refusal
from models.row_ids import new_id
from models.rules.calendars import MeetingKind, MeetingStatus
from models.rules.commission_values import APART, PlannedMeeting
from models.rules.sessions import What
from models.scheduling import CHANGED

STILL_AHEAD = (MeetingStatus.SCHEDULED, MeetingStatus.NOTICED)


def meeting_changes(
    session: Session, meetings: Sequence[PlannedMeeting], zone: ZoneInfo, now: datetime
) -> Iterator[Change]:
    """List what differs in the calendar; a meeting of the past changes only where the file names it."""
    today = now.astimezone(zone).date()
    moved, begun = _changed_by_hand(session), _called_to_order(session)
    pairs = [
        (meeting, row, row.id if row else new_id(now)) for meeting, row in _paired_meetings(session, meetings)
    ]
    ids = {(meeting.body, meeting.on): row_id for meeting, _, row_id in reversed(pairs)}
    for meeting, row, row_id in pairs:
        continues = ids[meeting.body, meeting.continues] if meeting.continues else None
        called = f"{meeting.body} meeting of {in_words(meeting.starts_at)}"
        if row is None:
            added = _new_meeting(meeting, row_id, continues)
            yield Change(says=f"add {called} ({in_words(added.status)})", make=partial(session.add, added))
        elif meeting.by_name:
            changes = list(_meeting_alterations(row, meeting, continues, called))
            if changes and row.id in begun:
                raise Refusal(
                    f"The {called} was called to order in Slack, so a file no longer changes it. Take its table out."
                )
            yield from changes
        elif meeting.on >= today and row.id not in {*moved, *begun}:
            yield from _meeting_alterations(row, meeting, continues, called)


def meetings_left(
    session: Session, meetings: Sequence[PlannedMeeting], zone: ZoneInfo, now: datetime
) -> list[str]:
    """List the meetings still ahead that the file does not ask for."""
    kept = [row for _, row in _paired_meetings(session, meetings)]
    ahead = (
        select(Meeting)
        .where(Meeting.starts_at > now, Meeting.status.in_(STILL_AHEAD))
        .order_by(Meeting.starts_at)
    )
    return [
        f"{row.body} meeting of {in_words(row.starts_at.astimezone(zone))}"
        for row in session.scalars(ahead)
        if row not in kept
    ]


def _paired_meetings(
    session: Session, meetings: Sequence[PlannedMeeting]
) -> list[tuple[PlannedMeeting, Meeting | None]]:
    def same_moment(meeting: PlannedMeeting, row: Meeting) -> bool:
        return (meeting.body, meeting.starts_at) == (row.body, row.starts_at)

    def same_day(meeting: PlannedMeeting, row: Meeting) -> bool:
        apart = MeetingKind(row.kind) in APART
        return (meeting.body, meeting.on, meeting.is_apart) == (row.body, row.on, apart)

    moved = _changed_by_hand(session)

    def moved_from(meeting: PlannedMeeting, row: Meeting) -> bool:
        zone = meeting.starts_at.tzinfo
        return meeting.body == row.body and meeting.on in {
            at.astimezone(zone).date() for at in moved.get(row.id, ())
        }

    rows = list(session.scalars(select(Meeting).order_by(Meeting.starts_at)))
    return paired(meetings, rows, same_moment, moved_from, same_day)


def _changed_by_hand(session: Session) -> dict[str, list[datetime]]:
    """Give the meetings that were moved in Slack, or given another place, each with the moments it was moved from."""
    changed: dict[str, list[datetime]] = {}
    acts = select(Act).where(Act.what.in_((MOVED, CHANGED)), Act.meeting_id.is_not(None)).order_by(Act.id)
    for act in session.scalars(acts):
        was = act.details.get("was")
        changed.setdefault(str(act.meeting_id), []).extend([datetime.fromisoformat(str(was))] if was else [])
    return changed


def _called_to_order(session: Session) -> set[str]:
    """Give the meetings that were called to order in Slack."""
    wanted = select(Happening.meeting_id).where(Happening.what == What.CALLED_TO_ORDER, standing(Happening))
    return set(session.scalars(wanted))


def _new_meeting(meeting: PlannedMeeting, row_id: str, continues: str | None) -> Meeting:
    return Meeting(
        id=row_id,
        body=meeting.body,
        starts_at=meeting.starts_at,
        on=meeting.on,
        kind=meeting.kind or MeetingKind.REGULAR,
        status=meeting.status or MeetingStatus.SCHEDULED,
        reason=meeting.reason or "",
        continues=continues,
        place=meeting.place or "",
    )


def _meeting_alterations(
    row: Meeting, meeting: PlannedMeeting, continues: str | None, called: str
) -> Iterator[Change]:
    said = {
        "kind": meeting.kind,
        "status": meeting.status,
        "reason": meeting.reason,
        "continues": continues,
        "place": meeting.place,
    }
    if row.starts_at != meeting.starts_at:
        local = row.starts_at.astimezone(meeting.starts_at.tzinfo)
        yield Change(says=f"{called}: moved from {local:%H:%M}", make=partial(_move, row, meeting))
    yield from alterations(row, {name: value for name, value in said.items() if value}, f"{called}, ")


def _move(row: Meeting, meeting: PlannedMeeting) -> None:
    row.starts_at, row.on = meeting.starts_at, meeting.on
