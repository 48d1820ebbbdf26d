"""What is known of why a city was chosen: what it is interested in, what was noted of it, which search it came out of."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.askers import Asker
from models.candidates import Candidate, Choice
from models.commission import Commission
from models.criteria import notes_on, reader_of
from models.ledger import Act, standing
from models.prospects import Prospect
from models.rules.candidates import CandidateState
from models.rules.chapters import Chapter, clipped
from models.rules.criteria import Subject, readable, signed, where_noted, with_noted
from models.rules.policy import Policy
from models.rules.wording import listed, plural
from models.shortlists import shortlists_of

LATEST = 3
"""Notes that are shown; the criteria sheet has all."""


def choice(
    session: Session,
    prospect: Prospect,
    interests: tuple[str, ...],
    policy: Policy,
    *,
    asker: Asker,
    commission: Commission,
) -> Chapter:
    """Tell the interests, who picked it out of which search, and the notes that the asker may read."""
    lines = [
        *([f"Interests: {listed(interests)}"] if interests else []),
        *_picked(session, prospect),
        *_notes(session, prospect, policy, asker, commission),
    ]
    return Chapter(title="Why this city", lines=tuple(lines))


def shortlist(session: Session, prospect: Prospect, counted: str) -> Chapter:
    """Name the candidates of a search, the picked ones first; `counted` says how they stand."""
    rows = shortlists_of(session, [prospect.id]).get(prospect.id, []) if prospect.city_id is None else []
    names = {
        state: tuple(row.candidate.name for row in rows if row.state is state) for state in CandidateState
    }
    lines = [
        clipped(f"{state.capitalize()}: {listed(names[state])}") for state in CandidateState if names[state]
    ]
    return Chapter(title="Candidates", lines=(f"{counted[:1].upper()}{counted[1:]}", *lines) if rows else ())


def _notes(
    session: Session, prospect: Prospect, policy: Policy, asker: Asker, commission: Commission
) -> list[str]:
    """Count the prompts with notes, and give the latest notes, as far as the asker may read them."""
    subject = Subject(id=prospect.id)
    notes = readable(notes_on(session, [subject], commission)[subject], reader_of(asker))
    if not notes:
        return []
    groups = with_noted(policy.criteria, notes)
    noted, prompts = (
        len({(note.group, note.prompt) for note in notes}),
        sum(len(group.prompts) for group in groups),
    )
    latest = [
        clipped(
            f"{where_noted(note, groups)}: {note.text.rstrip('. ')} ({note.source}; {signed(note, note.on)})"
        )
        for note in reversed(notes[-LATEST:])
    ]
    return [f"{noted} of {plural(prompts, 'prompt')} of the criteria have notes; the latest:", *latest]


def _picked(session: Session, prospect: Prospect) -> list[str]:
    """Say of a city that was a candidate of which search, who named it, and who picked it why."""
    wanted = (
        select(Candidate, Choice, Act, Prospect.title)
        .join(Choice, Choice.candidate_id == Candidate.id)
        .join(Act, Act.id == Choice.act_id)
        .join(Prospect, Prospect.id == Candidate.search_id)
        .where(
            Choice.became_id == prospect.id,
            *[row.workspace_id == Candidate.workspace_id for row in (Choice, Act, Prospect)],
            standing(Choice),
        )
    )
    return [
        clipped(
            f"Picked out of the search “{title}” by {act.actor_name}"
            + (f", because: {chosen.reason}" if chosen.reason else "")
            + (f"; named by {candidate.found_through}" if candidate.found_through else "")
        )
        for candidate, chosen, act, title in session.execute(wanted.order_by(Choice.act_id))
    ]
