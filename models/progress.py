"""How far prospects have come: recorded facts handed to the rules, and the dates that are kept of the answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from babel import Locale
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.commission import Commission
from models.correspondence import Letter
from models.database import insert_or_ignore
from models.due_dates import DueDate
from models.escalating import lapse
from models.ledger import standing
from models.prospects import Extension, Inquiry, Prospect, RecordedDate, StepEntry
from models.recorded import Recorded, recorded_of
from models.rules.facts import Entry, Extended, Facts, State
from models.rules.policy import Policy, Step
from models.rules.progress import Progress
from models.rules.silence import Parked, Side, Written, whose_turn
from models.rules.steps import due_rows, standings, whats_next

UNKNOWN_MEDIUM = "Not known"
REOPENED = "reopened"
"""The state of an entry that opens a step again: what was recorded of it before no longer counts."""


def country_name(code: str) -> str:
    """Give a country's English name by its two letters; an unknown code stays as it is."""
    return str(Locale("en").territories.get(code, code))


def progress_of(
    session: Session, prospects: Sequence[Prospect], commission: Commission, today: date
) -> list[Progress]:
    """Work out how far each prospect has come, in the order given."""
    known = recorded_of(session, prospects, commission, today)
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
    lapse(session, ids)
    return len(stand)


def _progress(prospect: Prospect, known: Recorded, today: date) -> Progress:
    policy = known.policies[prospect.policy_version_id]
    path = policy.path(prospect.path)
    facts = _facts_for_rules(prospect, policy, known)
    all_standings = standings(policy, path.id, facts, today)
    city = known.cities.get(prospect.city_id or "")
    closing = next(iter(known.closings.get(prospect.id, [])[-1:]), None)
    owner = next((row for row in reversed(known.owners.get(prospect.id, [])) if row.step_id is None), None)
    letters = map(_written, known.letters.get(prospect.id, []))
    turn = whose_turn(letters, facts.dates[path.starts], _parked(prospect, known))
    return Progress(
        prospect_id=prospect.id,
        number=prospect.number,
        name=city.name if city else prospect.title,
        country=country_name(city.country) if city else "",
        path_title=path.title,
        begun_by=path.begun_by,
        began_on=facts.dates[path.starts],
        starts=path.starts,
        recorded_by=known.acts[prospect.act_id].actor_name,
        interests=tuple(
            dict.fromkeys(interest for row in known.inquiries[prospect.id] for interest in row.interests)
        ),
        owner_id=owner.owner_id if owner else None,
        owner=known.members[owner.owner_id].name if owner else None,
        waiting_on=turn.side,
        waiting_since=turn.since,
        answer_by=turn.answer_by,
        unanswered=turn.unanswered,
        parked=turn.parked,
        closed_on=closing.on if closing and closing.closed else None,
        closed_because=closing.reason if closing and closing.closed else "",
        standings=all_standings,
        now=whats_next(all_standings),
        order=path.order,
        days_off=facts.days_off,
    )


def _facts_for_rules(prospect: Prospect, policy: Policy, known: Recorded) -> Facts:
    earliest = min(row.received_on for row in known.inquiries[prospect.id])
    recorded = _recorded_dates(
        known.dates.get(prospect.id, []),
        known.entries.get(prospect.id, []),
        policy.steps_of(prospect.path),
    )
    asked = {row.question: row.answer for row in known.answers.get(prospect.id, [])}
    return Facts(
        dates={**recorded, policy.path(prospect.path).starts: earliest},
        entries=_entries(known.entries.get(prospect.id, []), known),
        answers={**_answers_from(known.inquiries[prospect.id]), **asked},
        meetings=known.meetings,
        days_off=known.days_off,
        extensions={row.step_id: _extended(row, known) for row in known.extensions.get(prospect.id, [])},
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


def _entries(rows: Sequence[StepEntry], known: Recorded) -> dict[str, Entry]:
    latest = {row.step_id: row for row in rows}
    return {
        step_id: Entry(
            state=State(row.state), on=row.done_on, reason=row.reason, by=known.acts[row.act_id].actor_name
        )
        for step_id, row in latest.items()
        if row.state != REOPENED
    }


def _extended(row: Extension, known: Recorded) -> Extended:
    return Extended(
        on=row.on,
        was=row.was,
        agreed_by=row.agreed_by,
        reason=row.reason,
        recorded_on=_day_of(row.act_id, known),
    )


def _written(letter: Letter) -> Written:
    return Written(
        act_id=letter.act_id,
        on=letter.dated_on,
        is_ours=letter.direction == "out",
        turn=Side(letter.turn or Side.US),
        answer_by=letter.answer_by,
    )


def _parked(prospect: Prospect, known: Recorded) -> Parked | None:
    last = next(iter(known.parkings.get(prospect.id, [])[-1:]), None)
    if last is None or not last.parked:
        return None
    return Parked(act_id=last.act_id, on=_day_of(last.act_id, known), reason=last.reason)


def _day_of(act_id: int, known: Recorded) -> date:
    """Give the day on which an act was recorded, where the commission is."""
    return known.acts[act_id].at.astimezone(known.zone).date()
