"""What a note tells, as things stand when it is drawn: each reminder as a matter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.askers import THE_FILE
from models.endings import file_ended
from models.escalating import escalation_of
from models.ledger import Act, standing
from models.meeting_matters import is_on_agenda, meeting_ended, meetings_by_id
from models.occurrences import read_occurrence
from models.progress import progress_of
from models.prospects import Prospect
from models.readers import Reader
from models.recipients import people_of
from models.reminders import Reminder
from models.roster_matters import CHAIR, files_without_owner, giving_of, lacks_chair
from models.rules.escalations import ESCALATED
from models.rules.matters import OVER, Ended, Matter, MeetingTold, in_order
from models.rules.notices import COMING_UP, Kind
from models.rules.permissions import Role
from models.rules.progress import Progress
from models.rules.recipients import Person, told_for
from models.rules.snoozing import last_pick, snooze_choices


@dataclass(frozen=True, kw_only=True)
class _Scene:
    """What is known of everything that a note tells."""

    session: Session
    reader: Reader
    people: Mapping[str, Person]
    files: Mapping[str, Progress]
    meetings: Mapping[str, MeetingTold]


def matters_of(session: Session, reminders: Sequence[Reminder], reader: Reader) -> list[Matter]:
    """List what some reminders are about, as things stand now, in the order of a note."""
    scene = _Scene(
        session=session,
        reader=reader,
        people=people_of(session, reader.today),
        files=_files(session, reminders, reader),
        meetings=meetings_by_id(session, reminders, reader),
    )
    told = [each for each in reminders if each.prospect_id is None or each.prospect_id in scene.files]
    by_place = sorted(told, key=lambda reminder: _place(scene, reminder))
    return in_order([_matter(scene, reminder) for reminder in by_place], reader.today)


def _files(session: Session, reminders: Sequence[Reminder], reader: Reader) -> dict[str, Progress]:
    ids = {each.prospect_id for each in reminders if each.prospect_id}
    found = session.scalars(select(Prospect).where(Prospect.id.in_(ids), standing(Prospect))).all()
    return {each.prospect_id: each for each in progress_of(session, found, reader.commission, reader.today)}


def _place(scene: _Scene, reminder: Reminder) -> tuple[int, int, str]:
    """Give what sorts reminders: the case number, the step's place in its list, the event's name."""
    progress = scene.files.get(reminder.prospect_id or "")
    steps = [standing.step.id for standing in progress.standings] if progress else []
    step = steps.index(reminder.step_id) if reminder.step_id in steps else -1
    return progress.number if progress else 0, step, reminder.occurrence


def _matter(scene: _Scene, reminder: Reminder) -> Matter:
    kind, on, subject, _ = read_occurrence(reminder.occurrence)
    meeting = scene.meetings.get(reminder.meeting_id or "")
    bare = Matter(
        reminder_id=reminder.id, kind=kind, on=on, is_quiet=reminder.rule == COMING_UP, meeting=meeting
    )
    if kind is Kind.GAP:
        return _gap(scene, bare, subject)
    if reminder.prospect_id is None:
        ended = meeting_ended(kind, on, meeting, scene.reader) if meeting else OVER
        return replace(bare, ended=ended)
    return _of_file(scene, bare, reminder, scene.files[reminder.prospect_id])


def _gap(scene: _Scene, bare: Matter, subject: str) -> Matter:
    if subject == CHAIR:
        is_open = lacks_chair(scene.people, is_public=scene.reader.commission.is_public)
        return replace(bare, ended=None if is_open else Ended(how="somebody holds the chair now"))
    names = tuple(files_without_owner(scene.session))
    return replace(bare, names=names, ended=None if names else Ended(how="every open file has an owner now"))


def _of_file(scene: _Scene, bare: Matter, reminder: Reminder, progress: Progress) -> Matter:
    reader, kind, on = scene.reader, bare.kind, bare.on
    told = told_for(scene.people, progress.owner_id, reader.today)
    is_told = told is not None and told.person.member_id == reader.member.id
    is_own = is_told or progress.owner_id == reader.member.id
    of_step = progress.standing(reminder.step_id) if reminder.step_id else None
    matter = replace(
        bare,
        prospect_id=progress.prospect_id,
        city=progress.full_name if kind is Kind.NEW else progress.name,
        title=of_step.step.title if of_step else "",
        since=progress.waiting_since,
        standing=of_step,
        is_own=is_own,
        on_behalf=told.on_behalf if told and is_told else "",
        owner=progress.owner or "",
        is_repeat=kind is Kind.ESCALATED and reminder.rule != ESCALATED,
        roles=frozenset(map(Role, reader.member.roles)),
        unanswered=progress.unanswered,
        ended=file_ended(scene.session, reminder, bare, progress, reader),
        choices=snooze_choices(kind, on, reader.today, reader.days_off) if is_own else {},
        last_pick=last_pick(kind, on, reader.today) if is_own else None,
    )
    return _told_further(scene, matter, reminder, progress)


def _told_further(scene: _Scene, matter: Matter, reminder: Reminder, progress: Progress) -> Matter:
    """Add what only some sorts of matters tell."""
    if matter.kind is Kind.NEW:
        act = giving_of(scene.session, progress.prospect_id)
        return _given(matter, act) if act else matter
    if matter.kind is Kind.DISCUSS and reminder.meeting_id:
        on_agenda = is_on_agenda(scene.session, reminder.meeting_id, progress.prospect_id, reminder.step_id)
        return replace(matter, on_agenda=on_agenda)
    escalation = escalation_of(
        scene.session, reminder, matter.kind, matter.on, progress, scene.people, scene.reader
    )
    return replace(matter, escalation=escalation)


def _given(matter: Matter, act: Act) -> Matter:
    return replace(
        matter,
        given_by=act.actor_name,
        is_recorded=bool(act.prospect_id),
        is_from_file=act.actor == THE_FILE.slack_id and act.prospect_id is not None,
    )
