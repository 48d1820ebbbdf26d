"""An agenda as it stands: what was listed, what came by itself, and what became of each item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import ledger
from models.adoptions import AdoptedMinutes
from models.agendas import AgendaItem, ItemOutcome
from models.bodies import body_rules
from models.commission import Commission
from models.database import new_id
from models.finding import is_closed
from models.ledger import Act, standing
from models.meetings import Happening, Meeting, Posting
from models.progress import progress_of
from models.prospects import Prospect
from models.refusals import NotFound
from models.rules.agendas import (
    CALL_TO_ORDER,
    AgendaEntry,
    AgendaSheet,
    DueMatter,
    ItemKind,
    ItemResult,
    ItemState,
    Posted,
    Suggestion,
    Unapproved,
    agenda,
    must_be_discussed_by,
    why_due,
)
from models.rules.calendars import MeetingKind, MeetingStatus, agenda_deadline, last_working_day
from models.rules.policy import Meetings
from models.rules.progress import Progress
from models.rules.sessions import What
from models.rules.steps import Standing

EXPECTED = (MeetingStatus.SCHEDULED, MeetingStatus.NOTICED)
_MET = (MeetingStatus.HELD, MeetingStatus.HELD_NO_QUORUM)
_COUNTED = (MeetingKind.REGULAR, MeetingKind.ADJOURNED_REGULAR)


@dataclass(frozen=True, kw_only=True)
class Rows:
    """The rows of an agenda, by item."""

    latest: Mapping[str, AgendaItem]
    listed_by: Mapping[str, int]
    """The number of the act that first listed each item."""

    @property
    def is_fixed(self) -> bool:
        """Whether the agenda no longer changes by itself."""
        return CALL_TO_ORDER in self.latest

    def of_state(self, state: ItemState) -> list[AgendaItem]:
        """List the items of a state, by their place."""
        rows = [row for row in self.latest.values() if row.state == state]
        return sorted(rows, key=lambda row: row.place)


def rows_of(session: Session, meeting_id: str) -> Rows:
    """Read the rows of a meeting's agenda."""
    wanted = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id, standing(AgendaItem))
    latest: dict[str, AgendaItem] = {}
    listed_by: dict[str, int] = {}
    for row in session.scalars(wanted.order_by(AgendaItem.act_id, AgendaItem.id)):
        latest[row.item] = row
        if row.state == ItemState.LISTED:
            listed_by.setdefault(row.item, row.act_id)
    return Rows(latest=latest, listed_by=listed_by)


def agenda_of(
    session: Session, meeting: Meeting, commission: Commission, now: datetime
) -> tuple[AgendaEntry, ...]:
    """Give a meeting's agenda as it stands, in order and numbered."""
    session.flush()
    rows = rows_of(session, meeting.id)
    outcomes = _outcomes(session, meeting.id)
    listed = [_entry(row) for row in rows.of_state(ItemState.LISTED)]
    due: list[DueMatter] = []
    minutes: list[Unapproved] = []
    if not rows.is_fixed:
        due = [
            matter
            for matter in _due_matters(session, meeting, commission, commission.today(now))
            if matter.item not in rows.latest or rows.latest[matter.item].state == ItemState.LISTED
        ]
        minutes = _unapproved(session, meeting)
    return tuple(_with_outcome(entry, outcomes) for entry in agenda(listed, due, minutes))


def entry_of(
    session: Session, meeting: Meeting, item: str, commission: Commission, now: datetime
) -> AgendaEntry:
    """Give an item of a meeting's agenda; NotFound for one that is not on it."""
    entries = agenda_of(session, meeting, commission, now)
    found = next((entry for entry in entries if entry.item == item), None)
    if found is None:
        raise NotFound("item of the agenda", offers=("agenda",))
    return found


def fix_agenda(
    session: Session, meeting: Meeting, act: ledger.Act, commission: Commission, now: datetime
) -> None:
    """Keep an agenda as it is at its posting or the call to order: from then on it no longer changes by itself."""
    entries = agenda_of(session, meeting, commission, now)
    rows = rows_of(session, meeting.id)
    if rows.is_fixed:
        return
    for order, entry in enumerate(entries):
        row = rows.latest.get(entry.item)
        if row is None or (row.step_id, row.why) != (entry.step_id, entry.why):
            session.add(written(entry, meeting, act, now, order, place=row.place if row else 0))
    session.flush()


def written(
    entry: AgendaEntry, meeting: Meeting, act: ledger.Act, now: datetime, order: int = 0, *, place: int
) -> AgendaItem:
    """Make the row of an item as it stands now; `order` tells several of one act apart."""
    return AgendaItem(
        id=new_id(now + timedelta(milliseconds=order)),
        item=entry.item,
        meeting_id=meeting.id,
        place=place,
        title=entry.title,
        kind=entry.kind,
        prospect_id=entry.prospect_id,
        step_id=entry.step_id,
        presenter=entry.presenter,
        why=entry.why,
        state=entry.state,
        act_id=act.id,
    )


def postings_of(session: Session, meeting: Meeting, commission: Commission) -> list[Posted]:
    """List the legal postings of a meeting's agenda, the earliest first."""
    wanted = select(Posting).where(Posting.meeting_id == meeting.id, standing(Posting))
    rows = session.scalars(wanted.order_by(Posting.posted_at, Posting.id))
    return [
        Posted(at=row.posted_at.astimezone(commission.zone), order=row.act_id, place=row.place)
        for row in rows
    ]


def deadline_of(session: Session, meeting: Meeting, commission: Commission) -> datetime:
    """Give the last moment to post a meeting's agenda, in the body's zone."""
    hours = body_rules(session).lead_hours(MeetingKind(meeting.kind))
    return agenda_deadline(meeting.starts_at.astimezone(commission.zone), hours)


def suggestions_of(session: Session, meeting_id: str) -> list[Suggestion]:
    """List what was suggested for an agenda and nobody has dealt with yet: for staff alone."""
    rows = rows_of(session, meeting_id).of_state(ItemState.SUGGESTED)
    wanted = select(Act).where(Act.id.in_([row.act_id for row in rows]))
    by = {act.id: act.actor_name for act in session.scalars(wanted)}
    return [Suggestion(item=row.item, title=row.title, by=by[row.act_id]) for row in rows]


def sheet_of(session: Session, meeting: Meeting, commission: Commission, now: datetime) -> AgendaSheet:
    """Give a meeting's agenda with all that is said around it."""
    entries = agenda_of(session, meeting, commission, now)
    deadline = deadline_of(session, meeting, commission)
    prospects = session.scalars(
        select(Prospect).where(Prospect.id.in_({entry.prospect_id for entry in entries if entry.prospect_id}))
    )
    return AgendaSheet(
        meeting_id=meeting.id,
        body=commission.body_title,
        kind=MeetingKind(meeting.kind).in_words.capitalize(),
        starts_at=meeting.starts_at.astimezone(commission.zone),
        place=meeting.place,
        link=meeting.link or "",
        entries=entries,
        deadline=deadline,
        do_by=last_working_day(deadline.date(), commission.days_off(deadline.date())),
        posted=next(iter(postings_of(session, meeting, commission)), None),
        is_public=body_rules(session).is_public,
        is_late=now > deadline,
        is_cancelled=meeting.status == MeetingStatus.CANCELLED,
        cities={prospect.id: prospect.title for prospect in prospects},
    )


def _entry(row: AgendaItem) -> AgendaEntry:
    return AgendaEntry(
        item=row.item,
        number=0,
        title=row.title,
        kind=ItemKind(row.kind),
        prospect_id=row.prospect_id,
        step_id=row.step_id,
        presenter=row.presenter,
        why=row.why,
        state=ItemState(row.state),
    )


def _outcomes(session: Session, meeting_id: str) -> dict[str, ItemOutcome]:
    wanted = select(ItemOutcome).where(ItemOutcome.meeting_id == meeting_id, standing(ItemOutcome))
    return {row.item: row for row in session.scalars(wanted.order_by(ItemOutcome.act_id, ItemOutcome.id))}


def _with_outcome(entry: AgendaEntry, outcomes: Mapping[str, ItemOutcome]) -> AgendaEntry:
    row = outcomes.get(entry.item)
    return became(entry, ItemResult(row.outcome), row.note, row.until) if row else entry


def became(entry: AgendaEntry, result: ItemResult, note: str, until: date | None) -> AgendaEntry:
    """Give an item with what became of it."""
    return replace(entry, result=result, note=note, until=until)


def counted_here(progress: Progress, body: str) -> list[Standing]:
    """List a prospect's steps whose date is counted in the meetings of a body."""
    return [
        each
        for each in progress.standings
        if isinstance(each.step.due, Meetings) and each.step.due.body == body
    ]


def _due_matters(session: Session, meeting: Meeting, commission: Commission, today: date) -> list[DueMatter]:
    """List what must be discussed by a meeting, the earliest due first; a sooner meeting takes it up if it can."""
    sooner = _sooner(session, meeting, today)
    open_files = session.scalars(
        select(Prospect).where(standing(Prospect), ~is_closed()).order_by(Prospect.number)
    )
    found = [
        (each.due.on or date.max, matter)
        for progress in progress_of(session, list(open_files), commission, today)
        for each in counted_here(progress, meeting.body)
        if each.is_open and each.due and must_be_discussed_by(each.due, meeting.on)
        if not any(must_be_discussed_by(each.due, day) for day in sooner)
        for matter in [_matter(progress, each, why_due(each.due, meeting.on))]
    ]
    return [matter for _, matter in sorted(found, key=lambda pair: pair[0])]


def _matter(progress: Progress, each: Standing, why: str) -> DueMatter:
    title = f"{progress.full_name}: {each.step.title}"
    return DueMatter(prospect_id=progress.prospect_id, step_id=each.step.id, title=title, why=why)


def _sooner(session: Session, meeting: Meeting, today: date) -> Sequence[date]:
    """List the days of the meetings that come before this one and are still ahead."""
    wanted = select(Meeting.on).where(
        Meeting.body == meeting.body,
        Meeting.on >= today,
        Meeting.on < meeting.on,
        Meeting.kind.in_(_COUNTED),
        Meeting.status.in_([*EXPECTED, MeetingStatus.IN_SESSION]),
    )
    return session.scalars(wanted).all()


def _unapproved(session: Session, meeting: Meeting) -> list[Unapproved]:
    """List the earlier meetings whose minutes await a vote: the last one, and those whose course is in the record."""
    adopted = select(AdoptedMinutes.meeting_id).where(standing(AdoptedMinutes))
    recorded = select(Happening.meeting_id).where(Happening.what == What.CALLED_TO_ORDER, standing(Happening))
    earlier = select(Meeting).where(
        Meeting.body == meeting.body, Meeting.status.in_(_MET), Meeting.starts_at < meeting.starts_at
    )
    met = list(session.scalars(earlier.order_by(Meeting.starts_at)))
    done, kept = set(session.scalars(adopted)), set(session.scalars(recorded))
    return [
        Unapproved(meeting_id=each.id, on=each.on)
        for each in met
        if each.id not in done and (each.id in kept or each is met[-1])
    ]
