"""How far prospects have come: recorded facts handed to the rules, and the dates that are kept of the answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from models.rules.candidates import shortlist_in_words, with_dates_found
from models.rules.facts import Entry, Extended, Facts, State
from models.rules.outcomes import APPROVED, goes_on
from models.rules.policy import Path, Policy, Step
from models.rules.progress import Progress
from models.rules.silence import Parked, Side, Written, whose_turn
from models.rules.steps import Standing, dates_known, due_rows, standings, whats_next
from models.shortlists import Chosen, files_out_of, shortlists_of

UNKNOWN_MEDIUM = "Not known"
REOPENED = "reopened"
"""The state of an entry that opens a step again: what was recorded of it before no longer counts."""
STILL_OPEN = frozenset({REOPENED, State.HANDED_IN})
"""The states of entries after which a step is open."""


def country_name(code: str) -> str:
    """Give a country's English name by its two letters; an unknown code stays as it is."""
    return str(Locale("en").territories.get(code, code))


def progress_of(
    session: Session, prospects: Sequence[Prospect], commission: Commission, today: date
) -> list[Progress]:
    """Work out how far each prospect has come, in the order given."""
    known = recorded_of(session, prospects, commission, today)
    shortlists = shortlists_of(session, [prospect.id for prospect in prospects if prospect.city_id is None])
    found = _dates_found(session, shortlists, commission, today)
    return [
        _progress(prospect, known, today, shortlists.get(prospect.id, []), found=found.get(prospect.id, []))
        for prospect in prospects
    ]


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


def _dates_found(
    session: Session, shortlists: Mapping[str, Sequence[Chosen]], commission: Commission, today: date
) -> dict[str, list[Mapping[str, date]]]:
    """Give, by search, every date of each city that came out of it."""
    files = files_out_of(session, shortlists)
    every = list({prospect.id: prospect for rows in files.values() for prospect in rows}.values())
    if not every:
        return {}
    known = recorded_of(session, every, commission, today)
    dates = {
        prospect.id: dates_known(policy, prospect.path, _facts_for_rules(prospect, policy, known))
        for prospect in every
        for policy in (known.policies[prospect.policy_version_id],)
    }
    return {search: [dates[prospect.id] for prospect in rows] for search, rows in files.items()}


def _progress(
    prospect: Prospect,
    known: Recorded,
    today: date,
    shortlist: Sequence[Chosen],
    *,
    found: Sequence[Mapping[str, date]],
) -> Progress:
    policy = known.policies[prospect.policy_version_id]
    path = policy.path(prospect.path)
    facts = with_dates_found(
        _facts_for_rules(prospect, policy, known), policy.steps_of(path.id), path.starts, found
    )
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
        interests=_interests(prospect, known),
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
        shortlist=_shortlist(path, shortlist, all_standings) if path.is_search else "",
        days_off=facts.days_off,
    )


def _interests(prospect: Prospect, known: Recorded) -> tuple[str, ...]:
    """Give the interests as they were corrected, else those of all inquiries."""
    if prospect.interests is not None:
        return tuple(prospect.interests)
    return tuple(
        dict.fromkeys(interest for row in known.inquiries[prospect.id] for interest in row.interests)
    )


def _shortlist(path: Path, rows: Sequence[Chosen], all_standings: Sequence[Standing]) -> str:
    """Say how the candidates of a search stand, and whether that fits the step that narrowed them down."""
    narrowed = [each.step.title for each in all_standings if each.step.count and not each.is_open]
    return shortlist_in_words([row.state for row in rows], path.count, narrowed=next(iter(narrowed), ""))


def _facts_for_rules(prospect: Prospect, policy: Policy, known: Recorded) -> Facts:
    earliest = min(row.received_on for row in known.inquiries[prospect.id])
    recorded = _recorded_dates(
        known.dates.get(prospect.id, []),
        known.entries.get(prospect.id, []),
        policy.steps_of(prospect.path),
    )
    asked = {row.question: row.answer for row in known.answers.get(prospect.id, [])}
    latest = {row.step_id: row for row in known.entries.get(prospect.id, [])}
    handed_in = {step_id: row for step_id, row in latest.items() if row.state == State.HANDED_IN}
    return Facts(
        dates={**recorded, policy.path(prospect.path).starts: earliest},
        entries={
            step_id: _entry(row, known) for step_id, row in latest.items() if row.state not in STILL_OPEN
        },
        handed_in={step_id: _entry(row, known) for step_id, row in handed_in.items()},
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


def _entry(row: StepEntry, known: Recorded) -> Entry:
    return Entry(
        state=State(row.state),
        on=row.done_on,
        reason=row.reason,
        by=known.acts[row.act_id].actor_name,
        sets_date=goes_on(str(row.evidence.get("outcome") or APPROVED)),
    )


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
