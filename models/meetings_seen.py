"""Meetings as people are told of them."""

from __future__ import annotations

from models.commission import Commission
from models.meetings import Meeting
from models.rules.calendars import MeetingKind, MeetingStatus
from models.rules.meetings import MeetingSeen


def seen_as(row: Meeting, commission: Commission) -> MeetingSeen:
    """Give a meeting as people are told of it."""
    return MeetingSeen(
        id=row.id,
        kind=MeetingKind(row.kind),
        status=MeetingStatus(row.status),
        starts_at=row.starts_at.astimezone(commission.zone),
        place=row.place,
        link=row.link or "",
        reason=row.reason,
    )
