"""What is recorded of some prospects, read in one go for the rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.cities import City
from models.commission import Commission
from models.correspondence import Letter
from models.ledger import Act, standing
from models.meetings import Meeting
from models.members import Member
from models.policy_shelf import policy_in
from models.prospects import (
    Answer,
    Assignment,
    Closing,
    Extension,
    Inquiry,
    Parking,
    Prospect,
    RecordedDate,
    StepEntry,
)
from models.rules import calendars
from models.rules.policy import Policy
from models.workspaces import PolicyVersion


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """Everything recorded of some prospects, grouped by prospect, oldest first."""

    inquiries: Mapping[str, list[Inquiry]]
    letters: Mapping[str, list[Letter]]
    entries: Mapping[str, list[StepEntry]]
    answers: Mapping[str, list[Answer]]
    dates: Mapping[str, list[RecordedDate]]
    closings: Mapping[str, list[Closing]]
    owners: Mapping[str, list[Assignment]]
    parkings: Mapping[str, list[Parking]]
    extensions: Mapping[str, list[Extension]]
    acts: Mapping[int, Act]
    """By their numbers, those that somebody or some day is named after."""
    zone: ZoneInfo
    cities: Mapping[str, City]
    members: Mapping[str, Member]
    policies: Mapping[str, Policy]
    """By the id of the version."""
    meetings: Mapping[str, tuple[calendars.Meeting, ...]]
    days_off: frozenset[date]
    """Back to the earliest inquiry among them, so that no date moves as years pass."""


def recorded_of(
    session: Session, prospects: Sequence[Prospect], commission: Commission, today: date
) -> Recorded:
    """Read all that stands of some prospects."""
    ids = [prospect.id for prospect in prospects]
    inquiries = _facts(session, Inquiry, ids)
    earliest = min((row.received_on for rows in inquiries.values() for row in rows), default=today)
    entries = _facts(session, StepEntry, ids)
    owners = _facts(session, Assignment, ids)
    parkings, extensions = _facts(session, Parking, ids), _facts(session, Extension, ids)
    acts = {prospect.act_id for prospect in prospects}
    acts |= {
        row.act_id for facts in (entries, parkings, extensions) for rows in facts.values() for row in rows
    }
    return Recorded(
        inquiries=inquiries,
        letters=_facts(session, Letter, ids),
        entries=entries,
        answers=_facts(session, Answer, ids),
        dates=_facts(session, RecordedDate, ids),
        closings=_facts(session, Closing, ids),
        owners=owners,
        parkings=parkings,
        extensions=extensions,
        acts={act.id: act for act in session.scalars(select(Act).where(Act.id.in_(acts)))},
        zone=commission.zone,
        cities=_by_id(session, City, {prospect.city_id for prospect in prospects if prospect.city_id}),
        members=_by_id(session, Member, {row.owner_id for rows in owners.values() for row in rows}),
        policies={
            version.id: policy_in(version)
            for version in _by_id(
                session, PolicyVersion, {prospect.policy_version_id for prospect in prospects}
            ).values()
        },
        meetings=_meetings_by_body(session, commission),
        days_off=commission.days_off(today, since=earliest),
    )


R = TypeVar("R", City, Member, PolicyVersion)


def _by_id(session: Session, record: type[R], ids: Iterable[str]) -> dict[str, R]:
    return {row.id: row for row in session.scalars(select(record).where(record.id.in_(list(ids))))}


P = TypeVar("P", Inquiry, Letter, StepEntry, Answer, RecordedDate, Closing, Assignment, Parking, Extension)


def _facts(session: Session, fact: type[P], ids: Sequence[str]) -> dict[str, list[P]]:
    grouped: dict[str, list[P]] = defaultdict(list)
    for row in session.scalars(
        select(fact).where(fact.prospect_id.in_(ids), standing(fact)).order_by(fact.act_id, fact.id)
    ):
        grouped[row.prospect_id].append(row)
    return grouped


def _meetings_by_body(session: Session, commission: Commission) -> dict[str, tuple[calendars.Meeting, ...]]:
    """Give every body's meetings as the rules count them."""
    rows = list(session.scalars(select(Meeting)))
    days = {row.id: row.on for row in rows}
    bodies: dict[str, list[calendars.Meeting]] = defaultdict(list)
    for row in rows:
        bodies[row.body].append(
            calendars.Meeting(
                starts_at=row.starts_at.astimezone(commission.zone),
                kind=calendars.MeetingKind(row.kind),
                status=calendars.MeetingStatus(row.status),
                continues=days[row.continues] if row.continues else None,
            )
        )
    return {body: tuple(meetings) for body, meetings in bodies.items()}
