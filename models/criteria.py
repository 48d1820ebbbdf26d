"""The criteria sheet in the records: what was noted on whom, and by whom it may be read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from models.askers import Asker
from models.candidates import Candidate, Choice
from models.commission import Commission
from models.criteria_notes import CriteriaNote, Packet
from models.finding import each_once, is_closed, names, prospect_by_id
from models.held_whys import held_whys
from models.ledger import Act, standing
from models.policy_shelf import current_versions, policy_in
from models.progress import country_name
from models.prospects import Prospect
from models.refusals import NotFound
from models.rules.criteria import (
    Note,
    Reader,
    Sheet,
    Subject,
    is_public,
    joined,
    readable,
    sheet,
    subject_named,
    to_be_packed,
)
from models.rules.permissions import Role
from models.rules.policy import CriteriaGroup
from models.workspaces import PolicyVersion

SEATS = frozenset({Role.MEMBER, Role.ALTERNATE, Role.CHAIR, Role.VICE_CHAIR})
"""Who sits on the body: in a public one, what they would tell one another outside a meeting is held back."""


@dataclass(frozen=True, kw_only=True)
class Noticed:
    """A prospect or a candidate that notes are about."""

    subject: Subject
    title: str
    """With its country: "Hakusan, Japan"."""
    prospect: Prospect
    """The file in whose record it stands: its own, or that of the search."""


def noticed(session: Session, subject: Subject) -> Noticed:
    """Look a prospect or a candidate up; NotFound for any other."""
    if not subject.is_candidate:
        prospect = prospect_by_id(session, subject.id)
        return Noticed(subject=subject, title=prospect.title, prospect=prospect)
    wanted = select(Candidate).where(Candidate.id == subject.id, standing(Candidate))
    candidate = session.scalars(wanted).one_or_none()
    if candidate is None:
        raise NotFound("candidate")
    title = f"{candidate.name}, {country_name(candidate.country)}"
    search = prospect_by_id(session, candidate.search_id)
    return Noticed(subject=subject, title=title, prospect=search)


def reader_of(asker: Asker) -> Reader:
    """See somebody as a reader of notes."""
    return Reader(member_id=asker.member_id, is_staff=Role.STAFF in asker.roles)


def is_held_back(asker: Asker, commission: Commission) -> bool:
    """Tell whether what somebody writes goes to the staff alone until the packet: whoever sits on a public body."""
    return commission.is_public and bool(asker.roles & SEATS)


def groups_of(session: Session, prospect: Prospect) -> list[CriteriaGroup]:
    """Give the prompts of a file's own policy; where it has none, those of the policies in use that have some."""
    version = session.scalars(
        select(PolicyVersion).where(PolicyVersion.id == prospect.policy_version_id)
    ).one()
    own = policy_in(version).criteria
    return list(own) or joined(policy_in(each).criteria for each in current_versions(session))


def notes_on(
    session: Session, subjects: Sequence[Subject], commission: Commission
) -> dict[Subject, list[Note]]:
    """Give all that stands of some subjects; a prospect has the notes on the candidate too that it once was."""
    sources = sources_of(session, subjects)
    rows = _rows(session, {source for each in sources.values() for source in each}, commission)
    return {subject: [note for source in each for note in rows[source]] for subject, each in sources.items()}


def sources_of(session: Session, subjects: Sequence[Subject]) -> dict[Subject, list[Subject]]:
    """Say whose notes count for each subject: its own, and those on the candidates that it came out of."""
    ids = [subject.id for subject in subjects if not subject.is_candidate]
    wanted = select(Choice.became_id, Choice.candidate_id).where(Choice.became_id.in_(ids), standing(Choice))
    sources = {subject: [subject] for subject in subjects}
    for prospect_id, candidate_id in session.execute(wanted.distinct().order_by(Choice.candidate_id)):
        sources[Subject(id=str(prospect_id))].append(Subject(id=candidate_id, is_candidate=True))
    return sources


def _rows(
    session: Session, sources: Collection[Subject], commission: Commission
) -> Mapping[Subject, list[Note]]:
    packets: dict[Subject, list[int]] = defaultdict(list)
    for packet in session.scalars(select(Packet).where(_about(Packet, sources), standing(Packet))):
        packets[_subject(packet)].append(packet.act_id)
    wanted = (
        select(CriteriaNote, Act)
        .join(Act, Act.id == CriteriaNote.act_id)
        .where(
            _about(CriteriaNote, sources),
            standing(CriteriaNote),
            Act.workspace_id == CriteriaNote.workspace_id,
        )
        .order_by(CriteriaNote.act_id)
    )
    notes: dict[Subject, list[Note]] = defaultdict(list)
    for row, act in session.execute(wanted):
        notes[_subject(row)].append(_note(row, act, packets[_subject(row)], commission))
    return notes


def _about(fact: type[CriteriaNote | Packet], sources: Collection[Subject]) -> ColumnElement[bool]:
    prospects = [source.id for source in sources if not source.is_candidate]
    candidates = [source.id for source in sources if source.is_candidate]
    return or_(fact.prospect_id.in_(prospects), fact.candidate_id.in_(candidates))


def _subject(row: CriteriaNote | Packet) -> Subject:
    return Subject(id=row.candidate_id or row.prospect_id or "", is_candidate=row.candidate_id is not None)


def _note(row: CriteriaNote, act: Act, packets: Collection[int], commission: Commission) -> Note:
    return Note(
        number=row.act_id,
        group=row.group,
        prompt=row.prompt,
        text=row.note,
        source=row.source,
        author_id=row.author_id,
        by=act.actor_name,
        on=commission.today(act.at),
        is_public=is_public(row.act_id, is_held=row.is_held, packets=packets),
    )


def sheet_of(session: Session, subjects: Sequence[Subject], asker: Asker, commission: Commission) -> Sheet:
    """Give the sheet of one subject, or of several side by side in the order given, as somebody may read it."""
    found = [noticed(session, subject) for subject in dict.fromkeys(subjects)]
    groups = joined(groups_of(session, each.prospect) for each in found)
    titles = {each.subject: each.title for each in found}
    return sheet(groups, titles, notes_on(session, list(titles), commission), reader_of(asker))


def unpublished(session: Session, subject: Subject, commission: Commission) -> list[Note]:
    """List what a packet of a subject would make readable: notes, and why a candidate was put on the list."""
    sources = sources_of(session, [subject])[subject]
    candidates = [source.id for source in sources if source.is_candidate]
    whys = held_whys(session, candidates, commission).values()
    return to_be_packed([*notes_on(session, [subject], commission)[subject], *whys])


def own_notes(session: Session, subject: Subject, asker: Asker, commission: Commission) -> list[Note]:
    """List what somebody has noted on a subject."""
    reader = reader_of(asker)
    notes = readable(notes_on(session, [subject], commission)[subject], reader)
    return [note for note in notes if note.author_id == reader.member_id]


def count_noted(session: Session, prospect: Prospect, groups: Sequence[CriteriaGroup]) -> tuple[int, int]:
    """Count the prompts that have notes, whoever may read them, and all of them."""
    sources = sources_of(session, [Subject(id=prospect.id)])[Subject(id=prospect.id)]
    wanted = select(CriteriaNote.group, CriteriaNote.prompt).where(
        _about(CriteriaNote, sources), standing(CriteriaNote)
    )
    noted = {tuple(row) for row in session.execute(wanted.distinct())}
    every = [(group.id, prompt) for group in groups for prompt in group.prompts]
    return sum(prompt in noted for prompt in every), len(every)


def with_notes(
    session: Session, subjects: Sequence[Subject], asker: Asker, commission: Commission
) -> list[Subject]:
    """Give those of some subjects that have a note that somebody may read."""
    notes = notes_on(session, subjects, commission) if subjects else {}
    return [subject for subject in subjects if readable(notes[subject], reader_of(asker))]


def files_with_notes(session: Session, asker: Asker, commission: Commission) -> list[Subject]:
    """List the open files with a note that somebody may read, the oldest case first."""
    noted = select(CriteriaNote.prospect_id).where(standing(CriteriaNote))
    became = (
        select(Choice.became_id)
        .join(CriteriaNote, CriteriaNote.candidate_id == Choice.candidate_id)
        .where(CriteriaNote.workspace_id == Choice.workspace_id, standing(CriteriaNote), standing(Choice))
    )
    wanted = select(Prospect.id).where(
        or_(Prospect.id.in_(noted), Prospect.id.in_(became)), standing(Prospect), ~is_closed()
    )
    subjects = [Subject(id=each) for each in session.scalars(wanted.order_by(Prospect.number))]
    return with_notes(session, subjects, asker, commission)


def open_files(session: Session) -> dict[Subject, str]:
    """Name the open files that can be compared, the oldest case first."""
    every = reversed(each_once(names(session)))
    return {Subject(id=each.prospect_id): each.label for each in every if each.is_open}


def candidates_of(session: Session, search_id: str) -> dict[Subject, str]:
    """Name the candidates of a search, in the order in which they were added; none for a file with a city."""
    wanted = select(Candidate).where(Candidate.search_id == search_id, standing(Candidate))
    return {
        Subject(id=row.id, is_candidate=True): f"{row.name}, {country_name(row.country)}"
        for row in session.scalars(wanted.order_by(Candidate.act_id, Candidate.id))
    }


def subjects_named(keys: str) -> list[Subject]:
    """Read which subjects a button or a file names, each once."""
    return list(dict.fromkeys(subject_named(key) for key in keys.split(",") if key.strip()))
