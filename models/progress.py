"""How far prospects have come: recorded facts handed to the rules, and the dates that are kept of the answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import TypeVar

from babel import Locale
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.cities import City
from models.commission import Commission
from models.correspondence import Letter
from models.database import insert_or_ignore
from models.due_dates import DueDate
from models.ledger import Act, standing
from models.meetings import Meeting
from models.members import Member
from models.policy_shelf import policy_in
from models.prospects import Answer, Assignment, Closing, Inquiry, Prospect, RecordedDate, StepEntry
from models.rules import calendars
from models.rules.facts import Entry, Facts, State
from models.rules.policy import Policy, Step
from models.rules.progress import Progress, Side
from models.rules.steps import due_rows, standings, whats_next
from models.workspaces import PolicyVersion

UNKNOWN_MEDIUM = "Not known"
REOPENED = "reopened"
"""The state of an entry that opens a step again: what was recorded of it before no longer counts."""


@dataclass(frozen=True, kw_only=True)
class _Known:
    """Everything recorded of some prospects, grouped by prospect, oldest first."""

    inquiries: Mapping[str, list[Inquiry]]
    letters: Mapping[str, list[Letter]]
    entries: Mapping[str, list[StepEntry]]
    answers: Mapping[str, list[Answer]]
    dates: Mapping[str, list[RecordedDate]]
    closings: Mapping[str, list[Closing]]
    owners: Mapping[str, list[Assignment]]
    names: Mapping[int, str]
    """Who did each act, by the act's number."""
    cities: Mapping[str, City]
    members: Mapping[str, Member]
    policies: Mapping[str, Policy]
    """By the id of the version."""
    meetings: Mapping[str, tuple[calendars.Meeting, ...]]
    days_off: frozenset[date]
    """Back to the earliest inquiry among them, so that no date moves as years pass."""


def country_name(code: str) -> str:
    """Give a country's English name by its two letters; an unknown code stays as it is."""
    return str(Locale("en").territories.get(code, code))


def progress_of(
    session: Session, prospects: Sequence[Prospect], commission: Commission, today: date
) -> list[Progress]:
    """Work out how far each prospect has come, in the order given."""
    known = _known(session, prospects, commission, today)
    return [_progress(prospect, known, today) for prospect in prospects]


def rebuild_due_dates(
    session: Session, prospects: Sequence[Prospect], commission: Commission, today: date
) -> int:
    """Replace the kept dates of some prospects by what the rules give now; says how many of them stand.

    One that is closed, or whose opening was undone, keeps none.
    """
    session.flush()
    ids = [prospect.id for prospect in prospects]
    session.execute(delete(DueDate).where(DueDate.prospect_id.in_(ids)))
    stand = session.scalars(select(Prospect).where(Prospect.id.in_(ids), standing(Prospect))).all()
    for progress in progress_of(session, stand, commission, today):
        for row in due_rows(progress.standings) if progress.is_open else ():
            kind = "goal" if row.is_goal else "due"
            insert_or_ignore(
                session,
                DueDate,
                prospect_id=progress.prospect_id,
                step_id=row.step_id,
                kind=kind,
                on=row.on,
                basis=row.basis,
            )
    return len(stand)


def _known(session: Session, prospects: Sequence[Prospect], commission: Commission, today: date) -> _Known:
    ids = [prospect.id for prospect in prospects]
    inquiries = _facts(session, Inquiry, ids)
    earliest = min((row.received_on for rows in inquiries.values() for row in rows), default=today)
    entries = _facts(session, StepEntry, ids)
    owners = _facts(session, Assignment, ids)
    acts = {prospect.act_id for prospect in prospects} | {
        row.act_id for rows in entries.values() for row in rows
    }
    return _Known(
        inquiries=inquiries,
        letters=_facts(session, Letter, ids),
        entries=entries,
        answers=_facts(session, Answer, ids),
        dates=_facts(session, RecordedDate, ids),
        closings=_facts(session, Closing, ids),
        owners=owners,
        names={act.id: act.actor_name for act in session.scalars(select(Act).where(Act.id.in_(acts)))},
        cities=_by_id(session, City, {prospect.city_id for prospect in prospects if prospect.city_id}),
        members=_by_id(session, Member, {row.owner_id for rows in owners.values() for row in rows}),
        policies={
            version.id: policy_in(version)
            for version in _by_id(
                session, PolicyVersion, {prospect.policy_version_id for prospect in prospects}
            ).values()
        },
        meetings=meetings_by_body(session, commission),
        days_off=commission.days_off(today, since=earliest),
    )


R = TypeVar("R", City, Member, PolicyVersion)


def _by_id(session: Session, record: type[R], ids: Iterable[str]) -> dict[str, R]:
    return {row.id: row for row in session.scalars(select(record).where(record.id.in_(list(ids))))}


P = TypeVar("P", Inquiry, Letter, StepEntry, Answer, RecordedDate, Closing, Assignment)


def _facts(session: Session, fact: type[P], ids: Sequence[str]) -> dict[str, list[P]]:
    grouped: dict[str, list[P]] = defaultdict(list)
    for row in session.scalars(
        select(fact).where(fact.prospect_id.in_(ids), standing(fact)).order_by(fact.act_id, fact.id)
    ):
        grouped[row.prospect_id].append(row)
    return grouped


def meetings_by_body(session: Session, commission: Commission) -> dict[str, tuple[calendars.Meeting, ...]]:
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


def _progress(prospect: Prospect, known: _Known, today: date) -> Progress:
    policy = known.policies[prospect.policy_version_id]
    path = policy.path(prospect.path)
    facts = _facts_for_rules(prospect, policy, known)
    all_standings = standings(policy, path.id, facts, today)
    city = known.cities.get(prospect.city_id or "")
    closing = next(iter(known.closings.get(prospect.id, [])[-1:]), None)
    owner = next((row for row in reversed(known.owners.get(prospect.id, [])) if row.step_id is None), None)
    turn, since, answer_by = _whose_turn(known.letters.get(prospect.id, []), facts.dates[path.starts])
    return Progress(
        prospect_id=prospect.id,
        number=prospect.number,
        name=city.name if city else prospect.title,
        country=country_name(city.country) if city else "",
        path_title=path.title,
        begun_by=path.begun_by,
        began_on=facts.dates[path.starts],
        starts=path.starts,
        recorded_by=known.names[prospect.act_id],
        interests=tuple(
            dict.fromkeys(interest for row in known.inquiries[prospect.id] for interest in row.interests)
        ),
        owner_id=owner.owner_id if owner else None,
        owner=known.members[owner.owner_id].name if owner else None,
        waiting_on=turn,
        waiting_since=since,
        answer_by=answer_by,
        unanswered=_unanswered(known.letters.get(prospect.id, [])) if turn is Side.THEM else 0,
        closed_on=closing.on if closing and closing.closed else None,
        closed_because=closing.reason if closing and closing.closed else "",
        standings=all_standings,
        now=whats_next(all_standings),
        order=path.order,
        days_off=facts.days_off,
    )


def _facts_for_rules(prospect: Prospect, policy: Policy, known: _Known) -> Facts:
    earliest = min(row.received_on for row in known.inquiries[prospect.id])
    recorded = _recorded_dates(
        known.dates.get(prospect.id, []),
        known.entries.get(prospect.id, []),
        policy.steps_of(prospect.path),
    )
    asked = {row.question: row.answer for row in known.answers.get(prospect.id, [])}
    return Facts(
        dates={**recorded, policy.path(prospect.path).starts: earliest},
        entries=_entries(known.entries.get(prospect.id, []), known.names),
        answers={**_answers_from(known.inquiries[prospect.id]), **asked},
        meetings=known.meetings,
        days_off=known.days_off,
    )


def _recorded_dates(
    rows: Sequence[RecordedDate], entries: Sequence[StepEntry], steps: Sequence[Step]
) -> dict[str, date]:
    """Give each recorded date by its name; one whose step was opened again since no longer counts."""
    reopened = {row.step_id: row.act_id for row in entries if row.state == REOPENED}
    since = {step.sets: reopened[step.id] for step in steps if step.sets and step.id in reopened}
    return {row.name: row.on for row in rows if row.act_id > since.get(row.name, 0)}


def _answers_from(inquiries: Sequence[Inquiry]) -> dict[str, bool]:
    """Answer from the record what a policy would else have to ask."""
    first = min(inquiries, key=lambda inquiry: (inquiry.received_on, inquiry.act_id))
    return {} if first.medium == UNKNOWN_MEDIUM else {"inquiry by e-mail": first.medium == "Email"}


def _entries(rows: Sequence[StepEntry], names: Mapping[int, str]) -> dict[str, Entry]:
    latest = {row.step_id: row for row in rows}
    return {
        step_id: Entry(state=State(row.state), on=row.done_on, reason=row.reason, by=names[row.act_id])
        for step_id, row in latest.items()
        if row.state != REOPENED
    }


def _whose_turn(letters: Sequence[Letter], began_on: date) -> tuple[Side, date, date | None]:
    """Say who owes the next word, since when, and by when an answer of theirs is expected."""
    if not letters:
        return Side.US, began_on, None
    last = max(letters, key=lambda letter: (letter.dated_on, letter.act_id))
    turn = Side(last.turn) if last.turn else Side.US
    return turn, last.dated_on, last.answer_by if turn is Side.THEM else None


def _unanswered(letters: Sequence[Letter]) -> int:
    """Count our letters in a row since their last word."""
    latest_first = sorted(letters, key=lambda letter: (letter.dated_on, letter.act_id), reverse=True)
    return len(list(takewhile(lambda letter: letter.direction == "out", latest_first)))
